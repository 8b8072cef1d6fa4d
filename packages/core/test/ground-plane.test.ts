// The ground plane: metres from measured points, what they are worth, and when they are worth nothing.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitGroundPlane, type GroundMap, groundArea, type MeasuredPoint, type Point } from "../src/geometry/index.ts";

/** A camera 4 m up that looks level: the horizon at y = 0, ground at depth 4 / y, as wide as it is deep. */
const see = ([x, depth]: Point): Point => [0.5 + x / depth, 4 / depth];
const measured = (grounds: readonly Point[]): MeasuredPoint[] =>
  grounds.map((groundM) => ({ picture: see(groundM), groundM }));
const SQUARE: Point[] = [
  [-2, 5],
  [2, 5],
  [-2, 10],
  [2, 10],
];
function mapOf(points: readonly MeasuredPoint[]): GroundMap {
  const found = fitGroundPlane(points);
  if (typeof found === "string") throw new Error(found);
  return found;
}

describe("ground plane", () => {
  it("GP-1 four points give metres between and beyond them, and back", () => {
    const map = mapOf(measured(SQUARE));
    for (const ground of [
      [0, 7],
      [1.5, 6],
      [-3, 15],
      [4, 20],
    ] as Point[]) {
      const found = map.toGround(see(ground))!;
      expect(found[0]).toBeCloseTo(ground[0], 6);
      expect(found[1]).toBeCloseTo(ground[1], 6);
      const back = map.toPicture(ground)!;
      expect(back[0]).toBeCloseTo(see(ground)[0], 6);
      expect(back[1]).toBeCloseTo(see(ground)[1], 6);
    }
    // 4 m wide and 5 m deep.
    expect(groundArea(map, [SQUARE[0]!, SQUARE[1]!, SQUARE[3]!, SQUARE[2]!].map(see))).toBeCloseTo(20, 6);
  });

  it("GP-1 the corner from which was measured does not matter", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -900, max: 900, noNaN: true }),
        fc.double({ min: -900, max: 900, noNaN: true }),
        (dx, dy) => {
          const moved = measured(SQUARE).map(({ picture, groundM }) => ({
            picture,
            groundM: [groundM[0] + dx, groundM[1] + dy] as const,
          }));
          const found = mapOf(moved).toGround(see([1, 8]))!;
          expect(found[0]).toBeCloseTo(1 + dx, 4);
          expect(found[1]).toBeCloseTo(8 + dy, 4);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("GP-2 four points always fit, so nothing is said of them", () => {
    const map = mapOf(measured(SQUARE));
    expect(map.spreadM).toBeNull();
    expect(map.worst.offM).toBeLessThan(1e-6);
  });

  it("GP-2 of more points the one that was measured wrongly is named", () => {
    const points = measured([...SQUARE, [0, 7], [-1, 9], [1, 6]]);
    expect(mapOf(points).spreadM).toBeLessThan(1e-6);
    const wrong = points.map((p, i) => (i === 4 ? { ...p, groundM: [0.8, 7] as const } : p));
    const map = mapOf(wrong);
    expect(map.worst.index).toBe(4);
    expect(map.spreadM).toBeGreaterThan(0.1);
    expect(map.spreadM).toBeLessThan(0.8);
  });

  it.each<[string, MeasuredPoint[], RegExp]>([
    ["three points", measured(SQUARE.slice(0, 3)), /at least four measured points; there are 3/],
    [
      "a row on the ground",
      measured([
        [-2, 5],
        [-1, 6],
        [0, 7],
        [1, 8],
      ]),
      /in one row in the picture/,
    ],
    [
      "a row on the ground that is none in the picture",
      [
        [0.1, 0.2],
        [0.9, 0.2],
        [0.9, 0.8],
        [0.1, 0.8],
      ].map(([x, y], i) => ({
        picture: [x!, y!] as const,
        groundM: [i, 2 * i] as const,
      })),
      /in one row on the ground/,
    ],
    [
      "two exchanged points",
      measured(SQUARE).map((p, i, all) => (i < 2 ? { ...p, groundM: all[1 - i]!.groundM } : p)),
      /no camera can see|contradict/,
    ],
    ["four times the same point", Array.from({ length: 4 }, () => measured(SQUARE)[0]!), /in one row/],
  ])("GP-3 %s are refused with the reason", (_, points, reason) => {
    expect(fitGroundPlane(points)).toMatch(reason);
  });

  it("GP-4 there are no metres on the horizon, above it, or far beyond what was measured", () => {
    const map = mapOf(measured(SQUARE));
    expect(map.toGround([0.5, 0])).toBeNull();
    expect(map.toGround([0.5, -0.1])).toBeNull();
    expect(map.toGround(see([0, 29]))).not.toBeNull();
    expect(map.toGround(see([0, 31]))).toBeNull();
    expect(map.toPicture([0, -3])).toBeNull();
    expect(
      groundArea(map, [
        [0.2, 0.9],
        [0.8, 0.9],
        [0.5, 0],
      ]),
    ).toBeNull();
  });
});
