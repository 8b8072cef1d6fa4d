// Cuts a camera's packets into segments: at key frames, after the target length, and wherever packets are missing.
import type { EncodedPacket, Recorder, RecorderOptions } from "@vigie/core";
import { MediaPacket } from "../packets/packet.ts";
import { FragmentMuxer } from "./fragment-muxer.ts";
import { openingBox } from "./segment-facts.ts";
import { type SegmentTicket, SegmentWriter } from "./segment-writer.ts";

export interface RecorderLimits {
  /** Unit: bytes. More than this waiting for the disk, and groups of pictures are dropped. */
  maxQueuedBytes: number;
  /** Unit: ms. What a killed process may lose. */
  fragmentMs: number;
  /** Unit: ms. Pause after a segment that could not be written. */
  retryAfterMs: number;
}

export const RECORDER_LIMITS: RecorderLimits = {
  maxQueuedBytes: 16 * 1024 * 1024,
  fragmentMs: 1000,
  retryAfterMs: 5000,
};

/** A hole in the stream longer than this, and than four usual steps, is declared as a gap. */
const MIN_HOLE_MS = 2000;
const HOLE_STEPS = 4;
/** A disk that stays too slow is told again after this long. Unit: ms. */
const TELL_AGAIN_MS = 10_000;

interface Writing {
  muxer: FragmentMuxer;
  ticket: SegmentTicket;
  startDtsUs: number;
  fragmentDtsUs: number;
  /** When the last of its pictures so far has been shown; not that of the newest packet where pictures are reordered. */
  shownUntilMs: number;
}

export class SegmentRecorder implements Recorder {
  readonly #options: RecorderOptions;
  readonly #limits: RecorderLimits;
  readonly #writer: SegmentWriter;
  #writing: Writing | null = null;
  /** One packet waits, so that its length is known from the next. */
  #pending: MediaPacket | null = null;
  #stepUs = 0;
  /** Why the next segment does not follow at once. */
  #gapReason: string;
  #retryAtMs = Number.NEGATIVE_INFINITY;
  #toldSlowAtMs = Number.NEGATIVE_INFINITY;
  #isUnsupported = false;
  #isClosed = false;

  constructor(options: RecorderOptions, limits: RecorderLimits = RECORDER_LIMITS) {
    this.#options = options;
    this.#limits = limits;
    this.#writer = new SegmentWriter(options);
    this.#gapReason = options.chain ? "not-recording" : "";
  }

