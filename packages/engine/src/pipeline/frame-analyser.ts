// The stages that every analysed frame passes, live or from a file: scale, gate, detect, track, judge.
import type { Scene, SceneEvent } from "@vigie/contracts";
import {
  type CameraAnalysis,
  type CameraMemory,
  closerPlaces,
  createCameraAnalysis,
  type DecodedFrame,
  type Detections,
  type Detector,
  type DetectorModel,
  FINE_PICTURE_PX,
  isSightLost,
  type MotionMeter,
  type ScaleRequest,
  type SightHealth,
  sightHealth,
  type TraceChunk,
  type Tracks,
  WATCH_PICTURE_PX,
} from "@vigie/core";
import { StageTimes } from "./stage-times.ts";
import { CloserLook } from "./tiles/closer-look.ts";
import type { TileSettings } from "./tiles/tile-settings.ts";

export interface FrameAnalyserOptions {
  cameraId: string;
  scene: Scene;
  model: DetectorModel;
  meter: MotionMeter;
  /** Share of the picture that must change before the detector looks again. Range: 0 to 1. */
  gateThreshold: number;
  /** Closer looks at small things that move; null for those alone that scenarios ask for at their places. */
  tiles: TileSettings | null;
  /** Hears of each finished minute of tracks; absent, none are kept. */
  onTrace?: ((chunk: TraceChunk) => void) | undefined;
}

export interface AnalysedFrame {
  /** Reused by the next frame. */
  tracks: Tracks;
  detections: Detections;
  events: SceneEvent[];
  /** False when the gate let the last answer stand because nothing changed. */
  looked: boolean;
}

/** After this long without change the detector looks again all the same. Unit: ms of stream time. */
const RECHECK_MS = 2_000;
/** The gate stays open this long after the last change. Unit: ms of stream time. */
const HOLD_OPEN_MS = 1_000;
/** Two frames that claim the same time are this far apart. */
const SMALLEST_STEP_MS = 1;
/** The gate's and the motion detector's picture. */
const GRAY_SIZE = { maxWidthPx: 320, maxHeightPx: 180 };

export class FrameAnalyser {
  readonly times = new StageTimes();
  readonly #detector: Detector;
  readonly #meter: MotionMeter;
  readonly #gateThreshold: number;
  readonly #request: ScaleRequest;
  readonly #analysis: CameraAnalysis;
  readonly #closer: CloserLook | null;
  #last: Detections | null = null;
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #movedAtMs = Number.NEGATIVE_INFINITY;
  /** Time of the newest frame, and when it came. */
  #newest: { timeMs: number; seenAtMs: number } | null = null;

