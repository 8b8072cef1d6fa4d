// Ghosts: the place where somebody stood when it was first seen looks as if something had been taken away once they have gone.
import { boxArea, boxOverlap } from "../geometry/box.ts";
import type { Thing } from "../observations/thing.ts";
import { isDriven, movesByItself } from "./cover.ts";
import type { PixelMemory } from "./pixel-memory.ts";
import type { Box } from "./still-object.ts";
import type { Surroundings } from "./surroundings.ts";
import { isCarriedBy } from "./visitors.ts";

/** So much of what changed lies where it was first seen ... */
const INSIDE = 0.6;
/** ... and so much of that place has changed. Whoever took something smaller than themselves changes less of it. */
const FILLED = 0.3;
/** Nobody has left who is still there; who is there with less is about to leave. Unit: share of the place. */
const STILL_THERE = 0.5;
/** It has not moved while so much of its first box is in its last one. */
const UNMOVED = 0.6;
/** Another vehicle has so much of the place. */
const TAKEN_OVER = 0.3;
/** On each side. Unit: share of the box. */
const WIDER = 0.2;
/** It takes so long to drive off. Unit: ms. */
const LEAVES_MS = 1_500;

/**
 * Who was first seen at this place, came there from nowhere else, and has left it; null when nobody was; `leaving` while that cannot be
 * told.
 */
export function ghostOf(
  box: Box,
  sinceMs: number,
  memory: PixelMemory,
  { things, book, aspect }: Surroundings,
): Thing | "leaving" | null {
  let found: Thing | "leaving" | null = null;
  for (const [thing, firstBox] of book.firstBoxes()) {
    if (!movesByItself(thing) || isTaken(thing, firstBox)) continue;
    // A vehicle may have come before the place was learnt; who walks leaves things where they stood.
    const lastBox = isDriven(thing.className) ? book.boxAt(thing, sinceMs - LEAVES_MS) : null;
    for (const place of lastBox ? [firstBox, wider(lastBox)] : [firstBox]) {
      if (boxOverlap(box, place) < INSIDE * boxArea(box)) continue;
      const there = thing.seen ? boxOverlap(thing.box, place) : 0;
      if (there > STILL_THERE * boxArea(place) || (place !== firstBox && isTakenOver(place, thing))) continue;
      if (changedShare(place, memory) >= FILLED) return thing;
      if (there > 0) found = "leaving";
    }
  }
  return found;

  /** True when another vehicle stands there by now: what has changed is that one. */
  function isTakenOver(place: Box, thing: Thing): boolean {
    return things.some(
      (other) =>
        other !== thing &&
        other.seen &&
        isDriven(other.className) &&
        boxOverlap(other.box, place) > TAKEN_OVER * boxArea(place),
    );
  }

  /** True when it never moved, and somebody larger was at it when it went: no living being, and no vehicle, goes like that. */
  function isTaken(thing: Thing, firstBox: Box): boolean {
    if (thing.seen || boxOverlap(firstBox, thing.box) < UNMOVED * boxArea(firstBox)) return false;
    return book
      .near(box, sinceMs, aspect)
      .some((near) => near.thing !== thing && isCarriedBy(firstBox, thing.className, near.thing.box));
  }
}

/** Boxes of vehicles are often drawn too small. */
function wider([x1, y1, x2, y2]: Box): Box {
  const [dx, dy] = [(x2 - x1) * WIDER, (y2 - y1) * WIDER];
  return [x1 - dx, y1 - dy, x2 + dx, y2 + dy];
}

function changedShare([x1, y1, x2, y2]: Box, { differs, widthPx, heightPx }: PixelMemory): number {
  const [left, right] = [Math.max(0, Math.floor(x1 * widthPx)), Math.min(widthPx, Math.ceil(x2 * widthPx))];
  const [top, bottom] = [Math.max(0, Math.floor(y1 * heightPx)), Math.min(heightPx, Math.ceil(y2 * heightPx))];
  let changed = 0;
  for (let y = top; y < bottom; y++)
    for (let at = y * widthPx + left; at < y * widthPx + right; at++) changed += differs[at]!;
  return changed / Math.max(1, (right - left) * (bottom - top));
}