  write(packet: EncodedPacket): void {
    if (this.#isClosed || this.#isUnsupported) return;
    const next = MediaPacket.of(packet);
    this.#noticeFailure(next);
    const pending = this.#pending;
    if (pending) this.#follow(pending, next);
    if (!this.#writing && !this.#canStart(next)) return;
    if (!this.#writing) this.#start(next);
    if (this.#writing) this.#pending = next.retain();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const last = this.#pending;
    if (last) this.#end(this.#stepUs || last.track.frameDurationUs, null);
    await this.#writer.idle();
  }

  /** Writes the pending packet and decides whether the next one continues its segment. */
  #follow(pending: MediaPacket, next: MediaPacket): void {
    const stepUs = next.dtsUs - pending.dtsUs;
    const isOther = next.track !== pending.track;
    const isHole = stepUs > Math.max(MIN_HOLE_MS * 1000, HOLE_STEPS * this.#stepUs);
    const usualUs = this.#stepUs || pending.track.frameDurationUs;
    if (isOther || isHole || stepUs <= 0) {
      this.#gapReason = isOther ? "stream-changed" : "stream-gap";
      return this.#end(usualUs, null);
    }
    this.#stepUs = this.#stepUs === 0 ? stepUs : this.#stepUs + (stepUs - this.#stepUs) / 8;
    const writing = this.#writing!;
    if (next.isKey && next.dtsUs - writing.startDtsUs >= this.#options.segmentMs * 1000) {
      return this.#end(stepUs, next.capturedAtMs);
    }
    if (this.#writer.queuedBytes > this.#limits.maxQueuedBytes) {
      this.#gapReason = "disk-slow";
      this.#tellSlow(next.capturedAtMs);
      return this.#end(stepUs, next.capturedAtMs);
    }
    this.#pending = null;
    if (!this.#push(writing, pending, stepUs)) {
      this.#gapReason = "damaged";
      return this.#finish(writing, Math.round(writing.shownUntilMs));
    }
    if (next.isKey || next.dtsUs - writing.fragmentDtsUs >= this.#limits.fragmentMs * 1000) {
      writing.muxer.flush();
      this.#writer.append(writing.ticket, writing.muxer.take(), Math.round(next.capturedAtMs));
      writing.fragmentDtsUs = next.dtsUs;
    }
  }

  #canStart(next: MediaPacket): boolean {
    if (!next.isKey || next.capturedAtMs < this.#retryAtMs) return false;
    if (this.#gapReason !== "disk-slow" || this.#writer.queuedBytes <= this.#limits.maxQueuedBytes / 2) return true;
    this.#tellSlow(next.capturedAtMs);
    return false;
  }

  #tellSlow(atMs: number): void {
    if (atMs - this.#toldSlowAtMs < TELL_AGAIN_MS) return;
    this.#toldSlowAtMs = atMs;
    const message = `${this.#options.cameraId} is not recorded: the disk is too slow.`;
    this.#options.onLost({ code: "recording.disk-slow", message, startMs: atMs, endMs: atMs });
  }

  #start(first: MediaPacket): void {
    const { codec, widthPx, heightPx } = first.track;
    try {
      const muxer = new FragmentMuxer(first.track);
      muxer.insert(openingBox(null));
      const head = muxer.take();
      const startMs = Math.round(first.capturedAtMs);
      const ticket = this.#writer.start({ startMs, codec, widthPx, heightPx, gapReason: this.#gapReason, head });
      this.#writing = {
        muxer,
        ticket,
        startDtsUs: first.dtsUs,
        fragmentDtsUs: first.dtsUs,
        shownUntilMs: first.capturedAtMs,
      };
      this.#gapReason = "";
    } catch (error) {
      this.#isUnsupported = true;
      const message = error instanceof Error ? error.message : String(error);
      const at = first.capturedAtMs;
      this.#options.onLost({ code: "recording.codec-unsupported", message, startMs: at, endMs: at });
    }
  }

  /** @param endMs null when nothing follows at once: the segment ends with its last picture. */
  #end(lastDurationUs: number, endMs: number | null): void {
    const writing = this.#writing;
    const pending = this.#pending;
    this.#writing = null;
    this.#pending = null;
    if (!writing || !pending) return;
    const isWhole = this.#push(writing, pending, lastDurationUs);
    if (!isWhole && endMs !== null) this.#gapReason = "damaged";
    this.#finish(writing, Math.round((isWhole ? endMs : null) ?? writing.shownUntilMs));
  }

  #finish(writing: Writing, endMs: number): void {
    this.#writing = null;
    this.#writer.end(writing.ticket, writing.muxer.finish(), endMs);
  }

  /** False when the packet is so damaged that it cannot be written; it is left out. */
  #push(writing: Writing, packet: MediaPacket, durationUs: number): boolean {
    try {
      writing.muxer.push(packet, Math.round(durationUs));
      writing.shownUntilMs = Math.max(writing.shownUntilMs, packet.capturedAtMs + durationUs / 1000);
      return true;
    } catch {
      return false;
    } finally {
      packet.release();
    }
  }

  /** After a failed write the rest of its segment would be thrown away: end it and begin another one later. */
  #noticeFailure(next: MediaPacket): void {
    if (!this.#writing?.ticket.error) return;
    this.#retryAtMs = next.capturedAtMs + this.#limits.retryAfterMs;
    this.#gapReason = "write-failed";
    this.#end(this.#stepUs || 1, null);
  }
}
