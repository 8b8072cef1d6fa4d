// Gathers what every stage knows of one camera and lets the domain judge its health.
import type { CameraConfig, CameraHealth } from "@vigie/contracts";
import {
  applyHealthFact,
  beginHealth,
  type Clock,
  type HealthFact,
  type HealthMemory,
  type SightHealth,
  type VideoStreamInfo,
} from "@vigie/core";
import { AnalysisShare } from "./analysis-share.ts";
import type { Problem } from "./problem.ts";
import { Rate } from "./rates.ts";

/** Fewer damaged pictures than this are the usual way of a network. Share of 1. */
const DAMAGED_SHARE = 0.1;

type Untimed = HealthFact extends infer F ? (F extends HealthFact ? Omit<F, "atMs"> : never) : never;

export class HealthKeeper {
  readonly #clock: Clock;
  readonly #source = new Rate();
  readonly #damaged = new Rate();
  readonly #decoded = new Rate();
  readonly #analysed = new Rate();
  readonly #share = new AnalysisShare();
  #behind: number | null = null;
  #memory: HealthMemory;
  /** Until the stream is opened again nothing of it can be recorded. */
  #unrecordable: Problem | null = null;
  #recordingBlocked: Problem | null = null;
  #sightCode: string | undefined;
  #dropped = 0;
  #lastCapturedAtMs: number | null = null;

  constructor(cameraId: string, clock: Clock) {
    this.#clock = clock;
    this.#memory = beginHealth(cameraId, clock.nowMs());
  }

  opening(): void {
    this.#note({ type: "stream-opening" });
  }

  opened(info: VideoStreamInfo, camera: CameraConfig): void {
    this.#dropped = 0;
    this.#share.reset();
    this.#unrecordable = null;
    this.#note({ type: "stream-opened", video: { codec: info.codec, width: info.widthPx, height: info.heightPx } });
    this.#note({ type: camera.recording.enabled ? "recording-on" : "recording-off" });
  }

  failed(problem: Problem): void {
    this.#noteFrame();
    this.#note({ type: "stream-failed", ...problem });
  }

  packet(): void {
    this.#source.mark(this.#clock.monotonicMs());
  }

  /** Packets and pictures that could not be decoded whole. */
  damaged(count: number): void {
    for (let i = 0; i < count; i++) this.#damaged.mark(this.#clock.monotonicMs());
  }

  /** Cheap: the domain hears of pictures once per health, not once per frame. */
  decoded(capturedAtMs: number): void {
    this.#decoded.mark(this.#clock.monotonicMs());
    if (this.#lastCapturedAtMs === null) this.#note({ type: "frame-decoded", capturedAtMs });
    this.#lastCapturedAtMs = capturedAtMs;
  }

  analysed(): void {
    this.#analysed.mark(this.#clock.monotonicMs());
    this.#share.analysed(this.#clock.monotonicMs());
  }

  dropped(): void {
    this.#dropped += 1;
    this.#share.leftOut(this.#clock.monotonicMs());
  }

  analysisOn(detector: string): void {
    this.#note({ type: "analysis-on", detector });
  }

  /** Told with each analysed frame; the domain hears of changes only. */
  sight(problem: SightHealth | null): void {
    if (problem?.code === this.#sightCode) return;
    this.#sightCode = problem?.code;
    this.#note({ type: "sight", problem });
  }

  /** One sentence on why what was learnt of the view says nothing any more. */
  learnsAnew(reason: string): void {
    this.#note({ type: "learns-anew", reason });
  }

  /** Told often; the domain hears of it once. */
  viewLearnt(): void {
    if (this.#memory.health.learnsAnew) this.#note({ type: "learnt" });
  }

  analysisOff(): void {
    this.#note({ type: "analysis-off" });
  }

  /** `lasting`: the detector cannot be had; otherwise one frame failed. */
  analysisFailed(problem: Problem, lasting: boolean): void {
    this.#note({ type: "analysis-failed", ...problem, lasting });
  }

  recordingWorks(): void {
    this.#note({ type: "recording-on" });
  }

  recordingLost(problem: Problem): void {
    if (problem.code === "recording.codec-unsupported") this.#unrecordable = problem;
    this.#note({ type: "recording-lost", ...problem });
  }

  /** Lasts through all sessions until it is taken back with null. */
  recordingBlocked(problem: Problem | null): void {
    this.#recordingBlocked = problem;
  }

  health(notWatching: CameraHealth["notWatching"]): CameraHealth {
    this.#noteFrame();
    const nowMs = this.#clock.monotonicMs();
    this.#noteDamage(nowMs);
    this.#noteBehind(nowMs);
    const lost = this.#recordingBlocked ?? this.#unrecordable;
    if (lost) this.#note({ type: "recording-lost", ...lost });
    this.#note({ type: "not-watching", scenarios: notWatching });
    this.#note({
      type: "measured",
      sourceFps: this.#source.perSecond(nowMs),
      decodedFps: this.#decoded.perSecond(nowMs),
      analysedFps: this.#analysed.perSecond(nowMs),
      droppedFrames: this.#dropped,
    });
    return this.#memory.health;
  }

  /** Percent in tens: a sentence that changes with each picture would seem a new state each time. */
  #noteDamage(nowMs: number): void {
    const share = this.#damaged.perSecond(nowMs) / this.#source.perSecond(nowMs);
    if (!(share >= DAMAGED_SHARE)) return;
    const percent = Math.min(100, 10 * Math.round(share * 10));
    const message = `The stream is damaged: about ${percent} % of its pictures; look at the network or the file.`;
    this.#note({ type: "stream-damaged", code: "source.damaged", message });
  }

  /** The domain hears of changes only. */
  #noteBehind(nowMs: number): void {
    const share = this.#share.tooMany(nowMs);
    if (share === this.#behind) return;
    this.#behind = share;
    this.#note({ type: "analysis-behind", leftOutShare: share });
  }

  /** Told before what came after it: an old picture must not outlive the failure of its stream. */
  #noteFrame(): void {
    if (this.#lastCapturedAtMs === null) return;
    this.#note({ type: "frame-decoded", capturedAtMs: this.#lastCapturedAtMs });
    this.#lastCapturedAtMs = null;
  }

  #note(fact: Untimed): void {
    this.#memory = applyHealthFact(this.#memory, { ...fact, atMs: this.#clock.nowMs() } as HealthFact);
  }
}
