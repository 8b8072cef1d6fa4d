// Test material: pictures of a video file or a JPEG as the planes that a detector gets, decoded by FFmpeg.
import type { GrayImage, PlanarImage, ScaledPictures, ScaleRequest } from "@vigie/core";
import { Codec, CodecContext, type FilterContext, FilterGraph, FormatContext, Frame, Packet } from "node-av";
import { AV_BUFFERSRC_FLAG_KEEP_REF, AVMEDIA_TYPE_VIDEO } from "node-av/constants";

export interface MaterialFrame extends ScaledPictures {
  widthPx: number;
  heightPx: number;
  /** Clock: stream, from the first picture. */
  timeMs: number;
}

/** Every `keepEvery`-th frame of a file, scaled as asked; planes are valid until the next frame. */
export function* framesOf(path: string, request: ScaleRequest, keepEvery = 1): Generator<MaterialFrame> {
  const format = new FormatContext();
  check(format.openInputSync(path), path);
  check(format.findStreamInfoSync(), path);
  const index = format.findBestStream(AVMEDIA_TYPE_VIDEO);
  const stream = format.streams[index]!;
  const codec = Codec.findDecoder(stream.codecpar.codecId);
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  check(decoder.parametersToContext(stream.codecpar), path);
  decoder.threadCount = 1;
  check(decoder.open2Sync(codec), path);
  const packet = new Packet();
  packet.alloc();
  const frame = new Frame();
  frame.alloc();
  let graph: Graph | null = null;
  const tick = (1000 * stream.timeBase.num) / stream.timeBase.den;
  let first: bigint | null = null;
  let n = 0;
  try {
    for (let ended = false; !ended; ) {
      ended = format.readFrameSync(packet) < 0;
      if (!ended && packet.streamIndex !== index) {
        packet.unref();
        continue;
      }
      decoder.sendPacketSync(ended ? null : packet);
      if (!ended) packet.unref();
      while (decoder.receiveFrameSync(frame) === 0) {
        first ??= frame.bestEffortTimestamp;
        const timeMs = Number(frame.bestEffortTimestamp - first) * tick;
        if (n++ % keepEvery === 0) {
          graph ??= new Graph(frame, request);
          yield { ...graph.run(frame), widthPx: graph.widthPx, heightPx: graph.heightPx, timeMs };
        }
        frame.unref();
      }
    }
  } finally {
    graph?.close();
    frame.free();
    packet.free();
    decoder.freeContext();
    format.closeInputSync();
  }
}

/** The only picture of a JPEG, copied so that it outlives the decoder. */
export function pictureOf(path: string, request: ScaleRequest): MaterialFrame {
  for (const frame of framesOf(path, request)) return copyOf(frame);
  throw new Error(`${path} holds no picture`);
}

/** A frame whose planes stay valid. */
export function copyOf(frame: MaterialFrame): MaterialFrame {
  const { rgb, gray } = frame;
  return {
    ...frame,
    rgb: rgb && { ...rgb, r: Uint8Array.from(rgb.r), g: Uint8Array.from(rgb.g), b: Uint8Array.from(rgb.b) },
    gray: gray && { ...gray, data: Uint8Array.from(gray.data) },
  };
}

class Graph {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly #graph = new FilterGraph();
  readonly #out = new Frame();
  readonly #grayOut = new Frame();

  constructor(frame: Frame, request: ScaleRequest) {
    this.widthPx = frame.width;
    this.heightPx = frame.height;
    this.#graph.alloc();
    this.#out.alloc();
    this.#grayOut.alloc();
    const rgb = request.rgb && `scale=${fitted(frame, request.rgb)}:flags=bilinear,format=gbrp,buffersink@rgb`;
    const gray = request.gray && `scale=${fitted(frame, request.gray)}:flags=area,format=gray,buffersink@gray`;
    const source = `buffer@in=video_size=${frame.width}x${frame.height}:pix_fmt=${frame.format}:time_base=1/1000:pixel_aspect=1/1`;
    const text =
      rgb && gray ? `${source},split=2[a][b];[a]${rgb};[b]${gray}` : `${source},${rgb ?? gray ?? "buffersink@none"}`;
    check(this.#graph.parsePtr(text), text);
    check(this.#graph.configSync(), text);
  }

  run(frame: Frame): ScaledPictures {
    check(this.#filter("buffer@in").buffersrcAddFrameSync(frame, AV_BUFFERSRC_FLAG_KEEP_REF), "filter");
    const pictures: { rgb: PlanarImage | null; gray: GrayImage | null } = { rgb: null, gray: null };
    const rgbSink = this.#graph.getFilter("buffersink@rgb");
    if (rgbSink) {
      this.#out.unref();
      check(rgbSink.buffersinkGetFrameSync(this.#out), "rgb");
      const [g, b, r] = this.#out.data!;
      const strideBytes = this.#out.linesize[0]!;
      pictures.rgb = { widthPx: this.#out.width, heightPx: this.#out.height, strideBytes, r: r!, g: g!, b: b! };
    }
    const graySink = this.#graph.getFilter("buffersink@gray");
    if (graySink) {
      this.#grayOut.unref();
      check(graySink.buffersinkGetFrameSync(this.#grayOut), "gray");
      const { width, height, linesize, data } = this.#grayOut;
      pictures.gray = { widthPx: width, heightPx: height, strideBytes: linesize[0]!, data: data![0]! };
    }
    return pictures;
  }

  #filter(name: string): FilterContext {
    const filter = this.#graph.getFilter(name);
    if (!filter) throw new Error(`no filter ${name}`);
    return filter;
  }

  close(): void {
    this.#out.free();
    this.#grayOut.free();
    this.#graph.free();
  }
}

function fitted(frame: Frame, box: { maxWidthPx: number; maxHeightPx: number; stretch?: boolean }): string {
  if (box.stretch) return `${box.maxWidthPx}:${box.maxHeightPx}`;
  const scale = Math.min(box.maxWidthPx / frame.width, box.maxHeightPx / frame.height);
  return `${Math.round(frame.width * scale)}:${Math.round(frame.height * scale)}`;
}

function check(code: number, what: string): void {
  if (code < 0) throw new Error(`FFmpeg answered ${code} for ${what}`);
}
