// Boxes in normalised corners, as the teacher says them, and how they are put together.
import type { Category } from "./coco-set.ts";

/** Shape: x1 y1 x2 y2. Space: normalised. */
export type Corners = [number, number, number, number];

export interface Sighting {
  category: Category;
  box: Corners;
  score: number;
}

export function iou(a: Corners, b: Corners): number {
  const shared = intersection(a, b);
  return shared / (area(a) + area(b) - shared || 1);
}

/** Share of `a` that lies in `b`. */
export function insideShare(a: Corners, b: Corners): number {
  return intersection(a, b) / (area(a) || 1);
}

function intersection(a: Corners, b: Corners): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 ? width * height : 0;
}

function area(box: Corners): number {
  return Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);
}

const FAMILY: Record<Category, string> = {
  person: "person",
  bicycle: "two-wheeler",
  motorcycle: "two-wheeler",
  car: "vehicle",
  bus: "vehicle",
  truck: "vehicle",
};

/** Classes that a teacher confuses for the same thing. */
export function areKin(a: Category, b: Category): boolean {
  return FAMILY[a] === FAMILY[b];
}
