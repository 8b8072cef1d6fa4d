// HOTA: how well things are found and kept apart, over nineteen demands on the overlap. Defined as TrackEval computes it.
import { bestPairing } from "./best-pairing.ts";
import type { SequencePairs } from "./sequence-pairs.ts";

/** Overlaps that are demanded: 0.05 to 0.95. */
const alphas = Array.from({ length: 19 }, (_, i) => 0.05 + i * 0.05);

/** Range of all: 0 to 1. Means over the alphas. */
export interface HotaScores {
  hota: number;
  detA: number;
  assA: number;
  assRe: number;
  assPr: number;
  locA: number;
}

/** Scores over all sequences together: boxes are summed, association is weighted by the matched boxes of each sequence. */
export function hota(sequences: readonly SequencePairs[]): HotaScores {
  const parts = sequences.map(scoreSequence);
  const perAlpha = alphas.map((_, a) => {
    const sum = (pick: (part: SequenceSums) => Float64Array): number =>
      parts.reduce((total, part) => total + pick(part)[a]!, 0);
    const matched = sum((p) => p.matched);
    const detA = matched / Math.max(1, matched + sum((p) => p.missed) + sum((p) => p.extra));
    const assA = sum((p) => p.assA) / Math.max(1, matched);
    return {
      hota: Math.sqrt(detA * assA),
      detA,
      assA,
      assRe: sum((p) => p.assRe) / Math.max(1, matched),
      assPr: sum((p) => p.assPr) / Math.max(1, matched),
      locA:
        Math.max(
          1e-10,
          sum((p) => p.overlap),
        ) / Math.max(1e-10, matched),
    };
  });
  const mean = (key: keyof HotaScores): number => perAlpha.reduce((total, s) => total + s[key], 0) / alphas.length;
  return {
    hota: mean("hota"),
    detA: mean("detA"),
    assA: mean("assA"),
    assRe: mean("assRe"),
    assPr: mean("assPr"),
    locA: mean("locA"),
  };
}

/** One value per alpha; the association sums are not yet divided by the matched boxes. */
interface SequenceSums {
  matched: Float64Array;
  missed: Float64Array;
  extra: Float64Array;
  overlap: Float64Array;
  assA: Float64Array;
  assRe: Float64Array;
  assPr: Float64Array;
}

function scoreSequence(pairs: SequencePairs): SequenceSums {
  const n = alphas.length;
  const sums: SequenceSums = {
    matched: new Float64Array(n),
    missed: new Float64Array(n).fill(pairs.truthBoxes),
    extra: new Float64Array(n).fill(pairs.resultBoxes),
    overlap: new Float64Array(n),
    assA: new Float64Array(n),
    assRe: new Float64Array(n),
    assPr: new Float64Array(n),
  };
  const width = pairs.resultIdCount;
  const truthLooks = new Float64Array(pairs.truthIdCount);
  const resultLooks = new Float64Array(width);
  const alignment = alignIds(pairs, truthLooks, resultLooks);
  const matches = alphas.map(() => new Float64Array(pairs.truthIdCount * width));
  for (const { truthIds, resultIds, similarity } of pairs.frames) {
    const cols = resultIds.length;
    const scores = similarity.map(
      (s, k) => s * alignment[truthIds[Math.floor(k / cols)]! * width + resultIds[k % cols]!]!,
    );
    const chosen = bestPairing(scores, truthIds.length, cols);
    for (let i = 0; i < truthIds.length; i++) {
      if (chosen[i]! < 0) continue;
      const overlap = similarity[i * cols + chosen[i]!]!;
      const cell = truthIds[i]! * width + resultIds[chosen[i]!]!;
      for (let a = 0; a < n && overlap >= alphas[a]! - Number.EPSILON; a++) {
        sums.matched[a]!++;
        sums.missed[a]!--;
        sums.extra[a]!--;
        sums.overlap[a]! += overlap;
        matches[a]![cell]!++;
      }
    }
  }
  for (let a = 0; a < n; a++) {
    for (let cell = 0; cell < matches[a]!.length; cell++) {
      const count = matches[a]![cell]!;
      if (count === 0) continue;
      const truth = truthLooks[Math.floor(cell / width)]!;
      const result = resultLooks[cell % width]!;
      sums.assA[a]! += (count * count) / Math.max(1, truth + result - count);
      sums.assRe[a]! += (count * count) / Math.max(1, truth);
      sums.assPr[a]! += (count * count) / Math.max(1, result);
    }
  }
  return sums;
}

/** How far each truth id and each result id share their lives; also counts the looks of each id. */
function alignIds(pairs: SequencePairs, truthLooks: Float64Array, resultLooks: Float64Array): Float64Array {
  const width = pairs.resultIdCount;
  const shared = new Float64Array(pairs.truthIdCount * width);
  for (const { truthIds, resultIds, similarity } of pairs.frames) {
    const cols = resultIds.length;
    const rowSums = new Float64Array(truthIds.length);
    const colSums = new Float64Array(cols);
    for (let k = 0; k < similarity.length; k++) {
      rowSums[Math.floor(k / cols)]! += similarity[k]!;
      colSums[k % cols]! += similarity[k]!;
    }
    for (let k = 0; k < similarity.length; k++) {
      const i = Math.floor(k / cols);
      const whole = rowSums[i]! + colSums[k % cols]! - similarity[k]!;
      if (whole > Number.EPSILON) shared[truthIds[i]! * width + resultIds[k % cols]!]! += similarity[k]! / whole;
    }
    for (const id of truthIds) truthLooks[id]!++;
    for (const id of resultIds) resultLooks[id]!++;
  }
  return shared.map((s, cell) => s / (truthLooks[Math.floor(cell / width)]! + resultLooks[cell % width]! - s));
}
