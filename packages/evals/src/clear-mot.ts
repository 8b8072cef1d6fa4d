// CLEAR: hits, misses, false boxes and switches of identity, counted frame by frame.
import { bestPairing } from "./best-pairing.ts";
import type { SequencePairs } from "./sequence-pairs.ts";

export interface ClearScores {
  /** 1 minus the share of errors; may be negative. */
  mota: number;
  /** Mean overlap of matched boxes. */
  motp: number;
  recall: number;
  precision: number;
  tp: number;
  fp: number;
  fn: number;
  idSwitches: number;
  /** Identity switches per 1,000 matched boxes. */
  switchesPer1000: number;
  /** True things followed for more than 80 %, for 20 to 80 %, and for less of their life. */
  mostlyTracked: number;
  partlyTracked: number;
  mostlyLost: number;
  fragments: number;
}

/** Scores over all sequences together; boxes must overlap by 0.5, pairs of the frame before are kept first. Defined as TrackEval computes it. */
export function clearMot(sequences: readonly SequencePairs[]): ClearScores {
  const sums = { tp: 0, fp: 0, fn: 0, idSwitches: 0, mostlyTracked: 0, partlyTracked: 0, mostlyLost: 0, fragments: 0 };
  let overlap = 0;
  for (const pairs of sequences) {
    const looks = new Float64Array(pairs.truthIdCount);
    const hits = new Float64Array(pairs.truthIdCount);
    const begun = new Float64Array(pairs.truthIdCount);
    const lastId = new Int32Array(pairs.truthIdCount).fill(-1);
    let previous = new Int32Array(pairs.truthIdCount).fill(-1);
    for (const { truthIds, resultIds, similarity } of pairs.frames) {
      const rows = truthIds.length;
      const cols = resultIds.length;
      for (const id of truthIds) looks[id]!++;
      if (rows === 0 || cols === 0) {
        sums.fp += cols;
        sums.fn += rows;
        continue;
      }
      const scores = similarity.map((s, k) => {
        if (s < 0.5 - Number.EPSILON) return 0;
        return s + (previous[truthIds[Math.floor(k / cols)]!] === resultIds[k % cols] ? 1000 : 0);
      });
      const chosen = bestPairing(scores, rows, cols);
      const current = new Int32Array(pairs.truthIdCount).fill(-1);
      let matched = 0;
      for (let i = 0; i < rows; i++) {
        if (chosen[i]! < 0) continue;
        const truth = truthIds[i]!;
        const result = resultIds[chosen[i]!]!;
        matched++;
        overlap += similarity[i * cols + chosen[i]!]!;
        hits[truth]!++;
        if (lastId[truth]! >= 0 && lastId[truth] !== result) sums.idSwitches++;
        if (previous[truth]! < 0) begun[truth]!++;
        lastId[truth] = result;
        current[truth] = result;
      }
      previous = current;
      sums.tp += matched;
      sums.fn += rows - matched;
      sums.fp += cols - matched;
    }
    if (pairs.resultBoxes === 0 || pairs.truthBoxes === 0) {
      sums.mostlyLost += pairs.resultBoxes === 0 ? pairs.truthIdCount : 0;
      continue;
    }
    for (let id = 0; id < pairs.truthIdCount; id++) {
      const share = hits[id]! / looks[id]!;
      if (share > 0.8) sums.mostlyTracked++;
      else if (share >= 0.2) sums.partlyTracked++;
      else sums.mostlyLost++;
      sums.fragments += Math.max(0, begun[id]! - 1);
    }
  }
  const truth = Math.max(1, sums.tp + sums.fn);
  return {
    ...sums,
    mota: (sums.tp - sums.fp - sums.idSwitches) / truth,
    motp: overlap / Math.max(1, sums.tp),
    recall: sums.tp / truth,
    precision: sums.tp / Math.max(1, sums.tp + sums.fp),
    switchesPer1000: (1000 * sums.idSwitches) / Math.max(1, sums.tp),
  };
}
