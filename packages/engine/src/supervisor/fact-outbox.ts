// Facts on their way to the store: in order per camera, each tried until it is there.
import type { Clock } from "@vigie/core";
import type { FleetListener } from "../fleet.ts";
import type { Fact } from "../worker/protocol.ts";

const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 10_000;

export class FactOutbox {
  readonly #listener: FleetListener;
  readonly #clock: Clock;
  readonly #onTrouble: (cause: unknown) => void;
  readonly #queues = new Map<string, Fact[]>();
  #stopped = false;

  constructor(listener: FleetListener, clock: Clock, onTrouble: (cause: unknown) => void) {
    this.#listener = listener;
    this.#clock = clock;
    this.#onTrouble = onTrouble;
  }

  put(cameraId: string, fact: Fact): void {
    const queue = this.#queues.get(cameraId);
    if (queue) {
      queue.push(fact);
    } else {
      this.#queues.set(cameraId, [fact]);
      void this.#drain(cameraId);
    }
  }

  /** Facts that the store has not taken yet. */
  get waiting(): number {
    let sum = 0;
    for (const queue of this.#queues.values()) sum += queue.length;
    return sum;
  }

  /** Gives what is left a last chance of `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    const until = this.#clock.monotonicMs() + graceMs;
    while (this.waiting > 0 && this.#clock.monotonicMs() < until) await this.#sleep(20);
    this.#stopped = true;
  }

  async #drain(cameraId: string): Promise<void> {
    const queue = this.#queues.get(cameraId)!;
    let retryMs = FIRST_RETRY_MS;
    while (queue.length > 0 && !this.#stopped) {
      try {
        await this.#deliver(queue[0]!);
        queue.shift();
        retryMs = FIRST_RETRY_MS;
      } catch (cause) {
        this.#onTrouble(cause);
        await this.#sleep(retryMs);
        retryMs = Math.min(LAST_RETRY_MS, retryMs * 2);
      }
    }
    this.#queues.delete(cameraId);
  }

  #deliver(fact: Fact): Promise<void> {
    switch (fact.type) {
      case "event":
        return this.#listener.onEvent(fact.event);
      case "media":
        return this.#listener.onEventMedia(fact.media);
      case "segment":
        return this.#listener.onSegment(fact.segment);
      case "counts":
        return this.#listener.onCounts(fact.delta);
      case "trace":
        return this.#listener.onTrace(fact.chunk);
      case "known-objects-spent":
        return this.#listener.onKnownObjectsSpent(fact.spent);
      case "memory":
        return this.#listener.onMemory(fact.memory);
    }
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#clock.after(ms, resolve));
  }
}
