// One camera in a worker: sessions with back-off, analysis, alarm pictures, and a health that never hides anything.
import { AppError, type CameraConfig, type CameraHealth, type SceneEvent } from "@vigie/contracts";
import type { Clock, DecodedFrame, DetectorModel, FileSystem, Media, MotionMeter, RecordedSegment } from "@vigie/core";
import type { CountsDelta, EventMedia } from "../fleet.ts";
import type { AnalysisQueue, QueueMember } from "./analysis-queue.ts";
import { BackOff } from "./back-off.ts";
import { CameraSession } from "./camera-session.ts";
import { CountsReporter } from "./counts-delta.ts";
import { EventPictures } from "./event-pictures.ts";
import { FrameAnalyser } from "./frame-analyser.ts";
import { HealthKeeper } from "./health-keeper.ts";
import type { ChunkSink } from "./live-fan-out.ts";

export interface PipelineSink {
  onEvent(event: SceneEvent): void;
  onEventMedia(media: EventMedia): void;
  onSegment(segment: RecordedSegment): void;
  onCounts(delta: CountsDelta): void;
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
  sink: PipelineSink;
}

type Chain = { sequence: number; sha256: string; endMs: number } | null;

export class CameraPipeline implements QueueMember {
  readonly #deps: PipelineDeps;
  readonly #facts: HealthKeeper;
  readonly #pictures: EventPictures;
  readonly #counts = new CountsReporter();
  readonly #viewersEnd = new Set<(reason: string) => void>();
  #camera: CameraConfig;
  #chain: Chain;
  #session: CameraSession | null = null;
  #analyser: FrameAnalyser | null = null;
  #latest: DecodedFrame | null = null;
  /** Why no scenario of this camera can watch; null when they can. */
  #analysisProblem: string | null = null;
  #stopped = false;
  #restart = false;
  #wake: (() => void) | null = null;
  #running: Promise<void> | null = null;

  constructor(camera: CameraConfig, chain: Chain, deps: PipelineDeps) {
    this.#camera = camera;
    this.#chain = chain;
    this.#deps = deps;
    this.#facts = new HealthKeeper(camera.id, deps.clock);
    this.#pictures = new EventPictures(deps.files, (media) => deps.sink.onEventMedia(media));
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Applies a new configuration; drawings and scenarios live, everything else by opening the stream again. */
  async put(camera: CameraConfig): Promise<void> {
    const before = this.#camera;
    this.#camera = camera;
    const { scene: oldScene, ...oldRest } = before;
    const { scene: newScene, ...newRest } = camera;
    const sameStream = JSON.stringify([oldRest, oldScene.masks]) === JSON.stringify([newRest, newScene.masks]);
    if (sameStream) {
      this.#analyser?.setScene(camera.scene);
      return;
    }
    this.#restart = true;
    this.#wake?.();
    await this.#session?.stop();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake?.();
    await this.#session?.stop();
    await this.#running;
    this.#latest?.release();
    this.#latest = null;
  }

  health(): CameraHealth {
    return this.#facts.health(this.#notWatching());
  }

  #notWatching(): CameraHealth["notWatching"] {
    const blocked = this.#analysisProblem;
    if (!blocked) return this.#analyser?.notWatching() ?? [];
    return this.#camera.scene.scenarios.map((scenario) => ({ scenarioId: scenario.id, reason: blocked }));
  }

  /** Called about every second. */
  tick(): void {
    const delta =
      this.#analyser && this.#counts.delta(this.#camera.id, this.#deps.clock.nowMs(), this.#analyser.counts());
    if (delta) this.#deps.sink.onCounts(delta);
  }

