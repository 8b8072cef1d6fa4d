// Facts on their way to the store: in order per camera, each tried until it is there. What a camera has learnt goes beside them, once.
import type { Clock, StoredMemory } from "@vigie/core";
import type { FleetListener } from "../fleet.ts";
import type { Fact } from "../worker/protocol.ts";

type OrderedFact = Exclude<Fact, { type: "memory" }>;

const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 10_000;

export class FactOutbox {
  readonly #listener: FleetListener;
  readonly #clock: Clock;
  readonly #onTrouble: (what: string, cause: unknown) => void;
  readonly #queues = new Map<string, OrderedFact[]>();
  /** Per camera: the newest memory that waits; null while one is on its way and none waits. */
  readonly #memories = new Map<string, StoredMemory | null>();
  #stopped = false;

  constructor(listener: FleetListener, clock: Clock, onTrouble: (what: string, cause: unknown) => void) {
    this.#listener = listener;
    this.#clock = clock;
    this.#onTrouble = onTrouble;
  }

  put(cameraId: string, fact: Fact): void {
    if (fact.type === "memory") return this.#putMemory(cameraId, fact.memory);
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
    let sum = this.#memories.size;
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
        this.#onTrouble("The store did not take a fact; it is tried again.", cause);
        await this.#sleep(retryMs);
        retryMs = Math.min(LAST_RETRY_MS, retryMs * 2);
      }
    }
    this.#queues.delete(cameraId);
  }

  /** The newest takes the place of one that waits: it is large, and only the newest counts. */
  #putMemory(cameraId: string, memory: StoredMemory): void {
    const isOnItsWay = this.#memories.has(cameraId);
    this.#memories.set(cameraId, memory);
    if (!isOnItsWay) void this.#drainMemory(cameraId);
  }

  /** What the store refuses is dropped: the next memory says more, and nothing else is held back by it. */
  async #drainMemory(cameraId: string): Promise<void> {
    for (let memory = this.#memories.get(cameraId); memory; memory = this.#memories.get(cameraId)) {
      this.#memories.set(cameraId, null);
      try {
        await this.#listener.onMemory(memory);
      } catch (cause) {
        this.#onTrouble("The store did not take what a camera has learnt; it is told anew later.", cause);
      }
    }
    this.#memories.delete(cameraId);
  }

  #deliver(fact: OrderedFact): Promise<void> {
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
    }
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#clock.after(ms, resolve));
  }
}
