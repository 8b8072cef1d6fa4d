// Shows made-up views, with actors as tracks, to the rules of one camera.
import type { SceneEvent, SceneInput } from "@vigie/contracts";
import { createSceneWatch, type SceneWatch } from "../../src/analysis/index.ts";
import { type Actor, CLASSES, sceneOf, tracksOf } from "./stage.ts";
import { type ViewOptions, viewPicture } from "./view-stage.ts";

export interface Played {
  /** Beginnings and instants: second and kind. */
  started: { second: number; event: SceneEvent }[];
  ended: SceneEvent[];
  watch: SceneWatch;
}

/** Ends before the end of the recording, so that what is still open is no end. */
export function playViews(
  scene: SceneInput,
  seconds: number,
  at: (second: number) => ViewOptions,
  { fps = 2, actors = [] }: { fps?: number; actors?: readonly Actor[] } = {},
): Played {
  const watch = createSceneWatch({ cameraId: "cam", classes: CLASSES, scene: sceneOf(scene) });
  const bornMs = new Map<number, number>();
  const events: SceneEvent[] = [];
  for (let i = 0; i < seconds * fps; i++) {
    const timeMs = Math.round((i * 1000) / fps);
    const picture = watch.needsPicture(timeMs) ? viewPicture({ frame: i, ...at(i / fps) }) : null;
    events.push(...watch.step(tracksOf(actors, timeMs, bornMs), timeMs, 16 / 9, picture));
  }
  return {
    started: events
      .filter(({ phase }) => phase !== "ended")
      .map((event) => ({ second: event.startedAtMs / 1000, event })),
    ended: events.filter(({ phase }) => phase === "ended"),
    watch,
  };
}

/** One zone in the middle of the picture and one scenario on it. */
export function onZone(
  scenario: Record<string, unknown>,
  polygon: readonly (readonly number[])[] = MIDDLE,
): SceneInput {
  return {
    zones: [{ id: "place", name: "Place", polygon: polygon as [number, number][] }],
    scenarios: [{ id: "watch", zone: "place", ...scenario }] as unknown as SceneInput["scenarios"] & {},
  };
}

export const MIDDLE = [
  [0.4, 0.3],
  [0.6, 0.3],
  [0.6, 0.7],
  [0.4, 0.7],
] as const;
/** Shape: [x1, y1, x2, y2]. */
export const MIDDLE_BOX = [0.4, 0.3, 0.6, 0.7] as const;
