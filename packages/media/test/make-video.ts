// Films for the tests: a bright block that moves over coloured quarters, encoded by FFmpeg into any container and codec.
import { extname } from "node:path";
import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUVJ420P,
  type AVPixelFormat,
  Codec,
  CodecContext,
  Dictionary,
  type FFEncoderCodec,
  FormatContext,
  Frame,
  Packet,
} from "node-av";
import { setCodecOptions } from "../src/encode/codec-options.ts";

export interface FilmOptions {
  path: string;
  codec: "libx264" | "libx265" | "mpeg4" | "mjpeg";
  /** FFmpeg muxer; default by the extension of the path. */
  format?: string;
  widthPx?: number;
  heightPx?: number;
  fps?: number;
  frames: number;
  /** Pictures from one key frame to the next. */
  gop?: number;
  bFrames?: number;
  muxerOptions?: Record<string, string>;
  /** Paints the picture; default `paintQuarters`. */
  paint?: (planes: Planes, index: number) => void;
}

export interface Planes {
  widthPx: number;
  heightPx: number;
  y: Buffer;
  u: Buffer;
  v: Buffer;
  strides: number[];
}

/** Luma and chroma (BT.601, limited range) of the four quarters: red, green, blue, gray. */
export const QUARTERS = [
  { name: "red", yuv: [81, 90, 240], rgb: [255, 0, 0] },
  { name: "green", yuv: [145, 54, 34], rgb: [0, 255, 0] },
  { name: "blue", yuv: [41, 240, 110], rgb: [0, 0, 255] },
  { name: "gray", yuv: [126, 128, 128], rgb: [128, 128, 128] },
] as const;

export function paintQuarters(planes: Planes, index: number): void {
  const { widthPx, heightPx } = planes;
  for (const [quarter, { yuv }] of QUARTERS.entries()) {
    const x = quarter % 2 === 0 ? 0 : widthPx / 2;
    const y = quarter < 2 ? 0 : heightPx / 2;
    paintBox(planes, x, y, widthPx / 2, heightPx / 2, yuv);
  }
  const x = 2 * Math.floor(((index * 4) % (widthPx - 16)) / 2);
  paintBox(planes, x, heightPx / 2 - 8, 16, 16, [235, 128, 128]);
}

/** All sizes even. */
export function paintBox(planes: Planes, x: number, y: number, w: number, h: number, yuv: readonly number[]): void {
  for (let row = y; row < y + h; row++)
    planes.y.fill(yuv[0]!, row * planes.strides[0]! + x, row * planes.strides[0]! + x + w);
  for (let row = y / 2; row < (y + h) / 2; row++) {
    planes.u.fill(yuv[1]!, row * planes.strides[1]! + x / 2, row * planes.strides[1]! + (x + w) / 2);
    planes.v.fill(yuv[2]!, row * planes.strides[2]! + x / 2, row * planes.strides[2]! + (x + w) / 2);
  }
}

/** Writes the film and returns its path. */
export function makeVideo(options: FilmOptions): string {
  const { widthPx = 320, heightPx = 240, fps = 25, gop = 25, paint = paintQuarters } = options;
  const container = options.format ?? extname(options.path).slice(1);
  const output = new FormatContext();
  ok(output.allocOutputContext2(null, options.format ?? null, options.path));
  const codec = Codec.findEncoderByName(options.codec as FFEncoderCodec);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = widthPx;
  encoder.height = heightPx;
  const format: AVPixelFormat = options.codec === "mjpeg" ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
  encoder.pixelFormat = format;
  encoder.timeBase = { num: 1, den: fps } as CodecContext["timeBase"];
  encoder.framerate = { num: fps, den: 1 } as CodecContext["framerate"];
  encoder.gopSize = gop;
  encoder.maxBFrames = options.bFrames ?? 0;
  encoder.bitRate = 2_000_000n;
  encoder.threadCount = 1;
  if (!/^(mpegts|ts|h264|h265|hevc)$/.test(container)) encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  setCodecOptions(encoder, {
    ...(options.codec.startsWith("libx") ? { preset: "ultrafast" } : {}),
    ...(options.codec === "libx264" ? { "x264-params": `keyint=${gop}:min-keyint=${gop}:scenecut=0` } : {}),
    ...(options.codec === "libx265"
      ? { "x265-params": `log-level=none:keyint=${gop}:min-keyint=${gop}:scenecut=0` }
      : {}),
  });
  ok(encoder.open2Sync(codec));
  const stream = output.newStream(null);
  ok(stream.codecpar.fromContext(encoder));
  if (options.codec === "libx265" && /mp4|mov/.test(container)) stream.codecpar.codecTag = "hvc1";
  stream.timeBase = encoder.timeBase;
  ok(output.openOutputSync());
  using muxerOptions = Dictionary.fromObject(options.muxerOptions ?? {});
  ok(output.writeHeaderSync(muxerOptions));

  const packet = new Packet();
  packet.alloc();
  const drain = () => {
    while (encoder.receivePacketSync(packet) >= 0) {
      packet.rescaleTs(encoder.timeBase, stream.timeBase);
      packet.streamIndex = 0;
      packet.duration ||= BigInt(Math.round(stream.timeBase.den / stream.timeBase.num / fps));
      ok(output.interleavedWriteFrameSync(packet));
    }
  };
  const frame = new Frame();
  for (let i = 0; i < options.frames; i++) {
    frame.alloc();
    frame.format = format;
    frame.width = widthPx;
    frame.height = heightPx;
    ok(frame.getBuffer());
    const [y, u, v] = frame.data!;
    paint({ widthPx, heightPx, y: y!, u: u!, v: v!, strides: frame.linesize }, i);
    frame.pts = BigInt(i);
    ok(encoder.sendFrameSync(frame));
    frame.free();
    drain();
  }
  ok(encoder.sendFrameSync(null));
  drain();
  ok(output.writeTrailerSync());
  output.closeOutputSync();
  packet.free();
  output.freeContext();
  encoder.freeContext();
  return options.path;
}

function ok(result: number): void {
  if (result < 0) throw new Error(`making the test film failed (${result})`);
}
