// The chain of one camera's recordings: where the next one goes on, what a killed worker or a full disk has left, and a disk that does not answer.
import type { RecordedSegment } from "@vigie/core";
import type { SegmentChain } from "../worker/protocol.ts";
import type { HealthKeeper } from "./health-keeper.ts";
import { asProblem, type Problem } from "./problem.ts";

const DISK_HANGS: Problem = {
  code: "recording.disk-hangs",
  message: "Nothing is recorded: the disk does not answer.",
};

export interface RecordingChainDeps {
  /** Makes whole what was left unfinished, oldest first. */
  recover(): Promise<RecordedSegment[]>;
  facts: HealthKeeper;
  onSegment(segment: RecordedSegment): void;
}

export class RecordingChain {
  readonly #deps: RecordingChainDeps;
  #newest: SegmentChain;
  /** A worker before this one, or a write that failed, may have left an unfinished recording. */
  #mayBeTorn = true;
  /** A recorder of an earlier session that the disk keeps from ending. */
  #hanging: Promise<void> | null = null;

  constructor(newest: SegmentChain, deps: RecordingChainDeps) {
    this.#newest = newest;
    this.#deps = deps;
  }

  /** What the next recording goes on from; "busy" while the disk holds an earlier recorder. */
  next(): SegmentChain | "busy" {
    return this.#hanging ? "busy" : this.#newest;
  }

  /** Before a session: the chain goes on from what is whole. Never rejects; what fails is said by the health and tried again. */
  async mend(): Promise<void> {
    if (!this.#mayBeTorn || this.#hanging) return;
    try {
      this.#mayBeTorn = false;
      for (const segment of await this.#deps.recover()) this.#take(segment);
    } catch (cause) {
      this.#mayBeTorn = true;
      this.#deps.facts.recordingLost(asProblem(cause));
    }
  }

  finished(segment: RecordedSegment): void {
    this.#deps.facts.recordingWorks();
    this.#take(segment);
  }

  lost(reason: Problem): void {
    this.#mayBeTorn = true;
    this.#deps.facts.recordingLost(reason);
  }

  /** The camera goes on without recording until the disk answers. */
  waitForDisk(closed: Promise<void>): void {
    this.#hanging = closed;
    this.#deps.facts.recordingBlocked(DISK_HANGS);
    void closed.then(() => {
      if (this.#hanging !== closed) return;
      this.#hanging = null;
      this.#deps.facts.recordingBlocked(null);
    });
  }

  #take(segment: RecordedSegment): void {
    if (segment.sequence > (this.#newest?.sequence ?? 0))
      this.#newest = { sequence: segment.sequence, sha256: segment.sha256, endMs: segment.endMs };
    this.#deps.onSegment(segment);
  }
}
