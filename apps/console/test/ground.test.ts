// The ground in the picture: metres from measured points, and when they contradict each other.
import type { Point } from "@vigie/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groundReducer, groundStateOf, measured } from "../src/features/ground/ground-state.ts";
import { fitPlane, planeGrid, project, rectanglePoints, rectangleSides } from "../src/features/ground/plane-fit.ts";

/** A street seen from above one end: far corners first. */
const CORNERS: readonly Point[] = [
  [0.4, 0.4],
  [0.6, 0.4],
  [0.9, 0.9],
  [0.1, 0.9],
];

describe("the plane", () => {
  it("puts the corners of a rectangle where its sides say, and back", () => {
    const fit = fitPlane(rectanglePoints(CORNERS, 6, 20))!;
    expect(fit.meanErrorM).toBeLessThan(1e-6);
    const middleOfNearSide = project(fit.toGround, [0.5, 0.9])!;
    expect(middleOfNearSide[0]).toBeCloseTo(3, 6);
    expect(middleOfNearSide[1]).toBeCloseTo(20, 6);
    const [x, y] = project(fit.toPicture, [6, 0])!;
    expect([x, y]).toEqual([expect.closeTo(0.6, 6), expect.closeTo(0.4, 6)]);
  });

  it("makes the far half of the picture more metres than the near half", () => {
    const fit = fitPlane(rectanglePoints(CORNERS, 6, 20))!;
    const at = (v: number) => project(fit.toGround, [0.5, v])![1];
    expect(at(0.65) - at(0.4)).toBeGreaterThan(at(0.9) - at(0.65));
  });

  it("says how far points are off that contradict it", () => {
    const points = [...rectanglePoints(CORNERS, 6, 20), { picture: [0.5, 0.9] as Point, groundM: [5, 20] as Point }];
    const fit = fitPlane(points)!;
    expect(Math.max(...fit.errorsM)).toBeGreaterThan(0.2);
  });

  it.each<[string, readonly Point[]]>([
    [
      "in one row",
      [
        [0.1, 0.1],
        [0.2, 0.2],
        [0.3, 0.3],
        [0.4, 0.4],
      ],
    ],
    [
      "in one place",
      [
        [0.5, 0.5],
        [0.5, 0.5],
        [0.5, 0.5],
        [0.5, 0.5],
      ],
    ],
    [
      "crossed over",
      [
        [0.4, 0.4],
        [0.6, 0.4],
        [0.1, 0.9],
        [0.9, 0.9],
      ],
    ],
  ])("does not exist for corners %s", (_, corners) => {
    expect(fitPlane(rectanglePoints(corners, 6, 20))).toBeNull();
  });

  it("goes to the ground and back everywhere between the points", () => {
    const fit = fitPlane(rectanglePoints(CORNERS, 6, 20))!;
    const metre = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(metre, metre, (u, v) => {
        const back = project(fit.toGround, project(fit.toPicture, [u * 6, v * 20])!)!;
        expect(back[0]).toBeCloseTo(u * 6, 5);
        expect(back[1]).toBeCloseTo(v * 20, 5);
      }),
    );
  });

  it("shows a grid of a round step with few lines", () => {
    const points = rectanglePoints(CORNERS, 6, 20);
    const grid = planeGrid(fitPlane(points)!, points);
    expect(grid.stepM).toBe(5);
    expect(grid.lines.length).toBeGreaterThan(5);
    expect(grid.lines.length).toBeLessThan(40);
  });
});

describe("measuring", () => {
  const clicked = CORNERS.reduce((state, at) => groundReducer(state, { type: "add", at }), groundStateOf(undefined));

  it("waits for four corners and both sides, and takes no fifth corner", () => {
    expect(measured(clicked)).toBeNull();
    const wide = groundReducer(clicked, { type: "side", side: "widthM", valueM: 6 });
    const done = groundReducer(wide, { type: "side", side: "lengthM", valueM: 20 });
    expect(measured(done)).toEqual(rectanglePoints(CORNERS, 6, 20));
    expect(groundReducer(done, { type: "add", at: [0.5, 0.5] }).pictures).toHaveLength(4);
    expect(groundStateOf({ points: measured(done)! })).toMatchObject({ way: "rectangle", widthM: 6, lengthM: 20 });
    const single = groundReducer(done, { type: "way", way: "points" });
    expect(single.groundM[2]).toEqual([6, 20]);
    const fifth = groundReducer(single, { type: "add", at: [0.5, 0.9] });
    expect(measured(fifth)).toBeNull();
    const placed = [3, 20].reduce(
      (state, valueM, axis) => groundReducer(state, { type: "place", index: 4, axis: axis as 0 | 1, valueM }),
      fifth,
    );
    expect(measured(placed)).toHaveLength(5);
  });

  it("knows a rectangle again, and nothing else", () => {
    expect(rectangleSides(rectanglePoints(CORNERS, 6, 20))).toEqual({ widthM: 6, lengthM: 20 });
    const [first, ...rest] = rectanglePoints(CORNERS, 6, 20);
    expect(rectangleSides([{ ...first!, groundM: [1, 0] }, ...rest])).toBeNull();
  });
});
