// From operators' verdicts: how often a score was right, and what each alarm threshold costs.
import type { Alarm, ThresholdPrice } from "@vigie/contracts";
import { type Observed, readRising, risingFit } from "./isotonic.ts";

export interface JudgedScore {
  score: number;
  verdict: NonNullable<Alarm["verdict"]>;
}

export interface ScoreCalibration {
  verdicts: Record<NonNullable<Alarm["verdict"]>, number>;
  /** False while too few were judged: `confidenceOf` then leans on the prior. */
  calibrated: boolean;
  points: { score: number; confidence: number }[];
  /** How often such a score is right. Range: 0 to 1. */
  confidenceOf(score: number): number;
}

/** Before anything is known a score is as often right as wrong: so many imagined verdicts say so, spread over all scores. */
const PRIOR_SCORES = [0.1, 0.3, 0.5, 0.7, 0.9];
const PRIOR_WEIGHT = 0.8;
const PRIOR_VALUE = 0.5;
/** So many real verdicts outweigh the prior. */
export const LEAST_VERDICTS = 10;
const THRESHOLD_STEPS = 20;

/** `unknown` says nothing about a score and is only counted; a nuisance was no reason to call anybody and counts as false. */
export function calibrateScores(judged: readonly JudgedScore[]): ScoreCalibration {
  const verdicts = { true: 0, false: 0, nuisance: 0, unknown: 0 };
  const observed: Observed[] = PRIOR_SCORES.map((at) => ({ at, value: PRIOR_VALUE, weight: PRIOR_WEIGHT }));
  for (const { score, verdict } of judged) {
    verdicts[verdict]++;
    if (verdict !== "unknown") observed.push({ at: score, value: verdict === "true" ? 1 : 0, weight: 1 });
  }
  const fit = risingFit(smoothed(observed));
  return {
    verdicts,
    calibrated: verdicts.true + verdicts.false + verdicts.nuisance >= LEAST_VERDICTS,
    points: fit.map(({ at, value }) => ({ score: rounded(at), confidence: rounded(value) })),
    confidenceOf: (score) => readRising(fit, score),
  };
}

/** Expected price of each threshold, from the scores of all events of so many days. */
export function thresholdPrices(
  scores: readonly number[],
  days: number,
  confidenceOf: (score: number) => number,
): ThresholdPrice[] {
  const sure = scores.map((score) => ({ score, confidence: confidenceOf(score) }));
  const justified = sure.reduce((sum, event) => sum + event.confidence, 0);
  return Array.from({ length: THRESHOLD_STEPS }, (_, step) => {
    const threshold = step / THRESHOLD_STEPS;
    const above = sure.filter((event) => event.score >= threshold);
    const justifiedAbove = above.reduce((sum, event) => sum + event.confidence, 0);
    return {
      score: threshold,
      alarmsPerDay: days > 0 ? above.length / days : 0,
      falsePerDay: days > 0 ? (above.length - justifiedAbove) / days : 0,
      missedShare: justified > 0 ? Math.min(1, Math.max(0, 1 - justifiedAbove / justified)) : 0,
    };
  });
}

/** Each fifth of the scores with its part of the prior: a single verdict moves it, but never to certainty. */
function smoothed(observed: readonly Observed[]): Observed[] {
  const bins = new Map<number, Observed>();
  for (const { at, value, weight } of observed) {
    const bin = Math.min(4, Math.floor(at * 5));
    const before = bins.get(bin) ?? { at: 0, value: 0, weight: 0 };
    const sum = before.weight + weight;
    bins.set(bin, {
      at: (before.at * before.weight + at * weight) / sum,
      value: (before.value * before.weight + value * weight) / sum,
      weight: sum,
    });
  }
  return [...bins.values()];
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
