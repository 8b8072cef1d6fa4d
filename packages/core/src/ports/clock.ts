// Time as the product sees it. Nothing else reads a clock, so that a test can own every second.

export interface Timer {
  cancel(): void;
}

export interface Clock {
  /** Clock: wall, milliseconds since the epoch; may step when the machine's clock is set. */
  nowMs(): number;
  /** Clock: monotonic, milliseconds since an arbitrary start; never steps. */
  monotonicMs(): number;
  /** Runs `task` once after `delayMs` of monotonic time. */
  after(delayMs: number, task: () => void): Timer;
}
