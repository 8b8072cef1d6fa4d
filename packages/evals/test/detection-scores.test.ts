import { countAccuracy, detectionF1, type FoundBox, type TruthBox } from "@vigie/evals";
import { describe, expect, it } from "vitest";

const truth = (x: number, className = "car"): TruthBox => ({ box: [x, 0, x + 10, 10], className });
const found = (x: number, score: number, className = "car"): FoundBox => ({
  box: [x, 0, x + 10, 10],
  className,
  score,
});

describe("boxes found", () => {
  it.each<{ told: string; frames: { truth: TruthBox[]; found: FoundBox[] }[]; is: object }>([
    {
      told: "all found",
      frames: [{ truth: [truth(0), truth(50)], found: [found(0, 0.9), found(51, 0.8)] }],
      is: { tp: 2, fp: 0, fn: 0, f1: 1 },
    },
    {
      told: "one missed, one invented",
      frames: [{ truth: [truth(0), truth(50)], found: [found(0, 0.9), found(200, 0.8)] }],
      is: { tp: 1, fp: 1, fn: 1, f1: 0.5 },
    },
    {
      told: "a second box on one thing is false",
      frames: [{ truth: [truth(0)], found: [found(0, 0.5), found(1, 0.9)] }],
      is: { tp: 1, fp: 1, fn: 0, f1: 2 / 3 },
    },
    {
      told: "the wrong name is both a miss and a false box",
      frames: [{ truth: [truth(0)], found: [found(0, 0.9, "bus")] }],
      is: { tp: 0, fp: 1, fn: 1, f1: 0 },
    },
    {
      told: "overlap of a third is no find",
      frames: [{ truth: [truth(0)], found: [found(5, 0.9)] }],
      is: { tp: 0, fp: 1, fn: 1 },
    },
    {
      told: "overlap of exactly one half is a find",
      frames: [{ truth: [{ box: [0, 0, 10, 20], className: "car" }], found: [found(0, 0.9)] }],
      is: { tp: 1, fp: 0, fn: 0 },
    },
    {
      told: "boxes of another frame do not help",
      frames: [
        { truth: [truth(0)], found: [] },
        { truth: [], found: [found(0, 0.9)] },
      ],
      is: { tp: 0, fp: 1, fn: 1 },
    },
    {
      told: "nothing to find and nothing found",
      frames: [{ truth: [], found: [] }],
      is: { f1: 1, precision: 1, recall: 1 },
    },
  ])("EV-5 $told", ({ frames, is }) => {
    expect(detectionF1(frames)).toMatchObject(is);
  });

  it("EV-5 the better score chooses first", () => {
    // Both boxes overlap the left thing best; the better one takes it, the other one still finds the right thing.
    const report = detectionF1([{ truth: [truth(0), truth(4)], found: [found(1.5, 0.6), found(0, 0.9)] }]);
    expect(report).toMatchObject({ tp: 2, fp: 0, fn: 0 });
  });

  it("EV-5 each class has its own line", () => {
    const report = detectionF1([
      { truth: [truth(0), truth(50, "person")], found: [found(0, 0.9), found(90, 0.4, "person")] },
    ]);
    expect(report.perClass.car).toMatchObject({ tp: 1, fp: 0, fn: 0, f1: 1 });
    expect(report.perClass.person).toMatchObject({ tp: 0, fp: 1, fn: 1, f1: 0 });
  });
});

describe("things counted", () => {
  it.each<{ told: string; pairs: [truth: number, counted: number][]; is: number }>([
    {
      told: "all right",
      pairs: [
        [5, 5],
        [3, 3],
      ],
      is: 1,
    },
    { told: "one of ten missed", pairs: [[10, 9]], is: 0.9 },
    {
      told: "errors of two lines never cancel out",
      pairs: [
        [5, 6],
        [5, 4],
      ],
      is: 0.8,
    },
    { told: "far too many", pairs: [[2, 6]], is: -1 },
    { told: "nothing to count, nothing counted", pairs: [[0, 0]], is: 1 },
    { told: "nothing to count, something counted", pairs: [[0, 1]], is: 0 },
  ])("EV-6 $told", ({ pairs, is }) => {
    expect(countAccuracy(pairs.map(([t, counted]) => ({ truth: t, counted })))).toBeCloseTo(is, 12);
  });
});
