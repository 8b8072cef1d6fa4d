// Crossings of one line: each counts once, however the box trembles on the line and wherever the track broke.
import { VEHICLE_LOOK_ALIKES } from "../detections/look-alikes.ts";
import {
  type CrossingDirection,
  distance,
  isOnPolyline,
  type Point,
  sideOf,
  stepAcrossLine,
} from "../geometry/index.ts";
import type { Thing, TrailPoint } from "./thing.ts";
import { areOneVehicle, areTwins, weightOf } from "./twins.ts";

/** One thing went over one line. */
export interface Crossing {
  thing: Thing;
  direction: CrossingDirection;
  /** Clock: frame time, interpolated between the two looks. */
  atMs: number;
  point: Point;
  /** Box when the crossing was sure. Space: normalised. */
  box: [number, number, number, number];
  /** How far the thing came towards the line from its side. Unit: sizes. */
  approach: number;
  /** Direction in which it crossed, square to the line. Shape: unit vector. Space: picture heights. */
  normal: Point;
}

/** A crossing is sure when the thing has moved this far square to the line since it last turned. Unit: sizes. */
const CLEAR = 0.5;
/** ... and has come this far off the line on the new side, unless its track ends before. */
const BEYOND = 0.25;
/** The same thing in the same direction a second time must have walked this far. */
const CLEAR_AGAIN = 1;
/** Nearer than this at its first look, a thing was born on the line. */
const BORN_ON = 0.05;
/** The lower edge of a box is not known better: who passes the end of the line nearer than this passes over it. Unit: sizes. */
const AT_END = 0.05;
/** ... just inside of it. Unit: share of a segment. */
const INSIDE_END = 1e-6;
/** Crossings of twins lie so near in time and place. Unit of place: sizes. */
const TWIN_MS = 400;
const TWIN_SIZES = 0.4;
const TWIN_MEMORY_MS = 5_000;
/** The class is read this long after the crossing, because first looks often err. */
export const SETTLE_MS = 500;
/** ... and this long while it looks like something that cannot move by itself: it may prove to be a vehicle. */
export const LOOK_ALIKE_SETTLE_MS = 1_500;

const none: readonly Crossing[] = [];

interface Passage {
  anchor: Point | null;
  anchorMs: number;
  /** Forward minus backward crossings not yet sure. */
  net: number;
  atMs: number;
  point: Point;
  normal: Point;
  /** Farthest to either side since the last sure crossing, and now. Unit: sizes, positive to the right hand. */
  low: number;
  high: number;
  now: number;
  bornOnMs: number | null;
  forward: number;
  backward: number;
}

export interface LineWatch {
  /** Takes this frame's looks; returns the crossings whose class has settled. Reused by the next step. */
  step(things: readonly Thing[], gone: readonly Thing[], nowMs: number, aspect: number): readonly Crossing[];
  /** All tracks end now. */
  flush(): readonly Crossing[];
  /** True when no crossing settles, and nobody has gone over the line without having proved it: without a look nothing comes of itself. */
  isIdle(): boolean;
}

