// A DecodedFrame on native memory, lent from its decoder's pool.
import type { DecodedFrame, ScaledPictures, ScaleRequest } from "@vigie/core";
import { Frame } from "node-av";
import type { JpegEncoder } from "./jpeg.ts";
import { ScaleOutput, type Scaler } from "./scaler.ts";

/** Native memory of one frame, used again for the next once it is released. */
export interface FrameSlot {
  readonly picture: Frame;
  readonly scaled: ScaleOutput;
}

export interface FrameTools {
  readonly scaler: Scaler;
  readonly jpeg: JpegEncoder;
}

export interface FrameFacts {
  ptsUs: number;
  capturedAtMs: number;
  isKey: boolean;
}

export class MediaFrame implements DecodedFrame {
  readonly ptsUs: number;
  readonly capturedAtMs: number;
  readonly isKey: boolean;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly #tools: FrameTools;
  readonly #giveBack: (slot: FrameSlot) => void;
  #slot: FrameSlot | null;

  constructor(slot: FrameSlot, facts: FrameFacts, tools: FrameTools, giveBack: (slot: FrameSlot) => void) {
    this.#slot = slot;
    this.#tools = tools;
    this.#giveBack = giveBack;
    this.ptsUs = facts.ptsUs;
    this.capturedAtMs = facts.capturedAtMs;
    this.isKey = facts.isKey;
    this.widthPx = slot.picture.width;
    this.heightPx = slot.picture.height;
  }

  /** The native frame of someone else's DecodedFrame. Errors: TypeError when it was not made here. */
  static of(frame: DecodedFrame): MediaFrame {
    if (frame instanceof MediaFrame) return frame;
    throw new TypeError("this frame was not made by the media room");
  }

  get native(): Frame {
    return this.#live().picture;
  }

  scale(request: ScaleRequest): ScaledPictures {
    const slot = this.#live();
    return this.#tools.scaler.scale(slot.picture, request, slot.scaled);
  }

  jpeg(maxWidthPx: number): Uint8Array {
    return this.#tools.jpeg.encode(this.#live().picture, maxWidthPx);
  }

  /** Further calls do nothing. */
  release(): void {
    const slot = this.#slot;
    this.#slot = null;
    if (slot) this.#giveBack(slot);
  }

  #live(): FrameSlot {
    if (!this.#slot) throw new Error("the frame was used after it was released");
    return this.#slot;
  }
}

/** Frames that wait for their next picture; bounded by how many were ever alive at once. */
export class FramePool {
  readonly #idle: FrameSlot[] = [];
  #isClosed = false;

  take(): FrameSlot {
    const idle = this.#idle.pop();
    if (idle) return idle;
    const picture = new Frame();
    picture.alloc();
    return { picture, scaled: new ScaleOutput() };
  }

  readonly giveBack = (slot: FrameSlot): void => {
    slot.picture.unref();
    slot.scaled.clear();
    if (!this.#isClosed) {
      this.#idle.push(slot);
      return;
    }
    slot.picture.free();
    slot.scaled.free();
  };

  close(): void {
    this.#isClosed = true;
    for (const slot of this.#idle.splice(0)) this.giveBack(slot);
  }
}
