// One camera in a worker: sessions with back-off, analysis, alarm pictures, and a health that never hides anything.
import { AppError, type CameraConfig, type CameraHealth, type SceneEvent } from "@vigie/contracts";
import type {
  Clock,
  DecodedFrame,
  DetectorModel,
  FileSystem,
  Media,
  MotionMeter,
  RecordedSegment,
  StoredMemory,
  TraceChunk,
} from "@vigie/core";
import type { CameraFigures, CountsDelta, EventMedia, SpentKnownObjects } from "../fleet.ts";
import type { SegmentChain } from "../worker/protocol.ts";
import type { AnalysisQueue, QueueMember } from "./analysis-queue.ts";
import { BackOff } from "./back-off.ts";
import { CameraSession, type SessionListener } from "./camera-session.ts";
import { CameraWatch } from "./camera-watch.ts";
import { EventPictures } from "./event-pictures.ts";
import { HealthKeeper } from "./health-keeper.ts";
import type { LiveSink } from "./live-fan-out.ts";
import { MemoryKeeper } from "./memory-keeper.ts";
import { asProblem, type Problem } from "./problem.ts";
import { RecordingChain } from "./recording-chain.ts";
import { within } from "./within.ts";

export interface PipelineSink {
  onEvent(event: SceneEvent): void;
  onEventMedia(media: EventMedia): void;
  onSegment(segment: RecordedSegment): void;
  onCounts(delta: CountsDelta): void;
  onTrace(chunk: TraceChunk): void;
  onKnownObjectsSpent(spent: SpentKnownObjects): void;
  onMemory(memory: StoredMemory): void;
  onNote(cameraId: string, text: string): void;
  onNative(cameraId: string): void;
}

export interface PipelineDeps {
  media: Media;
  files: FileSystem;
  clock: Clock;
  queue: AnalysisQueue;
  /** Errors: those of DetectorCatalogue.open. */
  openModel(name: string): Promise<DetectorModel>;
  createMeter(): MotionMeter;
  gateThreshold: number;
  /** Makes whole what a killed worker left unfinished in this folder, oldest first. */
  recoverSegments(folder: string): Promise<RecordedSegment[]>;
  sink: PipelineSink;
}

/** A stream that has shown pictures for this long works: its next failure is a first one. Unit: ms. */
const SETTLED_MS = 5_000;
/** How long the end of a session waits for the files of its stills and clips. Unit: ms. */
const PICTURES_LIMIT_MS = 5_000;
const NOT_OPEN = "its stream is being opened";

