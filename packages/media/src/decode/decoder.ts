// Packets in, pictures out: one synchronous FFmpeg decoder per camera, with masks painted before a picture leaves.
import type { Mask } from "@vigie/contracts";
import type { DecodedFrame, EncodedPacket, VideoDecoder } from "@vigie/core";
import {
  AV_CODEC_FLAG_OUTPUT_CORRUPT,
  AV_FRAME_DATA_DISPLAYMATRIX,
  AV_FRAME_FLAG_CORRUPT,
  AV_NOPTS_VALUE,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  type AVPixelFormat,
  Codec,
  CodecContext,
  type Frame,
} from "node-av";
import { MediaPacket } from "../packets/packet.ts";
import { MICROSECONDS, type Track } from "../packets/track.ts";
import { FramePool, type FrameSlot, MediaFrame } from "./frame.ts";
import { JpegEncoder } from "./jpeg.ts";
import { isPaintable, MaskPainter } from "./mask-painter.ts";
import { PictureChange } from "./picture-change.ts";
import { Scaler } from "./scaler.ts";

/** What the packet said about the picture that will come out later. */
interface PacketFacts {
  capturedAtMs: number;
  isKey: boolean;
}

/** More packets than any codec holds back; older facts belong to pictures that were never shown. */
const MAX_FACTS = 128;
/** A decoder says each error once; one that says it for ever is left until the next packet. */
const MAX_ERRORS = 16;

