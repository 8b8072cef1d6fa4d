// One detector's turn order in a worker: each camera has at most one frame waiting, the newest; cameras take turns.
import type { DecodedFrame } from "@vigie/core";

export interface QueueMember {
  /** Looks at one frame and releases or keeps it; errors are the member's own affair. */
  analyse(frame: DecodedFrame): Promise<void>;
  /** A frame was given up because a newer one came before its turn. */
  onDropped(): void;
}

export class AnalysisQueue {
  readonly #waiting = new Map<QueueMember, DecodedFrame>();
  #running = false;

  /** Takes the frame over; the member's frame that was still waiting is released and counted. */
  offer(member: QueueMember, frame: DecodedFrame): void {
    const older = this.#waiting.get(member);
    if (older) {
      older.release();
      member.onDropped();
      this.#waiting.set(member, frame);
    } else {
      this.#waiting.set(member, frame);
    }
    if (!this.#running) void this.#run();
  }

  /** Forgets what the member still has waiting. */
  leave(member: QueueMember): void {
    this.#waiting.get(member)?.release();
    this.#waiting.delete(member);
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      for (;;) {
        const next = this.#waiting.entries().next();
        if (next.done) return;
        const [member, frame] = next.value;
        this.#waiting.delete(member);
        await member.analyse(frame);
        // A model run blocks the loop; packets of all cameras get their turn between two of them.
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      this.#running = false;
    }
  }
}
