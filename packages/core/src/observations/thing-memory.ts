// Memory of things: tracks come and go, a thing stays one cause. A lost track and the one found again are joined by time, place, direction and class.
import { classFamilies } from "../detections/families.ts";
import type { Tracks } from "../tracks/tracks.ts";
import { addLook, createThing, sizeOfBox, speedOf, type Thing } from "./thing.ts";

/** What moved is remembered this long after its last look. */
const MOVING_MEMORY_MS = 3_000;
/** What stood still for `STOOD_MS` is remembered three times as long as it stood, up to this. */
const STILL_MEMORY_MS = 120_000;
const STOOD_MS = 2_000;
/** Unseen for less, the track of what moves is not lost: its tracker still waits for it. */
const LOST_S = 0.25;
/** Slower than this counts as standing. Unit: sizes per second. */
const MOVING_SPEED = 0.25;
/** What was seen at one look alone has no known speed: it may stand, but is not taken for standing after longer than this. Unit: s. */
const ONE_LOOK_S = 1;
/** How far from where it is expected a thing may be found again: at once, and more per second. Unit: sizes. */
const NEAR = 0.7;
const NEAR_PER_S = 0.5;
const STILL_NEAR = 0.5;
/** How far behind its last place a moving thing may be found again. Unit: sizes. */
const BACK = 0.2;
const SIZE_RATIO = 2;
/** A box that the lower edge of the picture cuts ends there for as long as anything of it is seen. Unit: sizes. */
const PAST_BOTTOM = 0.5;

export interface ThingMemory {
  /** Alive or not yet forgotten, by rising id. */
  readonly things: readonly Thing[];
  /** Forgotten by the last step. */
  readonly gone: readonly Thing[];
  /** Clock: as the tracks. Cost: linear in tracks, plus newborn times lost ones. */
  step(tracks: Tracks, timeMs: number, aspect: number): void;
  /** Forgets everything; what was alive is in `gone`. */
  clear(): void;
}

interface Link {
  row: number;
  thing: Thing;
  cost: number;
}

export function createThingMemory(classes: readonly string[]): ThingMemory {
  const families = classFamilies(classes);
  const byTrack = new Map<number, Thing>();
  let things: Thing[] = [];
  let gone: Thing[] = [];
  const newborn: number[] = [];

  function describe(thing: Thing, tracks: Tracks, row: number): void {
    thing.className = classes[tracks.classIds[row]!] ?? "unknown";
    thing.family = families[tracks.classIds[row]!] ?? 255;
    thing.score = tracks.scores[row]!;
  }

  /** The look that began the track counts too: a fast thing may have moved far between its first look and its proof. */
  function look(thing: Thing, tracks: Tracks, row: number, timeMs: number, aspect: number, first: boolean): void {
    describe(thing, tracks, row);
    const bornMs = tracks.bornAtMs[row]!;
    if (first && tracks.bornBoxes && bornMs < timeMs && (thing.looks === 0 || bornMs > thing.seenMs)) {
      addLook(thing, bornMs, tracks.bornBoxes, row * 4, aspect);
    }
    addLook(thing, timeMs, tracks.boxes, row * 4, aspect);
  }

  function own(thing: Thing, tracks: Tracks, row: number, timeMs: number, aspect: number): void {
    const id = tracks.ids[row]!;
    const isNew = !byTrack.has(id);
    byTrack.set(id, thing);
    thing.trackIds.push(id);
    look(thing, tracks, row, timeMs, aspect, isNew);
  }

  function linkNewborn(tracks: Tracks, timeMs: number, aspect: number): void {
    const links: Link[] = [];
    for (const row of newborn) {
      // A track that comes back was somebody all the time; only a new one may go on for another.
      if (byTrack.has(tracks.ids[row]!)) continue;
      for (const thing of things) {
        if (thing.seen) continue;
        const cost = linkCost(thing, tracks, row, families, timeMs, aspect);
        if (cost < Number.POSITIVE_INFINITY) links.push({ row, thing, cost });
      }
    }
    links.sort((a, b) => a.cost - b.cost || a.row - b.row || a.thing.id - b.thing.id);
    const linked = new Set<number>();
    for (const link of links) {
      if (linked.has(link.row) || link.thing.seen) continue;
      linked.add(link.row);
      own(link.thing, tracks, link.row, timeMs, aspect);
    }
    for (const row of newborn) {
      if (linked.has(row)) continue;
      const isBack = byTrack.has(tracks.ids[row]!);
      const thing = createThing(tracks.ids[row]!, isBack ? timeMs : tracks.bornAtMs[row]!);
      own(thing, tracks, row, timeMs, aspect);
      things.push(thing);
    }
  }

  return {
    get things() {
      return things;
    },
    get gone() {
      return gone;
    },
    step(tracks, timeMs, aspect) {
      // Asked first: making nothing of nothing costs as much as a look, and most frames have nobody new.
      if (newborn.length > 0) newborn.length = 0;
      for (const thing of things) {
        thing.seen = false;
        thing.added = 0;
      }
      for (let row = 0; row < tracks.count; row++) {
        if (tracks.seen[row] === 0) continue;
        const id = tracks.ids[row]!;
        const thing = byTrack.get(id);
        // A track that comes back although another one took its thing over is a thing of its own.
        if (!thing || thing.trackIds[thing.trackIds.length - 1] !== id) newborn.push(row);
        else look(thing, tracks, row, timeMs, aspect, false);
      }
      if (newborn.length > 0) linkNewborn(tracks, timeMs, aspect);
      gone = NOBODY;
      for (const thing of things) {
        // Seen now is not forgotten.
        if (thing.seen || !isForgotten(thing, timeMs)) continue;
        if (gone === NOBODY) gone = [];
        gone.push(thing);
      }
      if (gone.length > 0) {
        things = things.filter((thing) => !gone.includes(thing));
        for (const thing of gone) forget(thing);
      }
    },
    clear() {
      gone = things;
      things = [];
      byTrack.clear();
    },
  };

  function forget(thing: Thing): void {
    for (const id of thing.trackIds) if (byTrack.get(id) === thing) byTrack.delete(id);
  }
}

