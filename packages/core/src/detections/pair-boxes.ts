// Pair boxes: one box around two persons who walk close together, beside a box for each of them. It is nobody.
import { boxArea, boxOverlap } from "../geometry/box.ts";
import type { Detections } from "./detections.ts";

/** So much of each of the two lies inside the box of both. Range: 0 to 1. */
const INSIDE = 0.8;
/** The smallest box around the two overlaps it by so much. Range: 0 to 1. */
const AROUND = 0.75;
/** Each of the two is so high: the upper and the lower half of somebody are no pair. Unit: heights of the box of both. */
const WHOLE = 0.6;
/** They share at most this of the smaller one: two boxes of one person are no pair. Range: 0 to 1. */
const SHARED = 0.6;

/** Drops, in place, boxes of the class around two boxes that score at least as high; rows must stand best score first. */
export function dropPairBoxes(detections: Detections, classId: number): void {
  let kept = 0;
  for (let row = 0; row < detections.count; row++) {
    if (detections.classIds[row] === classId && isAroundTwo(detections, row, kept, classId)) continue;
    if (kept !== row) {
      detections.boxes.copyWithin(kept * 4, row * 4, row * 4 + 4);
      detections.scores[kept] = detections.scores[row]!;
      detections.classIds[kept] = detections.classIds[row]!;
    }
    kept++;
  }
  detections.count = kept;
}

/** Among the first `before` rows. */
function isAroundTwo(detections: Detections, row: number, before: number, classId: number): boolean {
  const { boxes } = detections;
  for (let i = 0; i < before; i++) {
    if (!isWholeInside(detections, i, row, classId)) continue;
    for (let j = i + 1; j < before; j++) {
      if (!isWholeInside(detections, j, row, classId)) continue;
      const smaller = Math.min(boxArea(boxes, i * 4), boxArea(boxes, j * 4));
      if (boxOverlap(boxes, boxes, i * 4, j * 4) <= SHARED * smaller && fits(boxes, i * 4, j * 4, row * 4)) return true;
    }
  }
  return false;
}

function isWholeInside({ boxes, classIds }: Detections, one: number, both: number, classId: number): boolean {
  if (classIds[one] !== classId) return false;
  const [o, b] = [one * 4, both * 4];
  if (boxes[o + 3]! - boxes[o + 1]! < WHOLE * (boxes[b + 3]! - boxes[b + 1]!)) return false;
  return boxOverlap(boxes, boxes, o, b) >= INSIDE * boxArea(boxes, o);
}

/** True when the smallest box around two rows is about the third one. */
function fits(boxes: Float32Array, i: number, j: number, both: number): boolean {
  const around = [
    Math.min(boxes[i]!, boxes[j]!),
    Math.min(boxes[i + 1]!, boxes[j + 1]!),
    Math.max(boxes[i + 2]!, boxes[j + 2]!),
    Math.max(boxes[i + 3]!, boxes[j + 3]!),
  ];
  const shared = boxOverlap(around, boxes, 0, both);
  return shared >= AROUND * (boxArea(around) + boxArea(boxes, both) - shared);
}
