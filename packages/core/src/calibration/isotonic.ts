// The rising line that fits weighted observations best: pool adjacent violators.

export interface Observed {
  at: number;
  /** Range: 0 to 1. */
  value: number;
  weight: number;
}

/** Mean place and value of each pooled block, both rising. Observations may come in any order. */
export function risingFit(observations: readonly Observed[]): { at: number; value: number }[] {
  const sorted = [...observations].sort((a, b) => a.at - b.at);
  const blocks: Observed[] = [];
  for (const { at, value, weight } of sorted) {
    let block: Observed = { at, value, weight };
    for (let last = blocks.at(-1); last && (last.value >= block.value || last.at === block.at); last = blocks.at(-1)) {
      blocks.pop();
      const sum = last.weight + block.weight;
      block = {
        at: (last.at * last.weight + block.at * block.weight) / sum,
        value: (last.value * last.weight + block.value * block.weight) / sum,
        weight: sum,
      };
    }
    blocks.push(block);
  }
  return blocks.map(({ at, value }) => ({ at, value }));
}

/** Linear between the points, level beyond them. */
export function readRising(points: readonly { at: number; value: number }[], at: number): number {
  const after = points.findIndex((point) => point.at >= at);
  if (after === 0 || points.length === 0) return points[0]?.value ?? Number.NaN;
  if (after < 0) return points.at(-1)!.value;
  const a = points[after - 1]!;
  const b = points[after]!;
  return a.value + ((b.value - a.value) * (at - a.at)) / (b.at - a.at);
}
