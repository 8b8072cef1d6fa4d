// When a camera was analysed: minutes that follow each other make one span.
import type { CoveredSpan } from "../ports/trajectories.ts";

/** A hole shorter than this, or than a few frames, is none: frames of a minute end where those of the next have not begun. */
const HOLE_MS = 2_000;
const HOLE_FRAMES = 3;

/** Spans of minutes in the order of time. */
export function joinMinutes(minutes: readonly CoveredSpan[]): CoveredSpan[] {
  const spans: CoveredSpan[] = [];
  for (const { fromMs, toMs, frames } of minutes) {
    const last = spans.at(-1);
    const frameMs = frames > 1 ? (toMs - fromMs) / (frames - 1) : 0;
    if (last && fromMs - last.toMs <= Math.max(HOLE_MS, HOLE_FRAMES * frameMs)) {
      last.toMs = Math.max(last.toMs, toMs);
      last.frames += frames;
    } else spans.push({ fromMs, toMs, frames });
  }
  return spans;
}
