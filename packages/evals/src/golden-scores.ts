// Scores that were reached on named films: a later run on the same films may be better, never worse by more than a margin.

/** What one kind reached with one detector on the films of some seeds. */
export interface ReachedScore {
  /** Such as `dumping embedded`. */
  name: string;
  /** Names the films, such as `6000` or `6000-6002`. */
  seeds: string;
  films: number;
  /** Range: 0 to 1. */
  f1: number;
  falseAlarms: number;
}

/** F1 moves by less than one event of thirty between two builds of a network. */
const F1_MARGIN = 0.03;
const FALSE_MARGIN = 1;

/** Names a run of seeds from the first on. */
export function seedsName(first: number, seeds: number): string {
  return seeds === 1 ? String(first) : `${first}-${first + seeds - 1}`;
}

/** One sentence for each score that fell behind what was reached on the very same films; what is new is compared with nothing. */
export function setbacks(now: readonly ReachedScore[], golden: readonly ReachedScore[]): string[] {
  return now.flatMap((score) => {
    const before = golden.find((one) => areSameFilms(one, score));
    if (!before) return [];
    const what = `${score.name} on ${score.seeds}`;
    if (score.f1 < before.f1 - F1_MARGIN) return [`${what}: F1 fell from ${before.f1} to ${score.f1}`];
    if (score.falseAlarms > before.falseAlarms + FALSE_MARGIN)
      return [`${what}: false alarms rose from ${before.falseAlarms} to ${score.falseAlarms}`];
    return [];
  });
}

/** The better of what was and what is on the same films, and all that was reached on others; sorted by name and seeds. */
export function bestOf(now: readonly ReachedScore[], golden: readonly ReachedScore[]): ReachedScore[] {
  const kept = golden.filter((one) => !now.some((score) => areSameFilms(one, score)));
  const better = now.map((score) => {
    const before = golden.find((one) => areSameFilms(one, score)) ?? score;
    return {
      ...score,
      f1: Math.max(before.f1, score.f1),
      falseAlarms: Math.min(before.falseAlarms, score.falseAlarms),
    };
  });
  return [...kept, ...better].sort((a, b) => a.name.localeCompare(b.name) || a.seeds.localeCompare(b.seeds));
}

function areSameFilms(a: ReachedScore, b: ReachedScore): boolean {
  return a.name === b.name && a.seeds === b.seeds && a.films === b.films;
}
