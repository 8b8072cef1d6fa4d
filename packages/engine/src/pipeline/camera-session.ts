// One opened stream from its first packet to its end: packets to recording, pre-roll and viewers; frames to analysis.
import type { CameraConfig } from "@vigie/contracts";
import type {
  Clock,
  DecodedFrame,
  EncodedPacket,
  FileSystem,
  Media,
  PreRoll,
  RecordedSegment,
  Recorder,
  VideoDecoder,
  VideoEncoder,
  VideoSource,
  VideoStreamInfo,
} from "@vigie/core";
import type { SegmentChain } from "../worker/protocol.ts";
import { CLIP_BEFORE_MS } from "./event-pictures.ts";
import { FramePicker } from "./frame-picker.ts";
import { LiveFanOut } from "./live-fan-out.ts";
import { asProblem, type Problem } from "./problem.ts";
import { within } from "./within.ts";

const SEGMENT_MS = 60_000;
/** The pre-roll holds the clip's lead and the time that analysis and clip start may lag behind. */
const PRE_ROLL_MS = CLIP_BEFORE_MS + 3_000;
/** A file is read without waiting; the loop gives way at least this often. Unit: packets. */
const YIELD_EVERY_PACKETS = 25;

export interface SessionListener {
  onOpen(info: VideoStreamInfo): void;
  onPacket(packet: EncodedPacket): void;
  onDecoded(capturedAtMs: number): void;
  /** So many more packets or pictures were damaged. */
  onDamaged(count: number): void;
  /** The packet was recorded and relayed but gave no picture. */
  onUndecodable(problem: Problem): void;
  /** The session hands the frame over. */
  onFrame(frame: DecodedFrame): void;
  onSegment(segment: RecordedSegment): void;
  onRecordingLost(reason: Problem): void;
  /** About to enter native code for this camera. */
  onNative(): void;
  /** The disk keeps the recorder from ending; until then nothing else of this camera may be recorded. */
  onRecorderHangs(closed: Promise<void>): void;
  /** No packet comes any more; frames and the pre-roll live until this resolves. */
  onEnding(): Promise<void>;
}

export interface SessionDeps {
  media: Media;
  files: FileSystem;
  clock: Clock;
  /** Where the recordings have ended by now; `busy` while another recorder still writes them. */
  chain(): SegmentChain | "busy";
}

/** How long the end of a session waits for the disk. Unit: ms. */
const CLOSE_LIMIT_MS = 5_000;

export class CameraSession {
  readonly #camera: CameraConfig;
  readonly #deps: SessionDeps;
  readonly #listener: SessionListener;
  readonly #source: VideoSource;
  readonly #picker: FramePicker;
  #decoder: VideoDecoder | null = null;
  #damagedPackets = 0;
  #encoder: VideoEncoder | null = null;
  #recorder: Recorder | null = null;
  #preRoll: PreRoll | null = null;
  #fanOut: LiveFanOut | null = null;
  /** What leaves this session: the camera's own stream, or the encoder's. */
  #relayed: VideoStreamInfo | null = null;
  #stopping = false;

  /** Errors: `source.unsupported`. */
  constructor(camera: CameraConfig, deps: SessionDeps, listener: SessionListener) {
    this.#camera = camera;
    this.#deps = deps;
    this.#listener = listener;
    this.#source = deps.media.openSource(camera.source, { pace: "live" });
    this.#picker = new FramePicker(camera.analysis.fps);
  }

