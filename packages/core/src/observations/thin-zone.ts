// Thin zones: a place drawn lower than the doubt of a detector's box, such as a deck or a kerb that the camera sees edge on.
import type { Point } from "../geometry/index.ts";

/** A zone lower than this, where the thing is, is thin. Unit: sizes of the thing. */
const THIN = 0.5;
/** Detectors draw the lower edge of a box so much too high or too low. Unit: sizes of the thing. */
const DOUBT = 0.2;
/** Who is in it stays in as long as the edge is no more wrong than this: who works stoops, and a rail hides their feet. */
const DOUBT_INSIDE = 0.4;

/** True when the zone is thin where the thing stands, and its feet miss it by no more than the doubt of its box. Never beside it. */
export function isWithinDoubt(polygon: readonly Point[], [x, y]: Point, size: number, isInside = false): boolean {
  const doubt = (isInside ? DOUBT_INSIDE : DOUBT) * size;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < polygon.length; i++) {
    const [x1, y1] = polygon[i]!;
    const [x2, y2] = polygon[(i + 1) % polygon.length]!;
    if (x1 === x2 || x < Math.min(x1, x2) || x > Math.max(x1, x2)) continue;
    const at = y1 + ((x - x1) / (x2 - x1)) * (y2 - y1);
    top = Math.min(top, at);
    bottom = Math.max(bottom, at);
  }
  if (!(bottom - top < THIN * size)) return false;
  return y >= top - doubt && y <= bottom + doubt;
}
