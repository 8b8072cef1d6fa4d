import { lineCrossings, type Point, sideOf, stepAcrossLine } from "@vigie/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const across: Point[] = [
  [0.2, 0.5],
  [0.8, 0.5],
];
const directions = (line: Point[], from: Point, to: Point) => lineCrossings(line, from, to).map((c) => c.direction);

describe("which way a line is crossed", () => {
  // Walk the line on the screen with your finger; your left hand is where you would hold a lantern in it.
  it.each([
    {
      line: "left to right",
      from: [0.2, 0.5],
      to: [0.8, 0.5],
      step: [0.5, 0.4, 0.5, 0.6],
      seen: "downwards",
      is: "forward",
    },
    {
      line: "left to right",
      from: [0.2, 0.5],
      to: [0.8, 0.5],
      step: [0.5, 0.6, 0.5, 0.4],
      seen: "upwards",
      is: "backward",
    },
    {
      line: "right to left",
      from: [0.8, 0.5],
      to: [0.2, 0.5],
      step: [0.5, 0.4, 0.5, 0.6],
      seen: "downwards",
      is: "backward",
    },
    {
      line: "right to left",
      from: [0.8, 0.5],
      to: [0.2, 0.5],
      step: [0.5, 0.6, 0.5, 0.4],
      seen: "upwards",
      is: "forward",
    },
    {
      line: "top to bottom",
      from: [0.5, 0.2],
      to: [0.5, 0.8],
      step: [0.4, 0.5, 0.6, 0.5],
      seen: "to the right",
      is: "backward",
    },
    {
      line: "top to bottom",
      from: [0.5, 0.2],
      to: [0.5, 0.8],
      step: [0.6, 0.5, 0.4, 0.5],
      seen: "to the left",
      is: "forward",
    },
    {
      line: "bottom to top",
      from: [0.5, 0.8],
      to: [0.5, 0.2],
      step: [0.4, 0.5, 0.6, 0.5],
      seen: "to the right",
      is: "forward",
    },
    {
      line: "falling diagonal",
      from: [0.2, 0.2],
      to: [0.8, 0.8],
      step: [0.6, 0.4, 0.4, 0.6],
      seen: "down left",
      is: "forward",
    },
  ])("GE-2 a line drawn $line, crossed $seen, is crossed $is", ({ from, to, step, is }) => {
    const line = [from as unknown as Point, to as unknown as Point];
    expect(directions(line, [step[0]!, step[1]!], [step[2]!, step[3]!])).toEqual([is]);
  });

  it("GE-1 on a line drawn to the right, what lies lower on the screen is on the right hand", () => {
    expect(sideOf([0.2, 0.5], [0.8, 0.5], [0.5, 0.6])).toBeGreaterThan(0);
    expect(sideOf([0.2, 0.5], [0.8, 0.5], [0.5, 0.4])).toBeLessThan(0);
    expect(sideOf([0.2, 0.5], [0.8, 0.5], [0.95, 0.5])).toBe(0);
  });

  it("GE-3 passing beside the line is no crossing, passing over its very end is one", () => {
    expect(directions(across, [0.9, 0.4], [0.9, 0.6])).toEqual([]);
    expect(directions(across, [0.1, 0.4], [0.1, 0.6])).toEqual([]);
    expect(directions(across, [0.8, 0.4], [0.8, 0.6])).toEqual(["forward"]);
    expect(directions(across, [0.2, 0.6], [0.2, 0.4])).toEqual(["backward"]);
  });

  it("GE-4 one step over a zigzag gives every crossing in the order in which it happened", () => {
    const zigzag: Point[] = [
      [0.2, 0.2],
      [0.4, 0.8],
      [0.6, 0.2],
      [0.8, 0.8],
    ];
    const found = lineCrossings(zigzag, [0.1, 0.5], [0.9, 0.5]);
    expect(found.map((c) => c.direction)).toEqual(["backward", "forward", "backward"]);
    expect(found.map((c) => Number(c.at.toFixed(6)))).toEqual([0.25, 0.5, 0.75]);
    expect(found[0]!.point[0]).toBeCloseTo(0.3, 12);
    expect(lineCrossings(zigzag, [0.9, 0.5], [0.1, 0.5]).map((c) => c.direction)).toEqual([
      "forward",
      "backward",
      "forward",
    ]);
  });

  it("GE-5 a step through a corner is one crossing, a corner that is only touched is none", () => {
    const bent: Point[] = [
      [0.2, 0.5],
      [0.5, 0.5],
      [0.8, 0.75],
    ];
    expect(directions(bent, [0.5, 0.25], [0.5, 0.75])).toEqual(["forward"]);
    const roof: Point[] = [
      [0.25, 0.75],
      [0.5, 0.25],
      [0.75, 0.75],
    ];
    expect(directions(roof, [0.1, 0.25], [0.9, 0.25])).toEqual([]);
  });
});

