// Carries the bytes of segments to disk in order, one file at a time, while the camera goes on.
import { createHash, type Hash } from "node:crypto";
import { isAppError } from "@vigie/contracts";
import type { FileSystem, RecordedSegment, RecorderOptions, WritableFile } from "@vigie/core";
import { recoverSegment } from "./recover.ts";
import { OPENING_BOX_BYTES, openingBox, PART_SUFFIX, publishSegment, type SegmentOpening } from "./segment-facts.ts";

/** What the recorder knows of a segment when it begins; the chain is added when its file is opened. */
export interface SegmentStart {
  startMs: number;
  codec: string;
  widthPx: number;
  heightPx: number;
  /** "" when the segment follows the one before at once. */
  gapReason: string;
  /** File head with an empty opening box at its end. */
  head: Buffer;
}

/** One segment on its way to the disk. */
export interface SegmentTicket {
  readonly startMs: number;
  /** Why it cannot be written; the rest of it is passed over. */
  error: unknown;
}

type Job =
  | { kind: "start"; ticket: SegmentTicket; bytes: Buffer; start: SegmentStart }
  | { kind: "bytes" | "end"; ticket: SegmentTicket; bytes: Buffer; endMs: number };

interface OpenSegment {
  opening: SegmentOpening;
  path: string;
  file: WritableFile;
  hash: Hash;
  sizeBytes: number;
  endMs: number;
}

/**
 * Never throws to its caller; what cannot be written is told to `onLost` and left as a `.part` file, of which the playable part is
 * published before the next segment begins: each number of the chain is given once.
 */
export class SegmentWriter {
  readonly #options: RecorderOptions;
  readonly #files: FileSystem;
  readonly #jobs: Job[] = [];
  #queuedBytes = 0;
  #chain: { sequence: number; sha256: string; endMs: number | null };
  #segment: OpenSegment | null = null;
  #lostSince: string | null = null;
  /** `.part` files of segments that were lost. */
  #torn: string[] = [];
  #running: Promise<void> | null = null;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#files = options.files;
    this.#chain = { sequence: 0, sha256: "", endMs: null, ...options.chain };
  }

  /** Bytes that are not on the disk yet. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  start(start: SegmentStart): SegmentTicket {
    const ticket: SegmentTicket = { startMs: start.startMs, error: null };
    this.#add({ kind: "start", ticket, bytes: start.head, start });
    return ticket;
  }

  append(ticket: SegmentTicket, bytes: Buffer, endMs: number): void {
    this.#add({ kind: "bytes", ticket, bytes, endMs });
  }

  end(ticket: SegmentTicket, bytes: Buffer, endMs: number): void {
    this.#add({ kind: "end", ticket, bytes, endMs });
  }

  /** Resolves when all that was handed over is on disk or told as lost. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #add(job: Job): void {
    this.#queuedBytes += job.bytes.length;
    this.#jobs.push(job);
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) {
      try {
        await this.#do(job);
      } catch (error) {
        job.ticket.error ??= error;
        await this.#giveUp();
      }
      this.#queuedBytes -= job.bytes.length;
      if (job.kind === "end" && job.ticket.error) this.#tellLoss(job.ticket, job.endMs);
    }
    this.#running = null;
  }

  async #do(job: Job): Promise<void> {
    if (job.kind === "start") return this.#open(job.start);
    const segment = this.#segment;
    if (job.ticket.error || !segment) return;
    await this.#write(segment, job.bytes);
    segment.endMs = job.endMs;
    if (job.kind === "end") await this.#close(segment);
  }

  async #open(start: SegmentStart): Promise<void> {
    await this.#mend();
    const { startMs, codec, widthPx, heightPx } = start;
    const gap = this.#gapBefore(start);
    const sequence = this.#chain.sequence + 1;
    const opening: SegmentOpening = {
      cameraId: this.#options.cameraId,
      sequence,
      startMs,
      previousSha256: this.#chain.sha256,
      codec,
      widthPx,
      heightPx,
      ...gap,
    };
    const path = `${this.#options.folder}/${segmentName(startMs, sequence)}`;
    const file = await this.#files.create(path + PART_SUFFIX);
    this.#segment = { opening, path, file, hash: createHash("sha256"), sizeBytes: 0, endMs: startMs };
    openingBox(opening).copy(start.head, start.head.length - OPENING_BOX_BYTES);
    await this.#write(this.#segment, start.head);
  }

  #gapBefore(start: SegmentStart): { gapBeforeMs: number; gapReason: string } {
    const reason = this.#lostSince ?? start.gapReason;
    if (reason === "" || this.#chain.endMs === null) return { gapBeforeMs: 0, gapReason: "" };
    const gapBeforeMs = Math.max(0, start.startMs - this.#chain.endMs);
    return gapBeforeMs > 0 ? { gapBeforeMs, gapReason: reason } : { gapBeforeMs: 0, gapReason: "" };
  }

  async #write(segment: OpenSegment, bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return;
    await segment.file.append(bytes);
    segment.hash.update(bytes);
    segment.sizeBytes += bytes.length;
  }

  async #close(open: OpenSegment): Promise<void> {
    await open.file.sync();
    await open.file.close();
    const { path, sizeBytes, endMs } = open;
    const segment: RecordedSegment = { ...open.opening, path, sizeBytes, endMs, sha256: open.hash.digest("hex") };
    await publishSegment(this.#files, segment, this.#options.folder);
    this.#segment = null;
    this.#lostSince = null;
    this.#chain = { sequence: segment.sequence, sha256: segment.sha256, endMs };
    this.#options.onSegment(segment);
  }

  async #giveUp(): Promise<void> {
    const segment = this.#segment;
    this.#segment = null;
    if (!segment) return;
    this.#torn.push(segment.path + PART_SUFFIX);
    await segment.file.close().catch(() => undefined);
  }

  /** Errors: `files.*`, while the disk is still in trouble. */
  async #mend(): Promise<void> {
    for (let path = this.#torn[0]; path !== undefined; path = this.#torn[0]) {
      const { segment } = (await this.#files.stat(path)) ? await recoverSegment(this.#files, path) : { segment: null };
      this.#torn.shift();
      if (!segment) continue;
      this.#chain = { sequence: segment.sequence, sha256: segment.sha256, endMs: segment.endMs };
      this.#options.onSegment(segment);
    }
  }

  #tellLoss({ startMs, error }: SegmentTicket, endMs: number): void {
    const code = isAppError(error) ? error.code : "files.io";
    const why = error instanceof Error ? error.message : String(error);
    this.#lostSince = code;
    const message = `A recording of ${this.#options.cameraId} was lost: ${why}`;
    this.#options.onLost({ code, message, startMs, endMs });
  }
}

/** Sorts by time: 20260331T235959250Z-00000012.mp4 */
export function segmentName(startMs: number, sequence: number): string {
  const time = new Date(startMs).toISOString().replace(/[-:.]/g, "");
  return `${time}-${String(sequence).padStart(8, "0")}.mp4`;
}
