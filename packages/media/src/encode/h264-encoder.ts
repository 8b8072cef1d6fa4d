// One synchronous H.264 encoder behind masked cameras and written films: pictures in, native packets out.
import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PICTURE_TYPE_I,
  AV_PICTURE_TYPE_NONE,
  AV_PIX_FMT_YUV420P,
  type AVPixelFormat,
  Codec,
  CodecContext,
  CodecParameters,
  Frame,
  Packet,
} from "node-av";
import { FilterChain, pictureKind } from "../decode/filter-chain.ts";
import { PictureCopy } from "../decode/picture-copy.ts";
import { codecString } from "../packets/codec-string.ts";
import { MICROSECONDS, type Track } from "../packets/track.ts";
import { setCodecOptions } from "./codec-options.ts";

export interface H264Settings {
  widthPx: number;
  heightPx: number;
  /** Pictures per second that the rate control plans with. */
  fps: number;
  keyFrameEveryUs: number;
  options: Readonly<Record<string, string>>;
}

/** Quality and size alike for stored and relayed pictures; no picture waits inside. */
export const LIVE_OPTIONS = { preset: "veryfast", tune: "zerolatency", crf: "23", profile: "main" } as const;

/** Width and height must be even in 4:2:0; an odd row or column is cut off by scaling. */
export class H264Encoder {
  readonly track: Track;
  readonly #context: CodecContext;
  readonly #settings: H264Settings;
  #toInput: { key: string; chain: FilterChain } | null = null;
  /** Drawn on again only after the encoder has taken its content over, which it does at once. */
  readonly #canvas = new PictureCopy();
  #keyAtUs = Number.NEGATIVE_INFINITY;

  constructor(asked: H264Settings) {
    const settings = { ...asked, widthPx: even(asked.widthPx), heightPx: even(asked.heightPx) };
    this.#settings = settings;
    const codec = Codec.findEncoderByName("libx264" as Parameters<typeof Codec.findEncoderByName>[0]);
    if (!codec) throw new Error("this FFmpeg has no H.264 encoder");
    const context = new CodecContext();
    context.allocContext3(codec);
    context.width = settings.widthPx;
    context.height = settings.heightPx;
    context.pixelFormat = AV_PIX_FMT_YUV420P;
    context.timeBase = MICROSECONDS as CodecContext["timeBase"];
    context.framerate = { num: Math.round(settings.fps * 1000), den: 1000 } as CodecContext["framerate"];
    context.gopSize = 100_000;
    context.maxBFrames = 0;
    context.threadCount = 1;
    context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
    setCodecOptions(context, settings.options);
    const result = context.open2Sync(codec);
    if (result < 0) {
      context.freeContext();
      throw new Error(`the H.264 encoder could not be opened (${result})`);
    }
    this.#context = context;
    const parameters = new CodecParameters();
    parameters.alloc();
    parameters.fromContext(context);
    this.track = {
      codec: "h264",
      codecString: codecString("h264", parameters),
      widthPx: settings.widthPx,
      heightPx: settings.heightPx,
      orientation: null,
      frameDurationUs: Math.round(1_000_000 / settings.fps),
      parameters,
    };
  }

  /**
   * Native packets with times in microseconds; the caller frees them. A key frame comes when its time is due.
   * @param draw changes a copy of the picture before it is encoded.
   */
  encode(picture: Frame, ptsUs: number, draw?: (copy: PictureCopy) => void): Packet[] {
    using converted = this.#inputOf(picture);
    if (draw) {
      this.#canvas.take(converted);
      draw(this.#canvas);
    }
    const input = draw ? this.#canvas.frame : converted;
    const isKeyDue = ptsUs - this.#keyAtUs >= this.#settings.keyFrameEveryUs;
    if (isKeyDue) this.#keyAtUs = ptsUs;
    input.pts = BigInt(Math.round(ptsUs));
    input.pictType = isKeyDue ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
    const result = this.#context.sendFrameSync(input);
    if (result < 0) throw new Error(`the H.264 encoder refused a picture (${result})`);
    return this.#receive();
  }

  flush(): Packet[] {
    this.#context.sendFrameSync(null);
    return this.#receive();
  }

  close(): void {
    this.#toInput?.chain.close();
    this.#toInput = null;
    this.#context.freeContext();
    this.#canvas.free();
  }

  #receive(): Packet[] {
    const packets: Packet[] = [];
    for (;;) {
      const packet = new Packet();
      packet.alloc();
      if (this.#context.receivePacketSync(packet) < 0) {
        packet.free();
        return packets;
      }
      packets.push(packet);
    }
  }

  /** The picture itself where it fits, else scaled and converted; either way another reference to free. */
  #inputOf(picture: Frame): Frame {
    const { widthPx, heightPx } = this.#settings;
    const input = new Frame();
    input.alloc();
    const fits = picture.width === widthPx && picture.height === heightPx;
    if (fits && (picture.format as AVPixelFormat) === AV_PIX_FMT_YUV420P) {
      input.ref(picture);
      return input;
    }
    const key = pictureKind(picture);
    if (this.#toInput?.key !== key) {
      this.#toInput?.chain.close();
      const body = `[in]scale=${widthPx}:${heightPx}:flags=bilinear:out_range=tv,format=yuv420p,buffersink@out`;
      this.#toInput = { key, chain: new FilterChain(picture, body, ["out"]) };
    }
    this.#toInput.chain.run(picture, [input]);
    return input;
  }
}

function even(px: number): number {
  return Math.max(2, px - (px % 2));
}
