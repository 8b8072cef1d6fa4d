// Which frames are analysed: one per slot of the stream's own time, so that a file and a live stream pick the same frames.

/** Answers true for the first frame of each slot of 1/fps seconds, counted from the stream's first frame. */
export class FramePicker {
  readonly #slotUs: number;
  #firstPtsUs: number | null = null;
  #lastSlot = -1;

  /** Unit: frames per second of stream. */
  constructor(fps: number) {
    this.#slotUs = 1_000_000 / fps;
  }

  /** Clock: ptsUs in display order. A time stamp that lies a rounding error before a slot belongs to it. */
  pick(ptsUs: number): boolean {
    this.#firstPtsUs ??= ptsUs;
    const slot = Math.floor((ptsUs - this.#firstPtsUs + ROUNDING_US) / this.#slotUs);
    if (slot <= this.#lastSlot) return false;
    this.#lastSlot = slot;
    return true;
  }
}

/** Container time bases are as coarse as 1/90,000 s or 1 ms; two clocks of them differ by at most this. */
const ROUNDING_US = 2_000;
