// Where a period may be cut into parts that are judged apart: nothing of what was before such a place can matter after it.
import type { MinuteSpan } from "@vigie/core";
import { FIRST_FRAMES, type Silence } from "./waits.ts";

/** The longest that anything is remembered after its last look, and the frame after that. */
const FORGOTTEN_MS = 121_000;
/** A level needs some frames to come down after everything is forgotten. */
const LEAST_FRAMES = 4;

export interface Cuttable {
  minutes: readonly Pick<MinuteSpan, "session" | "fromMs" | "toMs" | "frames">[];
  /** Clock: first and last look in each minute of what is shown to the rule; infinite, and minus infinite, where there is none. */
  firstLookMs: ArrayLike<number>;
  lastLookMs: ArrayLike<number>;
  /** The scenario watches from here on. */
  fromMs: number;
  /** See waits.ts. */
  silence: Silence | null;
}

/**
 * Indices of the minutes that may begin a part, rising; the first minute is not among them. A part ends with the last frame of the minute
 * before, so that everything that is over then was told.
 */
export function allowedCuts({ minutes, firstLookMs, lastLookMs, fromMs, silence }: Cuttable): number[] {
  const nextLookMs = new Float64Array(minutes.length);
  for (let m = minutes.length - 1, next = Number.POSITIVE_INFINITY; m >= 0; m--) {
    next = Math.min(next, firstLookMs[m]!);
    nextLookMs[m] = next;
  }
  const framesUntilLook = countFrames(minutes, firstLookMs);
  const cuts: number[] = [];
  let lookMs = Number.NEGATIVE_INFINITY;
  /** Clock: frame by which everything was forgotten, and one by which that had been shown for a while; null before. */
  let forgottenMs: number | null = null;
  let settledMs: number | null = null;
  for (let m = 0; m < minutes.length; m++) {
    const minute = minutes[m]!;
    const before = minutes[m - 1];
    if (before && before.session !== minute.session) {
      cuts.push(m);
      lookMs = Number.NEGATIVE_INFINITY;
      forgottenMs = null;
      settledMs = null;
    } else if (before && silence && settledMs !== null) {
      const isSilent = before.toMs >= fromMs && before.toMs >= settledMs + silence.afterMs;
      const isLongBefore = nextLookMs[m]! >= minute.fromMs + silence.beforeMs && framesUntilLook[m]! >= FIRST_FRAMES;
      if (isSilent && isLongBefore) cuts.push(m);
    }
    if (lastLookMs[m]! > lookMs) {
      lookMs = lastLookMs[m]!;
      forgottenMs = null;
      settledMs = null;
    }
    if (forgottenMs === null) {
      if (minute.toMs >= lookMs + FORGOTTEN_MS) forgottenMs = minute.toMs;
    } else if (settledMs === null && minute.frames >= LEAST_FRAMES) settledMs = minute.toMs;
  }
  return cuts;
}

/** Per minute: frames from its first one to the next look; infinite when none follows. Of the minute of the look itself, half of what even frames would give. */
function countFrames(minutes: Cuttable["minutes"], firstLookMs: ArrayLike<number>): Float64Array {
  const frames = new Float64Array(minutes.length);
  for (let m = minutes.length - 1, until = Number.POSITIVE_INFINITY; m >= 0; m--) {
    const minute = minutes[m]!;
    const look = firstLookMs[m]!;
    if (Number.isFinite(look)) {
      const share = (look - minute.fromMs) / Math.max(1, minute.toMs - minute.fromMs);
      until = Math.floor((share * (minute.frames - 1)) / 2);
    } else until += minute.frames;
    frames[m] = until;
  }
  return frames;
}

/** Of the allowed cuts those that share the work into at most `parts` parts, as evenly as they can. `work`: of each minute. */
export function chooseCuts(cuts: readonly number[], work: ArrayLike<number>, parts: number): number[] {
  let rest = 0;
  for (let m = 0; m < work.length; m++) rest += work[m]!;
  const share = rest / parts;
  const chosen: number[] = [];
  let done = 0;
  let m = 0;
  let wanted = share;
  for (const cut of cuts) {
    for (; m < cut; m++) done += work[m]!;
    if (done < wanted || done === rest) continue;
    chosen.push(cut);
    wanted = done + share;
  }
  return chosen;
}
