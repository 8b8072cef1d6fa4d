// Puts tracker, scenarios, counts and the memory of tracks of one camera together.
import { createFixtureMemory } from "../fixtures/index.ts";
import { createTracker } from "../tracks/tracker.ts";
import { createTraceRecorder, quantiseTracks } from "../trajectories/index.ts";
import type { AnalysisResult, CameraAnalysis, CameraAnalysisOptions } from "./camera-analysis.ts";
import { CAMERA_MEMORY_VERSION } from "./camera-memory.ts";
import { createSceneWatch } from "./scene-watch.ts";

/** One camera's domain, with nothing seen yet. Pure: the same frames give the same events. */
export function createCameraAnalysis(options: CameraAnalysisOptions): CameraAnalysis {
  const { onTrace } = options;
  const tracker = createTracker({ classes: options.classes });
  const fixtures = createFixtureMemory(options.classes);
  const watch = createSceneWatch(options);
  const recorder = onTrace ? createTraceRecorder(options) : null;
  let lastMs = Number.NEGATIVE_INFINITY;

  /** Whole and rising, so that what is stored of a moment is the moment itself. */
  function moment(timeMs: number): number {
    lastMs = Math.max(Math.round(timeMs), lastMs + 1);
    return lastMs;
  }
  function tell(chunk: ReturnType<NonNullable<typeof recorder>["end"]>): void {
    if (chunk) onTrace?.(chunk);
  }

  return {
    step({ detections, timeMs, aspect, picture, isRepeat = false }): AnalysisResult {
      const nowMs = moment(timeMs);
      const tracks = tracker.step(fixtures.filter(detections, nowMs, aspect, isRepeat, picture?.gray), nowMs, aspect);
      quantiseTracks(tracks);
      if (recorder) tell(recorder.note(tracks, nowMs, aspect));
      return { tracks, events: watch.step(tracks, nowMs, aspect, picture) };
    },
    setScene: (scene) => watch.setScene(scene),
    interrupt(timeMs) {
      const nowMs = moment(timeMs);
      tracker.reset();
      if (recorder) tell(recorder.end(nowMs));
      return watch.interrupt(nowMs, INTERRUPTED);
    },
    finish(timeMs) {
      const nowMs = Math.max(Math.round(timeMs), lastMs);
      if (recorder) tell(recorder.end(nowMs));
      return watch.finish(nowMs, "the recording ended");
    },
    counts: () => watch.counts(),
    needsPicture: (timeMs) => watch.needsPicture(timeMs),
    needsFinePicture: () => watch.needsFinePicture(),
    sight: () => watch.sight(),
    acceptView: () => watch.acceptView(),
    notWatching: () => watch.notWatching(),
    spentKnownObjects: () => watch.spentKnownObjects(),
    viewResizes: () => watch.viewResizes(),
    isViewLearnt: () => watch.isViewLearnt(),
    kept: () =>
      Number.isFinite(lastMs)
        ? { version: CAMERA_MEMORY_VERSION, atMs: lastMs, fixtures: fixtures.kept(), ...watch.kept() }
        : null,
    goOn(memory) {
      if (memory.version !== CAMERA_MEMORY_VERSION || Number.isFinite(lastMs)) return false;
      fixtures.goOn(memory.fixtures);
      watch.goOn(memory);
      return true;
    },
  };
}

/** Why events end where a stream does. */
export const INTERRUPTED = "the picture was interrupted";
