// Parts: boxes of a bonnet, a wheel or half a lorry, which a detector gives beside the box of the whole or instead of it.
import type { Detections } from "../detections/detections.ts";
import type { Kinship } from "../detections/families.ts";
import { boxArea, boxOverlap } from "../geometry/box.ts";
import type { TrackerSettings } from "./settings.ts";

/** A box that covers more of the picture holds everything and tells nothing. */
export const WHOLE_PICTURE = 0.9;

/** Shared area over the smaller one; 0 when the larger one covers the whole picture. Range: 0 to 1. */
export function sharedPart(a: Float32Array, aOffset: number, b: Float32Array, bOffset: number): number {
  const aArea = boxArea(a, aOffset);
  const bArea = boxArea(b, bOffset);
  return Math.max(aArea, bArea) > WHOLE_PICTURE ? 0 : boxOverlap(a, b, aOffset, bOffset) / Math.min(aArea, bArea);
}

/** Row a lies in row b, which is larger, though not so much larger that a could be another thing before it. */
export function isPartOf(boxes: Float32Array, a: number, b: number, settings: TrackerSettings): boolean {
  const area = boxArea(boxes, a * 4);
  const whole = boxArea(boxes, b * 4);
  if (area >= whole || area < settings.partSmallest * whole || whole > WHOLE_PICTURE) return false;
  return boxOverlap(boxes, boxes, a * 4, b * 4) >= settings.partInside * area;
}

/** True when a larger box of this frame and of a kindred class holds nearly all of row `row`. */
export function isInsideAnother(
  detections: Detections,
  row: number,
  areKin: Kinship,
  settings: TrackerSettings,
): boolean {
  const { boxes, classIds, scores, count } = detections;
  for (let i = 0; i < count; i++) {
    if (i === row || scores[i]! < settings.weakScore || !areKin(classIds[i]!, classIds[row]!)) continue;
    if (isPartOf(boxes, row, i, settings)) return true;
  }
  return false;
}
