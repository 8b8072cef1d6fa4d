// A clock that stands still until the test moves it.
import type { Clock } from "@vigie/core";

export interface VirtualClock extends Clock {
  setTo(nowMs: number): void;
}

export function virtualClock(startMs: number): VirtualClock {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    monotonicMs: () => nowMs,
    after: () => ({ cancel: () => undefined }),
    setTo(next) {
      nowMs = next;
    },
  };
}
