// Where a thing stands, and whether a box still shows it there although it trembles, is half hidden or is cut off by the edge of the picture.
import { boxArea, boxOverlap, iou } from "../../geometry/index.ts";

type Box = [number, number, number, number];

export interface StandingPlace {
  /** Mean box of the first seconds. Shape: [x1, y1, x2, y2]. Space: normalised. */
  box: Box;
  /** Unit: picture heights. */
  size: number;
  /** The looks of the first seconds; empty once it is known since when it stands here. */
  looks: { ms: number; box: Box }[];
}

/** The mean is taken over this time, then the place is fixed, so that something that creeps leaves it. */
export const SETTLED_MS = 5_000;
/** Boxes that overlap so much show the same place. */
const SAME_IOU = 0.6;
/** This share of a smaller box inside the place: the rest of the thing is hidden. */
const HIDDEN_SHARE = 0.85;
/** A box that ends so near to the edge of the picture is cut off by it. */
const EDGE = 0.02;

export function standAt(box: readonly number[], ms: number, aspect: number): StandingPlace {
  const place: StandingPlace = { box: [...boxOf(box)], size: 0, looks: [{ ms, box: boxOf(box) }] };
  place.size = sizeOf(place.box, aspect);
  return place;
}

/** Takes one more box of the standing thing into the mean. `stoodMs`: how long it has stood. */
export function settle(
  place: StandingPlace,
  box: readonly number[],
  ms: number,
  stoodMs: number,
  aspect: number,
): void {
  if (stoodMs > SETTLED_MS || place.looks.length === 0) return;
  place.looks.push({ ms, box: boxOf(box) });
  const boxes = place.looks.length;
  for (let k = 0; k < 4; k++) place.box[k] = place.box[k]! + (box[k]! - place.box[k]!) / boxes;
  place.size = sizeOf(place.box, aspect);
}

/** True when the box shows a thing at this place, moved by at most `sizes` of its size. */
export function isStandingAt(place: StandingPlace, box: readonly number[], aspect: number, sizes: number): boolean {
  if (awayFrom(place.box, box, aspect) <= sizes * place.size) return true;
  const isHidden = boxOverlap(place.box, box) >= HIDDEN_SHARE * boxArea(box);
  if (!isCutOff(place.box) && !isCutOff(box)) return isHidden || iou(place.box, box) >= SAME_IOU;
  // Who comes in over the edge of the picture fills more and more of the same boxes, who goes less and less.
  return isHidden && (place.looks.length === 0 || awayFromEdge(place.box, box, aspect) <= sizes * place.size);
}

/**
 * How far a thing has moved between two boxes, by its feet; where the edge of the picture cuts one of them off, by what the other side shows.
 * Unit: picture heights.
 */
export function awayFrom(from: readonly number[], to: readonly number[], aspect: number): number {
  const isCut = (side: number): boolean => isAtEdge(from, side) || isAtEdge(to, side);
  const moved = (side: number): number => to[side]! - from[side]!;
  const across = isCut(0) === isCut(2) ? (moved(0) + moved(2)) / 2 : moved(isCut(0) ? 2 : 0);
  const upright = isCut(3) && !isCut(1) ? moved(1) : moved(3);
  return Math.hypot(across * aspect, upright);
}

/** How far what is left of a thing has moved to or from the edge of the picture that cuts it off. Unit: picture heights. */
function awayFromEdge(from: readonly number[], to: readonly number[], aspect: number): number {
  let most = 0;
  for (let side = 0; side < 4; side++) {
    if (!isAtEdge(from, side) && !isAtEdge(to, side)) continue;
    const opposite = (side + 2) % 4;
    most = Math.max(most, Math.abs(to[opposite]! - from[opposite]!) * (side % 2 === 0 ? aspect : 1));
  }
  return most;
}

/** True when an edge of the picture cuts the box off. */
export function isCutOff(box: readonly number[]): boolean {
  for (let side = 0; side < 4; side++) if (isAtEdge(box, side)) return true;
  return false;
}

function isAtEdge(box: readonly number[], side: number): boolean {
  return side < 2 ? box[side]! <= EDGE : box[side]! >= 1 - EDGE;
}

export function sizeOf(box: readonly number[], aspect: number): number {
  return Math.sqrt(Math.max(1e-8, (box[2]! - box[0]!) * aspect * (box[3]! - box[1]!)));
}

const boxOf = (box: readonly number[]): Box => [box[0]!, box[1]!, box[2]!, box[3]!];
