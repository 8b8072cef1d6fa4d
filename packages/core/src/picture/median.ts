// The middle of some measurements, which a few wrong ones do not move.

/** The upper one of the two in the middle of an even number; `none` when there are no values. */
export function median(values: readonly number[], none = 0): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? none;
}
