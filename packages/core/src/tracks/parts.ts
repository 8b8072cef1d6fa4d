// Parts: boxes of a bonnet, a wheel or half a lorry, which a detector gives beside the box of the whole or instead of it.
import type { Detections } from "../detections/detections.ts";
import type { Kinship } from "../detections/families.ts";
import { boxArea, boxOverlap } from "../geometry/box.ts";
import type { TrackerSettings } from "./settings.ts";

/** The sides of a box are wrong by a part of its size: one round the whole picture may miss each edge by so much. */
const EDGE_DOUBT = 0.15;

/** True when the box holds everything and so tells nothing: none of its sides is far from the picture's edge. */
export function coversPicture(boxes: Float32Array, offset: number): boolean {
  return (
    boxes[offset]! <= EDGE_DOUBT &&
    boxes[offset + 1]! <= EDGE_DOUBT &&
    boxes[offset + 2]! >= 1 - EDGE_DOUBT &&
    boxes[offset + 3]! >= 1 - EDGE_DOUBT
  );
}

/** Shared area over the smaller one; 0 when one of them covers the whole picture. Range: 0 to 1. */
export function sharedPart(a: Float32Array, aOffset: number, b: Float32Array, bOffset: number): number {
  if (coversPicture(a, aOffset) || coversPicture(b, bOffset)) return 0;
  return boxOverlap(a, b, aOffset, bOffset) / Math.min(boxArea(a, aOffset), boxArea(b, bOffset));
}

/** Row a lies in row b, which is larger, though not so much larger that a could be another thing before it. */
export function isPartOf(boxes: Float32Array, a: number, b: number, settings: TrackerSettings): boolean {
  const area = boxArea(boxes, a * 4);
  const whole = boxArea(boxes, b * 4);
  if (area >= whole || area < settings.partSmallest * whole || coversPicture(boxes, b * 4)) return false;
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
