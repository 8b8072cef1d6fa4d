// Whether a person carries, pushes or pulls a thing: it touches somebody and is not much larger.
import type { Detections } from "../detections/detections.ts";

/** A person's box reaches so far to the sides for what is pulled along. Unit: widths of the person. */
const reachWidths = 0.3;
/** Even the front of a small car covers thrice the area of somebody beside it; a trolley or suitcase covers less than this. */
const largestShare = 1.5;
/** A weaker box is not taken for a person. */
const personScore = 0.25;

/** True when some person box of the frame touches box `row` and could carry it. */
export function isCarried(detections: Detections, row: number, personId: number): boolean {
  const { boxes, scores, classIds, count } = detections;
  const o = row * 4;
  const area = (boxes[o + 2]! - boxes[o]!) * (boxes[o + 3]! - boxes[o + 1]!);
  for (let i = 0; i < count; i++) {
    if (classIds[i] !== personId || scores[i]! < personScore) continue;
    const p = i * 4;
    const width = boxes[p + 2]! - boxes[p]!;
    if (area > largestShare * width * (boxes[p + 3]! - boxes[p + 1]!)) continue;
    const reach = reachWidths * width;
    if (boxes[o]! > boxes[p + 2]! + reach || boxes[o + 2]! < boxes[p]! - reach) continue;
    if (boxes[o + 1]! <= boxes[p + 3]! && boxes[o + 3]! >= boxes[p + 1]!) return true;
  }
  return false;
}
