// What becomes of a box of the whole picture and one of a closer look: of one thing exactly one stays, and nothing vanishes between them.
import { createDetections, type Detections } from "@vigie/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tile } from "../src/pipeline/tiles/tile.ts";
import { TileAnswers } from "../src/pipeline/tiles/tile-answers.ts";

const CLASSES = ["person", "car", "truck", "bicycle"];
/** The left upper quarter of a picture of 200 x 200. */
const TILE: Tile = { part: { xPx: 0, yPx: 0, widthPx: 100, heightPx: 100 }, x1: 0, y1: 0, x2: 0.5, y2: 0.5 };

/** Unit of boxes: hundredths of the whole picture. */
type Row = readonly [name: string, score: number, x1: number, y1: number, x2: number, y2: number];

function rows(of: readonly Row[], scale: number): Detections {
  const detections = createDetections(of.length);
  for (const [name, score, ...box] of of) {
    detections.boxes.set(
      box.map((side) => (side / 100) * scale),
      detections.count * 4,
    );
    detections.scores[detections.count] = score;
    detections.classIds[detections.count++] = CLASSES.indexOf(name);
  }
  return detections;
}

function told({ boxes, scores, classIds, count }: Detections): Row[] {
  const side = (i: number, k: number) => Math.round(boxes[i * 4 + k]! * 100);
  return Array.from(
    { length: count },
    (_, i) =>
      [
        CLASSES[classIds[i]!]!,
        Math.round(scores[i]! * 100) / 100,
        side(i, 0),
        side(i, 1),
        side(i, 2),
        side(i, 3),
      ] as const,
  );
}

/** Both looks at one moment, given in the whole picture's coordinates. */
function joined(whole: readonly Row[], closer: readonly Row[], hasMoved = true): Row[] {
  const answers = new TileAnswers(CLASSES);
  answers.take(rows(closer, 2), TILE, rows(whole, 1), () => hasMoved, 1000);
  return told(answers.join(rows(whole, 1)));
}

const BIG: Row = ["car", 0.6, 5, 5, 40, 30];

