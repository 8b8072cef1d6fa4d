// Count accuracy: how near counted numbers come to true ones, over frames, lines, directions or classes.

export interface CountPair {
  truth: number;
  counted: number;
}

/**
 * `1 - sum of |counted - truth| / sum of truth`; may be negative. With nothing to count it is 1 when nothing was counted, else 0.
 * Errors never cancel out between pairs.
 */
export function countAccuracy(pairs: readonly CountPair[]): number {
  let wrong = 0;
  let truth = 0;
  for (const pair of pairs) {
    wrong += Math.abs(pair.counted - pair.truth);
    truth += pair.truth;
  }
  if (truth === 0) return wrong === 0 ? 1 : 0;
  return 1 - wrong / truth;
}
