// Which boxes count: by class and by score, in place.
import type { Detections } from "./detections.ts";

/** Keeps, in their order, the boxes whose class passes (`keepClass[classId] === 1`) and whose score is at least `minScore`. Returns the same object. */
export function filterDetections(detections: Detections, keepClass: Uint8Array, minScore: number): Detections {
  const { classIds, scores } = detections;
  return keepRows(detections, (row) => keepClass[classIds[row]!] === 1 && scores[row]! >= minScore);
}

/** Keeps, in their order, the rows for which `keeps` is true; it is also told how many were kept before. Returns the same object. */
export function keepRows(detections: Detections, keeps: (row: number, before: number) => boolean): Detections {
  const { boxes, scores, classIds } = detections;
  let kept = 0;
  for (let row = 0; row < detections.count; row++) {
    if (!keeps(row, kept)) continue;
    if (kept !== row) {
      boxes.copyWithin(kept * 4, row * 4, row * 4 + 4);
      scores[kept] = scores[row]!;
      classIds[kept] = classIds[row]!;
    }
    kept++;
  }
  detections.count = kept;
  return detections;
}

/** One per class id: 1 where the class is among the names. */
export function classMask(classes: readonly string[], names: readonly string[]): Uint8Array {
  return Uint8Array.from(classes, (name) => (names.includes(name) ? 1 : 0));
}
