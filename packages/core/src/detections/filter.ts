// Which boxes count: by class and by score, in place.
import type { Detections } from "./detections.ts";

/** Keeps, in their order, the boxes whose class passes (`keepClass[classId] === 1`) and whose score is at least `minScore`. Returns the same object. */
export function filterDetections(detections: Detections, keepClass: Uint8Array, minScore: number): Detections {
  let n = 0;
  for (let i = 0; i < detections.count; i++) {
    if (keepClass[detections.classIds[i]!] !== 1 || !(detections.scores[i]! >= minScore)) continue;
    if (n !== i) {
      detections.boxes.copyWithin(n * 4, i * 4, i * 4 + 4);
      detections.scores[n] = detections.scores[i]!;
      detections.classIds[n] = detections.classIds[i]!;
    }
    n++;
  }
  detections.count = n;
  return detections;
}

/** One per class id: 1 where the class is among the names. */
export function classMask(classes: readonly string[], names: readonly string[]): Uint8Array {
  return Uint8Array.from(classes, (name) => (names.includes(name) ? 1 : 0));
}