  /** Errors: `camera.blind`. */
  still(maxWidthPx: number): { jpeg: Uint8Array; capturedAtMs: number } {
    if (!this.#latest) {
      throw new AppError({
        code: "camera.blind",
        kind: "unavailable",
        message: `There is no picture of camera "${this.#camera.name}" yet: ${this.health().reason || "its stream is being opened"}.`,
        retryable: true,
      });
    }
    return { jpeg: this.#latest.jpeg(maxWidthPx), capturedAtMs: this.#latest.capturedAtMs };
  }

  /** Errors: `camera.blind`. */
  live(sink: ChunkSink, onEnd: (reason: string) => void): { mimeType: string; close(): void } {
    const fanOut = this.#session?.fanOut;
    if (!fanOut) {
      throw new AppError({
        code: "camera.blind",
        kind: "unavailable",
        message: `Camera "${this.#camera.name}" shows nothing now: ${this.health().reason || "its stream is being opened"}.`,
        retryable: true,
      });
    }
    const subscription = fanOut.subscribe(sink);
    this.#viewersEnd.add(onEnd);
    return {
      mimeType: subscription.mimeType,
      close: () => {
        this.#viewersEnd.delete(onEnd);
        subscription.close();
      },
    };
  }

  onDropped(): void {
    this.#facts.dropped();
  }

  async analyse(frame: DecodedFrame): Promise<void> {
    const analyser = this.#analyser;
    if (!analyser) {
      this.#keep(frame);
      return;
    }
    try {
      this.#deps.sink.onNative(this.#camera.id);
      const { events } = await analyser.analyse(frame);
      this.#facts.analysed();
      for (const event of events) this.#emit(event, frame);
    } catch (cause) {
      this.#facts.analysisFailed(asProblem(cause), false);
    }
    this.#keep(frame);
  }

  #emit(event: SceneEvent, frame: DecodedFrame | null): void {
    this.#deps.sink.onEvent(event);
    const preRoll = this.#session?.preRoll;
    if (event.mode === "alarm" && event.phase !== "ended" && frame && preRoll)
      this.#pictures.capture(event, frame, preRoll);
  }

  #keep(frame: DecodedFrame): void {
    this.#latest?.release();
    this.#latest = frame;
  }

  async #run(): Promise<void> {
    const backOff = new BackOff();
    while (!this.#stopped) {
      this.#restart = false;
      await this.#prepareAnalysis();
      const problem = await this.#runSession(backOff);
      if (this.#stopped) break;
      if (this.#restart) continue;
      this.#facts.failed(problem);
      await this.#pause(backOff.next());
    }
  }

  async #runSession(backOff: BackOff): Promise<{ code: string; message: string }> {
    const session = new CameraSession(
      this.#camera,
      { media: this.#deps.media, files: this.#deps.files, clock: this.#deps.clock, chain: this.#chain },
      {
        onOpen: (info) => this.#facts.opened(info, this.#camera),
        onPacket: (packet) => {
          backOff.reset();
          this.#facts.packet();
          this.#pictures.advance(packet.capturedAtMs);
        },
        onDecoded: (capturedAtMs) => this.#facts.decoded(capturedAtMs),
        onFrame: (frame) => {
          if (this.#analyser) this.#deps.queue.offer(this, frame);
          else this.#keep(frame);
        },
        onSegment: (segment) => {
          this.#chain = { sequence: segment.sequence, sha256: segment.sha256, endMs: segment.endMs };
          this.#facts.recordingWorks();
          this.#deps.sink.onSegment(segment);
        },
        onRecordingLost: (reason) => this.#facts.recordingLost(reason),
        onNative: () => this.#deps.sink.onNative(this.#camera.id),
      },
    );
    this.#session = session;
    this.#facts.opening();
    try {
      if (this.#stopped || this.#restart) return STOPPED;
      await session.run();
      return { code: "source.ended", message: "The stream has ended; it is opened again." };
    } catch (cause) {
      return asProblem(cause);
    } finally {
      this.#session = null;
      this.#deps.queue.leave(this);
      await this.#pictures.close();
      for (const event of this.#analyser?.interrupt(this.#deps.clock.nowMs()) ?? []) this.#emit(event, null);
      for (const onEnd of this.#viewersEnd) onEnd("The camera's stream was interrupted.");
      this.#viewersEnd.clear();
    }
  }

  /** Opens the detector when the camera wants one; without it the camera still records and says that it does not watch. */
  async #prepareAnalysis(): Promise<void> {
    const wanted = this.#camera.analysis;
    this.#analyser?.close();
    this.#analyser = null;
    this.#analysisProblem = null;
    if (!wanted.enabled) {
      this.#analysisProblem = "analysis of this camera is switched off";
      return this.#facts.analysisOff();
    }
    try {
      const model = await this.#deps.openModel(wanted.detector);
      this.#analyser = new FrameAnalyser({
        cameraId: this.#camera.id,
        scene: this.#camera.scene,
        model,
        meter: this.#deps.createMeter(),
        gateThreshold: this.#deps.gateThreshold,
      });
      this.#facts.analysisOn(model.info.name);
    } catch (cause) {
      const problem = asProblem(cause);
      this.#analysisProblem = problem.message.replace(/\.$/, "");
      this.#facts.analysisFailed(problem, true);
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
}

const STOPPED = { code: "camera.stopped", message: "The camera was stopped." };

function asProblem(cause: unknown): { code: string; message: string } {
  if (cause instanceof AppError) return { code: cause.code, message: cause.message };
  return { code: "camera.internal", message: cause instanceof Error ? cause.message : String(cause) };
}
