// A clock whose time the test owns: nothing happens until it is told to move on.
import type { Clock, Timer } from "./clock.ts";

export interface VirtualClock extends Clock {
  /** Lets time pass and runs what falls due on the way, in order of its time, then of its making; also what those tasks start. */
  advance(byMs: number): void;
  /** Sets the wall clock as a person or a time server would; monotonic time and timers do not notice. */
  stepWall(toMs: number): void;
  /** Timers that still wait. */
  readonly pending: number;
}

interface Due {
  atMs: number;
  order: number;
  task: () => void;
}

export function createVirtualClock(startMs = 0): VirtualClock {
  let elapsedMs = 0;
  let wallOffsetMs = startMs;
  let order = 0;
  const timers = new Set<Due>();

  function next(limitMs: number): Due | null {
    let first: Due | null = null;
    for (const due of timers) {
      if (due.atMs > limitMs) continue;
      if (!first || due.atMs < first.atMs || (due.atMs === first.atMs && due.order < first.order)) first = due;
    }
    return first;
  }

  return {
    nowMs: () => wallOffsetMs + elapsedMs,
    monotonicMs: () => elapsedMs,
    after(delayMs, task): Timer {
      const due = { atMs: elapsedMs + Math.max(0, delayMs), order: order++, task };
      timers.add(due);
      return { cancel: () => void timers.delete(due) };
    },
    advance(byMs) {
      const untilMs = elapsedMs + Math.max(0, byMs);
      for (let due = next(untilMs); due; due = next(untilMs)) {
        timers.delete(due);
        elapsedMs = due.atMs;
        due.task();
      }
      elapsedMs = untilMs;
    },
    stepWall(toMs) {
      wallOffsetMs = toMs - elapsedMs;
    },
    get pending() {
      return timers.size;
    },
  };
}
