// What a score is worth: learnt from verdicts, humble with few of them, and never falling where the score rises.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibrateScores, readRising, risingFit, thresholdPrices } from "../src/calibration/index.ts";

const verdict = fc.constantFrom("true" as const, "false" as const, "nuisance" as const, "unknown" as const);
const judged = fc.array(fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), verdict }), { maxLength: 80 });
const many = (count: number, score: number, is: "true" | "false") =>
  Array.from({ length: count }, () => ({ score, verdict: is }));

describe("confidence", () => {
  it("CF-1 never falls where the score rises, and is never certain", () => {
    fc.assert(
      fc.property(judged, (all) => {
        const { confidenceOf, points } = calibrateScores(all);
        let before = 0;
        for (let score = 0; score <= 1; score += 0.01) {
          const confidence = confidenceOf(score);
          expect(confidence).toBeGreaterThanOrEqual(before - 1e-12);
          expect(confidence > 0 && confidence < 1).toBe(true);
          before = confidence;
        }
        for (let i = 1; i < points.length; i++) expect(points[i]!.score).toBeGreaterThan(points[i - 1]!.score);
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it("CF-2 three true verdicts make nobody sure; ten are enough to speak of confidence", () => {
    const few = calibrateScores(many(3, 0.9, "true"));
    expect(few.calibrated).toBe(false);
    expect(few.confidenceOf(0.9)).toBeLessThan(0.95);
    expect(few.confidenceOf(0.1)).toBeCloseTo(0.5);
    const enough = calibrateScores([...many(12, 0.85, "true"), ...many(12, 0.3, "false")]);
    expect(enough.calibrated).toBe(true);
    expect(enough.confidenceOf(0.85)).toBeGreaterThan(0.9);
    expect(enough.confidenceOf(0.3)).toBeLessThan(0.1);
    expect(enough.verdicts).toEqual({ true: 12, false: 12, nuisance: 0, unknown: 0 });
  });

  it("CF-2 `unknown` is counted and says nothing; a nuisance counts as false", () => {
    const unknown = calibrateScores([{ score: 0.5, verdict: "unknown" }]);
    expect(unknown.confidenceOf(0.5)).toBeCloseTo(0.5);
    expect(calibrateScores(many(20, 0.5, "false")).confidenceOf(0.5)).toBeCloseTo(
      calibrateScores(Array.from({ length: 20 }, () => ({ score: 0.5, verdict: "nuisance" as const }))).confidenceOf(
        0.5,
      ),
    );
  });
});

describe("the price of a threshold", () => {
  it("CF-3 is what would be told a day, how much of it wrongly, and what would be missed", () => {
    const prices = thresholdPrices([0.2, 0.2, 0.6, 0.9], 2, (score) => (score > 0.5 ? 1 : 0.25));
    expect(prices[0]).toEqual({ score: 0, alarmsPerDay: 2, falsePerDay: 0.75, missedShare: 0 });
    expect(prices.find((price) => price.score === 0.5)).toEqual({
      score: 0.5,
      alarmsPerDay: 1,
      falsePerDay: 0,
      missedShare: expect.closeTo(0.2),
    });
    expect(thresholdPrices([], 0, () => 0.5)[3]).toEqual({
      score: 0.15,
      alarmsPerDay: 0,
      falsePerDay: 0,
      missedShare: 0,
    });
  });
});

describe("the rising fit", () => {
  it("pools what falls", () => {
    const fit = risingFit([
      { at: 0, value: 0.2, weight: 1 },
      { at: 1, value: 0.8, weight: 1 },
      { at: 2, value: 0.4, weight: 3 },
      { at: 3, value: 0.9, weight: 1 },
    ]);
    expect(fit).toEqual([
      { at: 0, value: 0.2 },
      { at: 1.75, value: 0.5 },
      { at: 3, value: 0.9 },
    ]);
    expect([readRising(fit, -1), readRising(fit, 9), readRising(fit, 2.375)]).toEqual([0.2, 0.9, expect.closeTo(0.7)]);
  });
});
