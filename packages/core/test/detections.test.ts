import {
  classFamilies,
  classKinship,
  classMask,
  createDetections,
  createSuppressor,
  type Detections,
  filterDetections,
  lookAlikeMask,
} from "@vigie/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const classes = ["person", "bicycle", "car", "bus", "truck", "dog"] as const;
type Name = (typeof classes)[number];
type Row = readonly [name: Name, score: number, x1: number, y1: number, x2: number, y2: number];

function boxes(...rows: Row[]): Detections {
  const out = createDetections(Math.max(1, rows.length));
  out.count = rows.length;
  rows.forEach(([name, score, ...box], i) => {
    out.boxes.set(box, i * 4);
    out.scores[i] = score;
    out.classIds[i] = classes.indexOf(name);
  });
  return out;
}

const names = (d: Detections) => Array.from({ length: d.count }, (_, i) => classes[d.classIds[i]!]);
const scores = (d: Detections) => Array.from({ length: d.count }, (_, i) => Number(d.scores[i]!.toFixed(3)));

describe("one box for one thing", () => {
  it.each<{ told: string; rows: Row[]; kept: Name[] }>([
    {
      told: "a car that is also called a truck is one thing, with its better name",
      rows: [
        ["truck", 0.5, 0.1, 0.1, 0.5, 0.4],
        ["car", 0.8, 0.11, 0.1, 0.5, 0.41],
      ],
      kept: ["car"],
    },
    {
      told: "a car, a truck and a bus at one place are one thing",
      rows: [
        ["car", 0.3, 0.1, 0.1, 0.5, 0.4],
        ["truck", 0.5, 0.1, 0.1, 0.5, 0.4],
        ["bus", 0.6, 0.1, 0.1, 0.5, 0.4],
      ],
      kept: ["bus"],
    },
    {
      told: "a rider and the bicycle survive, even in the very same box",
      rows: [
        ["person", 0.7, 0.1, 0.1, 0.3, 0.5],
        ["bicycle", 0.6, 0.1, 0.1, 0.3, 0.5],
      ],
      kept: ["person", "bicycle"],
    },
    {
      told: "a small car in front of a big bus survives",
      rows: [
        ["bus", 0.9, 0.1, 0.1, 0.9, 0.7],
        ["car", 0.6, 0.3, 0.4, 0.6, 0.7],
      ],
      kept: ["bus", "car"],
    },
    {
      told: "two parked cars that overlap by a third are two",
      rows: [
        ["car", 0.9, 0, 0, 0.4, 0.4],
        ["car", 0.8, 0.2, 0, 0.6, 0.4],
      ],
      kept: ["car", "car"],
    },
    {
      told: "a person and a dog on the person's lap are two",
      rows: [
        ["person", 0.9, 0, 0, 0.4, 0.4],
        ["dog", 0.4, 0, 0, 0.4, 0.39],
      ],
      kept: ["person", "dog"],
    },
  ])("DT-1 $told", ({ rows, kept }) => {
    const suppress = createSuppressor({ classes });
    expect(names(suppress(boxes(...rows)))).toEqual(kept);
    expect(names(suppress(boxes(...[...rows].reverse())))).toEqual(kept);
  });

  it("DT-2 what is suppressed does not suppress others", () => {
    const suppress = createSuppressor({ classes, sameClassIou: 0.4 });
    // The middle box falls to the best one, so the last one, which only the middle box overlaps, stays.
    const chain = boxes(["car", 0.9, 0, 0, 0.4, 1], ["car", 0.8, 0.15, 0, 0.55, 1], ["car", 0.7, 0.3, 0, 0.7, 1]);
    expect(scores(suppress(chain))).toEqual([0.9, 0.7]);
  });

  it.each<{ told: string; rows: Row[]; kept: number[] }>([
    {
      told: "a box around two people who walk one behind the other is nobody",
      rows: [
        ["person", 0.6, 0.4, 0.4, 0.46, 0.6],
        ["person", 0.5, 0.45, 0.37, 0.51, 0.55],
        ["person", 0.4, 0.4, 0.37, 0.51, 0.6],
      ],
      kept: [0.6, 0.5],
    },
    {
      told: "nor is one from the head of the one behind to the feet of the one before",
      rows: [
        ["person", 0.6, 0.4, 0.46, 0.46, 0.66],
        ["person", 0.5, 0.46, 0.4, 0.52, 0.57],
        ["person", 0.4, 0.43, 0.41, 0.49, 0.65],
      ],
      kept: [0.6, 0.5],
    },
    {
      told: "somebody half hidden between two others, no taller than they, stays",
      rows: [
        ["person", 0.6, 0.4, 0.4, 0.46, 0.6],
        ["person", 0.5, 0.46, 0.4, 0.52, 0.6],
        ["person", 0.4, 0.43, 0.37, 0.49, 0.56],
      ],
      kept: [0.6, 0.5, 0.4],
    },
    {
      told: "a box that scores higher than one of the two stays",
      rows: [
        ["person", 0.6, 0.4, 0.4, 0.46, 0.6],
        ["person", 0.5, 0.4, 0.37, 0.51, 0.6],
        ["person", 0.4, 0.45, 0.37, 0.51, 0.55],
      ],
      kept: [0.6, 0.5, 0.4],
    },
    {
      told: "somebody whose upper and lower half have boxes stays",
      rows: [
        ["person", 0.6, 0.4, 0.3, 0.5, 0.5],
        ["person", 0.5, 0.4, 0.5, 0.5, 0.7],
        ["person", 0.4, 0.4, 0.3, 0.5, 0.7],
      ],
      kept: [0.6, 0.5, 0.4],
    },
    {
      told: "who stands before two others is somebody",
      rows: [
        ["person", 0.6, 0.3, 0.4, 0.36, 0.6],
        ["person", 0.5, 0.5, 0.4, 0.56, 0.6],
        ["person", 0.4, 0.38, 0.3, 0.54, 0.8],
      ],
      kept: [0.6, 0.5, 0.4],
    },
  ])("DT-10 $told", ({ rows, kept }) => {
    expect(scores(createSuppressor({ classes })(boxes(...rows)))).toEqual(kept);
  });

  it("DT-3 boxes come best first, filtered by score and class, and the input stays as it was", () => {
    const input = boxes(
      ["car", 0.2, 0, 0, 0.1, 0.1],
      ["dog", 0.9, 0.5, 0.5, 0.6, 0.6],
      ["car", 0.6, 0.3, 0, 0.4, 0.1],
      ["person", 0.7, 0.8, 0, 0.9, 0.3],
    );
    const before = [...input.boxes];
    const out = createSuppressor({ classes, minScore: 0.5, keep: ["car", "person"] })(input);
    expect(names(out)).toEqual(["person", "car"]);
    expect([...out.boxes.subarray(4, 8)].map((v) => Number(v.toFixed(3)))).toEqual([0.3, 0, 0.4, 0.1]);
    expect([...input.boxes]).toEqual(before);
    expect(input.count).toBe(4);
  });

  it("DT-3 at most so many boxes are kept, the best ones", () => {
    const rows = Array.from(
      { length: 200 },
      (_, i): Row => [
        "car",
        0.1 + i * 0.004,
        (i % 20) / 20,
        Math.floor(i / 20) / 20,
        (i % 20) / 20 + 0.04,
        Math.floor(i / 20) / 20 + 0.04,
      ],
    );
    const out = createSuppressor({ classes, maxBoxes: 3 })(boxes(...rows));
    expect(scores(out)).toEqual([0.896, 0.892, 0.888]);
  });

  it("DT-4 the same boxes in another order give the same answer", () => {
    const row = fc
      .tuple(
        fc.constantFrom(...classes),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
      )
      .map(([name, score, x, y, size]): Row => [name, score / 10, x / 10, y / 10, (x + size) / 10, (y + size) / 10]);
    const suppress = createSuppressor({ classes });
    const copy = (d: Detections) => ({
      names: names(d),
      scores: scores(d),
      boxes: [...d.boxes.subarray(0, d.count * 4)],
    });
    fc.assert(
      fc.property(fc.uniqueArray(row, { maxLength: 70, selector: (r) => r.join() }), fc.integer(), (rows, turn) => {
        const plain = copy(suppress(boxes(...rows)));
        const cut = rows.length === 0 ? 0 : Math.abs(turn) % rows.length;
        expect(copy(suppress(boxes(...rows.slice(cut).reverse(), ...rows.slice(0, cut))))).toEqual(plain);
      }),
    );
  });

  it("DT-4 a score that is no number comes last and pushes no other box out", () => {
    const odd = boxes(
      ["car", Number.NaN, 0.8, 0, 0.9, 0.1],
      ["car", 0.3, 0, 0, 0.1, 0.1],
      ["dog", 7, 0.3, 0, 0.4, 0.1],
      ["person", 0.5, 0.5, 0, 0.6, 0.1],
    );
    expect(names(createSuppressor({ classes, minScore: 0.1 })(odd))).toEqual(["dog", "person", "car"]);
  });

  it("DT-5 no frame allocates columns: the answer is the same object each time", () => {
    const suppress = createSuppressor({ classes });
    const first = suppress(boxes(["car", 0.9, 0, 0, 0.1, 0.1]));
    const column = first.boxes;
    expect(suppress(boxes())).toBe(first);
    expect(first.count).toBe(0);
    expect(first.boxes).toBe(column);
  });
});

