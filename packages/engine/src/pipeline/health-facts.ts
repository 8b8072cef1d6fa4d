// What is known of one camera at this moment, gathered from every stage, and the health that follows from it.
import type { CameraConfig, CameraHealth } from "@vigie/contracts";
import type { Clock, VideoStreamInfo } from "@vigie/core";
import { Rate } from "./rates.ts";

interface Problem {
  code: string;
  message: string;
}

/** A stream that is open but brings nothing for this long shows nothing. Unit: ms. */
const STALE_MS = 5_000;
/** A lost analysis or recording is told for this long after it last happened. Unit: ms. */
const REMEMBER_MS = 30_000;

export class HealthFacts {
  readonly #cameraId: string;
  readonly #clock: Clock;
  readonly #source = new Rate();
  readonly #decoded = new Rate();
  readonly #analysed = new Rate();
  #video: CameraHealth["video"] = null;
  #open = false;
  #streamProblem: Problem | null = null;
  #analysisProblem: (Problem & { atMs: number; lasting: boolean }) | null = null;
  #recordingProblem: (Problem & { atMs: number }) | null = null;
  #detector: string | null = null;
  #dropped = 0;
  #lastPacketAtMs: number | null = null;
  #lastPacketMonotonicMs: number | null = null;
  #state: CameraHealth["state"] = "unknown";
  #reason = "";
  #sinceMs: number;

  constructor(cameraId: string, clock: Clock) {
    this.#cameraId = cameraId;
    this.#clock = clock;
    this.#sinceMs = clock.nowMs();
  }

  streamOpened(info: VideoStreamInfo): void {
    this.#open = true;
    this.#streamProblem = null;
    this.#lastPacketMonotonicMs = this.#clock.monotonicMs();
    this.#video = { codec: info.codec, width: info.widthPx, height: info.heightPx };
  }

  streamFailed(problem: Problem): void {
    this.#open = false;
    this.#streamProblem = problem;
  }

  packet(capturedAtMs: number): void {
    this.#lastPacketAtMs = capturedAtMs;
    this.#lastPacketMonotonicMs = this.#clock.monotonicMs();
    this.#source.mark(this.#lastPacketMonotonicMs);
  }

  decoded(): void {
    this.#decoded.mark(this.#clock.monotonicMs());
  }

  analysed(): void {
    this.#analysed.mark(this.#clock.monotonicMs());
  }

  dropped(): void {
    this.#dropped += 1;
  }

  analysisReady(detector: string): void {
    this.#detector = detector;
    this.#analysisProblem = null;
  }

  analysisOff(): void {
    this.#detector = null;
    this.#analysisProblem = null;
  }

  /** Before the detector is ready a failure lasts; one bad frame is forgotten after a while. */
  analysisFailed(problem: Problem): void {
    this.#analysisProblem = { ...problem, atMs: this.#clock.monotonicMs(), lasting: this.#detector === null };
  }

  recordingLost(problem: Problem): void {
    this.#recordingProblem = { ...problem, atMs: this.#clock.monotonicMs() };
  }

  recordingWorks(): void {
    this.#recordingProblem = null;
  }

  health(notWatching: CameraHealth["notWatching"], camera: CameraConfig): CameraHealth {
    const nowMs = this.#clock.monotonicMs();
    const seen = this.#open && this.#lastPacketAtMs !== null && nowMs - (this.#lastPacketMonotonicMs ?? 0) < STALE_MS;
    const analysisProblem = this.#recent(this.#analysisProblem, nowMs);
    const recordingProblem = this.#recent(this.#recordingProblem, nowMs);
    const blocked = analysisProblem?.lasting
      ? camera.scene.scenarios.map((s) => ({ scenarioId: s.id, reason: analysisProblem.message }))
      : notWatching;
    const [state, reason, code] = this.#judge(seen, analysisProblem, recordingProblem, blocked);
    if (state !== this.#state || reason !== this.#reason) {
      this.#state = state;
      this.#reason = reason;
      this.#sinceMs = this.#clock.nowMs();
    }
    return {
      cameraId: this.#cameraId,
      state,
      reason,
      code,
      sinceMs: this.#sinceMs,
      recording: camera.recording.enabled && seen && !recordingProblem,
      analysing: seen && this.#detector !== null && camera.analysis.enabled,
      detector: this.#detector,
      notWatching: blocked,
      video: this.#video,
      sourceFps: this.#source.perSecond(nowMs),
      decodedFps: this.#decoded.perSecond(nowMs),
      analysedFps: this.#analysed.perSecond(nowMs),
      droppedFrames: this.#dropped,
      lastFrameAtMs: this.#lastPacketAtMs,
    };
  }

  #judge(
    seen: boolean,
    analysis: Problem | null,
    recording: Problem | null,
    notWatching: CameraHealth["notWatching"],
  ): [CameraHealth["state"], string, string | null] {
    if (this.#streamProblem) return ["blind", this.#streamProblem.message, this.#streamProblem.code];
    if (!this.#open || this.#lastPacketAtMs === null)
      return ["unknown", "The stream is being opened.", "camera.opening"];
    if (!seen) return ["blind", "The stream is open but brings no pictures.", "source.silent"];
    if (recording) return ["degraded", recording.message, recording.code];
    if (analysis) return ["degraded", analysis.message, analysis.code];
    const first = notWatching[0];
    if (first)
      return ["degraded", `Scenario "${first.scenarioId}" is not watching: ${first.reason}`, "scenario.not-watching"];
    return ["ok", "", null];
  }

  #recent<P extends { atMs: number; lasting?: boolean }>(problem: P | null, nowMs: number): P | null {
    return problem && (problem.lasting || nowMs - problem.atMs < REMEMBER_MS) ? problem : null;
  }
}
