// The analysis of one camera through all its sessions: opens the detector, asks again for one that is missing, and says when it cannot look.
import type { CameraConfig, CameraHealth, SceneEvent } from "@vigie/contracts";
import type { Clock, DecodedFrame, DetectorModel, MotionMeter, TraceChunk } from "@vigie/core";
import type { CameraFigures, CountsDelta, SpentKnownObjects } from "../fleet.ts";
import { CountedSince } from "./counted-since.ts";
import { CountsReporter } from "./counts-delta.ts";
import { FrameAnalyser } from "./frame-analyser.ts";
import type { HealthKeeper } from "./health-keeper.ts";
import type { MemoryKeeper } from "./memory-keeper.ts";
import { asProblem, type Problem } from "./problem.ts";
import { TILES } from "./tiles/tile-settings.ts";

export interface WatchDeps {
  clock: Clock;
  /** Errors: those of DetectorCatalogue.open. */
  openModel(name: string): Promise<DetectorModel>;
  createMeter(): MotionMeter;
  gateThreshold: number;
  onCounts(delta: CountsDelta): void;
  onTrace(chunk: TraceChunk): void;
  onKnownObjectsSpent(spent: SpentKnownObjects): void;
}

/** A detector that could not be had is asked for again after this long. Unit: ms. */
const ASK_AGAIN_MS = 20_000;
/** So many frames in a row that could not be analysed mean that nobody is watching. */
const FAILURES_BEFORE_BLOCKED = 3;

export class CameraWatch {
  readonly #deps: WatchDeps;
  readonly #facts: HealthKeeper;
  readonly #memory: MemoryKeeper;
  #camera: CameraConfig;
  #analyser: FrameAnalyser | null = null;
  #counts = new CountsReporter();
  #since = new CountedSince();
  /** Spent notes that were told since the scene last changed. */
  readonly #toldSpent = new Set<string>();
  /** Why no scenario of this camera can watch; null when they can. */
  #blocked: string | null = null;
  #failures = 0;
  /** As often as the analysis had begun its view anew when this was last told. */
  #viewResizes = 0;
  /** Only the newest preparation counts. */
  #turn = 0;
  #askAgainAtMs = Number.POSITIVE_INFINITY;

  constructor(camera: CameraConfig, deps: WatchDeps, facts: HealthKeeper, memory: MemoryKeeper) {
    this.#camera = camera;
    this.#memory = memory;
    this.#deps = deps;
    this.#facts = facts;
  }

  get isWatching(): boolean {
    return this.#analyser !== null;
  }

  /** Begins anew with this configuration, with nothing seen yet. Never rejects: without a detector health says why. */
  async prepare(camera: CameraConfig): Promise<void> {
    this.close();
    this.#camera = camera;
    this.#memory.forgetOthers(camera);
    if (!camera.analysis.enabled) {
      this.#blocked = "analysis of this camera is switched off";
      return this.#facts.analysisOff();
    }
    await this.#openDetector();
  }

  /** New drawings and scenarios, live. Never throws: a scene that cannot be watched is told in health. */
  setScene(camera: CameraConfig): void {
    this.#camera = camera;
    this.#toldSpent.clear();
    this.#memory.redrawn();
    try {
      this.#analyser?.setScene(camera.scene);
      const analysedAtMs = this.#analyser?.analysedAtMs ?? null;
      if (analysedAtMs !== null) this.#since.note(camera.scene, analysedAtMs);
    } catch (cause) {
      this.close();
      this.#block(asProblem(cause));
    }
  }

  /** New facts of this frame; none when it could not be analysed. Never rejects. */
  async look(frame: DecodedFrame): Promise<SceneEvent[]> {
    const analyser = this.#analyser;
    if (!analyser) return [];
    try {
      const isFirst = analyser.analysedAtMs === null;
      const { events } = await analyser.analyse(frame);
      if (isFirst && analyser.analysedAtMs !== null) this.#since.note(this.#camera.scene, analyser.analysedAtMs);
      this.#facts.analysed();
      this.#facts.sight(analyser.sightHealth());
      this.#noteResizes(analyser);
      if (analyser.isViewLearnt) this.#facts.viewLearnt();
      if (this.#failures >= FAILURES_BEFORE_BLOCKED) {
        this.#blocked = null;
        this.#facts.analysisOn(analyser.detectorName);
      }
      this.#failures = 0;
      return events;
    } catch (cause) {
      const problem = asProblem(cause);
      this.#failures += 1;
      const isBlocked = this.#failures >= FAILURES_BEFORE_BLOCKED;
      if (isBlocked) this.#blocked = `its pictures cannot be analysed: ${withoutStop(problem.message)}`;
      this.#facts.analysisFailed(problem, isBlocked);
      return [];
    }
  }

