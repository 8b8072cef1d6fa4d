// What an answer of the stored past means in numbers: how many a day at a threshold, when, and where nothing is known.
import type { RetroResult } from "@vigie/contracts";

const DAY_MS = 86_400_000;

export function countFrom(scores: readonly number[], threshold: number): number {
  return scores.reduce((sum, score) => sum + (score >= threshold ? 1 : 0), 0);
}

/** From less than this a number a day is a guess, and is said to be one. */
const ENOUGH_MS = 3_600_000;

export function isGuess(coveredMs: number): boolean {
  return coveredMs < ENOUGH_MS;
}

/** Events a day at this threshold; null while too little was analysed to say. Unit: 1/day. */
export function perDay(scores: readonly number[], threshold: number, coveredMs: number): number | null {
  return coveredMs <= 0 ? null : (countFrom(scores, threshold) * DAY_MS) / coveredMs;
}

/** Fields that say how long something must last. Unit: seconds. */
const LASTING = ["minStayS", "maxStayS", "minDownS", "minLeftS"];

/** How long it lasts what such a scenario tells, at least. Unit: ms. */
export function leastMs(scenario: object): number {
  const values = Object.entries(scenario).flatMap(([name, value]) => (LASTING.includes(name) ? [Number(value)] : []));
  return Math.max(0, ...values) * 1000;
}

/** A hole this short, as a restart makes one, may be bridged by who stays. */
const BRIDGED_MS = 60_000;

/** Whether no stretch that was analysed is as long as that: then it could not have been found. */
export function isTooShort(
  { coverage, totalEvents }: Pick<RetroResult, "coverage" | "totalEvents">,
  ms: number,
): boolean {
  let fromMs = 0;
  let endMs = Number.NEGATIVE_INFINITY;
  let longestMs = 0;
  for (const piece of [...coverage].sort((a, b) => a.fromMs - b.fromMs)) {
    if (piece.fromMs - endMs > BRIDGED_MS) fromMs = piece.fromMs;
    endMs = Math.max(endMs, piece.toMs);
    longestMs = Math.max(longestMs, endMs - fromMs);
  }
  return totalEvents === 0 && longestMs < ms;
}

/** How many events begin in each equal part of the period; those outside are left out. */
export function stripBins(startsMs: readonly number[], fromMs: number, toMs: number, parts: number): number[] {
  const bins = new Array<number>(parts).fill(0);
  for (const ms of startsMs) {
    const i = Math.floor(((ms - fromMs) / (toMs - fromMs)) * parts);
    if (i >= 0 && i < parts) bins[i]!++;
  }
  return bins;
}

/** Pieces of the period of which nothing is known. Shape: [from, to], in order. */
export function gaps(coverage: RetroResult["coverage"], fromMs: number, toMs: number): [number, number][] {
  const found: [number, number][] = [];
  let at = fromMs;
  for (const piece of [...coverage].sort((a, b) => a.fromMs - b.fromMs)) {
    if (piece.fromMs > at) found.push([at, Math.min(piece.fromMs, toMs)]);
    at = Math.max(at, piece.toMs);
    if (at >= toMs) break;
  }
  if (at < toMs) found.push([at, toMs]);
  return found;
}

/** Instants at round times of the site's clock for the marks below a strip. */
export function timeMarks(fromMs: number, toMs: number, dayStartMs: number): number[] {
  const HOUR = 3_600_000;
  const steps = [HOUR / 6, HOUR / 4, HOUR / 2, HOUR, 3 * HOUR, 6 * HOUR, 24 * HOUR, 5 * 24 * HOUR];
  const step = steps.find((length) => (toMs - fromMs) / length <= 7) ?? 7 * DAY_MS;
  const first = dayStartMs + Math.ceil((fromMs - dayStartMs) / step) * step;
  const marks: number[] = [];
  for (let ms = first; ms <= toMs; ms += step) marks.push(ms);
  return marks;
}
