// A video file as a source: offline as fast as it can be read, or live in real time and again from the start.
import type { Clock, EncodedPacket, SourceOptions, Timer, VideoSource, VideoStreamInfo } from "@vigie/core";
import { AV_NOPTS_VALUE, AVERROR_EOF, Dictionary, FormatContext, Packet } from "node-av";
import { MediaPacket } from "../packets/packet.ts";
import { checkFile, fileName } from "./file-check.ts";
import { FILE_FORMATS, FILE_PROTOCOLS } from "./formats.ts";
import { findPictureTrack, type PictureTrack } from "./picture-track.ts";
import { sourceError } from "./source-error.ts";
import { StreamClock } from "./stream-clock.ts";

export interface FileSourceOptions extends SourceOptions {
  path: string;
  loop: boolean;
  clock: Clock;
}

/** A gap of an hour inside a file is a broken clock, not a quiet scene. */
const MAX_STEP_US = 3_600_000_000;
/** A player this far behind (machine asleep) takes up again from now. */
const MAX_LAG_MS = 10_000;

/** Reads are synchronous; in the `live` pace a read waits until its picture is due. */
export class FileSource implements VideoSource {
  readonly #options: FileSourceOptions;
  readonly #name: string;
  #input: FormatContext | null = null;
  #picture: PictureTrack | null = null;
  #clock: StreamClock | null = null;
  #ahead: Packet | null = null;
  #isTorn = false;
  #packets = 0;
  #packetsThisRound = 0;
  #startUs = 0;
  /** Wall and monotonic time of stream time 0, in the live pace. */
  #anchorMs: { wall: number; monotonic: number } | null = null;
  #waiting: { timer: Timer; wake(): void } | null = null;
  #isClosed = false;

  constructor(options: FileSourceOptions) {
    this.#options = options;
    this.#name = `The video file ${fileName(options.path)}`;
  }

  async open(): Promise<VideoStreamInfo> {
    const check = checkFile(this.#options.path);
    this.#isTorn = check.isTorn;
    this.#openInput(check.isMp4);
    const picture = this.#picture!;
    const { frameDurationUs } = picture.track;
    this.#clock = new StreamClock({ frameDurationUs, maxStepUs: MAX_STEP_US });
    this.#ahead = this.#nextNative();
    if (!this.#ahead) {
      await this.close();
      if (this.#isTorn) throw this.#torn();
      throw sourceError("source.no-pictures", `${this.#name} has a ${picture.info.codec} track but no picture in it.`);
    }
    return picture.info;
  }

  read(): EncodedPacket | null | Promise<EncodedPacket | null> {
    if (this.#isClosed) return null;
    const packet = this.#nextPacket();
    if (!packet || this.#options.pace === "offline") return packet;
    return this.#untilDue(packet);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#waiting?.timer.cancel();
    this.#waiting?.wake();
    this.#ahead?.free();
    this.#ahead = null;
    this.#closeInput();
  }

  #openInput(isMp4: boolean): void {
    const input = new FormatContext();
    const options = Dictionary.fromObject({ protocol_whitelist: FILE_PROTOCOLS, format_whitelist: FILE_FORMATS });
    try {
      let result = input.openInputSync(`file:${this.#options.path}`, null, options);
      if (result >= 0) {
        this.#input = input;
        result = input.findStreamInfoSync(null);
      }
      if (result < 0) {
        if (this.#isTorn) throw this.#torn();
        const what = isMp4
          ? "is damaged: it begins as MP4, but its pictures cannot be found"
          : "is not a video file that can be read; MP4, MOV, MKV, WebM, AVI and MPEG-TS are";
        throw sourceError("source.not-video", `${this.#name} ${what}.`);
      }
      this.#picture = findPictureTrack(input, this.#name, true);
      const startTime = this.#picture.stream.startTime;
      this.#startUs = startTime === AV_NOPTS_VALUE ? 0 : (this.#toUs(startTime) ?? 0);
    } catch (error) {
      this.#closeInput();
      throw error;
    } finally {
      options.free();
    }
  }

  #closeInput(): void {
    this.#input?.closeInputSync();
    this.#input = null;
  }

  #torn() {
    return sourceError(
      "source.truncated",
      `${this.#name} is cut off: its end is missing${this.#packets > 0 ? ` after ${this.#packets} pictures` : ""}.`,
      { path: this.#options.path, packets: this.#packets },
    );
  }

  /** The next native packet of the picture track, or null at the end of the file. */
  #nextNative(): Packet | null {
    const packet = new Packet();
    packet.alloc();
    const index = this.#picture!.stream.index;
    for (;;) {
      const result = this.#input!.readFrameSync(packet);
      if (result < 0) {
        packet.free();
        if (result !== AVERROR_EOF) this.#isTorn = true;
        return null;
      }
      if (packet.streamIndex === index && packet.size > 0) return packet;
      packet.unref();
    }
  }

  #nextPacket(): MediaPacket | null {
    let native = this.#ahead ?? this.#nextNative();
    this.#ahead = null;
    if (!native) {
      if (this.#isTorn) throw this.#torn();
      if (this.#options.pace === "offline" || !this.#options.loop || this.#packetsThisRound === 0) return null;
      native = this.#rewind();
      if (!native) return null;
    }
    this.#packets++;
    this.#packetsThisRound++;
    const times = this.#clock!.next(this.#placed(native.dts), this.#placed(native.pts));
    return MediaPacket.adopt(native, this.#picture!.track, { ...times, capturedAtMs: this.#capturedAtMs(times.ptsUs) });
  }

  /** Opening again is as cheap as seeking and works for every container. */
  #rewind(): Packet | null {
    const { track } = this.#picture!;
    this.#closeInput();
    this.#openInput(true);
    const again = this.#picture!;
    if (
      again.track.codec !== track.codec ||
      again.track.widthPx !== track.widthPx ||
      again.track.heightPx !== track.heightPx ||
      again.track.orientation?.filters !== track.orientation?.filters
    ) {
      throw sourceError("source.changed", `${this.#name} was replaced by another video while it played.`);
    }
    this.#clock!.restart();
    this.#packetsThisRound = 0;
    return this.#nextNative();
  }

  #toUs(time: bigint): number | null {
    if (time === AV_NOPTS_VALUE) return null;
    const { num, den } = this.#picture!.stream.timeBase;
    return Math.round((Number(time) * num * 1_000_000) / den);
  }

  #placed(time: bigint): number | null {
    const us = this.#toUs(time);
    return us === null ? null : us - this.#startUs;
  }

  #capturedAtMs(ptsUs: number): number {
    if (this.#options.pace === "offline") return (this.#options.startAtMs ?? 0) + ptsUs / 1000;
    const { clock } = this.#options;
    this.#anchorMs ??= { wall: clock.nowMs(), monotonic: clock.monotonicMs() };
    const lagMs = clock.monotonicMs() - (this.#anchorMs.monotonic + ptsUs / 1000);
    if (lagMs > MAX_LAG_MS) {
      this.#anchorMs.monotonic += lagMs;
      this.#anchorMs.wall += lagMs;
    }
    return this.#anchorMs.wall + ptsUs / 1000;
  }

  #untilDue(packet: MediaPacket): MediaPacket | Promise<MediaPacket | null> {
    const { clock } = this.#options;
    const delayMs = this.#anchorMs!.monotonic + packet.dtsUs / 1000 - clock.monotonicMs();
    if (delayMs <= 0) return packet;
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting = null;
        if (!this.#isClosed) return resolve(packet);
        packet.release();
        resolve(null);
      };
      this.#waiting = { wake, timer: clock.after(delayMs, wake) };
    });
  }
}
