// The real clock of the machine; tests own a virtual one instead.
import type { Clock } from "@vigie/core";

const LONGEST_TIMEOUT_MS = 2_147_483_647;

/** Wall time, monotonic time and timers of this process; timers do not keep the process alive. */
export function systemClock(): Clock {
  return {
    nowMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    after(delayMs, task) {
      const timer = setTimeout(task, Math.min(Math.max(0, delayMs), LONGEST_TIMEOUT_MS));
      timer.unref();
      return { cancel: () => clearTimeout(timer) };
    },
  };
}
