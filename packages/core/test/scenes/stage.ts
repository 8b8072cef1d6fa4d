// A stage for scenario tests: actors with paths are shown to the rules as tracks, or as boxes to the whole analysis.
import { type Scene, type SceneEvent, type SceneInput, sceneSchema } from "@vigie/contracts";
import { createCameraAnalysis, createSceneWatch, type SceneWatch } from "../../src/analysis/index.ts";
import { createDetections } from "../../src/detections/index.ts";
import type { Tracks } from "../../src/tracks/index.ts";

export const CLASSES = ["person", "bicycle", "car", "bus", "truck", "cell phone"];
/** The same, and what a model may have learnt besides. */
export const LEARNT_CLASSES = [...CLASSES, "helmet", "hi-vis vest", "weapon"];

/** Where an actor's bottom centre is; null while it cannot be seen. */
export type Path = (timeMs: number) => readonly [x: number, y: number] | null;

export interface Actor {
  /** Track number on the stage; on the whole analysis the tracker gives its own. */
  id: number;
  className?: string | ((timeMs: number) => string);
  path: Path;
  /** Width and height. Space: normalised. Default 0.08 by 0.12. */
  size?: readonly [number, number] | ((timeMs: number) => readonly [number, number]);
  score?: number;
}

export interface Showing {
  fps?: number;
  fromMs?: number;
  untilMs: number;
  aspect?: number;
}

const nameOf = (actor: Actor, timeMs: number): string =>
  typeof actor.className === "function" ? actor.className(timeMs) : (actor.className ?? "person");

export function sceneOf(input: SceneInput): Scene {
  return sceneSchema.parse(input);
}

export function boxAt(actor: Actor, timeMs: number): [number, number, number, number] | null {
  const place = actor.path(timeMs);
  if (!place) return null;
  const [width, height] = (typeof actor.size === "function" ? actor.size(timeMs) : actor.size) ?? [0.08, 0.12];
  return [place[0] - width / 2, place[1] - height, place[0] + width / 2, place[1]];
}

/** The tracks of one frame, as a tracker without flaws would list them. Rows by rising id. */
export function tracksOf(actors: readonly Actor[], timeMs: number, bornMs: Map<number, number>): Tracks {
  const rows = actors
    .map((actor) => ({ actor, box: boxAt(actor, timeMs) }))
    .filter((row) => row.box !== null)
    .sort((a, b) => a.actor.id - b.actor.id);
  for (const { actor } of rows) if (!bornMs.has(actor.id)) bornMs.set(actor.id, timeMs);
  return {
    count: rows.length,
    ids: Float64Array.from(rows, ({ actor }) => actor.id),
    boxes: Float32Array.from(rows.flatMap(({ box }) => box!)),
    classIds: Uint8Array.from(rows, ({ actor }) => LEARNT_CLASSES.indexOf(nameOf(actor, timeMs))),
    scores: Float32Array.from(rows, ({ actor }) => actor.score ?? 0.8),
    seen: new Uint8Array(rows.length).fill(1),
    bornAtMs: Float64Array.from(rows, ({ actor }) => bornMs.get(actor.id)!),
    detectionRows: Int32Array.from(rows, (_, i) => i),
  };
}

export interface Shown {
  events: SceneEvent[];
  watch: SceneWatch;
}

/** Shows the actors as tracks and ends like a recording. */
export function show(scene: SceneInput, actors: readonly Actor[], showing: Showing): Shown {
  const watch = createSceneWatch({ cameraId: "cam", classes: CLASSES, scene: sceneOf(scene) });
  const events = play(watch, actors, showing);
  events.push(...watch.finish(showing.untilMs, "the recording ended"));
  return { events, watch };
}

/** Shows the actors to a watch that goes on. */
export function play(watch: SceneWatch, actors: readonly Actor[], showing: Showing): SceneEvent[] {
  const { fps = 10, fromMs = 0, untilMs, aspect = 16 / 9 } = showing;
  const bornMs = new Map<number, number>();
  const events: SceneEvent[] = [];
  for (let i = 0; fromMs + (i * 1000) / fps <= untilMs; i++) {
    const timeMs = Math.round(fromMs + (i * 1000) / fps);
    events.push(...watch.step(tracksOf(actors, timeMs, bornMs), timeMs, aspect));
  }
  return events;
}

/** Shows the actors as detections to the whole analysis, tracker included, and ends like a recording. */
export function analyse(scene: SceneInput, actors: readonly Actor[], showing: Showing) {
  const { fps = 10, fromMs = 0, untilMs, aspect = 16 / 9 } = showing;
  const analysis = createCameraAnalysis({ cameraId: "cam", classes: CLASSES, scene: sceneOf(scene) });
  const events: SceneEvent[] = [];
  for (let i = 0; fromMs + (i * 1000) / fps <= untilMs; i++) {
    const timeMs = Math.round(fromMs + (i * 1000) / fps);
    const detections = createDetections(actors.length);
    for (const actor of actors) {
      const box = boxAt(actor, timeMs);
      if (!box) continue;
      detections.boxes.set(box, detections.count * 4);
      detections.scores[detections.count] = actor.score ?? 0.8;
      detections.classIds[detections.count++] = CLASSES.indexOf(nameOf(actor, timeMs));
    }
    events.push(...analysis.step({ timeMs, detections, aspect }).events);
  }
  events.push(...analysis.finish(untilMs));
  return { events, analysis };
}

/** Straight and even from one place to another; absent before and after. */
export function walk(
  from: readonly [number, number],
  to: readonly [number, number],
  startMs: number,
  endMs: number,
): Path {
  return (timeMs) => {
    if (timeMs < startMs || timeMs > endMs) return null;
    const share = (timeMs - startMs) / (endMs - startMs);
    return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  };
}

/** Stands at one place for a while. */
export function stand(at: readonly [number, number], startMs: number, endMs: number): Path {
  return (timeMs) => (timeMs < startMs || timeMs > endMs ? null : at);
}

/** Joins paths: the first that shows the actor counts. */
export function first(...paths: Path[]): Path {
  return (timeMs) => {
    for (const path of paths) {
      const place = path(timeMs);
      if (place) return place;
    }
    return null;
  };
}

/** Even noise that is the same in every run. Range: -1 to 1. */
export function noise(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** Trembles by up to `share` of the given size in both directions. */
export function tremble(path: Path, size: readonly [number, number], share: number, seed = 1): Path {
  const next = noise(seed);
  return (timeMs) => {
    const place = path(timeMs);
    return place && [place[0] + next() * share * size[0], place[1] + next() * share * size[1]];
  };
}
