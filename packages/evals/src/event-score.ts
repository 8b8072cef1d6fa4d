// Events scored as i-LIDS does: the first alarm within ten seconds of a true event finds it, every other alarm is false.

/** Clock: seconds of the film. */
export interface TrueInterval {
  startS: number;
  /** Null when it lasts to the end, or is over at once. */
  endS: number | null;
}

export interface EventTally {
  found: number;
  missed: number;
  falseAlarms: number;
  /** From the true start to the alarm that found it, one per found event. Unit: s. */
  delaysS: number[];
  /** Watched time. Unit: s. */
  watchedS: number;
}

/** An alarm this long after the true start still finds it. Source: i-LIDS user guide. */
export const ALARM_WINDOW_S = 10;
/** Truth is written to a tenth of a second and pictures come a few times a second: this much early is not early. */
const EARLY_S = 0.5;

/**
 * Each true event takes the first alarm of its window; further alarms while the same event lasts are repeats and count as false.
 * Alarms and events: one scenario of one camera, in any order. Unit: s.
 */
export function scoreEvents(truth: readonly TrueInterval[], alarmsS: readonly number[], watchedS: number): EventTally {
  const left = [...alarmsS].sort((a, b) => a - b);
  const delaysS: number[] = [];
  let missed = 0;
  for (const { startS } of [...truth].sort((a, b) => a.startS - b.startS)) {
    const index = left.findIndex((atS) => atS >= startS - EARLY_S && atS <= startS + ALARM_WINDOW_S);
    if (index < 0) {
      missed += 1;
      continue;
    }
    delaysS.push(Math.max(0, left[index]! - startS));
    left.splice(index, 1);
  }
  return { found: delaysS.length, missed, falseAlarms: left.length, delaysS, watchedS };
}

export const NO_EVENTS: EventTally = { found: 0, missed: 0, falseAlarms: 0, delaysS: [], watchedS: 0 };

export function addTallies(a: EventTally, b: EventTally): EventTally {
  return {
    found: a.found + b.found,
    missed: a.missed + b.missed,
    falseAlarms: a.falseAlarms + b.falseAlarms,
    delaysS: [...a.delaysS, ...b.delaysS],
    watchedS: a.watchedS + b.watchedS,
  };
}

export interface EventScore {
  /** Range: 0 to 1; null when nothing was told. */
  precision: number | null;
  /** Range: 0 to 1; null when nothing was true. */
  recall: number | null;
  /** `(1 + a) P R / (R + a P)`; null when nothing was true and nothing told. Source: i-LIDS, recall bias a. */
  f1: number | null;
  falsePerCameraDay: number | null;
  delayP50S: number | null;
  delayP95S: number | null;
}

/** `recallBias` 1 is the ordinary F1; above 1 recall weighs more, below 1 precision does. Source: i-LIDS, 0.35 to 0.65 for live alarms. */
export function eventScore(tally: EventTally, recallBias = 1): EventScore {
  const { found, missed, falseAlarms, delaysS, watchedS } = tally;
  const precision = found + falseAlarms === 0 ? null : found / (found + falseAlarms);
  const recall = found + missed === 0 ? null : found / (found + missed);
  const sorted = [...delaysS].sort((a, b) => a - b);
  return {
    precision,
    recall,
    f1: f1Of(precision, recall, recallBias),
    falsePerCameraDay: watchedS === 0 ? null : (falseAlarms * 86_400) / watchedS,
    delayP50S: quantile(sorted, 0.5),
    delayP95S: quantile(sorted, 0.95),
  };
}

function f1Of(precision: number | null, recall: number | null, bias: number): number | null {
  if (precision === null && recall === null) return null;
  const [p, r] = [precision ?? 0, recall ?? 0];
  return p === 0 || r === 0 ? 0 : ((1 + bias) * p * r) / (r + bias * p);
}

/** Nearest rank. */
function quantile(sorted: readonly number[], share: number): number | null {
  return sorted.length === 0 ? null : sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;
}
