// JPEG files in and out, by FFmpeg's own codec.
import { readFileSync } from "node:fs";
import type { PlanarImage } from "@vigie/core";
import {
  AV_CODEC_FLAG_QSCALE,
  AV_CODEC_ID_MJPEG,
  AV_LOG_QUIET,
  AV_PIX_FMT_RGB24,
  AV_PIX_FMT_YUVJ420P,
  AVCOL_RANGE_JPEG,
  type AVPixelFormat,
  Codec,
  CodecContext,
  Frame,
  Log,
  Packet,
  Rational,
  SoftwareScaleContext,
  SWS_BILINEAR,
} from "node-av";

/** FFmpeg's scale from 2 (best); 3 is about what others call quality 92. */
const QUALITY = 3;
const LAMBDA_PER_QUALITY = 118;
Log.setLevel(AV_LOG_QUIET);

/** The picture of a JPEG file. Errors: Error that names the file. Cost: about 3 ms at 448 pixels. */
export function readJpeg(path: string): PlanarImage {
  const codec = Codec.findDecoder(AV_CODEC_ID_MJPEG)!;
  using context = new CodecContext();
  context.allocContext3(codec);
  context.threadCount = 1;
  context.open2Sync(codec);
  using packet = new Packet();
  packet.alloc();
  const bytes = readFileSync(path);
  packet.data = bytes;
  using frame = new Frame();
  frame.alloc();
  if (context.sendPacketSync(packet) < 0 || context.receiveFrameSync(frame) < 0)
    throw new Error(`The picture ${path} is not a JPEG that can be read.`);
  using rgb = convert(frame, frame.format as AVPixelFormat, AV_PIX_FMT_RGB24);
  return planesOf(rgb);
}

/** Shape: rgb is heightPx * widthPx * 3. */
export class JpegWriter {
  readonly #encoder = new CodecContext();
  readonly #widthPx: number;
  readonly #heightPx: number;
  #pts = 0n;

  constructor(widthPx: number, heightPx: number) {
    this.#widthPx = widthPx;
    this.#heightPx = heightPx;
    const codec = Codec.findEncoder(AV_CODEC_ID_MJPEG)!;
    this.#encoder.allocContext3(codec);
    Object.assign(this.#encoder, {
      width: widthPx,
      height: heightPx,
      pixelFormat: AV_PIX_FMT_YUVJ420P,
      colorRange: AVCOL_RANGE_JPEG,
      timeBase: new Rational(1, 25),
      globalQuality: QUALITY * LAMBDA_PER_QUALITY,
      threadCount: 1,
    });
    this.#encoder.setFlags(AV_CODEC_FLAG_QSCALE);
    this.#encoder.open2Sync(codec);
  }

  encode(rgb: Uint8Array): Uint8Array {
    using source = blank(this.#widthPx, this.#heightPx, AV_PIX_FMT_RGB24);
    const stride = source.linesize[0]!;
    for (let y = 0; y < this.#heightPx; y++)
      source.data![0]!.set(rgb.subarray(y * this.#widthPx * 3, (y + 1) * this.#widthPx * 3), y * stride);
    using picture = convert(source, AV_PIX_FMT_RGB24, AV_PIX_FMT_YUVJ420P);
    picture.colorRange = AVCOL_RANGE_JPEG;
    picture.pts = this.#pts++;
    picture.quality = QUALITY * LAMBDA_PER_QUALITY;
    this.#encoder.sendFrameSync(picture);
    using packet = new Packet();
    packet.alloc();
    if (this.#encoder.receivePacketSync(packet) < 0) throw new Error("The picture could not be written as JPEG.");
    return Uint8Array.from(packet.data!);
  }

  close(): void {
    this.#encoder.freeContext();
  }
}

function blank(width: number, height: number, format: AVPixelFormat): Frame {
  const frame = new Frame();
  frame.alloc();
  Object.assign(frame, { width, height, format });
  frame.getBuffer();
  return frame;
}

function convert(frame: Frame, from: AVPixelFormat, to: AVPixelFormat): Frame {
  const result = blank(frame.width, frame.height, to);
  using scaler = new SoftwareScaleContext();
  scaler.getContext(frame.width, frame.height, from, frame.width, frame.height, to, SWS_BILINEAR);
  scaler.scaleFrameSync(result, frame);
  return result;
}

function planesOf(frame: Frame): PlanarImage {
  const { width, height } = frame;
  const [r, g, b] = [0, 1, 2].map(() => new Uint8Array(width * height)) as [Uint8Array, Uint8Array, Uint8Array];
  const data = frame.data![0]!;
  const stride = frame.linesize[0]!;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * stride + x * 3;
      r[y * width + x] = data[at]!;
      g[y * width + x] = data[at + 1]!;
      b[y * width + x] = data[at + 2]!;
    }
  }
  return { widthPx: width, heightPx: height, strideBytes: width, r, g, b };
}
