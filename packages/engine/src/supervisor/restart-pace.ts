// How soon a fallen worker is replaced: at once, unless it falls again and again.

const WINDOW_MS = 60_000;
/** Falls within the window after which the worker is replaced at once, and soon. */
const AT_ONCE = 3;
const SOON = 12;
const SOON_MS = 250;
const LAST_MS = 30_000;

export class RestartPace {
  #falls: number[] = [];

  /** Unit: ms to wait before the replacement of a worker that has just fallen. Clock: monotonicMs. */
  next(monotonicMs: number): number {
    this.#falls = this.#falls.filter((at) => monotonicMs - at < WINDOW_MS);
    this.#falls.push(monotonicMs);
    const falls = this.#falls.length;
    if (falls <= AT_ONCE) return 0;
    if (falls <= SOON) return SOON_MS;
    return Math.min(LAST_MS, SOON_MS * 2 ** (falls - SOON));
  }
}
