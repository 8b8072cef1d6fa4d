// What the rules see of one frame: the things, and their facts at each drawn line and zone.
import type { Scene } from "@vigie/contracts";
import type { Sight } from "../picture/sight-condition.ts";
import type { WatchPicture } from "../ports/watch-picture.ts";
import type { StillScene } from "../still-objects/still-object.ts";
import type { Tracks } from "../tracks/tracks.ts";
import { type Crossing, createLineWatch, type LineWatch } from "./line-watch.ts";
import type { Thing } from "./thing.ts";
import { createThingMemory } from "./thing-memory.ts";
import { createZoneWatch, type Presence, type ZoneWatch } from "./zone-watch.ts";

export interface Observation {
  /** Clock: capturedAtMs of the frame. */
  timeMs: number;
  /** Width divided by height of the picture. */
  aspect: number;
  /** Forgotten since the frame before; their newest looks still stand in them. */
  gone: readonly Thing[];
  /** Crossings settled in this frame, per line id. */
  crossings: ReadonlyMap<string, readonly Crossing[]>;
  /** Visits, per zone id. */
  presences: ReadonlyMap<string, ReadonlyMap<Thing, Presence>>;
  /** Everything alive or not yet forgotten, wherever it is, by rising id. */
  things: readonly Thing[];
  /** The picture itself; null when there is none (stored tracks) or nobody asked for it. */
  picture: WatchPicture | null;
  /** What the camera's own sight is like; absent before the first picture and for stored tracks. */
  sight?: Sight;
  /** What lies still in the picture; absent when no scenario asks for it. */
  still?: StillScene;
}

/** Turns the tracks of one camera into observations. */
export interface Observer {
  /** Reused by the next call. */
  observe(tracks: Tracks, timeMs: number, aspect: number, picture?: WatchPicture | null): Observation;
  /** All tracks end: last crossings, nobody inside. */
  endAll(timeMs: number): Observation;
  /** Lines and zones whose drawing did not change keep what they know. */
  draw(scene: Pick<Scene, "lines" | "zones">): void;
  /** True when no crossing of a line is under way. */
  isIdle(): boolean;
}

interface Drawn<T> {
  id: string;
  shape: string;
  watch: T;
}

export function createObserver(classes: readonly string[]): Observer {
  const memory = createThingMemory(classes);
  let lines: Drawn<LineWatch>[] = [];
  let zones: Drawn<ZoneWatch>[] = [];
  const crossings = new Map<string, readonly Crossing[]>();
  const presences = new Map<string, ReadonlyMap<Thing, Presence>>();
  let aspect = 1;

  return {
    observe(tracks, timeMs, frameAspect, picture = null) {
      aspect = frameAspect;
      memory.step(tracks, timeMs, aspect);
      const { things, gone } = memory;
      // Mostly the very list, or map, of the frame before.
      for (const { id, watch } of lines) {
        const found = watch.step(things, gone, timeMs, aspect);
        if (crossings.get(id) !== found) crossings.set(id, found);
      }
      for (const { id, watch } of zones) {
        const found = watch.step(things, gone, timeMs, aspect);
        if (presences.get(id) !== found) presences.set(id, found);
      }
      return { timeMs, aspect, gone, crossings, presences, things, picture };
    },
    endAll(timeMs) {
      memory.clear();
      for (const { id, watch } of lines) crossings.set(id, watch.flush());
      for (const { watch } of zones) watch.clear();
      return { timeMs, aspect, gone: memory.gone, crossings, presences, things: memory.things, picture: null };
    },
    draw(scene) {
      lines = redraw(lines, scene.lines, (line) => line.points, createLineWatch);
      zones = redraw(
        zones,
        scene.zones,
        (zone) => zone.polygon,
        (polygon) => createZoneWatch(polygon),
      );
      crossings.clear();
      presences.clear();
    },
    isIdle: () => lines.every(({ watch }) => watch.isIdle()),
  };
}

function redraw<D extends { id: string }, P, W>(
  known: readonly Drawn<W>[],
  drawn: readonly D[],
  pointsOf: (item: D) => P,
  create: (points: P) => W,
): Drawn<W>[] {
  return drawn.map((item) => {
    const points = pointsOf(item);
    const shape = JSON.stringify(points);
    const before = known.find(({ id }) => id === item.id);
    return before?.shape === shape ? before : { id: item.id, shape, watch: create(points) };
  });
}
