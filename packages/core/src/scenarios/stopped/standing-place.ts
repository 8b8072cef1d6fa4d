// Where a thing stands, and whether a box still shows it there although it trembles or is half hidden.
import { boxArea, boxOverlap, iou } from "../../geometry/index.ts";

export interface StandingPlace {
  /** Mean box of the first seconds. Shape: [x1, y1, x2, y2]. Space: normalised. */
  box: [number, number, number, number];
  /** Unit: picture heights. */
  size: number;
  boxes: number;
}

/** The mean is taken over this time, then the place is fixed, so that something that creeps leaves it. */
const SETTLED_MS = 5_000;
/** Boxes that overlap so much show the same place. */
const SAME_IOU = 0.6;
/** This share of a smaller box inside the place: the rest of the thing is hidden. */
const HIDDEN_SHARE = 0.85;

export function standAt(box: readonly number[], aspect: number): StandingPlace {
  const place: StandingPlace = { box: [box[0]!, box[1]!, box[2]!, box[3]!], size: 0, boxes: 1 };
  place.size = sizeOf(place.box, aspect);
  return place;
}

/** Takes one more box of the standing thing into the mean. `stoodMs`: how long it has stood. */
export function settle(place: StandingPlace, box: readonly number[], stoodMs: number, aspect: number): void {
  if (stoodMs > SETTLED_MS) return;
  place.boxes++;
  for (let k = 0; k < 4; k++) place.box[k] = place.box[k]! + (box[k]! - place.box[k]!) / place.boxes;
  place.size = sizeOf(place.box, aspect);
}

/** True when the box shows a thing at this place, moved by at most `sizes` of its size. */
export function isStandingAt(place: StandingPlace, box: readonly number[], aspect: number, sizes: number): boolean {
  const dx = ((box[0]! + box[2]! - place.box[0] - place.box[2]) / 2) * aspect;
  if (Math.hypot(dx, box[3]! - place.box[3]) <= sizes * place.size) return true;
  if (iou(place.box, box) >= SAME_IOU) return true;
  return boxOverlap(place.box, box) >= HIDDEN_SHARE * boxArea(box);
}

function sizeOf(box: readonly number[], aspect: number): number {
  return Math.sqrt(Math.max(1e-8, (box[2]! - box[0]!) * aspect * (box[3]! - box[1]!)));
}
