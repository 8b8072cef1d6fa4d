// Packets of one track in, fragmented MP4 in memory out; recordings, clips and live pictures all come from here.
import { AppError } from "@vigie/contracts";
import { Dictionary, FormatContext, IOContext, Packet, type Stream } from "node-av";
import type { MediaPacket } from "../packets/packet.ts";
import { MICROSECONDS, type Track } from "../packets/track.ts";

/** Ticks per second inside the file; the usual clock of video, and exact for all usual picture rates. */
const TIMESCALE = 90_000;
const IO_BUFFER_BYTES = 64 * 1024;
/** Fragment on our word only: a fragment ends where `flush` is called. */
const MOVFLAGS = "+frag_custom+empty_moov+default_base_moof";
/** Sample entries that browsers and QuickTime accept. */
const CODEC_TAGS = new Map([["hevc", "hvc1"]]);

/** Errors of the constructor: `recording.codec-unsupported`. Cost: about 0.03 ms a packet, 0.1 ms a fragment. */
export class FragmentMuxer {
  readonly track: Track;
  readonly #output = new FormatContext();
  readonly #io = new IOContext();
  readonly #stream: Stream;
  readonly #scratch = new Packet();
  #chunks: Buffer[] = [];
  #baseUs: number | null = null;
  #lastTicks = -1n;
  #isOpen = true;

  constructor(track: Track) {
    this.track = track;
    this.#scratch.alloc();
    try {
      expect(this.#output.allocOutputContext2(null, "mp4", null));
      this.#io.allocContextWithCallbacks(IO_BUFFER_BYTES, 1, null, (bytes) => {
        this.#chunks.push(Buffer.from(bytes));
        return bytes.length;
      });
      this.#output.pb = this.#io;
      this.#stream = this.#output.newStream(null);
      track.parameters.copy(this.#stream.codecpar);
      this.#stream.codecpar.codecTag = CODEC_TAGS.get(track.codec) ?? 0;
      this.#stream.timeBase = { num: 1, den: TIMESCALE } as Stream["timeBase"];
      using options = Dictionary.fromObject({ movflags: MOVFLAGS });
      expect(this.#output.writeHeaderSync(options));
      this.#output.flushSync();
    } catch (cause) {
      this.abandon();
      throw new AppError({
        code: "recording.codec-unsupported",
        kind: "unsupported",
        audience: "operator",
        message: `Pictures in the codec ${track.codec} cannot be stored as MP4; set the camera to H.264 or H.265.`,
        cause,
      });
    }
  }

  /** Adds bytes of the caller's own at this place of the file; only between fragments. */
  insert(bytes: Buffer): void {
    this.#io.writeSync(bytes);
    this.#io.flushSync();
  }

  /** @param durationUs how long the picture is shown. */
  push(packet: MediaPacket, durationUs: number): void {
    this.#baseUs ??= packet.dtsUs;
    const scratch = this.#scratch;
    scratch.ref(packet.native);
    scratch.streamIndex = 0;
    let dts = toTicks(packet.dtsUs - this.#baseUs);
    if (dts <= this.#lastTicks) dts = this.#lastTicks + 1n;
    this.#lastTicks = dts;
    const pts = toTicks(packet.ptsUs - this.#baseUs);
    scratch.dts = dts;
    scratch.pts = pts < dts ? dts : pts;
    scratch.duration = toTicks(durationUs) || 1n;
    const result = this.#output.writeFrameSync(scratch);
    scratch.unref();
    if (result < 0) throw new Error(`the packet could not be written (${result})`);
  }

  /** Ends the fragment. */
  flush(): void {
    this.#output.writeFrameSync(null);
    this.#output.flushSync();
  }

  /** Bytes since the last call; empty between fragments. */
  take(): Buffer {
    const chunks = this.#chunks;
    this.#chunks = [];
    return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  }

  /** The last fragment and the index of all; nothing may follow. */
  finish(): Buffer {
    this.#output.writeTrailerSync();
    this.#output.flushSync();
    const bytes = this.take();
    this.abandon();
    return bytes;
  }

  /** Frees the native memory without a proper end. */
  abandon(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#scratch.free();
    this.#output.pb = null;
    this.#output.freeContext();
    this.#io.freeContext();
  }
}

function toTicks(us: number): bigint {
  return BigInt(Math.round((us * TIMESCALE) / MICROSECONDS.den));
}

function expect(result: number): void {
  if (result < 0) throw new Error(`the MP4 writer refused (${result})`);
}
