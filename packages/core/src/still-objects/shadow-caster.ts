// Whose shadow it may be: a dark place beside somebody who stands there is judged when they have gone, or when it can hardly be theirs.
import { boxArea, boxOverlap } from "../geometry/box.ts";
import type { Thing } from "../observations/thing.ts";
import { movesByItself } from "./cover.ts";
import type { Surroundings } from "./surroundings.ts";
import { distanceTo } from "./visitors.ts";

/** So far from the feet a shadow falls, and a whole one begins so near to them. Unit: heights. */
const SHADOW_REACH = 1.2;
const AT_FEET = 0.3;
/** Somebody out of sight for less may still be there. Unit: ms. */
const UNSEEN_MS = 2_000;
/** A part of a shadow, or what came while they stood there, is waited for so long. Unit: ms. */
const WAITS_MS = 20_000;
/** Who was there so long before it came has not brought it; so soon after, who comes has come to stand. Unit: ms. */
const BEFORE_MS = 5_000;
const AFTER_MS = 2_000;
/** It has not moved while so much of its box was in the present one, and has with less than this. */
const UNMOVED = 0.6;
const ELSEWHERE = 0.3;

/** True while somebody is there whose shadow may fall on this place since then. */
export function hasShadowCaster(
  box: readonly number[],
  sinceMs: number,
  { things, book, nowMs, aspect }: Surroundings,
): boolean {
  return things.some((thing) => {
    if (!movesByItself(thing) || nowMs - thing.seenMs > UNSEEN_MS || book.isPutDown(thing)) return false;
    const away = distanceTo(thing.box, box, aspect);
    if (away > SHADOW_REACH) return false;
    return nowMs - sinceMs <= WAITS_MS || (away <= AT_FEET && cameWithIt(thing));
  });

  /** True when it has stood there since then and not for longer, as far as is known. */
  function cameWithIt(thing: Thing): boolean {
    return shareAt(thing, sinceMs - BEFORE_MS, 0) < UNMOVED && shareAt(thing, sinceMs + AFTER_MS, 1) >= ELSEWHERE;
  }

  /** So much of its box at that time lies in its present one. */
  function shareAt(thing: Thing, ms: number, unknown: number): number {
    const then = book.boxAt(thing, ms);
    return then ? boxOverlap(then, thing.box) / boxArea(then) : unknown;
  }
}
