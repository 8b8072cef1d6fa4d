// Pairs tracks with detections by an optimal assignment, as SORT and its followers do.
import { createAssigner } from "@vigie/core";

const assigner = createAssigner();

export interface Pairing {
  pairs: [track: number, detection: number][];
  tracksLeft: number[];
  detectionsLeft: number[];
}

/** `gain` is maximised; pairs whose `gate` is false are undone after the assignment, as in the reference codes. */
export function pairUp(
  tracks: number,
  detections: number,
  gain: (track: number, detection: number) => number,
  gate: (track: number, detection: number) => boolean,
): Pairing {
  const costs = new Float64Array(Math.max(1, tracks * detections));
  for (let i = 0; i < tracks; i++) for (let j = 0; j < detections; j++) costs[i * detections + j] = 10 - gain(i, j);
  const columns = new Int32Array(Math.max(1, tracks));
  assigner.solve(costs, tracks, detections, 1000, columns);
  const pairs: [number, number][] = [];
  const taken = new Set<number>();
  const tracksLeft: number[] = [];
  for (let i = 0; i < tracks; i++) {
    const j = columns[i]!;
    if (j >= 0 && gate(i, j)) {
      pairs.push([i, j]);
      taken.add(j);
    } else tracksLeft.push(i);
  }
  const detectionsLeft = Array.from({ length: detections }, (_, j) => j).filter((j) => !taken.has(j));
  return { pairs, tracksLeft, detectionsLeft };
}
