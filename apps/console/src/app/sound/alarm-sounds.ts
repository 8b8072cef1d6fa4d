// Which sound asks for a person, and when: decided from the alarms alone.
import type { Alarm } from "@vigie/contracts";

export type Priority = Alarm["priority"];

export interface Tone {
  /** Unit: Hz. */
  pitchHz: number;
  /** From the beginning of the sound. Unit: s. */
  atS: number;
  lengthS: number;
}

/** Low: one soft note; normal: two rising; high: three, higher and shorter, that stand out of a room's noise. */
export const TONES: Readonly<Record<Priority, readonly Tone[]>> = {
  low: [{ pitchHz: 440, atS: 0, lengthS: 0.22 }],
  normal: [
    { pitchHz: 523, atS: 0, lengthS: 0.18 },
    { pitchHz: 659, atS: 0.2, lengthS: 0.24 },
  ],
  high: [
    { pitchHz: 784, atS: 0, lengthS: 0.14 },
    { pitchHz: 988, atS: 0.18, lengthS: 0.14 },
    { pitchHz: 784, atS: 0.36, lengthS: 0.14 },
    { pitchHz: 988, atS: 0.54, lengthS: 0.22 },
  ],
};

/** A high alarm that nobody has acknowledged sounds again after this. Unit: ms. */
export const REPEAT_MS = 6_000;

const RANK: readonly Priority[] = ["high", "normal", "low"];

/** What sounds when these alarms wait and those were waiting before; null is silence. `before` null: the page has just opened. */
export function soundOfNew(
  waiting: readonly Pick<Alarm, "id" | "priority">[],
  before: ReadonlySet<string> | null,
): Priority | null {
  const fresh = waiting.filter(({ id }) => before !== null && !before.has(id));
  return RANK.find((priority) => fresh.some((alarm) => alarm.priority === priority)) ?? null;
}

/** True while something must go on sounding. */
export function mustRepeat(waiting: readonly Pick<Alarm, "priority">[]): boolean {
  return waiting.some(({ priority }) => priority === "high");
}
