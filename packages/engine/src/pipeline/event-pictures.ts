// Still and clip of an event: the still at once, the clip from before it until after it.
import { AppError, type SceneEvent } from "@vigie/contracts";
import type { ClipWriter, DecodedFrame, FileSystem, PreRoll, WritableFile } from "@vigie/core";
import type { EventMedia } from "../fleet.ts";

/** What an operator sees around the event. Unit: ms. */
export const CLIP_BEFORE_MS = 10_000;
export const CLIP_AFTER_MS = 10_000;
const STILL_MAX_WIDTH_PX = 1280;
/** A storm of events on one camera: each clip muxes and writes every packet, and the recording has it all anyway. */
const MAX_OPEN_CLIPS = 12;

interface OpenClip {
  eventId: string;
  path: string;
  writer: ClipWriter;
  untilMs: number;
}

export class EventPictures {
  readonly #files: FileSystem;
  readonly #report: (media: EventMedia) => void;
  /** Files being opened, written or ended. */
  readonly #working = new Set<Promise<void>>();
  #open: OpenClip[] = [];
  #starting = 0;

  constructor(files: FileSystem, report: (media: EventMedia) => void) {
    this.#files = files;
    this.#report = report;
  }

  /** Encodes the still before the frame goes; both files are written without keeping the caller. Never throws. */
  capture(event: SceneEvent, frame: DecodedFrame, preRoll: PreRoll): void {
    this.#follow(this.#writeStill(event.id, encode(frame)));
    this.#follow(this.#startClip(event, preRoll));
  }

  /** There is no picture of this event, and everyone who waits for one is told so. */
  refuse({ id }: SceneEvent): void {
    this.#report({ eventId: id, still: { state: "failed", path: stillPath(id) }, clip: failedClip(id) });
  }

  /** Ends the clips whose time has come. Clock: capturedAtMs of the newest packet. */
  advance(nowMs: number): void {
    if (this.#open.length === 0) return;
    const due = this.#open.filter((clip) => clip.untilMs <= nowMs);
    this.#open = this.#open.filter((clip) => clip.untilMs > nowMs);
    for (const clip of due) this.#follow(this.#finish(clip));
  }

  /** The stream ended: what was recorded so far is the clip. Resolves when every file is closed and told. */
  async close(): Promise<void> {
    await Promise.all(this.#working);
    this.advance(Number.POSITIVE_INFINITY);
    await Promise.all(this.#working);
  }

  /** Errors are told by the work itself; nothing that fails here may end the process. */
  #follow(work: Promise<void>): void {
    const followed = work.catch(() => {}).finally(() => this.#working.delete(followed));
    this.#working.add(followed);
  }

  async #writeStill(eventId: string, jpeg: Uint8Array | null): Promise<void> {
    const path = stillPath(eventId);
    try {
      if (!jpeg) return this.#report({ eventId, still: { state: "failed", path } });
      const file = await this.#files.create(path);
      await this.#orUndone(file, path, async () => {
        await file.append(jpeg);
        await file.sync();
        await file.close();
      });
      this.#report({ eventId, still: { state: "ready", path } });
    } catch (cause) {
      if (!alreadyThere(cause)) this.#report({ eventId, still: { state: "failed", path } });
    }
  }

  async #startClip(event: SceneEvent, preRoll: PreRoll): Promise<void> {
    const path = clipPath(event.id);
    const isStorm = this.#open.length + this.#starting >= MAX_OPEN_CLIPS;
    if (isStorm) return this.#report({ eventId: event.id, clip: failedClip(event.id) });
    this.#starting += 1;
    try {
      const file = await this.#files.create(path);
      await this.#orUndone(file, path, async () => {
        const writer = preRoll.startClip(file, event.startedAtMs - CLIP_BEFORE_MS);
        this.#open.push({ eventId: event.id, path, writer, untilMs: event.startedAtMs + CLIP_AFTER_MS });
      });
      this.#report({ eventId: event.id, clip: { state: "pending", path, startMs: 0, durationMs: 0 } });
    } catch (cause) {
      if (!alreadyThere(cause)) this.#report({ eventId: event.id, clip: failedClip(event.id) });
    } finally {
      this.#starting -= 1;
    }
  }

  async #finish(clip: OpenClip): Promise<void> {
    try {
      const { startMs, durationMs } = await clip.writer.finish();
      this.#report({ eventId: clip.eventId, clip: { state: "ready", path: clip.path, startMs, durationMs } });
    } catch {
      await this.#files.remove(clip.path).catch(() => {});
      this.#report({ eventId: clip.eventId, clip: failedClip(clip.eventId) });
    }
  }

  /** A file that could not be written leaves neither a handle nor half of itself behind. */
  async #orUndone(file: WritableFile, path: string, write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (cause) {
      await file.close().catch(() => {});
      await this.#files.remove(path).catch(() => {});
      throw cause;
    }
  }
}

const stillPath = (eventId: string) => `stills/${eventId}.jpg`;
const clipPath = (eventId: string) => `clips/${eventId}.mp4`;
const failedClip = (eventId: string) => ({
  state: "failed" as const,
  path: clipPath(eventId),
  startMs: 0,
  durationMs: 0,
});

function encode(frame: DecodedFrame): Uint8Array | null {
  try {
    return frame.jpeg(STILL_MAX_WIDTH_PX);
  } catch {
    return null;
  }
}

/** The same event told again keeps the pictures of its first time. */
function alreadyThere(cause: unknown): boolean {
  return cause instanceof AppError && cause.code === "files.exists";
}