describe("families and filters", () => {
  it("DT-6 classes that a detector confuses share a family, all others are alone", () => {
    const [person, bicycle, car, bus, truck, dog] = classFamilies(classes);
    expect(new Set([car, bus, truck]).size).toBe(1);
    expect(new Set([person, bicycle, car, dog]).size).toBe(4);
  });

  it("DT-7 filtering keeps the order and drops other classes, low scores and scores that are no number", () => {
    const input = boxes(
      ["dog", 0.9, 0, 0, 0.1, 0.1],
      ["car", 0.5, 0.2, 0, 0.3, 0.1],
      ["car", Number.NaN, 0.4, 0, 0.5, 0.1],
      ["person", 0.1, 0, 0, 1, 1],
      ["person", 0.3, 0.6, 0, 0.7, 0.1],
    );
    const out = filterDetections(input, classMask(classes, ["car", "person"]), 0.3);
    expect(out).toBe(input);
    expect(names(out)).toEqual(["car", "person"]);
    expect([...out.boxes.subarray(0, 8)].map((v) => Number(v.toFixed(3)))).toEqual([
      0.2, 0, 0.3, 0.1, 0.6, 0, 0.7, 0.1,
    ]);
  });
});

describe("DT-8 look-alikes", () => {
  const called = ["person", "car", "cell phone", "suitcase", "handbag", "dog"];
  const areKin = classKinship(called);
  const kin = (a: string, b: string) => areKin(called.indexOf(a), called.indexOf(b));

  it.each([
    ["car", "cell phone", true],
    ["car", "suitcase", true],
    ["cell phone", "suitcase", true],
    ["suitcase", "handbag", true],
    ["handbag", "car", false],
    ["handbag", "cell phone", false],
    ["person", "cell phone", false],
    ["dog", "car", false],
  ])("DT-8 %s and %s may be one thing: %s", (a, b, expected) => {
    expect(kin(a, b)).toBe(expected);
    expect(kin(b, a)).toBe(expected);
  });

  it("DT-8 of a car and a cell phone at one place the better box stays", () => {
    const frame = createDetections(2);
    frame.count = 2;
    frame.boxes.set([0.3, 0.2, 0.5, 0.8, 0.3, 0.2, 0.5, 0.79]);
    frame.scores.set([0.9, 0.3]);
    frame.classIds.set([2, 1]);
    const left = createSuppressor({ classes: called })(frame);
    expect(Array.from(left.classIds.subarray(0, left.count), (id) => called[id])).toEqual(["cell phone"]);
  });

  it.each([
    ["suitcase", [0, 0, 1, 0.99], 0],
    ["suitcase", [0.2, 0.1, 0.5, 0.9], 1],
    ["car", [0, 0, 1, 0.99], 1],
    ["person", [0.1, 0, 1, 1], 1],
  ])("DT-9 a %s at %j: %i boxes stay", (name, box, count) => {
    const frame = createDetections(1);
    frame.count = 1;
    frame.boxes.set(box);
    frame.scores.set([0.7]);
    frame.classIds.set([called.indexOf(name)]);
    expect(createSuppressor({ classes: called })(frame).count).toBe(count);
  });

  it("DT-8 a detector that knows no vehicles has no look-alikes", () => {
    expect([...lookAlikeMask(["person", "cell phone"])]).toEqual([0, 0]);
  });
});
