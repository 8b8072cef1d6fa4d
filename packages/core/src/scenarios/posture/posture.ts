// The posture of a person at one look, from the shape of the box alone: upright, down, or something that must not be judged.
import type { Thing } from "../../observations/index.ts";

export type Posture = "upright" | "down" | "between" | "unknown";

/** Width over height from which on a box lies, and by how much it must have shrunk besides. */
const LIES_WIDE = 1.15;
const LIES_LOW = 0.75;
/** A box so low lies whichever way it points, unless it is as slim as a standing child. */
const LIES_FLAT = 0.42;
const SLIM = 0.6;
/** The same without any idea of how tall people are there. */
const LIES_WIDE_ALONE = 1.35;
/** Upright: this tall and no wider than this. */
const STANDS_TALL = 0.8;
const STANDS_SLIM = 0.7;
/** A box that touches the border of the picture is cut off. Space: normalised. */
const BORDER = 0.012;
/** This share of the box behind or on something else: its shape tells nothing. */
const HIDDEN = 0.25;
/** What touches the lower edge over this share of its width, and reaches further down, hides the legs. */
const COVERED_WIDTH = 0.4;
const TOUCH = 0.02;

/** Width over height, both in picture heights. */
export function slimness([x1, y1, x2, y2]: readonly [number, number, number, number], aspect: number): number {
  return ((x2 - x1) * aspect) / Math.max(1e-4, y2 - y1);
}

/** `standing`: how tall a person is where this one is; null when nobody knows. Unit: picture heights. */
export function postureOf(thing: Thing, things: readonly Thing[], standing: number | null, aspect: number): Posture {
  const [x1, y1, x2, y2] = thing.box;
  if (x1 < BORDER || y1 < BORDER || x2 > 1 - BORDER || y2 > 1 - BORDER) return "unknown";
  if (things.some((other) => other !== thing && other.seen && isInTheWay(other, thing))) return "unknown";
  const height = y2 - y1;
  const ratio = slimness(thing.box, aspect);
  if (standing === null) {
    if (ratio >= LIES_WIDE_ALONE) return "down";
    return ratio <= STANDS_SLIM ? "upright" : "between";
  }
  const share = height / standing;
  if ((ratio >= LIES_WIDE && share <= LIES_LOW) || (share <= LIES_FLAT && ratio >= SLIM)) return "down";
  return ratio <= STANDS_SLIM && share >= STANDS_TALL ? "upright" : "between";
}

/** A car, a bench, a bicycle or another person that hides a part of the box, or on which somebody sits. */
function isInTheWay(other: Thing, thing: Thing): boolean {
  const [a, b] = [other.box, thing.box];
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= -TOUCH) return false;
  // Whoever stands behind a car is seen down to its roof.
  if (other.className !== thing.className && a[3] > b[3] + TOUCH && width >= COVERED_WIDTH * (b[2] - b[0])) return true;
  if (height <= 0) return false;
  if (width * height < HIDDEN * (b[2] - b[0]) * (b[3] - b[1])) return false;
  // Two boxes of one person; and who stands behind hides nothing.
  if (other.className === thing.className) return a[3] > b[3] && other.score >= 0.8 * thing.score;
  return true;
}
