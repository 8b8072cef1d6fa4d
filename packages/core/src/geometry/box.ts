// Boxes of the normalised picture, alone or as four neighbours in a column.
import type { Point } from "./point.ts";

/** Shape: [x1, y1, x2, y2] with x1 <= x2 and y1 <= y2. Space: normalised. */
export type Box = readonly [number, number, number, number];

/** Where a thing stands: the middle of its box's lower edge. Zones and lines are touched with this point. */
export function bottomCentre(box: ArrayLike<number>, offset = 0): Point {
  return [(box[offset]! + box[offset + 2]!) / 2, box[offset + 3]!];
}

/** The middle of a box. */
export function boxCentre(box: ArrayLike<number>, offset = 0): Point {
  return [(box[offset]! + box[offset + 2]!) / 2, (box[offset + 1]! + box[offset + 3]!) / 2];
}

/** Area of a box; 0 when it is empty or inside out. Unit: share of the picture. */
export function boxArea(box: ArrayLike<number>, offset = 0): number {
  return Math.max(0, box[offset + 2]! - box[offset]!) * Math.max(0, box[offset + 3]! - box[offset + 1]!);
}

/** Area that two boxes share. Unit: share of the picture. */
export function boxOverlap(a: ArrayLike<number>, b: ArrayLike<number>, aOffset = 0, bOffset = 0): number {
  const width = Math.min(a[aOffset + 2]!, b[bOffset + 2]!) - Math.max(a[aOffset]!, b[bOffset]!);
  if (width <= 0) return 0;
  const height = Math.min(a[aOffset + 3]!, b[bOffset + 3]!) - Math.max(a[aOffset + 1]!, b[bOffset + 1]!);
  return height <= 0 ? 0 : width * height;
}

/** Shared area over united area of two boxes. Range: 0 to 1; 0 when both are empty. The picture's aspect does not matter. */
export function iou(a: ArrayLike<number>, b: ArrayLike<number>, aOffset = 0, bOffset = 0): number {
  const shared = boxOverlap(a, b, aOffset, bOffset);
  if (shared === 0) return 0;
  return shared / (boxArea(a, aOffset) + boxArea(b, bOffset) - shared);
}