export function createLineWatch(points: readonly Point[]): LineWatch {
  const passages = new Map<Thing, Passage>();
  let settling: Crossing[] = [];
  /** Settled lately, so that a twin which becomes sure later is recognised. */
  let told: Crossing[] = [];
  const beside: Beside = { distance: 0, isBeside: true, segment: 0 };
  let aspect = 1;

  function begin(thing: Thing, look: TrailPoint): Passage {
    const place = heldAtEnds(points, [look.x, look.y], AT_END * thing.size, aspect);
    measure(points, place, aspect, beside);
    const now = beside.distance / thing.size;
    return {
      anchor: isOnPolyline(points, place) ? null : place,
      anchorMs: look.ms,
      net: 0,
      atMs: 0,
      point: place,
      normal: [0, 0],
      low: now,
      high: now,
      now,
      bornOnMs: beside.isBeside && Math.abs(now) <= BORN_ON ? look.ms : null,
      forward: 0,
      backward: 0,
    };
  }

  function follow(passage: Passage, thing: Thing, look: TrailPoint): void {
    const place = heldAtEnds(points, [look.x, look.y], AT_END * thing.size, aspect);
    measure(points, place, aspect, beside);
    passage.now = beside.distance / thing.size;
    if (passage.anchor === null || mayReach(passage.anchor, place, beside.distance, aspect))
      cross(passage, place, look.ms);
    else {
      passage.anchor = place;
      passage.anchorMs = look.ms;
    }
    passage.low = Math.min(passage.low, passage.now);
    passage.high = Math.max(passage.high, passage.now);
    if (passage.bornOnMs !== null) decideBornOn(passage, thing, place, beside.isBeside);
    else decide(passage, thing, BEYOND);
  }

  function cross(passage: Passage, place: Point, ms: number): void {
    const step = stepAcrossLine(points, passage.anchor, place);
    for (const crossing of step.crossings) {
      passage.net += crossing.direction === "forward" ? 1 : -1;
      passage.atMs = Math.round(passage.anchorMs + crossing.at * (ms - passage.anchorMs));
      passage.point = crossing.point;
      passage.normal = normalAt(points, crossing.point, crossing.direction, aspect);
    }
    if (step.anchor === place) {
      passage.anchor = place;
      passage.anchorMs = ms;
    }
  }

  /** Born on the line, it came over it: to whichever side it leaves. */
  function decideBornOn(passage: Passage, thing: Thing, place: Point, isBeside: boolean): void {
    if (Math.abs(passage.now) < CLEAR) return;
    const direction = passage.now > 0 ? "forward" : "backward";
    passage.atMs = passage.bornOnMs!;
    passage.bornOnMs = null;
    passage.normal = normalAt(points, place, direction, aspect);
    if (isBeside) count(passage, thing, direction);
    else rest(passage);
  }

  function decide(passage: Passage, thing: Thing, beyond: number): void {
    if (passage.net === 0) return;
    const direction = passage.net > 0 ? "forward" : "backward";
    const way = passage.net > 0 ? passage.now - passage.low : passage.high - passage.now;
    if (way < (passage[direction] > 0 ? CLEAR_AGAIN : CLEAR)) return;
    if (Math.abs(passage.now) < beyond) return;
    count(passage, thing, direction);
  }

  function count(passage: Passage, thing: Thing, direction: CrossingDirection): void {
    const approach = Math.max(0, direction === "forward" ? -passage.low : passage.high);
    const { atMs, point, normal } = passage;
    settling.push({ thing, direction, atMs, point, box: [...thing.box], approach, normal });
    passage[direction]++;
    rest(passage);
  }

  /** Of twins the one with more weight stays; one that was told already stays in any case. */
  function dropTwins(): void {
    if (told.length > 0) settling = settling.filter((c) => !told.some((other) => isSameCrossing(c, other, aspect)));
    if (settling.length < 2) return;
    settling = settling.filter(
      (c) =>
        !settling.some(
          (other) => other !== c && weightOf(other.thing) > weightOf(c.thing) && isSameCrossing(c, other, aspect),
        ),
    );
  }

  function rest(passage: Passage): void {
    passage.net = 0;
    passage.low = passage.now;
    passage.high = passage.now;
  }

  function end(thing: Thing): void {
    const passage = passages.get(thing);
    if (passage && passage.bornOnMs === null) decide(passage, thing, 0);
    passages.delete(thing);
  }

  return {
    step(things, gone, nowMs, frameAspect) {
      aspect = frameAspect;
      for (const thing of things) {
        for (let i = thing.trail.length - thing.added; i < thing.trail.length; i++) {
          const look = thing.trail[i]!;
          const passage = passages.get(thing);
          if (!passage) passages.set(thing, begin(thing, look));
          else follow(passage, thing, look);
        }
      }
      for (const thing of gone) end(thing);
      if (settling.length === 0) return none;
      dropTwins();
      const isSettled = (c: Crossing) => nowMs - c.atMs >= settleMs(c.thing) || gone.includes(c.thing);
      if (told.length > 0) told = told.filter((c) => nowMs - c.atMs <= TWIN_MEMORY_MS);
      if (!settling.some(isSettled)) return none;
      const settled = settling.filter(isSettled);
      settling = settling.filter((c) => !isSettled(c));
      told = [...told, ...settled];
      return settled;
    },
    flush() {
      for (const thing of [...passages.keys()]) end(thing);
      dropTwins();
      const settled = settling;
      settling = [];
      return settled;
    },
    isIdle() {
      if (settling.length > 0) return false;
      for (const { net } of passages.values()) if (net !== 0) return false;
      return true;
    },
  };
}

