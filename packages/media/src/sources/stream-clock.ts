// Repairs the times of a stream: whatever a camera or file says, packets leave with strictly increasing decode times.

export interface StreamClockOptions {
  /** Unit: us. Step used where the stream gives no time. */
  frameDurationUs: number;
  /** Unit: us. A step forward beyond this is taken as a jump of the sender's clock. */
  maxStepUs: number;
}

export interface RepairedTimes {
  dtsUs: number;
  ptsUs: number;
}

/** Steps back up to this are jitter and are clamped; further back the sender's clock was set, and the stream goes on from where it was. */
const JITTER_US = 500_000;
const SMALLEST_STEP_US = 100;

/** Clock: stream, microseconds, from 0 at the first picture of a stream that begins with a time. */
export class StreamClock {
  readonly #options: StreamClockOptions;
  #offsetUs: number | null = null;
  #lastDtsUs: number | null = null;
  #repairs = 0;

  constructor(options: StreamClockOptions) {
    this.#options = options;
  }

  /** How often the stream's own times could not be used. */
  get repairs(): number {
    return this.#repairs;
  }

  /** The stream begins again from its first picture; its times go on without a step back. */
  restart(): void {
    this.#offsetUs = null;
  }

  /**
   * Times of the next packet.
   * @param rawDtsUs null where the stream gives none.
   * @param elapsedUs how long the packet really took after the one before, for live streams; decides what a jump is worth.
   */
  next(rawDtsUs: number | null, rawPtsUs: number | null, elapsedUs?: number): RepairedTimes {
    const rawUs = rawDtsUs ?? rawPtsUs;
    const dtsUs = this.#place(rawUs, elapsedUs);
    this.#lastDtsUs = dtsUs;
    if (rawPtsUs === null || rawUs === null || this.#offsetUs === null) return { dtsUs, ptsUs: dtsUs };
    return { dtsUs, ptsUs: Math.max(dtsUs, rawPtsUs + this.#offsetUs) };
  }

  #place(rawUs: number | null, elapsedUs: number | undefined): number {
    const lastUs = this.#lastDtsUs;
    const { frameDurationUs, maxStepUs } = this.#options;
    const regularUs = lastUs === null ? 0 : lastUs + frameDurationUs;
    if (rawUs === null) return regularUs;
    if (lastUs === null) {
      this.#offsetUs = 0;
      return rawUs;
    }
    if (this.#offsetUs === null) {
      this.#offsetUs = regularUs - rawUs;
      return regularUs;
    }
    const placedUs = rawUs + this.#offsetUs;
    const stepUs = placedUs - lastUs;
    if (stepUs > 0 && stepUs <= maxStepUs + (elapsedUs ?? 0)) return placedUs;
    this.#repairs++;
    if (stepUs <= 0 && stepUs > -JITTER_US) return lastUs + SMALLEST_STEP_US;
    const resumedUs = lastUs + Math.max(frameDurationUs, Math.round(elapsedUs ?? 0));
    this.#offsetUs = resumedUs - rawUs;
    return resumedUs;
  }
}
