// Whether the analysis keeps what was promised: which share of the pictures that were its turn was left out over the last minute.

/** One slow moment is no trouble; a minute is. Unit: s. */
const WINDOW_S = 60;
/** Told from this share on, and until it has fallen below the other. Share of 1. */
const TOLD_FROM = 0.2;
const TOLD_UNTIL = 0.1;
/** The told share follows the measured one in steps this large, so that health does not change with every picture. */
const STEP = 0.1;

interface Bin {
  analysed: number;
  leftOut: number;
}

/** Clock of all methods: monotonicMs. */
export class AnalysisShare {
  readonly #bins = new Map<number, Bin>();
  #fromMs: number | null = null;
  #told: number | null = null;

  analysed(atMs: number): void {
    this.#bin(atMs).analysed += 1;
  }

  leftOut(atMs: number): void {
    this.#bin(atMs).leftOut += 1;
  }

  /** A stream begins anew: its first minute is nobody's fault. */
  reset(): void {
    this.#bins.clear();
    this.#fromMs = null;
    this.#told = null;
  }

  /** Share of the pictures that were left out, in tenths; null while it is small or not yet known for a whole minute. */
  tooMany(atMs: number): number | null {
    const second = Math.floor(atMs / 1000);
    let analysed = 0;
    let leftOut = 0;
    for (const [at, bin] of this.#bins) {
      if (at < second - WINDOW_S) this.#bins.delete(at);
      else if (at < second) {
        analysed += bin.analysed;
        leftOut += bin.leftOut;
      }
    }
    if (this.#fromMs === null || atMs - this.#fromMs < WINDOW_S * 1000) return null;
    const share = analysed + leftOut === 0 ? 0 : leftOut / (analysed + leftOut);
    const isTooMany = share >= (this.#told === null ? TOLD_FROM : TOLD_UNTIL);
    if (!isTooMany) this.#told = null;
    else if (this.#told === null || Math.abs(share - this.#told) >= STEP) this.#told = Math.round(share * 10) / 10;
    return this.#told;
  }

  #bin(atMs: number): Bin {
    this.#fromMs ??= atMs;
    const second = Math.floor(atMs / 1000);
    const known = this.#bins.get(second);
    if (known) return known;
    const bin = { analysed: 0, leftOut: 0 };
    this.#bins.set(second, bin);
    return bin;
  }
}
