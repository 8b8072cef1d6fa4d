// IDF1: the share of boxes that carry the right identity, when each true thing may be given one result id for its whole life.
import { bestPairing } from "./best-pairing.ts";
import type { SequencePairs } from "./sequence-pairs.ts";

/** Range of the ratios: 0 to 1. */
export interface IdentityScores {
  idf1: number;
  idRecall: number;
  idPrecision: number;
  idTp: number;
  idFn: number;
  idFp: number;
}

/** Scores over all sequences together; boxes must overlap by 0.5. Defined as TrackEval computes it. */
export function idf1(sequences: readonly SequencePairs[]): IdentityScores {
  let idTp = 0;
  let truth = 0;
  let result = 0;
  for (const pairs of sequences) {
    const together = new Float64Array(pairs.truthIdCount * pairs.resultIdCount);
    for (const { truthIds, resultIds, similarity } of pairs.frames) {
      for (let k = 0; k < similarity.length; k++) {
        if (similarity[k]! < 0.5) continue;
        together[
          truthIds[Math.floor(k / resultIds.length)]! * pairs.resultIdCount + resultIds[k % resultIds.length]!
        ]!++;
      }
    }
    const chosen = bestPairing(together, pairs.truthIdCount, pairs.resultIdCount);
    for (let i = 0; i < chosen.length; i++)
      if (chosen[i]! >= 0) idTp += together[i * pairs.resultIdCount + chosen[i]!]!;
    truth += pairs.truthBoxes;
    result += pairs.resultBoxes;
  }
  return {
    idf1: idTp / Math.max(1, (truth + result) / 2),
    idRecall: idTp / Math.max(1, truth),
    idPrecision: idTp / Math.max(1, result),
    idTp,
    idFn: truth - idTp,
    idFp: result - idTp,
  };
}
