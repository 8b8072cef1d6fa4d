// Pair boxes: one box around or across two persons who walk close together, beside a box for each of them. It is nobody.
import { boxArea, boxOverlap } from "../geometry/box.ts";
import type { Detections } from "./detections.ts";
import { keepRows } from "./filter.ts";

/** The smallest box around the two overlaps a box around them by so much, and so much of each lies inside it. Range: 0 to 1. */
const AROUND = 0.75;
const INSIDE = 0.8;
/** A box across them is so much taller than either, and begins and ends where they do but for so much of its own sides. */
const TALLER = 1.15;
const ENDS = 0.1;
/** ... and so much of each lies inside it. Range: 0 to 1. */
const ACROSS = 0.4;
/** Each of the two is so high: the upper and the lower half of somebody are no pair. Unit: heights of the box of both. */
const WHOLE = 0.6;
/** They share at most this of the smaller one: two boxes of one person are no pair. Range: 0 to 1. */
const SHARED = 0.6;

/** Drops, in place, boxes of the class around or across two boxes that score at least as high; rows must stand best score first. */
export function dropPairBoxes(detections: Detections, classId: number): void {
  const { classIds } = detections;
  keepRows(detections, (row, before) => classIds[row] !== classId || !isOfTwo(detections, row, before, classId));
}

/** Among the first `before` rows. */
function isOfTwo(detections: Detections, row: number, before: number, classId: number): boolean {
  const { boxes } = detections;
  for (let i = 0; i < before; i++) {
    if (!isWholeInside(detections, i, row, classId)) continue;
    for (let j = i + 1; j < before; j++) {
      if (!isWholeInside(detections, j, row, classId)) continue;
      const smaller = Math.min(boxArea(boxes, i * 4), boxArea(boxes, j * 4));
      if (boxOverlap(boxes, boxes, i * 4, j * 4) > SHARED * smaller) continue;
      if (isAround(boxes, i * 4, j * 4, row * 4) || isAcross(boxes, i * 4, j * 4, row * 4)) return true;
    }
  }
  return false;
}

function isWholeInside({ boxes, classIds }: Detections, one: number, both: number, classId: number): boolean {
  if (classIds[one] !== classId) return false;
  if (heightOf(boxes, one * 4) < WHOLE * heightOf(boxes, both * 4)) return false;
  return boxOverlap(boxes, boxes, one * 4, both * 4) >= ACROSS * boxArea(boxes, one * 4);
}

/** True when the smallest box around the two is about the third one. */
function isAround(boxes: Float32Array, i: number, j: number, both: number): boolean {
  if (boxOverlap(boxes, boxes, i, both) < INSIDE * boxArea(boxes, i)) return false;
  if (boxOverlap(boxes, boxes, j, both) < INSIDE * boxArea(boxes, j)) return false;
  const around = aroundTwo(boxes, i, j);
  const shared = boxOverlap(around, boxes, 0, both);
  return shared >= AROUND * (boxArea(around) + boxArea(boxes, both) - shared);
}

/** True when it reaches from the head of the one behind to the feet of the one before, taller than both and beside neither. */
function isAcross(boxes: Float32Array, i: number, j: number, both: number): boolean {
  const height = heightOf(boxes, both);
  if (height < TALLER * Math.max(heightOf(boxes, i), heightOf(boxes, j))) return false;
  const [left, top, right, bottom] = aroundTwo(boxes, i, j);
  const beside = ENDS * (boxes[both + 2]! - boxes[both]!);
  if (boxes[both]! < left - beside || boxes[both + 2]! > right + beside) return false;
  return Math.abs(boxes[both + 1]! - top) <= ENDS * height && Math.abs(boxes[both + 3]! - bottom) <= ENDS * height;
}

function aroundTwo(boxes: Float32Array, i: number, j: number): [number, number, number, number] {
  return [
    Math.min(boxes[i]!, boxes[j]!),
    Math.min(boxes[i + 1]!, boxes[j + 1]!),
    Math.max(boxes[i + 2]!, boxes[j + 2]!),
    Math.max(boxes[i + 3]!, boxes[j + 3]!),
  ];
}

function heightOf(boxes: Float32Array, at: number): number {
  return boxes[at + 3]! - boxes[at + 1]!;
}
