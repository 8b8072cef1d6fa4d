// Truth and result of one sequence laid side by side, frame by frame: what every tracking score starts from.
import type { MotRow } from "./mot-format.ts";

/** Ids are numbered anew from 0, truth and result apart. */
export interface FramePairs {
  truthIds: Int32Array;
  resultIds: Int32Array;
  /** Overlap (IoU) of each truth box with each result box. Shape: truth x result, row after row. */
  similarity: Float64Array;
}

export interface SequencePairs {
  frames: FramePairs[];
  truthIdCount: number;
  resultIdCount: number;
  truthBoxes: number;
  resultBoxes: number;
}

/** Truth rows of confidence 0 are not scored and are left out, as for MOTChallenge 2015. Frames without any box may be missing. */
export function pairSequence(truth: readonly MotRow[], result: readonly MotRow[]): SequencePairs {
  const scored = truth.filter((row) => row.confidence !== 0);
  const truthNumbers = numberIds(scored);
  const resultNumbers = numberIds(result);
  const truthFrames = groupByFrame(scored);
  const resultFrames = groupByFrame(result);
  const frames = [...new Set([...truthFrames.keys(), ...resultFrames.keys()])].sort((a, b) => a - b);
  return {
    frames: frames.map((frame) => {
      const t = truthFrames.get(frame) ?? [];
      const r = resultFrames.get(frame) ?? [];
      const similarity = new Float64Array(t.length * r.length);
      for (let i = 0; i < t.length; i++) {
        for (let j = 0; j < r.length; j++) similarity[i * r.length + j] = rowIou(t[i]!, r[j]!);
      }
      return {
        truthIds: Int32Array.from(t, (row) => truthNumbers.get(row.id)!),
        resultIds: Int32Array.from(r, (row) => resultNumbers.get(row.id)!),
        similarity,
      };
    }),
    truthIdCount: truthNumbers.size,
    resultIdCount: resultNumbers.size,
    truthBoxes: scored.length,
    resultBoxes: result.length,
  };
}

/** Shared over united area of two rows' boxes. */
export function rowIou(a: MotRow, b: MotRow): number {
  const width = Math.min(a.leftPx + a.widthPx, b.leftPx + b.widthPx) - Math.max(a.leftPx, b.leftPx);
  const height = Math.min(a.topPx + a.heightPx, b.topPx + b.heightPx) - Math.max(a.topPx, b.topPx);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.widthPx * a.heightPx + b.widthPx * b.heightPx - shared);
}

export function groupByFrame(rows: readonly MotRow[]): Map<number, MotRow[]> {
  const frames = new Map<number, MotRow[]>();
  for (const row of rows) {
    const frame = frames.get(row.frame);
    if (frame) frame.push(row);
    else frames.set(row.frame, [row]);
  }
  return frames;
}

function numberIds(rows: readonly MotRow[]): Map<number, number> {
  const numbers = new Map<number, number>();
  for (const id of [...new Set(rows.map((row) => row.id))].sort((a, b) => a - b)) numbers.set(id, numbers.size);
  return numbers;
}
