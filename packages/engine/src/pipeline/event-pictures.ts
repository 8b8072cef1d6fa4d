// Still and clip of an event: the still at once, the clip from before it until after it.
import { AppError, type SceneEvent } from "@vigie/contracts";
import type { ClipWriter, DecodedFrame, FileSystem, PreRoll } from "@vigie/core";
import type { EventMedia } from "../fleet.ts";

/** What an operator sees around the event. Unit: ms. */
export const CLIP_BEFORE_MS = 10_000;
export const CLIP_AFTER_MS = 10_000;
const STILL_MAX_WIDTH_PX = 1280;

interface OpenClip {
  eventId: string;
  path: string;
  writer: ClipWriter;
  untilMs: number;
}

export class EventPictures {
  readonly #files: FileSystem;
  readonly #report: (media: EventMedia) => void;
  #open: OpenClip[] = [];

  constructor(files: FileSystem, report: (media: EventMedia) => void) {
    this.#files = files;
    this.#report = report;
  }

  /** Encodes the still before the frame goes; both files are written without keeping the caller. */
  capture(event: SceneEvent, frame: DecodedFrame, preRoll: PreRoll): void {
    const jpeg = frame.jpeg(STILL_MAX_WIDTH_PX);
    void this.#writeStill(event.id, jpeg);
    void this.#startClip(event, preRoll);
  }

  /** Ends the clips whose time has come. Clock: capturedAtMs of the newest packet. */
  advance(nowMs: number): void {
    if (this.#open.length === 0) return;
    const due = this.#open.filter((clip) => clip.untilMs <= nowMs);
    this.#open = this.#open.filter((clip) => clip.untilMs > nowMs);
    for (const clip of due) void this.#finish(clip);
  }

  /** The stream ended: what was recorded so far is the clip. */
  async close(): Promise<void> {
    const open = this.#open;
    this.#open = [];
    await Promise.all(open.map((clip) => this.#finish(clip)));
  }

  async #writeStill(eventId: string, jpeg: Uint8Array): Promise<void> {
    const path = `stills/${eventId}.jpg`;
    try {
      const file = await this.#files.create(path);
      await file.append(jpeg);
      await file.sync();
      await file.close();
      this.#report({ eventId, still: { state: "ready", path } });
    } catch (cause) {
      if (!alreadyThere(cause)) this.#report({ eventId, still: { state: "failed", path } });
    }
  }

  async #startClip(event: SceneEvent, preRoll: PreRoll): Promise<void> {
    const path = `clips/${event.id}.mp4`;
    try {
      const file = await this.#files.create(path);
      const writer = preRoll.startClip(file, event.startedAtMs - CLIP_BEFORE_MS);
      this.#open.push({ eventId: event.id, path, writer, untilMs: event.startedAtMs + CLIP_AFTER_MS });
      this.#report({ eventId: event.id, clip: { state: "pending", path, startMs: 0, durationMs: 0 } });
    } catch (cause) {
      if (!alreadyThere(cause))
        this.#report({ eventId: event.id, clip: { state: "failed", path, startMs: 0, durationMs: 0 } });
    }
  }

  async #finish(clip: OpenClip): Promise<void> {
    try {
      const { startMs, durationMs } = await clip.writer.finish();
      this.#report({ eventId: clip.eventId, clip: { state: "ready", path: clip.path, startMs, durationMs } });
    } catch {
      this.#report({ eventId: clip.eventId, clip: { state: "failed", path: clip.path, startMs: 0, durationMs: 0 } });
    }
  }
}

/** The same event told again keeps the pictures of its first time. */
function alreadyThere(cause: unknown): boolean {
  return cause instanceof AppError && cause.code === "files.exists";
}
