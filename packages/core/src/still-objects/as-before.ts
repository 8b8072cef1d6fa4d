// Whether the picture shows at a place what it showed before anything came: then nobody stands there, or whoever is seen there always has.
import { boxArea, boxOverlap } from "../geometry/box.ts";
import type { KeptObject } from "./kept-object.ts";
import { HIDDEN, type PixelMemory } from "./pixel-memory.ts";
import type { Box } from "./still-object.ts";

/** Whoever stands in a box changes more of it than this. Unit: share of its pixels. */
const UNCHANGED = 0.1;
/** With less of it to be judged nobody can say. */
const JUDGED = 1 / 3;

/**
 * True when what can be judged of the box is the place as it was known before; false also when too little can be. What lies in the boxes
 * `apart` is not asked.
 */
export function isAsBefore(
  box: Box,
  { known, covered, differs, widthPx, heightPx }: PixelMemory,
  objects: readonly KeptObject[],
  apart: readonly Box[],
): boolean {
  // The reference shows by now what has come to stand there.
  for (const object of objects)
    if (object.isSettled && object.change === "appeared" && boxOverlap(object.box, box) > UNCHANGED * boxArea(box))
      return false;
  const [left, right] = [Math.max(0, Math.floor(box[0] * widthPx)), Math.min(widthPx, Math.ceil(box[2] * widthPx))];
  const [top, bottom] = [Math.max(0, Math.floor(box[1] * heightPx)), Math.min(heightPx, Math.ceil(box[3] * heightPx))];
  let [judged, changed] = [0, 0];
  for (let py = top; py < bottom; py++) {
    const y = (py + 0.5) / heightPx;
    for (let px = left; px < right; px++) {
      const at = py * widthPx + px;
      if (known[at] === 0 || covered[at] === HIDDEN) continue;
      const x = (px + 0.5) / widthPx;
      if (apart.some(([x1, y1, x2, y2]) => x >= x1 && x <= x2 && y >= y1 && y <= y2)) continue;
      judged++;
      changed += differs[at]!;
    }
  }
  return judged >= JUDGED * (right - left) * (bottom - top) && changed <= UNCHANGED * judged;
}