function settleMs(thing: Thing): number {
  return VEHICLE_LOOK_ALIKES.includes(thing.className) ? LOOK_ALIKE_SETTLE_MS : SETTLE_MS;
}

function isSameCrossing(a: Crossing, b: Crossing, aspect: number): boolean {
  if (a.direction !== b.direction || Math.abs(a.atMs - b.atMs) > TWIN_MS) return false;
  const size = Math.max(a.thing.size, b.thing.size);
  if (distance(a.point, b.point, aspect) > TWIN_SIZES * size) return false;
  if (areTwins(a.thing, a.box, b.thing, b.box)) return true;
  // What is one vehicle is so at the same look; the boxes of their crossings may be those of two.
  return a.thing.seenMs === b.thing.seenMs && areOneVehicle(a.thing, a.thing.box, b.thing, b.thing.box);
}

/** How far a thing has moved square to the line by now, before and after the crossing. Unit: sizes. */
export function travelOf(crossing: Crossing, aspect: number): number {
  const { thing, point, normal, approach } = crossing;
  const after = ((thing.x - point[0]) * aspect * normal[0] + (thing.y - point[1]) * normal[1]) / thing.size;
  return approach + after;
}

/** False when the line is farther away than the step is long: most looks lie far from it. */
function mayReach(from: Point, to: Point, away: number, aspect: number): boolean {
  const dx = (to[0] - from[0]) * aspect;
  const dy = to[1] - from[1];
  return away * away <= 1.01 * (dx * dx + dy * dy) + 1e-12;
}

/** The place itself, or beside the end of the line where it lies past it by no more than `reach`. Unit: picture heights. */
function heldAtEnds(points: readonly Point[], place: Point, reach: number, aspect: number): Point {
  return heldAtEnd(
    points[0]!,
    points[1]!,
    heldAtEnd(points.at(-1)!, points.at(-2)!, place, reach, aspect),
    reach,
    aspect,
  );
}

function heldAtEnd(end: Point, inner: Point, place: Point, reach: number, aspect: number): Point {
  const dx = (inner[0] - end[0]) * aspect;
  const dy = inner[1] - end[1];
  const lengthSquared = dx * dx + dy * dy;
  const along = ((place[0] - end[0]) * aspect * dx + (place[1] - end[1]) * dy) / lengthSquared;
  if (along >= 0 || -along * Math.sqrt(lengthSquared) > reach) return place;
  const shift = INSIDE_END - along;
  return [place[0] + shift * (inner[0] - end[0]), place[1] + shift * (inner[1] - end[1])];
}

interface Beside {
  /** Unit: picture heights; positive at the right hand of the line. */
  distance: number;
  /** False when the nearest part of the line is one of its two ends. */
  isBeside: boolean;
  segment: number;
}

function measure(points: readonly Point[], p: Point, aspect: number, out: Beside): void {
  let best = Number.POSITIVE_INFINITY;
  let bestSide = 0;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1]!;
    const b = points[i]!;
    const dx = (b[0] - a[0]) * aspect;
    const dy = b[1] - a[1];
    const px = (p[0] - a[0]) * aspect;
    const py = p[1] - a[1];
    const lengthSquared = dx * dx + dy * dy;
    const along = (px * dx + py * dy) / lengthSquared;
    const held = Math.min(1, Math.max(0, along));
    const away = Math.hypot(px - held * dx, py - held * dy);
    const side = sideOf(a, b, p) / Math.sqrt(lengthSquared);
    // At a corner both pieces are equally near: the one that sees the point more from the side decides.
    if (away < best - 1e-9 || (away < best + 1e-9 && Math.abs(side) > Math.abs(bestSide))) {
      best = away;
      bestSide = side;
      out.segment = i - 1;
      out.isBeside = (along >= 0 || i > 1) && (along <= 1 || i < points.length - 1);
    }
  }
  out.distance = bestSide < 0 ? -best : best;
}

function normalAt(points: readonly Point[], p: Point, direction: CrossingDirection, aspect: number): Point {
  const found: Beside = { distance: 0, isBeside: true, segment: 0 };
  measure(points, p, aspect, found);
  const a = points[found.segment]!;
  const b = points[found.segment + 1]!;
  const dx = (b[0] - a[0]) * aspect;
  const dy = b[1] - a[1];
  const length = Math.hypot(dx, dy) * (direction === "forward" ? 1 : -1);
  return [-dy / length, dx / length];
}
