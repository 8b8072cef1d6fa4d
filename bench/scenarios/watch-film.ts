// A film through the product's own engine, from the compressed file to the events, with the moment at which each was told.
import type { Scene, SceneEvent } from "@vigie/contracts";
import type { DetectorModel } from "@vigie/core";
import { analyseVideo } from "@vigie/engine";
import { createMotionMeter, MOTION_GATE_THRESHOLD } from "@vigie/inference";
import { createMedia } from "@vigie/media";

export interface ToldEvent {
  /** Clock: seconds of the film, of the picture after which it was told. */
  atS: number;
  event: SceneEvent;
}

export interface WatchedFilm {
  told: ToldEvent[];
  watchedS: number;
  /** What no rule could watch, with the reason. */
  notWatching: { scenarioId: string; reason: string }[];
}

/** Beginnings only: what an operator would have been told. */
export async function watchFilm(path: string, scene: Scene, model: DetectorModel, fps: number): Promise<WatchedFilm> {
  const told: ToldEvent[] = [];
  let fresh: SceneEvent[] = [];
  let lastS = 0;
  const tell = (atS: number) => {
    for (const event of fresh) if (event.phase !== "ended") told.push({ atS, event });
    fresh = [];
  };
  const result = await analyseVideo({
    media: createMedia(),
    model,
    createMeter: createMotionMeter,
    gateThreshold: MOTION_GATE_THRESHOLD,
    path,
    cameraId: "film",
    scene,
    fps,
    startAtMs: 0,
    onEvent: (event) => fresh.push(event),
    onFrame: ({ timeS }) => {
      lastS = timeS;
      tell(timeS);
    },
  });
  tell(lastS);
  return { told, watchedS: result.videoS, notWatching: result.notWatching };
}
