// How benchmarks report: medians and ratios of interleaved runs, with the raw values beside them.

export interface BenchRow {
  /** What was measured, with its unit. */
  figure: string;
  value: number;
  /** Goal it belongs to, if any. */
  goal?: string;
  note?: string;
  raw?: readonly number[];
}

export interface BenchResult {
  name: string;
  rows: BenchRow[];
  /** Why it did not run; its rows are then empty. */
  skipped?: string;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Linear interpolation between order statistics. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = Math.floor(at);
  return sorted[low]! + ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!) * (at - low);
}
