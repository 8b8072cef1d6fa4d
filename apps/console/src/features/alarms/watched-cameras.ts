// How well the empty desk is founded: how many cameras are watched, in trouble, or not analysed at all.
import type { CameraView } from "@vigie/contracts";

export interface WatchedCameras {
  watched: number;
  /** Of the watched ones. */
  degraded: number;
  /** Of all that are switched on. */
  blind: number;
  unanalysed: number;
}

/** Cameras that were switched off count nowhere. */
export function watchedCameras(
  cameras: readonly Pick<CameraView, "enabled" | "analysis" | "health">[],
): WatchedCameras {
  const on = cameras.filter(({ enabled }) => enabled);
  const watched = on.filter(({ analysis }) => analysis.enabled);
  return {
    watched: watched.length,
    degraded: watched.filter(({ health }) => health.state === "degraded").length,
    blind: on.filter(({ health }) => health.state === "blind").length,
    unanalysed: on.length - watched.length,
  };
}