export class CameraPipeline implements QueueMember {
  readonly #deps: PipelineDeps;
  readonly #facts: HealthKeeper;
  readonly #watch: CameraWatch;
  readonly #pictures: EventPictures;
  readonly #chain: RecordingChain;
  readonly #backOff = new BackOff();
  #camera: CameraConfig;
  #session: CameraSession | null = null;
  #openedAtMs = 0;
  #latest: DecodedFrame | null = null;
  /** New masks wait for the next session: no picture of this one may be stored or shown any more. */
  #isVeiled = false;
  #stopped = false;
  #restart = false;
  #wake: (() => void) | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(camera: CameraConfig, chain: SegmentChain, memory: StoredMemory | null, deps: PipelineDeps) {
    const { openModel, createMeter, gateThreshold, clock, sink } = deps;
    this.#camera = camera;
    this.#deps = deps;
    this.#facts = new HealthKeeper(camera.id, clock);
    const onCounts = (delta: CountsDelta) => sink.onCounts(delta);
    const onTrace = (chunk: TraceChunk) => sink.onTrace(chunk);
    const onKnownObjectsSpent = (spent: SpentKnownObjects) => sink.onKnownObjectsSpent(spent);
    const keeper = new MemoryKeeper(memory, clock, {
      onMemory: (kept) => sink.onMemory(kept),
      onAnew: (reason) => {
        sink.onNote(camera.id, reason);
        this.#facts.learnsAnew(reason);
      },
    });
    const watchDeps = { openModel, createMeter, gateThreshold, clock, onCounts, onTrace, onKnownObjectsSpent };
    this.#watch = new CameraWatch(camera, watchDeps, this.#facts, keeper);
    this.#pictures = new EventPictures(deps.files, (media) => sink.onEventMedia(media));
    this.#chain = new RecordingChain(chain, {
      recover: () => deps.recoverSegments(`recordings/${camera.id}`),
      facts: this.#facts,
      onSegment: (segment) => sink.onSegment(segment),
    });
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Applies a new configuration: names, drawings and scenarios live, everything else by opening the stream again. */
  async put(camera: CameraConfig): Promise<void> {
    const before = this.#camera;
    this.#camera = camera;
    if (streamKey(before) === streamKey(camera)) return this.#watch.setScene(camera);
    if (maskKey(before) !== maskKey(camera)) this.#veil();
    this.#restart = true;
    this.#wake?.();
    await this.#session?.stop();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake?.();
    await this.#session?.stop();
    await this.#running;
    this.#watch.close();
    this.#dropLatest();
  }

  health(): CameraHealth {
    return this.#facts.health(this.#watch.notWatching());
  }

  /** Called about every second. */
  tick(): void {
    this.#watch.tick();
  }

  /** What is counted now; null while nothing is analysed. */
  figures(): CameraFigures | null {
    return this.#watch.figures();
  }

  /** A person says that the present view is the right one. Errors: `camera.view-unchanged`. */
  acceptView(): null {
    if (this.#watch.acceptView()) return null;
    throw new AppError({
      code: "camera.view-unchanged",
      kind: "conflict",
      message: `Camera "${this.#camera.name}" shows its usual view; there is no new one to accept.`,
    });
  }

  /** Errors: `camera.blind`. */
  still(maxWidthPx: number): { jpeg: Uint8Array; capturedAtMs: number } {
    const latest = this.#latest;
    if (!latest) throw this.#blind(`There is no picture of camera "${this.#camera.name}" now`);
    return { jpeg: latest.jpeg(maxWidthPx), capturedAtMs: latest.capturedAtMs };
  }

  /** Errors: `camera.blind`, `recording.codec-unsupported`. */
  live(sink: LiveSink): { mimeType: string; close(): void } {
    const fanOut = this.#session?.fanOut;
    if (!fanOut) throw this.#blind(`Camera "${this.#camera.name}" shows nothing now`);
    return fanOut.subscribe(sink);
  }

  onDropped(): void {
    this.#facts.dropped();
  }

  async analyse(frame: DecodedFrame): Promise<void> {
    this.#deps.sink.onNative(this.#camera.id);
    for (const event of await this.#watch.look(frame)) this.#emit(event, frame);
    this.#keep(frame);
  }

  #emit(event: SceneEvent, frame: DecodedFrame | null): void {
    this.#deps.sink.onEvent(event);
    if (event.mode !== "alarm" || event.phase === "ended") return;
    const preRoll = this.#session?.preRoll;
    if (frame && preRoll && !this.#isVeiled) this.#pictures.capture(event, frame, preRoll);
    else this.#pictures.refuse(event);
  }

  #keep(frame: DecodedFrame): void {
    if (this.#isVeiled) return frame.release();
    this.#latest?.release();
    this.#latest = frame;
  }

  #veil(): void {
    this.#isVeiled = true;
    this.#dropLatest();
  }

  #dropLatest(): void {
    this.#latest?.release();
    this.#latest = null;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#restart = false;
      await this.#chain.mend();
      await this.#watch.prepare(this.#camera);
      const problem = await this.#runSession();
      if (this.#stopped) break;
      if (this.#restart) continue;
      this.#facts.failed(problem);
      await this.#pause(this.#backOff.next());
    }
  }

  /** Why it ended; never rejects. */
  async #runSession(): Promise<Problem> {
    const { media, files, clock } = this.#deps;
    this.#facts.opening();
    try {
      if (this.#stopped || this.#restart) return STOPPED;
      this.#session = new CameraSession(
        this.#camera,
        { media, files, clock, chain: () => this.#chain.next() },
        this.#sessionListener(),
      );
      this.#isVeiled = false;
      await this.#session.run();
      return { code: "source.ended", message: "The stream has ended; it is opened again." };
    } catch (cause) {
      return asProblem(cause);
    } finally {
      this.#session = null;
    }
  }

  #sessionListener(): SessionListener {
    const { sink, queue, clock } = this.#deps;
    return {
      onOpen: (info) => {
        this.#openedAtMs = clock.monotonicMs();
        this.#facts.opened(info, this.#camera);
      },
      onPacket: (packet) => {
        queue.notePacket();
        this.#facts.packet();
        this.#pictures.advance(packet.capturedAtMs);
      },
      onDecoded: (capturedAtMs) => {
        if (clock.monotonicMs() - this.#openedAtMs >= SETTLED_MS) this.#backOff.reset();
        this.#facts.decoded(capturedAtMs);
      },
      onDamaged: (count) => this.#facts.damaged(count),
      onUndecodable: (problem) => this.#facts.analysisFailed(problem, false),
      onFrame: (frame) => {
        if (this.#watch.isWatching) queue.offer(this, frame);
        else this.#keep(frame);
      },
      onSegment: (segment) => this.#chain.finished(segment),
      onRecordingLost: (reason) => this.#chain.lost(reason),
      onRecorderHangs: (closed) => this.#chain.waitForDisk(closed),
      onNative: () => sink.onNative(this.#camera.id),
      onEnding: () => this.#endSession(),
    };
  }

  /** While frames and pre-roll still live: the frame in hand is judged, open events end, clips get what there is. */
  async #endSession(): Promise<void> {
    await this.#deps.queue.leave(this);
    try {
      for (const event of this.#watch.interrupt()) this.#emit(event, this.#latest);
    } finally {
      this.#dropLatest();
      await within(this.#pictures.close(), PICTURES_LIMIT_MS, this.#deps.clock);
    }
  }

  async #pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = this.#deps.clock.after(ms, resolve);
      this.#wake = () => {
        timer.cancel();
        resolve();
      };
    });
    this.#wake = null;
  }

  #blind(what: string): AppError {
    return new AppError({
      code: "camera.blind",
      kind: "unavailable",
      message: `${what}: ${this.health().reason || NOT_OPEN}.`.replace(/\.\.$/, "."),
      retryable: true,
    });
  }
}

const STOPPED: Problem = { code: "camera.stopped", message: "The camera was stopped." };

const maskKey = ({ scene }: CameraConfig) => JSON.stringify(scene.masks.map((mask) => mask.polygon));

/** What an open stream depends on. */
function streamKey(camera: CameraConfig): string {
  const { source, analysis, recording } = camera;
  return JSON.stringify([source, analysis, recording, maskKey(camera)]);
}
