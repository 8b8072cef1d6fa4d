// How many leave a queue, and from that how long the last in it will wait.
import type { Observation, Presence, Thing } from "../../observations/index.ts";

export interface Served {
  /** Takes this frame; `queue` are those inside now. */
  step(
    presences: Iterable<Presence>,
    observation: Observation,
    concerns: (thing: Thing) => boolean,
    nowMs: number,
  ): void;
  /** Null until three were seen to leave. Unit: persons per minute. */
  perMinute(nowMs: number): number | null;
  clear(): void;
}

/** The rate is that of the last five minutes, or since watching began. */
const WINDOW_MS = 300_000;
const LEAST_LEFT = 3;
/** Who was inside for less only passed through. */
const QUEUED_MS = 4_000;

export function createServed(): Served {
  const counted = new Map<Thing, number>();
  let leftAtMs: number[] = [];
  let fromMs: number | null = null;
  return {
    step(presences, { gone }, concerns, nowMs) {
      fromMs ??= nowMs;
      leftAtMs = leftAtMs.filter((ms) => nowMs - ms <= WINDOW_MS);
      for (const thing of gone) counted.delete(thing);
      for (const { thing, isInside, sinceMs, insideMs } of presences) {
        if (isInside || insideMs - sinceMs < QUEUED_MS || counted.get(thing) === sinceMs || !concerns(thing)) continue;
        counted.set(thing, sinceMs);
        leftAtMs.push(insideMs);
      }
    },
    perMinute(nowMs) {
      if (fromMs === null || leftAtMs.length < LEAST_LEFT) return null;
      const spanMs = Math.max(10_000, Math.min(WINDOW_MS, nowMs - fromMs));
      return (leftAtMs.length * 60_000) / spanMs;
    },
    clear() {
      counted.clear();
      leftAtMs = [];
      fromMs = null;
    },
  };
}