export class MediaDecoder implements VideoDecoder {
  readonly #painter: MaskPainter;
  readonly #pool = new FramePool();
  readonly #tools = { scaler: new Scaler(), jpeg: new JpegEncoder() };
  readonly #facts = new Map<number, PacketFacts>();
  #context: CodecContext | null = null;
  #track: Track | null = null;
  readonly #toUpright = new PictureChange();
  readonly #toPaintable = new PictureChange();
  #damagedPackets = 0;
  /** Damage counted when a masked camera's picture was last judged, and whether later pictures may be built on it. */
  #damageSeen = 0;
  #isTainted = false;
  #wantsKeysOnly = false;
  #isKeysOnly = false;
  /** Pictures shown before the key frame from which decoding began refer to packets that were never seen. */
  #beginsAtUs: number | null = null;
  #lastPtsUs = Number.NEGATIVE_INFINITY;
  #lastCapturedAtMs = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(masks: readonly Mask[]) {
    this.#painter = new MaskPainter(masks);
  }

  get damagedPackets(): number {
    return this.#damagedPackets;
  }

  setKeyFramesOnly(only: boolean): void {
    this.#wantsKeysOnly = only;
    if (only && !this.#isKeysOnly) {
      this.#isKeysOnly = true;
      this.#forget();
    }
  }

  decode(packet: EncodedPacket): DecodedFrame[] {
    if (this.#isClosed) return [];
    const media = MediaPacket.of(packet);
    if (this.#track !== media.track) this.#begin(media.track);
    if (packet.isKey && this.#isKeysOnly && !this.#wantsKeysOnly) this.#isKeysOnly = false;
    if (!packet.isKey && (this.#isKeysOnly || this.#beginsAtUs === null)) return [];
    if (packet.isKey) this.#beginsAtUs ??= packet.ptsUs;
    this.#remember(packet);
    const result = this.#context!.sendPacketSync(media.native);
    if (result < 0) this.#damagedPackets++;
    if (!this.#isKeysOnly) return this.#receive();
    this.#context!.sendPacketSync(null);
    const frames = this.#receive();
    this.#forget();
    return frames;
  }

  flush(): DecodedFrame[] {
    if (!this.#context) return [];
    this.#context.sendPacketSync(null);
    const frames = this.#receive();
    this.#forget();
    return frames;
  }

  close(): void {
    this.#isClosed = true;
    this.#context?.freeContext();
    this.#context = null;
    this.#toUpright.close();
    this.#toPaintable.close();
    this.#tools.scaler.close();
    this.#tools.jpeg.close();
    this.#pool.close();
  }

  #begin(track: Track): void {
    this.#context?.freeContext();
    const codec = Codec.findDecoder(track.parameters.codecId);
    const context = new CodecContext();
    context.allocContext3(codec);
    context.parametersToContext(track.parameters);
    context.pktTimebase = MICROSECONDS as CodecContext["pktTimebase"];
    context.threadCount = 1;
    // Without it the H.265 decoder shows nothing until the next key frame once a single picture is lost; others conceal anyway.
    if (track.codec === "hevc") context.setFlags(AV_CODEC_FLAG_OUTPUT_CORRUPT);
    const result = context.open2Sync(codec);
    if (result < 0) {
      context.freeContext();
      throw new Error(`the ${track.codec} decoder could not be opened (${result})`);
    }
    this.#context = context;
    this.#track = track;
    this.#beginsAtUs = null;
    this.#lastPtsUs = Number.NEGATIVE_INFINITY;
    this.#facts.clear();
  }

  /** Decoding begins anew at the next key frame. */
  #forget(): void {
    this.#context?.flushBuffers();
    this.#beginsAtUs = null;
    this.#facts.clear();
  }

  #remember(packet: EncodedPacket): void {
    this.#facts.set(packet.ptsUs, { capturedAtMs: packet.capturedAtMs, isKey: packet.isKey });
    if (this.#facts.size > MAX_FACTS) this.#facts.delete(this.#facts.keys().next().value!);
  }

  #receive(): DecodedFrame[] {
    const frames: DecodedFrame[] = [];
    let errors = 0;
    for (;;) {
      const slot = this.#pool.take();
      const picture = slot.decoded;
      const result = this.#context!.receiveFrameSync(picture);
      if (result < 0) {
        this.#pool.giveBack(slot);
        if (result === AVERROR_EAGAIN || result === AVERROR_EOF || ++errors > MAX_ERRORS) return frames;
        this.#damagedPackets++;
        continue;
      }
      const time = picture.pts === AV_NOPTS_VALUE ? picture.bestEffortTimestamp : picture.pts;
      const ptsUs = Number(time);
      const isConcealed = picture.decodeErrorFlags !== 0 || picture.hasFlags(AV_FRAME_FLAG_CORRUPT);
      if (isConcealed) this.#damagedPackets++;
      const isUsable = this.#painter.isNeeded ? this.#isMaskSafe(ptsUs, isConcealed) : true;
      if (!isUsable || time === AV_NOPTS_VALUE || ptsUs < (this.#beginsAtUs ?? ptsUs) || this.#isRepeated(ptsUs)) {
        this.#pool.giveBack(slot);
        continue;
      }
      this.#turnUpright(picture);
      if (this.#painter.isNeeded) this.#paint(slot);
      const facts = { ...this.#factsOf(ptsUs), isConcealed };
      frames.push(new MediaFrame(slot, facts, this.#tools, this.#pool.giveBack));
    }
  }

  /**
   * Concealment moves pieces of earlier pictures about, also out of what the mask covers. So a masked camera shows nothing from the
   * first damage on until a whole key picture.
   */
  #isMaskSafe(ptsUs: number, isConcealed: boolean): boolean {
    const isWhole = !isConcealed && this.#damagedPackets === this.#damageSeen;
    if (!isWhole) this.#isTainted = true;
    else if (this.#facts.get(ptsUs)?.isKey) this.#isTainted = false;
    this.#damageSeen = this.#damagedPackets;
    return !this.#isTainted;
  }

  /** A decoder that fills in for lost pictures may show a time twice. */
  #isRepeated(ptsUs: number): boolean {
    if (this.#damagedPackets > 0 && ptsUs <= this.#lastPtsUs) return true;
    this.#lastPtsUs = ptsUs;
    return false;
  }

  #factsOf(ptsUs: number) {
    const known = this.#facts.get(ptsUs);
    this.#facts.delete(ptsUs);
    const capturedAtMs = Math.max(known?.capturedAtMs ?? this.#lastCapturedAtMs, this.#lastCapturedAtMs);
    this.#lastCapturedAtMs = capturedAtMs;
    return { ptsUs, capturedAtMs, isKey: known?.isKey ?? false };
  }

  #paint(slot: FrameSlot): void {
    // Rare formats (10 bit, RGB, interleaved chroma) become 4:2:0 first.
    if (!isPaintable(slot.decoded.format as AVPixelFormat)) this.#toPaintable.replace(slot.decoded, "format=yuv420p");
    this.#painter.paint(slot.copied());
  }

  /** From here on the picture is as players show it; what would turn it a second time is taken off. */
  #turnUpright(picture: Frame): void {
    const { orientation } = this.#track!;
    if (!orientation) return;
    this.#toUpright.replace(picture, orientation.filters);
    picture.removeSideData(AV_FRAME_DATA_DISPLAYMATRIX);
  }
}