describe("a box of the whole picture and one of a closer look", () => {
  it.each<[what: string, whole: Row[], closer: Row[], wanted: Row[]]>([
    [
      "two places are two things",
      [["person", 0.5, 5, 5, 10, 20]],
      [["person", 0.4, 30, 5, 35, 20]],
      [
        ["person", 0.5, 5, 5, 10, 20],
        ["person", 0.4, 30, 5, 35, 20],
      ],
    ],
    [
      "one place is one thing, as the surer look has it",
      [["person", 0.5, 5, 5, 10, 20]],
      [["person", 0.7, 5, 6, 10, 21]],
      [["person", 0.7, 5, 6, 10, 21]],
    ],
    [
      "... also when that is the whole picture",
      [["car", 0.8, 5, 5, 20, 20]],
      [["truck", 0.7, 5, 6, 18, 21]],
      [["car", 0.8, 5, 5, 20, 20]],
    ],
    ["a piece of something larger adds nothing", [BIG], [["car", 0.7, 25, 10, 38, 28]], [BIG]],
    [
      "... but a rider is no piece of a car",
      [BIG],
      [["person", 0.7, 25, 10, 30, 28]],
      [["person", 0.7, 25, 10, 30, 28], BIG],
    ],
    [
      "... nor is anything a piece of what is hardly believed",
      [["car", 0.2, 5, 5, 40, 30]],
      [["car", 0.7, 25, 10, 38, 28]],
      [
        ["car", 0.7, 25, 10, 38, 28],
        ["car", 0.2, 5, 5, 40, 30],
      ],
    ],
    [
      "what both looks show stays beside a blurred larger box",
      [
        ["person", 0.5, 10, 5, 30, 40],
        ["person", 0.6, 20, 6, 28, 28],
      ],
      [["person", 0.7, 20, 5, 28, 28]],
      [
        ["person", 0.7, 20, 5, 28, 28],
        ["person", 0.5, 10, 5, 30, 40],
      ],
    ],
    [
      "two who share a box of the whole picture are two, and the one whom it fits is as sure",
      [["person", 0.6, 10, 5, 28, 45]],
      [
        ["person", 0.7, 10, 5, 24, 36],
        ["person", 0.4, 15, 9, 28, 45],
      ],
      [
        ["person", 0.7, 10, 5, 24, 36],
        ["person", 0.6, 15, 9, 28, 45],
      ],
    ],
    [
      "a sure person is one, whatever scraps closer looks make of him",
      [["person", 0.9, 10, 5, 26, 45]],
      [
        ["bicycle", 0.12, 10, 10, 26, 45],
        ["person", 0.2, 10, 5, 20, 43],
        ["person", 0.2, 15, 9, 26, 45],
      ],
      [
        ["person", 0.9, 10, 5, 26, 45],
        ["bicycle", 0.12, 10, 10, 26, 45],
      ],
    ],
    [
      "a sure lorry does not give way to its pieces",
      [["truck", 0.6, 5, 5, 40, 30]],
      [
        ["car", 0.45, 5, 5, 25, 30],
        ["truck", 0.4, 20, 5, 40, 30],
      ],
      [["truck", 0.6, 5, 5, 40, 30]],
    ],
    [
      "a score is left to the same thing, never to another class",
      [["person", 0.6, 10, 5, 30, 45]],
      [
        ["bicycle", 0.1, 10, 12, 30, 45],
        ["person", 0.7, 6, 3, 22, 36],
      ],
      [
        ["person", 0.7, 6, 3, 22, 36],
        ["bicycle", 0.1, 10, 12, 30, 45],
      ],
    ],
    ["what the tile's border cuts is left out", [], [["car", 0.8, 30, 10, 50, 30]], []],
    ["what the picture's border cuts is not", [], [["car", 0.8, 0, 0, 20, 30]], [["car", 0.8, 0, 0, 20, 30]]],
  ])("%s", (_what, whole, closer, wanted) => {
    expect(joined(whole, closer)).toEqual(wanted);
  });

  it("what has not moved counts only where the whole picture shows it too", () => {
    expect(joined([], [["person", 0.9, 10, 10, 15, 30]], false)).toEqual([]);
    expect(joined([["person", 0.3, 10, 10, 15, 30]], [["person", 0.9, 10, 10, 15, 30]], false)).toHaveLength(1);
  });

  it("nothing that the whole picture shows is lost: each of its boxes stays, or a surer one of its kin lies on it", () => {
    const box = fc.tuple(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 3, max: 30 }),
      fc.integer({ min: 3, max: 30 }),
    );
    const row = fc
      .tuple(fc.constantFrom("person", "car"), fc.integer({ min: 15, max: 95 }), box)
      .map(([name, score, [x, y, w, h]]): Row => [name, score / 100, x, y, x + w, y + h]);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.array(row, { maxLength: 6 }), (whole, closer) => {
        const left = joined(whole, closer);
        for (const [name, score, x1, y1, x2, y2] of whole) {
          const covers = left.some(([other, otherScore, a1, b1, a2, b2]) => {
            const w = Math.min(x2, a2) - Math.max(x1, a1);
            const h = Math.min(y2, b2) - Math.max(y1, b1);
            return other === name && otherScore >= score && w > 0 && h > 0;
          });
          expect(covers, `${name} ${score} at ${x1},${y1}`).toBe(true);
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe("answers that stand", () => {
  it("are forgotten when they no longer hold, and asked again when they are old", () => {
    const answers = new TileAnswers(CLASSES);
    answers.take(rows([["person", 0.6, 10, 10, 15, 30]], 2), TILE, rows([], 1), () => true, 1000);
    expect(answers.olderThan(999).count).toBe(0);
    expect(told(answers.olderThan(1000))).toEqual([["person", 0.6, 10, 10, 15, 30]]);
    answers.keepOnly((_, __, sinceMs) => sinceMs > 1000);
    expect(answers.join(rows([], 1)).count).toBe(0);
  });

  it("of another place are left alone by a look at this one", () => {
    const answers = new TileAnswers(CLASSES);
    const other: Tile = { ...TILE, x1: 0.5, x2: 1 };
    answers.take(rows([["person", 0.6, 10, 10, 15, 30]], 2), TILE, rows([], 1), () => true, 1000);
    answers.take(rows([], 2), other, rows([], 1), () => true, 1100);
    expect(answers.join(rows([], 1)).count).toBe(1);
    answers.take(rows([], 2), TILE, rows([], 1), () => true, 1200);
    expect(answers.join(rows([], 1)).count).toBe(0);
  });
});

describe("somebody who came, stands and then works at that place", () => {
  it.each([false, true])("is kept, a look that misses him: %s", (isMissed) => {
    const answers = new TileAnswers(CLASSES);
    const nothing = rows([], 1);
    let seenS = 0;
    for (let n = 0; n < 300; n++) {
      const second = n / 5;
      const x = 10 + Math.min(5, second);
      const isMoving = second < 5 || second >= 12;
      const found: Row[] = isMissed && n === 35 ? [] : [["person", 0.6, x, 20, x + 4, 30]];
      answers.keepOnly(() => !isMoving);
      answers.take(rows(found, 2), TILE, nothing, () => isMoving, 1000 + n * 200);
      if (second >= 12 && answers.join(nothing).count === 1) seenS += 0.2;
    }
    expect(seenS).toBeGreaterThan(47);
  });
});
