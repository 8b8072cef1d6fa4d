// Non-maximum suppression: one box for one thing, also when the detector gives it two names.
import { boxArea, iou } from "../geometry/box.ts";
import { createDetections, type Detections } from "./detections.ts";
import { classKinship } from "./families.ts";
import { lookAlikeMask } from "./look-alikes.ts";
import { orderByScore } from "./order.ts";
import { dropPairBoxes } from "./pair-boxes.ts";

/** A look-alike of a vehicle that covers more of the picture is the road itself, taken for a screen or a sink. */
const largestLookAlike = 0.5;

export interface SuppressionOptions {
  /** Class names by class id of the detector. */
  classes: readonly string[];
  /** Boxes of one class that overlap more than this are one thing. Range: 0 to 1. Default 0.5. */
  sameClassIou?: number;
  /** Boxes of two classes of one family (car, truck, bus ...) that overlap more than this are one thing. Default 0.5. */
  sameFamilyIou?: number;
  /** Boxes below are left out. Range: 0 to 1. Default 0. */
  minScore?: number;
  /** Only these classes are kept; all when absent. */
  keep?: readonly string[];
  /** Most boxes kept, best first. Default 300. */
  maxBoxes?: number;
}

/**
 * Keeps of each thing its best box, best score first. The result is reused by the next call; the input is left as it is.
 * Cost: no allocation once the largest input was seen.
 */
export type Suppressor = (detections: Detections) => Detections;

export function createSuppressor(options: SuppressionOptions): Suppressor {
  const { classes, sameClassIou = 0.5, sameFamilyIou = 0.5, minScore = 0, keep, maxBoxes = 300 } = options;
  const areKin = classKinship(classes);
  const isLookAlike = lookAlikeMask(classes);
  const kept = Uint8Array.from(classes, (name) => (!keep || keep.includes(name) ? 1 : 0));
  const person = classes.indexOf("person");
  const out = createDetections(maxBoxes);
  let rows = new Int32Array(256);
  let keys = new Float64Array(256);

  return (detections) => {
    if (detections.count > rows.length) {
      rows = new Int32Array(detections.count * 2);
      keys = new Float64Array(detections.count * 2);
    }
    orderByScore(detections, rows, keys);
    out.count = 0;
    for (let i = 0; i < detections.count && out.count < maxBoxes; i++) {
      const row = rows[i]!;
      const classId = detections.classIds[row]!;
      if (!(detections.scores[row]! >= minScore)) break;
      if (isLookAlike[classId] === 1 && boxArea(detections.boxes, row * 4) > largestLookAlike) continue;
      if (kept[classId] !== 1 || isCovered(detections.boxes, row, classId)) continue;
      const n = out.count++;
      for (let k = 0; k < 4; k++) out.boxes[n * 4 + k] = detections.boxes[row * 4 + k]!;
      out.scores[n] = detections.scores[row]!;
      out.classIds[n] = classId;
    }
    if (person >= 0) dropPairBoxes(out, person);
    return out;
  };

  function isCovered(boxes: Float32Array, row: number, classId: number): boolean {
    for (let j = 0; j < out.count; j++) {
      const other = out.classIds[j]!;
      if (!areKin(other, classId)) continue;
      const limit = other === classId ? sameClassIou : sameFamilyIou;
      if (iou(boxes, out.boxes, row * 4, j * 4) > limit) return true;
    }
    return false;
  }
}
