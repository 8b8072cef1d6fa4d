// Puts tracker, scenarios and counts of one camera together.
import { createTracker } from "../tracks/tracker.ts";
import type { AnalysisResult, CameraAnalysis, CameraAnalysisOptions } from "./camera-analysis.ts";
import { createSceneWatch } from "./scene-watch.ts";

/** One camera's domain, with nothing seen yet. Pure: the same frames give the same events. */
export function createCameraAnalysis(options: CameraAnalysisOptions): CameraAnalysis {
  const tracker = createTracker({ classes: options.classes });
  const watch = createSceneWatch(options);
  return {
    step({ detections, timeMs, aspect, picture }): AnalysisResult {
      const tracks = tracker.step(detections, timeMs, aspect);
      return { tracks, events: watch.step(tracks, timeMs, aspect, picture) };
    },
    setScene: (scene) => watch.setScene(scene),
    interrupt(timeMs) {
      tracker.reset();
      return watch.interrupt(timeMs, "the picture was interrupted");
    },
    finish: (timeMs) => watch.finish(timeMs, "the recording ended"),
    counts: () => watch.counts(),
    needsPicture: (timeMs) => watch.needsPicture(timeMs),
    sight: () => watch.sight(),
    notWatching: () => watch.notWatching(),
  };
}
