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
  #looking: { member: QueueMember; done: Promise<void> } | null = null;
  #running = false;

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
      const done = member.analyse(frame).catch(() => frame.release());
      this.#looking = { member, done };
      await done;
      this.#looking = null;
      // A model run blocks the loop; packets of all cameras get their turn between two of them.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#running = false;
  }
}
