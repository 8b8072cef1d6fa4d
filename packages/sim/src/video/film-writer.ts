// Writes RGB pictures to an MP4 as a camera would compress them: no B-frames, a key frame every two seconds.
import { AppError } from "@vigie/contracts";
import {
  AV_CODEC_FLAG_BITEXACT,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PIX_FMT_YUV420P,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  AVFMT_FLAG_BITEXACT,
  Codec,
  CodecContext,
  FF_ENCODER_LIBX264,
  FF_ENCODER_LIBX265,
  FormatContext,
  Frame,
  Packet,
  Rational,
} from "node-av";
import { toYuv420 } from "./yuv.ts";

export interface FilmOptions {
  widthPx: number;
  heightPx: number;
  fps: number;
  codec: "h264" | "h265";
  /** Constant quality of x264 or x265; higher is smaller. */
  crf: number;
  preset: string;
}

/** Errors: `sim.encoder`. The same pictures give the same bytes. */
export class FilmWriter {
  private readonly encoder = new CodecContext();
  private readonly format = new FormatContext();
  private readonly packet = new Packet();
  private readonly yuv: Buffer;
  private readonly options: FilmOptions;
  private readonly timeBase: Rational;
  private shown = 0;

  constructor(file: string, options: FilmOptions) {
    const { widthPx, heightPx, fps } = options;
    this.options = options;
    this.timeBase = new Rational(2, Math.round(fps * 2));
    this.yuv = Buffer.alloc((widthPx * heightPx * 3) / 2);
    this.packet.alloc();
    this.openEncoder();
    this.format.allocOutputContext2(null, "mp4", file);
    this.format.setFlags(AVFMT_FLAG_BITEXACT);
    const stream = this.format.newStream(null);
    check(stream.codecpar.fromContext(this.encoder), "describe the stream");
    if (options.codec === "h265") stream.codecpar.codecTag = "hvc1";
    stream.timeBase = this.timeBase;
    check(this.format.openOutputSync(), `open ${file}`);
    check(this.format.setOption("movflags", "+faststart"), "ask for a fast start");
    check(this.format.writeHeaderSync(), `write ${file}`);
  }

  /** Shape: [heightPx * widthPx * 3]. */
  write(rgb: Uint8Array): void {
    const { widthPx, heightPx } = this.options;
    toYuv420(rgb, widthPx, heightPx, this.yuv);
    using frame = Frame.fromVideoBuffer(this.yuv, {
      width: widthPx,
      height: heightPx,
      format: AV_PIX_FMT_YUV420P,
      timeBase: this.timeBase,
    });
    frame.pts = BigInt(this.shown++);
    check(this.encoder.sendFrameSync(frame), "encode a picture");
    this.drain();
  }

  close(): void {
    check(this.encoder.sendFrameSync(null), "finish encoding");
    this.drain();
    check(this.format.writeTrailerSync(), "finish the file");
    this.format.closeOutputSync();
    this.format.freeContext();
    this.encoder.freeContext();
    this.packet.free();
  }

  private openEncoder(): void {
    const { widthPx, heightPx, fps, codec: name, crf, preset } = this.options;
    const codec = Codec.findEncoderByName(name === "h264" ? FF_ENCODER_LIBX264 : FF_ENCODER_LIBX265);
    if (!codec) throw failure(`find an encoder for ${name}`);
    this.encoder.allocContext3(codec);
    Object.assign(this.encoder, {
      width: widthPx,
      height: heightPx,
      pixelFormat: AV_PIX_FMT_YUV420P,
      timeBase: this.timeBase,
      framerate: new Rational(Math.round(fps * 2), 2),
      gopSize: Math.round(fps * 2),
      maxBFrames: 0,
      threadCount: 1,
      colorRange: AVCOL_RANGE_MPEG,
      colorPrimaries: AVCOL_PRI_BT709,
      colorTrc: AVCOL_TRC_BT709,
      colorSpace: AVCOL_SPC_BT709,
    });
    this.encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_BITEXACT);
    const gop = Math.round(fps * 2);
    const fixed = `keyint=${gop}:min-keyint=${gop}:scenecut=0:bframes=0`;
    // As options and not as a dictionary: opening takes a dictionary over, and freeing it again crashes the process.
    const settings: Record<string, string> =
      name === "h264"
        ? { preset, crf: String(crf), "x264-params": fixed }
        : { preset, crf: String(crf), "x265-params": `${fixed}:log-level=none:pools=none:frame-threads=1` };
    for (const [key, value] of Object.entries(settings)) check(this.encoder.setOption(key, value), `set ${key}`);
    check(this.encoder.open2Sync(codec), `open the ${name} encoder`);
  }

  private drain(): void {
    while (this.encoder.receivePacketSync(this.packet) >= 0) {
      this.packet.streamIndex = 0;
      this.packet.duration = 1n;
      this.packet.rescaleTs(this.timeBase, this.format.streams[0]!.timeBase);
      check(this.format.interleavedWriteFrameSync(this.packet), "write a packet");
    }
  }
}

function failure(what: string): AppError {
  return new AppError({
    code: "sim.encoder",
    kind: "internal",
    audience: "developer",
    message: `The film writer could not ${what}.`,
  });
}

function check(result: number, what: string): void {
  if (result < 0) throw failure(what);
}
