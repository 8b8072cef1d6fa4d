// The last seconds of a camera in memory, so that a clip can begin before its cause.
import type { ClipWriter, EncodedPacket, PreRoll, WritableFile } from "@vigie/core";
import { MediaPacket } from "../packets/packet.ts";
import { Mp4ClipWriter } from "./clip-writer.ts";

/** Whatever a camera sends, its past takes no more memory than this. Unit: bytes. */
const MAX_HELD_BYTES = 64 * 1024 * 1024;

/** A key frame and what follows it up to the next one. */
type Group = MediaPacket[];

export class PacketPreRoll implements PreRoll {
  readonly #durationMs: number;
  readonly #maxHeldBytes: number;
  readonly #clips = new Set<Mp4ClipWriter>();
  #groups: Group[] = [];
  #heldBytes = 0;

  constructor(durationMs: number, maxHeldBytes = MAX_HELD_BYTES) {
    this.#durationMs = durationMs;
    this.#maxHeldBytes = maxHeldBytes;
  }

  get heldBytes(): number {
    return this.#heldBytes;
  }

  push(packet: EncodedPacket): void {
    const next = MediaPacket.of(packet);
    for (const clip of this.#clips) clip.push(next);
    const newest = this.#groups.at(-1)?.at(-1);
    if (newest && newest.track !== next.track) this.clear();
    if (next.isKey) this.#groups.push([]);
    const group = this.#groups.at(-1);
    if (!group) return;
    group.push(next.retain());
    this.#heldBytes += next.sizeBytes;
    this.#trim(next.capturedAtMs);
  }

  startClip(file: WritableFile, fromMs: number): ClipWriter {
    const clip = new Mp4ClipWriter(file, () => this.#clips.delete(clip));
    this.#clips.add(clip);
    const from = Math.max(
      0,
      this.#groups.findLastIndex((group) => group[0]!.capturedAtMs <= fromMs),
    );
    for (const group of this.#groups.slice(from)) for (const packet of group) clip.push(packet);
    return clip;
  }

  clear(): void {
    while (this.#groups.length > 0) this.#dropOldest();
  }

  /** The oldest group goes once the second one already reaches far enough back. */
  #trim(nowMs: number): void {
    while (this.#groups.length > 1 && nowMs - this.#groups[1]![0]!.capturedAtMs >= this.#durationMs) this.#dropOldest();
    while (this.#groups.length > 0 && this.#heldBytes > this.#maxHeldBytes) this.#dropOldest();
  }

  #dropOldest(): void {
    for (const packet of this.#groups.shift() ?? []) {
      this.#heldBytes -= packet.sizeBytes;
      packet.release();
    }
  }
}
