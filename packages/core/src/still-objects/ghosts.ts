// Ghosts: the place where somebody stood when it was first seen looks as if something had been taken away once they have gone.
import { boxArea, boxOverlap } from "../geometry/box.ts";
import type { Thing } from "../observations/thing.ts";
import { movesByItself } from "./cover.ts";
import type { PixelMemory } from "./pixel-memory.ts";
import type { Box } from "./still-object.ts";

/** So much of what changed lies where it was first seen ... */
const INSIDE = 0.6;
/** ... and so much of that place has changed. Whoever took something smaller than themselves changes less of it. */
const FILLED = 0.3;
/** Nobody has left who is still there; who is there with less is about to leave. Unit: share of the place. */
const STILL_THERE = 0.5;

/**
 * Who was first seen at this place, came there from nowhere else, and has left it; null when nobody was; `leaving` while that cannot be
 * told.
 */
export function ghostOf(
  box: Box,
  memory: PixelMemory,
  firstBoxes: Iterable<readonly [Thing, Box]>,
): Thing | "leaving" | null {
  let found: Thing | "leaving" | null = null;
  for (const [thing, firstBox] of firstBoxes) {
    if (!movesByItself(thing) || boxOverlap(box, firstBox) < INSIDE * boxArea(box)) continue;
    const there = thing.seen ? boxOverlap(thing.box, firstBox) : 0;
    if (there > STILL_THERE * boxArea(firstBox)) continue;
    if (changedShare(firstBox, memory) >= FILLED) return thing;
    if (there > 0) found = "leaving";
  }
  return found;
}

function changedShare([x1, y1, x2, y2]: Box, { differs, widthPx, heightPx }: PixelMemory): number {
  const [left, right] = [Math.max(0, Math.floor(x1 * widthPx)), Math.min(widthPx, Math.ceil(x2 * widthPx))];
  const [top, bottom] = [Math.max(0, Math.floor(y1 * heightPx)), Math.min(heightPx, Math.ceil(y2 * heightPx))];
  let changed = 0;
  for (let y = top; y < bottom; y++)
    for (let at = y * widthPx + left; at < y * widthPx + right; at++) changed += differs[at]!;
  return changed / Math.max(1, (right - left) * (bottom - top));
}
