// When did the camera see it? The best wall estimate from when packets arrive, smoothed by the camera's own clock.
import type { Clock } from "@vigie/core";

/** Fraction of passing time by which estimates follow the wall clock and the drift of a camera, which is far below it. */
const FOLLOW = 0.002;
/** A stream that is late by more than this has really jumped. Unit: ms. */
const JUMP_MS = 2000;

/** The wall clock of one session: never steps when the machine's clock is set, but follows it slowly. */
class SessionWall {
  readonly #clock: Clock;
  #offsetMs: number;
  #lastMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#lastMs = clock.monotonicMs();
    this.#offsetMs = clock.nowMs() - this.#lastMs;
  }

  nowMs(): number {
    const monotonicMs = this.#clock.monotonicMs();
    const reachMs = (monotonicMs - this.#lastMs) * FOLLOW;
    this.#lastMs = monotonicMs;
    const awayMs = this.#clock.nowMs() - monotonicMs - this.#offsetMs;
    this.#offsetMs += Math.max(-reachMs, Math.min(reachMs, awayMs));
    return monotonicMs + this.#offsetMs;
  }
}

/**
 * Wall times of a live stream: strictly increasing with its decode times, without the jitter of the network.
 * A packet can be late but never early, so the estimate falls quickly and rises slowly; while it falls, time runs at half speed.
 */
export class ArrivalClock {
  readonly #wall: SessionWall;
  #offsetMs: number | null = null;
  #lastDtsMs = 0;

  constructor(clock: Clock) {
    this.#wall = new SessionWall(clock);
  }

  /** Clock: capturedAtMs of the packet with these times, which has just arrived. */
  stamp(dtsUs: number, ptsUs: number): number {
    const dtsMs = dtsUs / 1000;
    const seenMs = this.#wall.nowMs() - dtsMs;
    if (this.#offsetMs === null) this.#offsetMs = seenMs;
    else this.#offsetMs += this.#correction(seenMs - this.#offsetMs, dtsMs - this.#lastDtsMs);
    this.#lastDtsMs = dtsMs;
    return ptsUs / 1000 + this.#offsetMs;
  }

  #correction(awayMs: number, stepMs: number): number {
    if (awayMs > JUMP_MS) return awayMs;
    return Math.max(-stepMs / 2, Math.min(stepMs * FOLLOW, awayMs));
  }
}
