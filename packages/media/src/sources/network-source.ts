// A camera on the network: every wait is bounded here, whatever FFmpeg does with its own limits.
import type { AppError } from "@vigie/contracts";
import type { Clock, EncodedPacket, VideoSource, VideoStreamInfo } from "@vigie/core";
import { AV_NOPTS_VALUE, AVERROR_EAGAIN, AVERROR_EOF, Dictionary, FormatContext, Packet } from "node-av";
import { MediaPacket } from "../packets/packet.ts";
import { ArrivalClock } from "./arrival-clock.ts";
import { ChangeWatch } from "./change-watch.ts";
import { dial } from "./dial.ts";
import { fillLeadIn, needsMore, type RawTimes } from "./lead-in.ts";
import type { NetworkAddress } from "./network-address.ts";
import { networkError, silent } from "./network-error.ts";
import { findPictureTrack, type PictureTrack } from "./picture-track.ts";
import { sourceError } from "./source-error.ts";
import { StreamClock } from "./stream-clock.ts";

export interface NetworkSourceOptions {
  address: NetworkAddress;
  /** Options for FFmpeg, all our own: nothing that a person typed. */
  inputOptions: Readonly<Record<string, string>>;
  /** Added to the sentence about a silent camera. */
  silenceHint: string;
  /** What an answer that cannot be understood means. */
  garbage: "not-video" | "hung-up";
  dialTimeoutMs: number;
  stallTimeoutMs: number;
  clock: Clock;
}

/** A live step longer than what has really passed plus this is a jump of the camera's clock. Unit: us. */
const MAX_STEP_US = 2_000_000;
/** How long `close` waits for a read that hangs in FFmpeg before it leaves it to end by itself. Unit: ms. */
const CLOSE_LIMIT_MS = 1500;
const OVERDUE = Symbol("overdue");

export class NetworkSource implements VideoSource {
  readonly #options: NetworkSourceOptions;
  readonly #name: string;
  readonly #aborted = new AbortController();
  readonly #arrival: ArrivalClock;
  #input: FormatContext | null = null;
  /** The native call in progress; nothing else may touch the input meanwhile. */
  #native: Promise<unknown> = Promise.resolve();
  #picture: PictureTrack | null = null;
  #streamClock: StreamClock | null = null;
  #watch: ChangeWatch | null = null;
  #timesByArrival = false;
  #hasBegun = false;
  /** Packets that were held back for their times. */
  readonly #ready: MediaPacket[] = [];
  #arrivedMs: number | null = null;
  #error: AppError | null = null;
  #closing: Promise<void> | null = null;

  constructor(options: NetworkSourceOptions) {
    this.#options = options;
    this.#name = `The camera at ${options.address.where}`;
    this.#arrival = new ArrivalClock(options.clock);
  }

  async open(): Promise<VideoStreamInfo> {
    try {
      return await this.#open();
    } catch (error) {
      void this.close();
      throw error;
    }
  }

