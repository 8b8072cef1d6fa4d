// The grain in which tracks are judged and stored: live rules and questions about the past see the very same numbers.
import type { Tracks } from "../tracks/tracks.ts";

/** Steps across the picture, in both directions; 0.08 pixels of a picture 640 wide. */
export const PLACE_STEPS = 8192;
/** Steps of a score between 0 and 1. */
export const SCORE_STEPS = 1024;

/** Rounds boxes and scores in place. All steps are exact in 32-bit floats, so that rounding twice changes nothing. */
export function quantiseTracks(tracks: Tracks): void {
  const { count, boxes, scores, bornBoxes } = tracks;
  for (let i = 0; i < count * 4; i++) boxes[i] = step(boxes[i]!);
  for (let i = 0; i < count; i++) scores[i] = Math.round(scores[i]! * SCORE_STEPS) / SCORE_STEPS;
  if (bornBoxes) for (let i = 0; i < count * 4; i++) bornBoxes[i] = step(bornBoxes[i]!);
}

/** Minus zero does not come back from storage. */
function step(value: number): number {
  return Math.round(value * PLACE_STEPS) / PLACE_STEPS + 0;
}
