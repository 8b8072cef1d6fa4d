// One alarm clip while it grows: a fragmented MP4 that plays from its first second on.
import { AppError } from "@vigie/contracts";
import type { ClipResult, ClipWriter, WritableFile } from "@vigie/core";
import type { MediaPacket } from "../packets/packet.ts";
import type { Track } from "../packets/track.ts";
import { FragmentMuxer } from "./fragment-muxer.ts";

const FRAGMENT_US = 1_000_000;
/** A disk this far behind will not catch up while the clip lasts. Unit: bytes. */
const MAX_QUEUED_BYTES = 64 * 1024 * 1024;

export class Mp4ClipWriter implements ClipWriter {
  readonly #file: WritableFile;
  readonly #onFinish: () => void;
  #track: Track | null = null;
  #muxer: FragmentMuxer | null = null;
  /** One packet waits, so that its length is known from the next. */
  #pending: MediaPacket | null = null;
  #fragmentDtsUs = 0;
  #startMs = 0;
  #endMs = 0;
  #sizeBytes = 0;
  #queuedBytes = 0;
  #writes: Promise<void> = Promise.resolve();
  #error: unknown = null;
  #isFinished = false;

  constructor(file: WritableFile, onFinish: () => void) {
    this.#file = file;
    this.#onFinish = onFinish;
  }

  /** Packets of another track than the first one cannot be in the same file: the clip ends before them. */
  push(packet: MediaPacket): void {
    if (this.#isFinished || this.#error) return;
    try {
      if (!this.#track) this.#begin(packet);
      else if (packet.track === this.#track && this.#pending) this.#follow(this.#pending, packet);
    } catch (error) {
      this.#error = error;
    }
  }

  async finish(): Promise<ClipResult> {
    this.#isFinished = true;
    this.#onFinish();
    try {
      this.#writePending(this.#track?.frameDurationUs ?? 0);
      if (this.#muxer) this.#append(this.#muxer.finish());
    } catch (error) {
      this.#error ??= error;
    }
    await this.#writes;
    try {
      if (!this.#error && this.#sizeBytes > 0) await this.#file.sync();
    } catch (error) {
      this.#error ??= error;
    }
    await this.#file.close();
    if (this.#error) throw this.#error;
    if (this.#sizeBytes === 0) {
      throw new AppError({
        code: "clip.empty",
        kind: "unavailable",
        audience: "operator",
        message: "The clip is empty: the camera sent no picture while it was recorded.",
      });
    }
    return { startMs: this.#startMs, durationMs: Math.round(this.#endMs) - this.#startMs, sizeBytes: this.#sizeBytes };
  }

  #begin(first: MediaPacket): void {
    if (!first.isKey) return;
    this.#muxer = new FragmentMuxer(first.track);
    this.#append(this.#muxer.take());
    this.#track = first.track;
    this.#startMs = first.capturedAtMs;
    this.#fragmentDtsUs = first.dtsUs;
    this.#pending = first.retain();
  }

  #follow(pending: MediaPacket, next: MediaPacket): void {
    this.#writePending(Math.max(1, next.dtsUs - pending.dtsUs));
    this.#pending = next.retain();
    if (!next.isKey && next.dtsUs - this.#fragmentDtsUs < FRAGMENT_US) return;
    this.#muxer!.flush();
    this.#fragmentDtsUs = next.dtsUs;
    this.#append(this.#muxer!.take());
  }

  #writePending(durationUs: number): void {
    const pending = this.#pending;
    this.#pending = null;
    if (!pending) return;
    this.#endMs = Math.max(this.#endMs, pending.capturedAtMs + durationUs / 1000);
    try {
      this.#muxer!.push(pending, durationUs);
    } finally {
      pending.release();
    }
  }

  #append(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#queuedBytes += bytes.length;
    if (this.#queuedBytes > MAX_QUEUED_BYTES) {
      throw new AppError({
        code: "clip.disk-slow",
        kind: "exhausted",
        audience: "operator",
        message: "The clip was ended because the disk is too slow for it.",
      });
    }
    this.#writes = this.#writes.then(async () => {
      if (this.#error) return;
      try {
        await this.#file.append(bytes);
        this.#sizeBytes += bytes.length;
      } catch (error) {
        this.#error = error;
      }
      this.#queuedBytes -= bytes.length;
    });
  }
}
