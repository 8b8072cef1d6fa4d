// The real clock of the machine; tests own a virtual one instead.
import type { Clock } from "@vigie/core";

/** Node fires longer timers at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Wall time, monotonic time and timers of this process. */
export function systemClock(): Clock {
  return {
    nowMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    after(delayMs, task) {
      let timer: NodeJS.Timeout;
      const wait = (leftMs: number): void => {
        const nowMs = Math.min(leftMs, LONGEST_TIMER_MS);
        timer = setTimeout(() => (leftMs > nowMs ? wait(leftMs - nowMs) : task()), nowMs);
      };
      wait(delayMs);
      return { cancel: () => clearTimeout(timer) };
    },
  };
}
