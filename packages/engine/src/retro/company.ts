// Kinds that tell of several at once: a thing that was never there while so many were is left out, and so is everything beside it.
import type { Scenario } from "@vigie/contracts";

/** The life of each thing among all things: first and last look. Clock; infinite, and minus infinite, for what was never seen. */
export interface Lives {
  firstMs: Float64Array;
  lastMs: Float64Array;
}

/** Longer than anybody is counted who is not seen (10 s). */
const COUNTED_MS = 12_000;
/** Shown so long before, because who was lost then is still counted, and so long after, in which what was told comes down (5 s). */
const BEFORE_MS = COUNTED_MS;
const AFTER_MS = 20_000;

/** How many must be there at once before the kind has anything to tell; 1 where it does not count. */
export function leastTogether(scenario: Scenario): number {
  if (scenario.kind === "crowd") return scenario.minCount;
  return scenario.kind === "occupancy" && scenario.max !== undefined ? scenario.max + 1 : 1;
}

/** Whether a thing was there while at least `least` of those were that count. Cost: sorts those that count. */
export function createCompany(
  lives: Lives,
  counts: (thing: number) => boolean,
  least: number,
): (thing: number) => boolean {
  if (least <= 1) return () => true;
  const spans = spansTogether(lives, counts, least);
  return (thing) => {
    // The first span that was not over before the thing came.
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (spans[middle]!.toMs < lives.firstMs[thing]!) low = middle + 1;
      else high = middle;
    }
    return low < spans.length && spans[low]!.fromMs <= lives.lastMs[thing]!;
  };
}

/** In the order of time; neighbours may overlap. */
function spansTogether(
  { firstMs, lastMs }: Lives,
  counts: (thing: number) => boolean,
  least: number,
): { fromMs: number; toMs: number }[] {
  const counted = [...firstMs.keys()].filter(counts);
  const comings = Float64Array.from(counted, (thing) => firstMs[thing]!).sort();
  const goings = Float64Array.from(counted, (thing) => lastMs[thing]! + COUNTED_MS).sort();
  const spans: { fromMs: number; toMs: number }[] = [];
  let gone = 0;
  let fromMs: number | null = null;
  for (let come = 0; gone < goings.length; ) {
    if (come < comings.length && comings[come]! <= goings[gone]!) {
      if (++come - gone >= least) fromMs ??= comings[come - 1]! - BEFORE_MS;
      continue;
    }
    const goneMs = goings[gone++]!;
    if (fromMs === null || come - gone >= least) continue;
    spans.push({ fromMs, toMs: goneMs + AFTER_MS });
    fromMs = null;
  }
  return spans;
}
