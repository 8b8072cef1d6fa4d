// Writes what analysis saw into a film: shapes drawn on each picture, H.264 in an MP4 that browsers play.
import { AppError } from "@vigie/contracts";
import type { DecodedFrame, OverlayShape, OverlayWriter } from "@vigie/core";
import { Dictionary, FormatContext, type Frame, type Packet, type Stream } from "node-av";
import { MediaFrame } from "../decode/frame.ts";
import type { PictureCopy } from "../decode/picture-copy.ts";
import { MICROSECONDS } from "../packets/track.ts";
import { Canvas } from "./canvas.ts";
import { H264Encoder } from "./h264-encoder.ts";

const OPTIONS = { preset: "veryfast", crf: "23", profile: "high" } as const;
const KEY_FRAME_EVERY_US = 2_000_000;

/** What the system's own error numbers mean. */
const WHY: Readonly<Record<number, string>> = {
  [-2]: "its folder does not exist",
  [-13]: "it may not be written by this process",
  [-28]: "its disk is full",
  [-30]: "its disk can only be read",
};

interface OpenFilm {
  encoder: H264Encoder;
  output: FormatContext;
  stream: Stream;
}

/** The size is that of the first frame; the file is complete, and has its index in front, once `close` has returned. */
export class Mp4OverlayWriter implements OverlayWriter {
  readonly #path: string;
  readonly #fps: number;
  #film: OpenFilm | null = null;
  #lastPtsUs = Number.NEGATIVE_INFINITY;
  #firstPtsUs = 0;

  constructor(path: string, fps: number) {
    this.#path = path;
    this.#fps = fps;
  }

  /** Frames that do not come later than the one before are passed over. Errors: `overlay.unwritable`. */
  write(frame: DecodedFrame, shapes: readonly OverlayShape[]): void {
    const { native, ptsUs } = MediaFrame.of(frame);
    if (ptsUs <= this.#lastPtsUs) return;
    if (!this.#film) this.#firstPtsUs = ptsUs;
    this.#lastPtsUs = ptsUs;
    this.#film ??= this.#open(native);
    const film = this.#film;
    const packets = film.encoder.encode(native, ptsUs - this.#firstPtsUs, (picture) => draw(picture, shapes));
    for (const packet of packets) this.#put(film, packet);
  }

  async close(): Promise<void> {
    const film = this.#film;
    this.#film = null;
    if (!film) return;
    try {
      for (const packet of film.encoder.flush()) this.#put(film, packet);
      this.#expect(film.output.writeTrailerSync());
    } finally {
      this.#free(film.output);
      film.encoder.close();
    }
  }

  #open(first: Frame): OpenFilm {
    const encoder = new H264Encoder({
      widthPx: first.width,
      heightPx: first.height,
      fps: this.#fps,
      keyFrameEveryUs: KEY_FRAME_EVERY_US,
      options: OPTIONS,
    });
    const output = new FormatContext();
    try {
      this.#expect(output.allocOutputContext2(null, "mp4", `file:${this.#path}`));
      const stream = output.newStream(null);
      encoder.track.parameters.copy(stream.codecpar);
      stream.timeBase = { num: 1, den: 90_000 } as Stream["timeBase"];
      this.#expect(output.openOutputSync());
      using options = Dictionary.fromObject({ movflags: "+faststart" });
      this.#expect(output.writeHeaderSync(options));
      return { encoder, output, stream };
    } catch (error) {
      encoder.close();
      output.freeContext();
      throw error;
    }
  }

  /** Without a length the last picture would lie after the end of the film. */
  #put({ output, stream, encoder }: OpenFilm, packet: Packet): void {
    packet.duration = BigInt(encoder.track.frameDurationUs);
    packet.rescaleTs(MICROSECONDS, stream.timeBase);
    packet.streamIndex = 0;
    const result = output.interleavedWriteFrameSync(packet);
    packet.free();
    this.#expect(result);
  }

  #free(output: FormatContext): void {
    output.closeOutputSync();
    output.freeContext();
  }

  #expect(result: number): void {
    if (result >= 0) return;
    throw new AppError({
      code: "overlay.unwritable",
      kind: "unavailable",
      audience: "user",
      message: `The overlay film ${this.#path} cannot be written (${WHY[result] ?? `FFmpeg says ${result}`}).`,
    });
  }
}

function draw(picture: PictureCopy, shapes: readonly OverlayShape[]): void {
  const canvas = new Canvas(picture);
  for (const shape of shapes) canvas.draw(shape);
}
