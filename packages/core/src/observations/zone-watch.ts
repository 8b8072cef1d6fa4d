// Who is inside one zone: entered by the bottom centre, left only when clearly outside, so that a box trembling on the border stays one visit.
import { distanceToSegment, isInsidePolygon, type Point } from "../geometry/index.ts";
import { isWithinDoubt } from "./thin-zone.ts";
import { speedOf, type Thing } from "./thing.ts";

/** One visit of one thing. Kept after it has left, until the thing is forgotten or enters again. */
export interface Presence {
  thing: Thing;
  isInside: boolean;
  /** Clock: frame time of the first look inside of this visit, and of the newest. */
  sinceMs: number;
  insideMs: number;
  /** True when its very first look was inside: it was never seen to enter. */
  bornInside: boolean;
}

/** Outside by more than this is left at once. Unit: sizes of the thing. */
const CLEAR = 0.15;
/** Outside by less is left after this. */
const LEAVE_MS = 1_000;
/** Nobody is expected to go on as they walked for longer; who is slower only trembles. Unit: ms; sizes per second. */
const WALKS_ON_MS = 1_000;
const WALKING = 0.25;
/** Not seen for this long, a thing is no longer counted as inside; twice that and more when it stood still. */
const UNSEEN_MS = 2_000;
const UNSEEN_STILL_MS = 10_000;
const STOOD_MS = 2_000;
/** A corner drawn so near to the edge of the picture is meant to lie on it: feet of who is cut off by the edge are on it too. */
const EDGE = 0.02;
/** A look alone is not a visit. */
const COUNTED_AFTER_MS = 400;

export interface ZoneWatch {
  /** Takes this frame's looks; returns every visit still remembered, oldest first. */
  step(things: readonly Thing[], gone: readonly Thing[], nowMs: number, aspect: number): ReadonlyMap<Thing, Presence>;
  clear(): void;
}

/** `holdsDoubt`: where the zone is thin, feet that miss it by the doubt of a box are in it. */
export function createZoneWatch(drawn: readonly Point[], holdsDoubt = false): ZoneWatch {
  const polygon = drawn.map(([x, y]): Point => [toEdge(x), toEdge(y)]);
  const [left, top, right, bottom] = boxAround(polygon);
  const presences = new Map<Thing, Presence>();
  /** Clock: frame time of the look before. */
  let lookedMs = Number.NaN;

  /** Most looks lie beside a zone: its box says so at once. */
  function isInside(place: Point): boolean {
    const [x, y] = place;
    return x >= left && x <= right && y >= top && y <= bottom && isInsidePolygon(polygon, place);
  }

  function look(thing: Thing, aspect: number): void {
    const place: Point = [thing.x, thing.y];
    const known = presences.get(thing);
    const ms = thing.seenMs;
    if (isInside(place) || (holdsDoubt && isWithinDoubt(polygon, place, thing.size, known?.isInside))) {
      if (known?.isInside) known.insideMs = ms;
      else {
        const bornInside = known ? known.bornInside : thing.trail.length === thing.added;
        presences.set(thing, { thing, isInside: true, sinceMs: ms, insideMs: ms, bornInside });
      }
    } else if (known?.isInside) {
      const away = distanceToOutline(polygon, place, aspect);
      if (away > CLEAR * thing.size || ms - known.insideMs > LEAVE_MS) known.isInside = false;
    }
  }

  /** Where looks are far apart, nobody was seen outside before they were gone: at the first look without them, their way had taken them out. */
  function hasWalkedOut(thing: Thing, nowMs: number, aspect: number): boolean {
    if (speedOf(thing) < WALKING) return false;
    const onS = Math.min(WALKS_ON_MS, nowMs - thing.seenMs) / 1000;
    const place: Point = [thing.x + (thing.vx * onS) / aspect, thing.y + thing.vy * onS];
    return !isInside(place) && distanceToOutline(polygon, place, aspect) > CLEAR * thing.size;
  }

  return {
    step(things, gone, nowMs, aspect) {
      for (const thing of things) {
        if (thing.seen) {
          look(thing, aspect);
          continue;
        }
        const known = thing.seenMs === lookedMs ? presences.get(thing) : undefined;
        if (known?.isInside && hasWalkedOut(thing, nowMs, aspect)) known.isInside = false;
      }
      for (const thing of gone) presences.delete(thing);
      lookedMs = nowMs;
      return presences;
    },
    clear() {
      presences.clear();
    },
  };
}

/** True when the visit counts for how many are inside now. */
export function isOccupant(presence: Presence, nowMs: number): boolean {
  if (!presence.isInside || presence.insideMs - presence.sinceMs < COUNTED_AFTER_MS) return false;
  const stoodMs = presence.thing.seenMs - presence.thing.stillSinceMs;
  return nowMs - presence.thing.seenMs <= (stoodMs >= STOOD_MS ? UNSEEN_STILL_MS : UNSEEN_MS);
}

function toEdge(value: number): number {
  if (value <= EDGE) return 0;
  return value >= 1 - EDGE ? 1 : value;
}

/** Shape: [x1, y1, x2, y2]. */
function boxAround(polygon: readonly Point[]): [number, number, number, number] {
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function distanceToOutline(polygon: readonly Point[], p: Point, aspect: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < polygon.length; i++) {
    const next = polygon[(i + 1) % polygon.length]!;
    nearest = Math.min(nearest, distanceToSegment(p, polygon[i]!, next, aspect));
  }
  return nearest;
}