  /** Runs until the stream ends, fails or `stop` is called. Errors: those of VideoSource. */
  async run(): Promise<void> {
    try {
      this.#listener.onNative();
      const info = await this.#source.open();
      if (this.#stopping) return;
      this.#open(info);
      for (let n = 1; !this.#stopping; n++) {
        const answer = this.#source.read();
        const packet = answer instanceof Promise ? await answer : answer;
        if (!packet) break;
        try {
          // What arrives after `stop` belongs to a configuration that no longer holds: its masks may be missing.
          if (!this.#stopping) this.#take(packet);
        } finally {
          packet.release();
        }
        if (n % YIELD_EVERY_PACKETS === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      await this.#close();
    }
  }

  /** From here on nothing more is recorded, relayed or analysed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#source.close().catch(() => {});
  }

  get preRoll(): PreRoll | null {
    return this.#preRoll;
  }

  get fanOut(): LiveFanOut | null {
    return this.#stopping ? null : this.#fanOut;
  }

  #open(info: VideoStreamInfo): void {
    const { media } = this.#deps;
    const { scene, analysis } = this.#camera;
    const masked = scene.masks.length > 0;
    this.#decoder = media.createDecoder(info, this.#source, scene.masks);
    this.#decoder.setKeyFramesOnly(!analysis.enabled && !masked);
    this.#encoder = masked ? media.createEncoder(info) : null;
    const relayed = this.#encoder?.info ?? info;
    this.#preRoll = media.createPreRoll(relayed, PRE_ROLL_MS);
    this.#fanOut = new LiveFanOut(media, relayed);
    this.#relayed = relayed;
    this.#listener.onOpen(info);
  }

  #take(packet: EncodedPacket): void {
    this.#listener.onPacket(packet);
    if (!this.#encoder) this.#relay(packet);
    this.#listener.onNative();
    const frames = this.#decode(packet);
    let next = 0;
    try {
      while (next < frames.length) this.#show(frames[next++]!);
    } finally {
      for (const frame of frames.slice(next)) frame.release();
    }
  }

  /** What cannot be decoded is recorded all the same, except of a masked camera: nothing of it leaves but what was blackened. */
  #decode(packet: EncodedPacket): DecodedFrame[] {
    try {
      const frames = this.#decoder!.decode(packet);
      this.#noteDamage(this.#decoder!.damagedPackets);
      return frames;
    } catch (cause) {
      if (this.#encoder) throw cause;
      this.#listener.onUndecodable(asProblem(cause));
      return [];
    }
  }

  #noteDamage(damagedPackets: number): void {
    if (damagedPackets > this.#damagedPackets) this.#listener.onDamaged(damagedPackets - this.#damagedPackets);
    this.#damagedPackets = damagedPackets;
  }

  #show(frame: DecodedFrame): void {
    let isHandedOver = false;
    try {
      if (this.#encoder) this.#relayMasked(this.#encoder.encode(frame));
      this.#listener.onDecoded(frame.capturedAtMs);
      const isWanted = this.#camera.analysis.enabled ? this.#picker.pick(frame.ptsUs) : frame.isKey;
      if (!isWanted) return;
      isHandedOver = true;
      this.#listener.onFrame(frame);
    } finally {
      if (!isHandedOver) frame.release();
    }
  }

  #relayMasked(packets: readonly EncodedPacket[]): void {
    for (const packet of packets) {
      this.#relay(packet);
      packet.release();
    }
  }

  #relay(packet: EncodedPacket): void {
    if (packet.isKey) this.#recorder ??= this.#startRecorder();
    this.#recorder?.write(packet);
    this.#preRoll?.push(packet);
    this.#fanOut?.push(packet);
  }

  #startRecorder(): Recorder | null {
    const { media, files } = this.#deps;
    const { id, recording } = this.#camera;
    const chain = this.#deps.chain();
    if (!recording.enabled || chain === "busy") return null;
    return media.createRecorder({
      cameraId: id,
      info: this.#relayed!,
      files,
      folder: `recordings/${id}`,
      segmentMs: SEGMENT_MS,
      chain,
      onSegment: (segment) => this.#listener.onSegment(segment),
      onLost: ({ code, message }) => this.#listener.onRecordingLost({ code, message }),
    });
  }

  /** Each part is closed whatever the others do. */
  async #close(): Promise<void> {
    this.#stopping = true;
    await this.#listener.onEnding().catch(() => {});
    this.#fanOut?.close("The camera's stream was interrupted.");
    this.#decoder?.close();
    this.#encoder?.close();
    await this.#closeRecorder();
    this.#preRoll?.clear();
    await this.#source.close().catch(() => {});
  }

  async #closeRecorder(): Promise<void> {
    const closed = this.#recorder?.close().catch((cause) => this.#listener.onRecordingLost(asProblem(cause)));
    if (closed && !(await within(closed, CLOSE_LIMIT_MS, this.#deps.clock))) this.#listener.onRecorderHangs(closed);
  }
}
