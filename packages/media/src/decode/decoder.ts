// Packets in, pictures out: one synchronous FFmpeg decoder per camera, with masks painted before a picture leaves.
import type { Mask } from "@vigie/contracts";
import type { DecodedFrame, EncodedPacket, VideoDecoder } from "@vigie/core";
import {
  AV_FRAME_FLAG_CORRUPT,
  AV_NOPTS_VALUE,
  AV_PIX_FMT_YUV420P,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  type AVPixelFormat,
  Codec,
  CodecContext,
  Frame,
} from "node-av";
import { MediaPacket } from "../packets/packet.ts";
import { MICROSECONDS, type Track } from "../packets/track.ts";
import { FilterChain, pictureKind } from "./filter-chain.ts";
import { FramePool, type FrameSlot, MediaFrame } from "./frame.ts";
import { JpegEncoder } from "./jpeg.ts";
import { isPaintable, MaskPainter } from "./mask-painter.ts";
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
  #toPaintable: { key: string; chain: FilterChain } | null = null;
  #damagedPackets = 0;
  #wantsKeysOnly = false;
  #isKeysOnly = false;
  /** Pictures shown before the key frame from which decoding began refer to packets that were never seen. */
  #beginsAtUs: number | null = null;
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
    this.#toPaintable?.chain.close();
    this.#toPaintable = null;
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
    const result = context.open2Sync(codec);
    if (result < 0) {
      context.freeContext();
      throw new Error(`the ${track.codec} decoder could not be opened (${result})`);
    }
    this.#context = context;
    this.#track = track;
    this.#beginsAtUs = null;
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
      const isWhole = picture.decodeErrorFlags === 0 && !picture.hasFlags(AV_FRAME_FLAG_CORRUPT);
      if (!isWhole) this.#damagedPackets++;
      if (!isWhole || time === AV_NOPTS_VALUE || ptsUs < (this.#beginsAtUs ?? ptsUs)) {
        this.#pool.giveBack(slot);
        continue;
      }
      if (this.#painter.isNeeded) this.#paint(slot);
      frames.push(new MediaFrame(slot, this.#factsOf(ptsUs), this.#tools, this.#pool.giveBack));
    }
  }

  #factsOf(ptsUs: number) {
    const known = this.#facts.get(ptsUs);
    this.#facts.delete(ptsUs);
    const capturedAtMs = Math.max(known?.capturedAtMs ?? this.#lastCapturedAtMs, this.#lastCapturedAtMs);
    this.#lastCapturedAtMs = capturedAtMs;
    return { ptsUs, capturedAtMs, isKey: known?.isKey ?? false };
  }

  #paint(slot: FrameSlot): void {
    if (!isPaintable(slot.decoded.format as AVPixelFormat)) this.#convert(slot.decoded);
    this.#painter.paint(slot.copied());
  }

  /** Rare formats (10 bit, RGB, interleaved chroma) become 4:2:0 first. */
  #convert(picture: Frame): void {
    const key = pictureKind(picture);
    if (this.#toPaintable?.key !== key) {
      this.#toPaintable?.chain.close();
      this.#toPaintable = { key, chain: new FilterChain(picture, "[in]format=yuv420p,buffersink@out", ["out"]) };
    }
    using converted = new Frame();
    converted.alloc();
    this.#toPaintable.chain.run(picture, [converted]);
    if ((converted.format as AVPixelFormat) !== AV_PIX_FMT_YUV420P)
      throw new Error("the picture could not be converted");
    picture.unref();
    picture.ref(converted);
  }
}
