// The same sequence as a slower recorder would have seen it.
import type { MotRow, SequenceInfo } from "./mot-format.ts";

/** Which n-th frame to keep for a rate not above `framesPerS`; 1 when the sequence is already that slow. */
export function keepEvery(info: SequenceInfo, framesPerS: number): number {
  return Math.max(1, Math.round(info.framesPerS / framesPerS));
}

/** Keeps frames 1, 1 + n, 1 + 2n ... and numbers them anew from 1. */
export function lowerRate(rows: readonly MotRow[], n: number): MotRow[] {
  return rows.filter((row) => (row.frame - 1) % n === 0).map((row) => ({ ...row, frame: (row.frame - 1) / n + 1 }));
}

/** The sequence's facts after `lowerRate` with the same n. */
export function lowerRateInfo(info: SequenceInfo, n: number): SequenceInfo {
  return { ...info, framesPerS: info.framesPerS / n, frameCount: Math.ceil(info.frameCount / n) };
}
