// Whose shadow it may be: a dark place beside somebody who stands there is judged when they have gone.
import { movesByItself } from "./cover.ts";
import type { Surroundings } from "./surroundings.ts";
import { distanceTo } from "./visitors.ts";

/** So far from the feet a shadow falls. Unit: heights. */
const SHADOW_REACH = 1.2;
/** Somebody out of sight for less may still be there. Unit: ms. */
const UNSEEN_MS = 2_000;

/** True while somebody is there whose shadow may fall on this place. */
export function hasShadowCaster(box: readonly number[], { things, book, nowMs, aspect }: Surroundings): boolean {
  return things.some(
    (thing) =>
      movesByItself(thing) &&
      nowMs - thing.seenMs <= UNSEEN_MS &&
      !book.isPutDown(thing) &&
      distanceTo(thing.box, box, aspect) <= SHADOW_REACH,
  );
}