const NOBODY: Thing[] = [];

function isForgotten(thing: Thing, timeMs: number): boolean {
  return timeMs - thing.seenMs > memoryMs(thing);
}

/** How long after its last look a thing is remembered. */
export function memoryMs(thing: Thing): number {
  const stoodMs = thing.seenMs - thing.stillSinceMs;
  return stoodMs >= STOOD_MS ? Math.min(STILL_MEMORY_MS, Math.max(MOVING_MEMORY_MS, 3 * stoodMs)) : MOVING_MEMORY_MS;
}

/** Infinite when the new track cannot be the lost thing. */
function linkCost(
  thing: Thing,
  tracks: Tracks,
  row: number,
  families: Uint8Array,
  timeMs: number,
  aspect: number,
): number {
  const never = Number.POSITIVE_INFINITY;
  const boxes = tracks.bornBoxes ?? tracks.boxes;
  const bornMs = tracks.bornBoxes ? tracks.bornAtMs[row]! : timeMs;
  const gapS = (bornMs - thing.seenMs) / 1000;
  if (gapS <= 0 || families[tracks.classIds[row]!] !== thing.family) return never;
  const size = sizeOfBox(boxes, row * 4, aspect);
  if (size > thing.size * SIZE_RATIO || thing.size > size * SIZE_RATIO) return never;
  const mean = (size + thing.size) / 2;
  const dx = ((boxes[row * 4]! + boxes[row * 4 + 2]!) / 2 - thing.x) * aspect;
  const dy = boxes[row * 4 + 3]! - thing.y;
  const speed = speedOf(thing);
  if (speed < MOVING_SPEED) {
    if (thing.looks === 1 && gapS > ONE_LOOK_S) return never;
    const away = Math.hypot(dx, dy) / mean;
    return away > STILL_NEAR ? never : away + 0.01 * gapS;
  }
  if (gapS < LOST_S || gapS * 1000 > MOVING_MEMORY_MS) return never;
  if (hasLeft(thing, gapS, aspect)) return never;
  const along = (dx * thing.vx + dy * thing.vy) / (speed * thing.size) / mean;
  if (along < -BACK || turnsBack(thing, tracks, row, timeMs, aspect)) return never;
  const away = Math.hypot(dx - thing.vx * gapS, dy - thing.vy * gapS) / mean;
  return away > NEAR + NEAR_PER_S * gapS ? never : away + 0.1 * gapS;
}

/** True when its speed has carried its feet out of the picture by so long after its last look: who appears at that edge is another one. Unit: s. */
export function hasLeft(thing: Thing, gapS: number, aspect: number): boolean {
  // Whoever has stood goes nowhere, however their box breathes.
  if (thing.seenMs - thing.stillSinceMs >= STOOD_MS) return false;
  const x = thing.x + (thing.vx * gapS) / aspect;
  const y = thing.y + thing.vy * gapS;
  return x < 0 || x > 1 || y > 1 + PAST_BOTTOM * thing.size;
}

/** True when the new track clearly moves against the lost thing. */
function turnsBack(thing: Thing, tracks: Tracks, row: number, timeMs: number, aspect: number): boolean {
  const spanS = (timeMs - tracks.bornAtMs[row]!) / 1000;
  if (!tracks.bornBoxes || spanS < 0.1) return false;
  const o = row * 4;
  const mx = ((tracks.boxes[o]! + tracks.boxes[o + 2]! - tracks.bornBoxes[o]! - tracks.bornBoxes[o + 2]!) / 2) * aspect;
  const my = tracks.boxes[o + 3]! - tracks.bornBoxes[o + 3]!;
  const moved = Math.hypot(mx, my);
  return moved > 0.15 * thing.size && mx * thing.vx + my * thing.vy < -0.3 * moved * Math.hypot(thing.vx, thing.vy);
}