  /** The stream has a hole: what was seen ends. Clock: the stream's time, not the machine's, which may have been set. */
  interrupt(): SceneEvent[] {
    const analyser = this.#analyser;
    if (!analyser) return [];
    const events = analyser.interrupt(analyser.timeMs ?? this.#deps.clock.nowMs());
    this.#reportCounts();
    return events;
  }

  /** Called about every second. */
  tick(): void {
    this.#reportCounts();
    this.#reportSpent();
    if (this.#analyser) this.#memory.note(this.#camera, this.#analyser, this.#analyser.sightCondition);
    if (this.#deps.clock.monotonicMs() >= this.#askAgainAtMs) void this.#openDetector();
  }

  /** What is counted now; null while there is no analysis. */
  figures(): CameraFigures | null {
    const analyser = this.#analyser;
    if (!analyser) return null;
    return {
      atMs: analyser.analysedAtMs,
      totals: analyser.counts(),
      sinceMs: this.#since.all(),
      notWatching: this.notWatching(),
      isSightLost: analyser.isSightLost,
    };
  }

  /** A person says that the present view is the right one. False when nothing was wrong with it. */
  acceptView(): boolean {
    const analyser = this.#analyser;
    if (!analyser?.acceptView()) return false;
    this.#facts.sight(analyser.sightHealth());
    this.#memory.keep(this.#camera, analyser, analyser.sightCondition);
    return true;
  }

  notWatching(): CameraHealth["notWatching"] {
    const blocked = this.#blocked;
    if (blocked === null) return this.#analyser?.notWatching() ?? [];
    return this.#camera.scene.scenarios.map((scenario) => ({ scenarioId: scenario.id, reason: blocked }));
  }

  /** What was counted is told; nothing is watched until `prepare`. */
  close(): void {
    this.#turn += 1;
    this.#askAgainAtMs = Number.POSITIVE_INFINITY;
    this.#reportCounts();
    if (this.#analyser) this.#memory.keep(this.#camera, this.#analyser, this.#analyser.sightCondition);
    this.#analyser?.close();
    this.#analyser = null;
    this.#blocked = null;
    this.#failures = 0;
    this.#counts = new CountsReporter();
    this.#since = new CountedSince();
    this.#toldSpent.clear();
  }

  async #openDetector(): Promise<void> {
    const turn = ++this.#turn;
    this.#askAgainAtMs = Number.POSITIVE_INFINITY;
    const { openModel, createMeter, gateThreshold, onTrace } = this.#deps;
    try {
      const model = await openModel(this.#camera.analysis.detector);
      if (turn !== this.#turn) return;
      const { id: cameraId, scene, analysis } = this.#camera;
      const meter = createMeter();
      const tiles = analysis.closerLooks ? TILES : null;
      this.#analyser = new FrameAnalyser({ cameraId, scene, model, meter, gateThreshold, tiles, onTrace });
      this.#viewResizes = 0;
      this.#memory.resume(this.#camera, this.#analyser);
      this.#blocked = null;
      this.#facts.analysisOn(model.info.name);
    } catch (cause) {
      if (turn === this.#turn) this.#block(asProblem(cause));
    }
  }

  /** Nobody watches until the detector was asked for again. */
  #block(problem: Problem): void {
    this.#blocked = withoutStop(problem.message);
    this.#facts.analysisFailed(problem, true);
    this.#askAgainAtMs = this.#deps.clock.monotonicMs() + ASK_AGAIN_MS;
  }

  #noteResizes(analyser: FrameAnalyser): void {
    if (analyser.viewResizes === this.#viewResizes) return;
    this.#viewResizes = analyser.viewResizes;
    this.#memory.resized(this.#camera, analyser, analyser.sightCondition);
  }

  #reportCounts(): void {
    if (!this.#analyser) return;
    const delta = this.#counts.delta(this.#camera.id, this.#deps.clock.nowMs(), this.#analyser.counts());
    if (delta) this.#deps.onCounts(delta);
  }

  #reportSpent(): void {
    const ids = (this.#analyser?.spentKnownObjects() ?? []).filter((id) => !this.#toldSpent.has(id));
    if (ids.length === 0) return;
    for (const id of ids) this.#toldSpent.add(id);
    this.#deps.onKnownObjectsSpent({ cameraId: this.#camera.id, ids });
  }
}

/** A reason stands inside a longer sentence. */
const withoutStop = (sentence: string) => sentence.replace(/\.$/, "");
