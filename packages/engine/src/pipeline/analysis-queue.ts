// One detector's turn order in a worker: each camera has at most one frame waiting, the newest; cameras take turns.
import type { Clock, DecodedFrame } from "@vigie/core";

export interface QueueMember {
  /** Looks at one frame and releases or keeps it; errors are the member's own affair. */
  analyse(frame: DecodedFrame): Promise<void>;
  /** A frame was given up because a newer one came before its turn. */
  onDropped(): void;
}

/** A model that holds the loop longer than this delays packets of all cameras. Unit: ms. */
const LONG_RUN_MS = 30;
/** No packet for this long: nobody waits any more. Unit: ms. */
const QUIET_MS = 2;

export class AnalysisQueue {
  readonly #clock: Pick<Clock, "monotonicMs" | "after">;
  readonly #waiting = new Map<QueueMember, DecodedFrame>();
  #looking: { member: QueueMember; done: Promise<void> } | null = null;
  #running = false;
  #packets = 0;

  constructor(clock: Pick<Clock, "monotonicMs" | "after">) {
    this.#clock = clock;
  }

  /** To be told of each packet of every camera: a queue that is behind lets them pass first. */
  notePacket(): void {
    this.#packets += 1;
  }

  /** Takes the frame over; the member's frame that was still waiting is released and counted. */
  offer(member: QueueMember, frame: DecodedFrame): void {
    const older = this.#waiting.get(member);
    if (older) {
      older.release();
      member.onDropped();
    }
    this.#waiting.set(member, frame);
    if (!this.#running) void this.#run();
  }

  /** Forgets what the member still has waiting; resolves once none of its frames is being looked at. */
  async leave(member: QueueMember): Promise<void> {
    this.#waiting.get(member)?.release();
    this.#waiting.delete(member);
    if (this.#looking?.member === member) await this.#looking.done;
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let next = this.#waiting.entries().next(); !next.done; next = this.#waiting.entries().next()) {
      const [member, frame] = next.value;
      this.#waiting.delete(member);
      // A member that breaks its promise must not take the turn of the others.
      const fromMs = this.#clock.monotonicMs();
      const done = member.analyse(frame).catch(() => frame.release());
      this.#looking = { member, done };
      await done;
      this.#looking = null;
      await this.#giveWay(this.#clock.monotonicMs() - fromMs);
    }
    this.#running = false;
  }

  /** A model run blocks the loop: what has piled up meanwhile goes first, for at most as long as the run took. */
  async #giveWay(ranMs: number): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (ranMs < LONG_RUN_MS) return;
    const untilMs = this.#clock.monotonicMs() + ranMs;
    for (let before = -1; before !== this.#packets && this.#clock.monotonicMs() < untilMs; ) {
      before = this.#packets;
      await new Promise<void>((resolve) => void this.#clock.after(QUIET_MS, resolve));
    }
  }
}
