// People's boxes stay; the teacher adds what they were not asked for.
import { describe, expect, it } from "vitest";
import type { Sighting } from "../box.ts";
import { type HumanBox, mergeLabels } from "../merge-labels.ts";

const SIZE = { widthPx: 400, heightPx: 200 };
const car: HumanBox = { meaning: "car", bbox: [100, 50, 80, 60], crowd: false };
const carSeen: Sighting = { category: "car", box: [0.26, 0.26, 0.44, 0.54], score: 0.9 };
const elsewhere = (category: Sighting["category"], score: number): Sighting => ({
  category,
  box: [0.7, 0.2, 0.85, 0.8],
  score,
});

function merge(human: HumanBox[], seen: Sighting[], options: Partial<Parameters<typeof mergeLabels>[2]> = {}) {
  return mergeLabels(human, seen, { labelled: ["car"], isComplete: true, isDark: false, ...SIZE, ...options });
}

describe("one picture's labels", () => {
  it("a car that people drew and the teacher sees is one label, as people drew it", () => {
    expect(merge([car], [carSeen])).toEqual([
      { category: "car", bbox: [100, 50, 80, 60], score: 1, source: "human", ignore: false },
    ]);
  });

  it.each([
    { what: "a person, not asked for, seen well", sighting: elsewhere("person", 0.7), options: {}, labels: [false] },
    { what: "a person seen poorly", sighting: elsewhere("person", 0.3), options: {}, labels: [true] },
    { what: "hardly anything", sighting: elsewhere("person", 0.1), options: {}, labels: [] },
    { what: "a person in the dark", sighting: elsewhere("person", 0.7), options: { isDark: true }, labels: [true] },
    { what: "a car nobody drew, all cars drawn", sighting: elsewhere("car", 0.8), options: {}, labels: [true] },
    { what: "a doubtful car, all cars drawn", sighting: elsewhere("car", 0.4), options: {}, labels: [] },
    {
      what: "a car nobody drew, some cars left out",
      sighting: elsewhere("car", 0.8),
      options: { isComplete: false },
      labels: [false],
    },
    {
      what: "a doubtful car, some cars left out",
      sighting: elsewhere("car", 0.4),
      options: { isComplete: false },
      labels: [true],
    },
  ])("$what: ignored is $labels", ({ sighting, options, labels }) => {
    expect(merge([], [sighting], options).map(({ ignore }) => ignore)).toEqual(labels);
  });

  it("a word that means two classes is settled by the teacher, else it stays open", () => {
    const rider: HumanBox = { meaning: ["motorcycle", "bicycle"], bbox: [100, 50, 80, 60], crowd: false };
    const seen: Sighting = { ...carSeen, category: "bicycle" };
    expect(merge([rider], [seen])[0]).toMatchObject({ category: "bicycle", source: "human" });
    expect(merge([rider], [seen])[0]).not.toHaveProperty("ambiguous");
    expect(merge([rider], [])[0]).toMatchObject({ category: "motorcycle", ambiguous: ["motorcycle", "bicycle"] });
  });

  it("crowds and specks are not judged", () => {
    expect(merge([{ ...car, crowd: true }], [])[0]!.ignore).toBe(true);
    expect(merge([{ ...car, bbox: [10, 10, 3, 20] }], [])[0]!.ignore).toBe(true);
  });
});