  constructor(options: FrameAnalyserOptions) {
    this.#detector = options.model.forCamera();
    this.#meter = options.meter;
    this.#gateThreshold = options.gateThreshold;
    this.#closer = CloserLook.of(this.#detector, options.tiles);
    this.#closer?.setPlaces(closerPlaces(options.scene));
    const wanted = this.#detector.info.request;
    this.#request = { rgb: wanted.rgb, gray: wanted.gray ?? (this.#detector.info.gateable ? GRAY_SIZE : null) };
    this.#analysis = createCameraAnalysis({
      cameraId: options.cameraId,
      classes: this.#detector.info.classes,
      scene: options.scene,
      onTrace: options.onTrace,
    });
  }

  get detectorName(): string {
    return this.#detector.info.name;
  }

  get classes(): readonly string[] {
    return this.#detector.info.classes;
  }

  /** Clock: the frame's capturedAtMs; made strictly increasing here, as the domain demands. */
  async analyse(frame: DecodedFrame): Promise<AnalysedFrame> {
    const timeMs = Math.max(frame.capturedAtMs, (this.#newest?.timeMs ?? Number.NEGATIVE_INFINITY) + SMALLEST_STEP_MS);
    const scaleFrom = performance.now();
    this.#newest = { timeMs, seenAtMs: scaleFrom };
    const watch = this.#analysis.needsPicture(timeMs) ? WATCH_PICTURE_PX : null;
    const fine = watch && this.#analysis.needsFinePicture() ? FINE_PICTURE_PX : null;
    const pictures = frame.scale({ ...this.#request, watch, fine });
    const gateFrom = performance.now();
    this.times.add("scale", gateFrom - scaleFrom);

    let look = true;
    if (this.#detector.info.gateable && pictures.gray) {
      const moved = this.#meter.measure(pictures.gray, timeMs) >= this.#gateThreshold;
      if (moved) this.#movedAtMs = timeMs;
      this.#closer?.note(this.#meter.changed, timeMs);
      const open = timeMs - this.#movedAtMs <= HOLD_OPEN_MS || timeMs - this.#lookedAtMs >= RECHECK_MS;
      look = open || this.#last === null;
    }
    const detectFrom = performance.now();
    this.times.add("motion", detectFrom - gateFrom);
    if (look) {
      this.#last = await this.#detector.detect(pictures, timeMs);
      this.#lookedAtMs = timeMs;
    }
    const closerFrom = performance.now();
    this.times.add("detect", closerFrom - detectFrom);
    if (look && this.#closer) this.#last = await this.#closer.complete(frame, this.#last!, timeMs);
    const rulesFrom = performance.now();
    this.times.add("closer", rulesFrom - closerFrom);
    const detections = this.#last!;
    const aspect = frame.widthPx / frame.heightPx;
    const picture = pictures.watch ?? null;
    const { tracks, events } = this.#analysis.step({ timeMs, detections, aspect, picture, isRepeat: !look });
    this.times.add("rules", performance.now() - rulesFrom);
    this.times.frames += 1;
    return { tracks, detections, events, looked: look };
  }

  /** What the frames' clock says at this moment, later than every frame; null before the first one. */
  get timeMs(): number | null {
    const newest = this.#newest;
    return newest && newest.timeMs + Math.max(SMALLEST_STEP_MS, performance.now() - newest.seenAtMs);
  }

  setScene(scene: Scene): void {
    this.#closer?.setPlaces(closerPlaces(scene));
    this.#analysis.setScene(scene);
  }

  interrupt(timeMs: number): SceneEvent[] {
    return this.#analysis.interrupt(timeMs);
  }

  finish(timeMs: number): SceneEvent[] {
    return this.#analysis.finish(timeMs);
  }

  /** Clock: capturedAtMs of the newest frame that was analysed; null before the first one. */
  get analysedAtMs(): number | null {
    return this.times.frames === 0 ? null : (this.#newest?.timeMs ?? null);
  }

  /** True while the picture shows nothing that could be judged. */
  get isSightLost(): boolean {
    const sight = this.#analysis.sight();
    return sight !== null && isSightLost(sight.condition);
  }

  counts(): ReturnType<CameraAnalysis["counts"]> {
    return this.#analysis.counts();
  }

  /** What is wrong with the camera's own sight; null when nothing is. */
  sightHealth(): SightHealth | null {
    return sightHealth(this.#analysis.sight());
  }

  /** In one word; empty before the first look. */
  get sightCondition(): string {
    return this.#analysis.sight()?.condition ?? "";
  }

  kept(): CameraMemory | null {
    return this.#analysis.kept();
  }

  goOn(memory: CameraMemory): boolean {
    return this.#analysis.goOn(memory);
  }

  /** How often what was learnt of the view was given up, because the picture came in a size that it is not known in. */
  get viewResizes(): number {
    return this.#analysis.viewResizes();
  }

  get isViewLearnt(): boolean {
    return this.#analysis.isViewLearnt();
  }

  /** A person says that the present view is the right one. False when nothing was wrong with it. */
  acceptView(): boolean {
    return this.#analysis.acceptView();
  }

  notWatching(): ReturnType<CameraAnalysis["notWatching"]> {
    return this.#analysis.notWatching();
  }

  spentKnownObjects(): string[] {
    return this.#analysis.spentKnownObjects();
  }

  close(): void {
    this.#detector.close();
  }
}
