// The order in which boxes are looked at: best score first, the same whatever order the detector gave them in.
import type { Detections } from "./detections.ts";

/**
 * Fills `rows` with 0 .. count-1, highest score first; equal scores by place (x1, y1, x2, y2), then by class;
 * scores that are no number last. At most 65,536 boxes.
 * Cost: no allocation up to `keys.length` boxes.
 */
export function orderByScore(detections: Detections, rows: Int32Array, keys: Float64Array): void {
  const n = detections.count;
  // Scores are quantised to 2^-20 in the high part of a double, the row stands in the low part: one native sort.
  for (let i = 0; i < n; i++) {
    const score = detections.scores[i]!;
    const within = score > 0 ? Math.min(score, 1) : 0;
    keys[i] = (0x100000 - Math.round(within * 0x100000)) * 0x10000 + i;
  }
  if (n <= 48) insertionSort(keys, n);
  else keys.subarray(0, n).sort();
  for (let i = 0; i < n; i++) rows[i] = keys[i]! % 0x10000;
  for (let i = 1; i < n; i++) {
    for (let j = i; j > 0 && comesBefore(detections, rows[j]!, rows[j - 1]!); j--) {
      const row = rows[j]!;
      rows[j] = rows[j - 1]!;
      rows[j - 1] = row;
    }
  }
}

function insertionSort(keys: Float64Array, n: number): void {
  for (let i = 1; i < n; i++) {
    const key = keys[i]!;
    let j = i - 1;
    for (; j >= 0 && keys[j]! > key; j--) keys[j + 1] = keys[j]!;
    keys[j + 1] = key;
  }
}

/** Repairs the order among boxes that the quantised sort could not tell apart. */
function comesBefore(d: Detections, a: number, b: number): boolean {
  if (d.scores[a] !== d.scores[b]) return d.scores[a]! > d.scores[b]!;
  for (let k = 0; k < 4; k++) {
    const difference = d.boxes[a * 4 + k]! - d.boxes[b * 4 + k]!;
    if (difference !== 0) return difference < 0;
  }
  return d.classIds[a]! < d.classIds[b]!;
}