  async #open(): Promise<VideoStreamInfo> {
    const { address, clock, dialTimeoutMs } = this.#options;
    await dial(address, clock, dialTimeoutMs, this.#aborted.signal);
    const deadlineMs = clock.monotonicMs() + dialTimeoutMs;
    const input = new FormatContext();
    const options = Dictionary.fromObject(this.#options.inputOptions);
    this.#input = input;
    await this.#describe(
      () => input.openInput(address.secretUrl, null, options).finally(() => options.free()),
      deadlineMs,
    );
    await this.#describe(() => input.findStreamInfo(null), deadlineMs);
    if (!hasSize(input)) {
      input.maxAnalyzeDuration = BigInt(dialTimeoutMs * 1000);
      await this.#describe(() => input.findStreamInfo(null), deadlineMs);
    }
    const picture = findPictureTrack(input, this.#name, false);
    this.#picture = picture;
    this.#watch = new ChangeWatch(picture.track);
    this.#streamClock = new StreamClock({ frameDurationUs: picture.track.frameDurationUs, maxStepUs: MAX_STEP_US });
    this.#timesByArrival = /mjpeg/.test(input.iformat?.name ?? "");
    return picture.info;
  }

  async read(): Promise<EncodedPacket | null> {
    const ready = this.#ready.shift();
    if (ready) return ready;
    if (this.#error) throw this.#error;
    if (this.#closing || !this.#picture) return null;
    const { clock, stallTimeoutMs } = this.#options;
    const deadlineMs = clock.monotonicMs() + stallTimeoutMs;
    const leadIn: Packet[] = [];
    try {
      do {
        const native = await this.#readNative(deadlineMs);
        if (!native) return null;
        leadIn.push(native);
      } while (!this.#hasBegun && !this.#timesByArrival && needsMore(leadIn.map((each) => this.#timesOf(each))));
      const { frameDurationUs } = this.#picture.track;
      const times = fillLeadIn(
        leadIn.map((each) => this.#timesOf(each)),
        frameDurationUs,
      );
      this.#hasBegun = true;
      for (const raw of times) this.#ready.push(this.#adopt(leadIn.shift()!, raw));
    } finally {
      for (const native of leadIn) native.free();
    }
    return this.#ready.shift() ?? null;
  }

  /** The next native packet of the picture track, or null when the source was closed meanwhile. */
  async #readNative(deadlineMs: number): Promise<Packet | null> {
    const index = this.#picture!.stream.index;
    for (;;) {
      const native = new Packet();
      native.alloc();
      const result = await this.#bounded(
        () => this.#input!.readFrame(native),
        deadlineMs,
        () => native.free(),
      );
      if (result === 0 && !this.#closing) {
        if (native.streamIndex === index && native.size > 0) return this.#unchanged(native);
        native.free();
        continue;
      }
      if (result !== OVERDUE) native.free();
      if (this.#closing) return null;
      if (result === AVERROR_EAGAIN) continue;
      throw this.#fail(this.#readError(result));
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#aborted.abort();
    for (const packet of this.#ready.splice(0)) packet.release();
    const input = this.#input;
    if (!input) return;
    input.interrupt();
    const ended = this.#native.catch(() => undefined).then(() => input.closeInput());
    const limit = new Promise<void>((resolve) => {
      const timer = this.#options.clock.after(CLOSE_LIMIT_MS, resolve);
      void ended.finally(() => timer.cancel()).catch(() => undefined);
    });
    await Promise.race([ended.catch(() => undefined), limit]);
  }

  /** Runs a native call; OVERDUE when it has not answered in time, and then `late` is called once it does. */
  async #bounded<T>(call: () => Promise<T>, deadlineMs: number, late?: () => void): Promise<T | typeof OVERDUE> {
    const { clock } = this.#options;
    const running = call();
    this.#native = running;
    let cancel: () => void = () => undefined;
    const overdue = new Promise<typeof OVERDUE>((resolve) => {
      const end = () => resolve(OVERDUE);
      const timer = clock.after(Math.max(0, deadlineMs - clock.monotonicMs()), end);
      this.#aborted.signal.addEventListener("abort", end, { once: true });
      cancel = () => {
        timer.cancel();
        this.#aborted.signal.removeEventListener("abort", end);
      };
    });
    const result = await Promise.race([running, overdue]);
    cancel();
    if (result === OVERDUE) void running.catch(() => undefined).then(late);
    return result;
  }

  async #describe(call: () => Promise<number>, deadlineMs: number): Promise<void> {
    const result = await this.#bounded(call, deadlineMs);
    const { address, dialTimeoutMs } = this.#options;
    if (result === OVERDUE) throw this.#fail(silent(address.where, dialTimeoutMs));
    if (result < 0) throw this.#fail(networkError(result, address.where, dialTimeoutMs, this.#options.garbage));
  }

  #readError(result: number | typeof OVERDUE): AppError {
    const { address, stallTimeoutMs, silenceHint } = this.#options;
    if (result === OVERDUE || result === -110) {
      const error = silent(address.where, stallTimeoutMs);
      return silenceHint === "" ? error : sourceError("source.silent", `${error.message} ${silenceHint}`);
    }
    if (result === AVERROR_EOF) return sourceError("source.unreachable", `${this.#name} ended the stream.`);
    return networkError(result, address.where, stallTimeoutMs, this.#options.garbage);
  }

  /** The source is finished with this error. */
  #fail(error: AppError): AppError {
    this.#error = error;
    return error;
  }

  #unchanged(native: Packet): Packet {
    const change = this.#watch!.changed(native);
    if (!change) return native;
    native.free();
    throw this.#fail(sourceError("source.changed", `${this.#name} has changed ${change}; it is opened again.`));
  }

  #timesOf(native: Packet): RawTimes {
    if (!this.#timesByArrival) return { dtsUs: this.#toUs(native.dts), ptsUs: this.#toUs(native.pts) };
    const arrivedUs = Math.round(this.#options.clock.monotonicMs() * 1000);
    return { dtsUs: arrivedUs, ptsUs: arrivedUs };
  }

  #adopt(native: Packet, raw: RawTimes): MediaPacket {
    const nowMs = this.#options.clock.monotonicMs();
    const elapsedUs = this.#arrivedMs === null ? 0 : (nowMs - this.#arrivedMs) * 1000;
    this.#arrivedMs = nowMs;
    const times = this.#streamClock!.next(raw.dtsUs, raw.ptsUs, elapsedUs);
    const capturedAtMs = this.#arrival.stamp(times.dtsUs, times.ptsUs);
    return MediaPacket.adopt(native, this.#picture!.track, { ...times, capturedAtMs });
  }

  #toUs(time: bigint): number | null {
    if (time === AV_NOPTS_VALUE) return null;
    const { num, den } = this.#picture!.stream.timeBase;
    return Math.round((Number(time) * num * 1_000_000) / den);
  }
}

function hasSize(input: FormatContext): boolean {
  return input.streams.some((stream) => stream.codecpar.width > 0);
}
