// A DecodedFrame on native memory, lent from its decoder's pool.
import type { DecodedFrame, ScaledPictures, ScaleRequest } from "@vigie/core";
import { Frame } from "node-av";
import type { JpegEncoder } from "./jpeg.ts";
import { PictureCopy } from "./picture-copy.ts";
import { ScaleOutput, type Scaler } from "./scaler.ts";

/** Native memory of one frame, used again for the next once it is released. */
export class FrameSlot {
  readonly decoded = new Frame();
  readonly scaled = new ScaleOutput();
  #copy: PictureCopy | null = null;
  #isCopy = false;

  constructor() {
    this.decoded.alloc();
  }

  /** What everyone sees: the decoded picture, or its copy once there is one. */
  get picture(): Frame {
    return this.#isCopy ? this.#copy!.frame : this.decoded;
  }

  /** From now on this slot shows a copy that may be drawn on. */
  copied(): PictureCopy {
    this.#copy ??= new PictureCopy();
    this.#copy.take(this.decoded);
    this.#isCopy = true;
    this.decoded.unref();
    return this.#copy;
  }

  clear(): void {
    this.#isCopy = false;
    this.decoded.unref();
    this.scaled.clear();
  }

  free(): void {
    this.decoded.free();
    this.scaled.free();
    this.#copy?.free();
  }
}

export interface FrameTools {
  readonly scaler: Scaler;
  readonly jpeg: JpegEncoder;
}

export interface FrameFacts {
  ptsUs: number;
  capturedAtMs: number;
  isKey: boolean;
  isConcealed: boolean;
}

export class MediaFrame implements DecodedFrame {
  readonly ptsUs: number;
  readonly capturedAtMs: number;
  readonly isKey: boolean;
  readonly isConcealed: boolean;
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
    this.isConcealed = facts.isConcealed;
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
    return this.#idle.pop() ?? new FrameSlot();
  }

  readonly giveBack = (slot: FrameSlot): void => {
    slot.clear();
    if (this.#isClosed) slot.free();
    else this.#idle.push(slot);
  };

  close(): void {
    this.#isClosed = true;
    for (const slot of this.#idle.splice(0)) this.giveBack(slot);
  }
}
