// Frames per second as they really are, over the last few seconds.

const WINDOW_MS = 4_000;

/** Counts marks and answers their rate over the last seconds. Clock: monotonicMs. */
export class Rate {
  readonly #bins = new Map<number, number>();

  mark(monotonicMs: number): void {
    const second = Math.floor(monotonicMs / 1000);
    this.#bins.set(second, (this.#bins.get(second) ?? 0) + 1);
  }

  /** Unit: 1/s. The second that is still running is left out. */
  perSecond(monotonicMs: number): number {
    const now = Math.floor(monotonicMs / 1000);
    let sum = 0;
    for (const [second, count] of this.#bins) {
      if (second < now - WINDOW_MS / 1000) this.#bins.delete(second);
      else if (second < now) sum += count;
    }
    return sum / (WINDOW_MS / 1000);
  }
}
