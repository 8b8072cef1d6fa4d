// Exponential back-off with full jitter: a town's cameras that fall together do not dial together.

const FIRST_MS = 500;
const CAP_MS = 60_000;

export class BackOff {
  #failures = 0;
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** Unit: ms to wait before the next attempt; the first is short, none is longer than a minute. */
  next(): number {
    const ceiling = Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(this.#failures, 10));
    this.#failures += 1;
    return Math.round(FIRST_MS / 2 + this.#random() * (ceiling - FIRST_MS / 2));
  }

  /** To be called when the stream works again. */
  reset(): void {
    this.#failures = 0;
  }

  get failures(): number {
    return this.#failures;
  }
}
