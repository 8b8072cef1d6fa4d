// A small made-up street for the tracker's tests: who is where when, what a shaky detector sees of it, and which numbers they got.
import { createDetections, createTracker, type Tracks } from "@vigie/core";

export const sceneClasses = ["person", "bicycle", "car", "bus", "truck", "cell phone", "suitcase"] as const;
export const sceneAspect = 16 / 9;

/** Box centre and size in picture heights, or null while out of the picture or hidden. */
export type Sight = { x: number; y: number; w: number; h: number } | null;

export interface Actor {
  name: string;
  className: (typeof sceneClasses)[number];
  /** What can be seen of it `s` seconds after the start. */
  at: (s: number) => Sight;
  /** Default 0.8. */
  score?: (s: number) => number;
  /** What the detector calls it at that look, when not its class. */
  calledAt?: (s: number) => (typeof sceneClasses)[number];
}

export interface SceneOptions {
  fps: number;
  lengthS: number;
  seed?: number;
  /** Standard deviation of box edges, in box sizes. Default 0.04. */
  shake?: number;
  /** Share of looks at which the detector misses a visible actor. Default 0. */
  missed?: number;
  /** Called after each step. */
  watch?: (tracks: Tracks, s: number) => void;
}

export interface SceneResult {
  /** Numbers that each actor's own boxes carried, in order of appearance, without doubles. */
  idsOf: (name: string) => number[];
  /** Times at which the actor's box was seen without a number. Unit: s. */
  unnumberedS: (name: string) => number[];
  /** All numbers given. */
  ids: number[];
}

export function playScene(actors: readonly Actor[], options: SceneOptions): SceneResult {
  const { fps, lengthS, seed = 1, shake = 0.04, missed = 0, watch } = options;
  const random = lehmer(seed);
  const gauss = () => (random() + random() + random() + random() - 2) * Math.sqrt(3);
  const tracker = createTracker({ classes: sceneClasses });
  const frame = createDetections(64);
  const owners: string[] = [];
  const given = new Map<string, number[]>();
  const bare = new Map<string, number[]>();
  const all = new Set<number>();
  for (let look = 0; look <= lengthS * fps; look++) {
    const s = look / fps;
    frame.count = 0;
    owners.length = 0;
    for (const actor of actors) {
      const sight = actor.at(s);
      const drop = random() < missed;
      const [a, b, c, d] = [gauss() * shake, gauss() * shake, gauss() * shake, gauss() * shake] as const;
      if (!sight || drop) continue;
      // A detector's boxes end at the border of the picture.
      const x1 = Math.max(0, (sight.x - sight.w * (0.5 + a)) / sceneAspect);
      const y1 = Math.max(0, sight.y - sight.h * (0.5 + b));
      const x2 = Math.min(1, (sight.x + sight.w * (0.5 + c)) / sceneAspect);
      const y2 = Math.min(1, sight.y + sight.h * (0.5 + d));
      if ((x2 - x1) * sceneAspect < sight.w / 4 || y2 - y1 < sight.h / 4) continue;
      const i = frame.count++;
      owners.push(actor.name);
      frame.boxes.set([x1, y1, x2, y2], i * 4);
      frame.scores[i] = actor.score?.(s) ?? 0.8;
      frame.classIds[i] = sceneClasses.indexOf(actor.calledAt?.(s) ?? actor.className);
    }
    const tracks = tracker.step(frame, s * 1000, sceneAspect);
    const numbered = new Set<string>();
    for (let t = 0; t < tracks.count; t++) {
      all.add(tracks.ids[t]!);
      const row = tracks.detectionRows[t]!;
      if (row < 0) continue;
      const name = owners[row]!;
      numbered.add(name);
      const ids = given.get(name) ?? [];
      if (ids.at(-1) !== tracks.ids[t]) ids.push(tracks.ids[t]!);
      given.set(name, ids);
    }
    for (const name of owners) if (!numbered.has(name)) bare.set(name, [...(bare.get(name) ?? []), s]);
    watch?.(tracks, s);
  }
  return {
    idsOf: (name) => given.get(name) ?? [],
    unnumberedS: (name) => bare.get(name) ?? [],
    ids: [...all],
  };
}

/** Goes straight from one place to another between two times and is out of the picture before and after. */
export function walk(
  from: readonly [number, number],
  to: readonly [number, number],
  startS: number,
  endS: number,
  size: readonly [number, number],
): (s: number) => Sight {
  return (s) => {
    if (s < startS || s > endS) return null;
    const share = (s - startS) / (endS - startS);
    return { x: from[0] + (to[0] - from[0]) * share, y: from[1] + (to[1] - from[1]) * share, w: size[0], h: size[1] };
  };
}

/** Seeded numbers from 0 to below 1 (Park and Miller). */
export function lehmer(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return (state - 1) / 2147483646;
  };
}
