// What a camera takes along from one worker to the next: where its recordings ended, and what its analysis has learnt.
import type { CameraConfig } from "@vigie/contracts";
import type { StoredMemory } from "@vigie/core";
import { memoryKey } from "../pipeline/memory-keeper.ts";
import type { Fact, SegmentChain } from "../worker/protocol.ts";

export interface HandOverOptions {
  /** Where the camera's recording chain ended, so that it goes on from there. */
  lastSegment(cameraId: string): Promise<SegmentChain>;
  /** What the camera's analysis had learnt, so that it goes on from there; every camera begins anew without it. */
  lastMemory?(cameraId: string): Promise<StoredMemory | null>;
  /** Something went wrong that is mended by itself; for the log. */
  onTrouble(what: string, details: Record<string, unknown>): void;
}

/** What workers said goes before what the store says: the store may not have taken the newest yet. */
export class HandOver {
  readonly #options: HandOverOptions;
  readonly #chains = new Map<string, NonNullable<SegmentChain>>();
  readonly #memories = new Map<string, StoredMemory>();

  constructor(options: HandOverOptions) {
    this.#options = options;
  }

  noteSegment({ segment }: Extract<Fact, { type: "segment" }>): void {
    const { cameraId, sequence, sha256, endMs } = segment;
    if (sequence > (this.#chains.get(cameraId)?.sequence ?? 0)) this.#chains.set(cameraId, { sequence, sha256, endMs });
  }

  /** False for what was learnt of another source or behind other masks than the camera has by now: that is never stored. */
  noteMemory(memory: StoredMemory, camera: CameraConfig | undefined): boolean {
    if (!camera || memoryKey(camera) !== memory.key) return false;
    this.#memories.set(memory.cameraId, memory);
    return true;
  }

  forget(cameraId: string): void {
    this.#chains.delete(cameraId);
    this.#memories.delete(cameraId);
  }

  /** Never rejects: what cannot be read is told, and the camera begins without it. */
  async forCamera(cameraId: string): Promise<{ chain: SegmentChain; memory: StoredMemory | null }> {
    const stored = await this.#options.lastSegment(cameraId).catch((cause) => {
      this.#options.onTrouble("The store did not say where the recordings of a camera ended.", { cameraId, cause });
      return null;
    });
    const memory = this.#memories.get(cameraId) ?? (await this.#storedMemory(cameraId));
    const known = this.#chains.get(cameraId) ?? null;
    const chain = (known?.sequence ?? 0) > (stored?.sequence ?? 0) ? known : stored;
    return { chain, memory };
  }

  async #storedMemory(cameraId: string): Promise<StoredMemory | null> {
    try {
      return (await this.#options.lastMemory?.(cameraId)) ?? null;
    } catch (cause) {
      this.#options.onTrouble("The store did not say what a camera had learnt; it begins anew.", { cameraId, cause });
      return null;
    }
  }
}