describe("following something across a line", () => {
  const walk = (line: Point[], places: Point[]) => {
    let anchor: Point | null = null;
    const seen: string[] = [];
    for (const place of places) {
      const step = stepAcrossLine(line, anchor, place);
      anchor = step.anchor;
      seen.push(...step.crossings.map((c) => c.direction));
    }
    return seen;
  };

  it.each<{ told: string; places: Point[]; seen: string[] }>([
    {
      told: "steps on the line and goes back",
      places: [
        [0.5, 0.25],
        [0.5, 0.5],
        [0.5, 0.25],
      ],
      seen: [],
    },
    {
      told: "steps on the line and goes on",
      places: [
        [0.5, 0.25],
        [0.5, 0.5],
        [0.5, 0.75],
      ],
      seen: ["forward"],
    },
    {
      told: "walks along the line, then leaves where it came from",
      places: [
        [0.3, 0.25],
        [0.4, 0.5],
        [0.6, 0.5],
        [0.7, 0.25],
      ],
      seen: [],
    },
    {
      told: "walks along the line, then leaves on the other side",
      places: [
        [0.3, 0.25],
        [0.4, 0.5],
        [0.6, 0.5],
        [0.7, 0.75],
      ],
      seen: ["forward"],
    },
    {
      told: "is first seen standing on the line",
      places: [
        [0.5, 0.5],
        [0.5, 0.75],
      ],
      seen: [],
    },
    {
      told: "goes over and comes back",
      places: [
        [0.5, 0.25],
        [0.5, 0.75],
        [0.5, 0.25],
      ],
      seen: ["forward", "backward"],
    },
    {
      told: "jumps over between two looks",
      places: [
        [0.5, 0.01],
        [0.5, 0.99],
      ],
      seen: ["forward"],
    },
  ])("GE-6 someone who $told", ({ places, seen }) => {
    expect(walk(across, places)).toEqual(seen);
  });

  // Sixty-fourths are exact in binary, so that standing exactly on a line really happens.
  const place = fc
    .tuple(fc.integer({ min: 0, max: 64 }), fc.integer({ min: 0, max: 64 }))
    .map(([x, y]): Point => [x / 64, y / 64]);
  const twoPointLine = fc.tuple(place, place).filter(([a, b]) => a[0] !== b[0] || a[1] !== b[1]);
  const path = fc.array(place, { minLength: 2, maxLength: 12 });
  const flip = (seen: string[]) => seen.map((s) => (s === "forward" ? "backward" : "forward"));

  it("GE-7 in a mirror every crossing goes the other way", () => {
    const mirror = ([x, y]: Point): Point => [1 - x, y];
    fc.assert(
      fc.property(twoPointLine, path, (line, places) => {
        expect(walk(line.map(mirror), places.map(mirror))).toEqual(flip(walk(line, places)));
      }),
    );
  });

  it("GE-7 a line drawn the other way round tells every crossing the other way", () => {
    fc.assert(
      fc.property(twoPointLine, path, (line, places) => {
        expect(walk([...line].reverse(), places)).toEqual(flip(walk(line, places)));
      }),
    );
  });

  it("GE-7 moving line and walker together changes nothing", () => {
    fc.assert(
      fc.property(twoPointLine, path, place, (line, places, [dx, dy]) => {
        const move = ([x, y]: Point): Point => [x + dx, y + dy];
        expect(walk(line.map(move), places.map(move))).toEqual(walk(line, places));
      }),
    );
  });

  it("GE-6 forward and backward alternate across a straight line that spans the picture", () => {
    const whole: Point[] = [
      [-1, 0.5],
      [2, 0.5],
    ];
    fc.assert(
      fc.property(path, (places) => {
        const seen = walk(whole, places);
        expect(seen.some((s, i) => i > 0 && s === seen[i - 1])).toBe(false);
      }),
    );
  });
});
