// Who was where in the last minute, so that it can be asked afterwards who brought an object, and who was there from the start.
import { boxArea, boxOverlap } from "../geometry/box.ts";
import type { Thing } from "../observations/thing.ts";
import { isDriven } from "./cover.ts";
import type { Box, Visitor } from "./still-object.ts";

interface Stay {
  /** Where it was at its very first look. */
  firstBox: Box;
  /** Somebody was at that place then who may have brought it, should it be a thing that is called so. */
  isBrought: boolean;
  /** ... also should it be called a person. */
  isBroughtPerson: boolean;
  stops: { ms: number; box: Box }[];
}

/** Remembered this long, one place per so much time. Unit: ms. */
const MEMORY_MS = 90_000;
const STEP_MS = 400;
/** What waits is asked for at every look at the picture, and for no longer than this; so much around its coming is kept. Unit: ms. */
const HELD_MS = 3_000;
const LONGEST_MS = 600_000;
const HELD_BEFORE_MS = 6_000;
const HELD_AFTER_MS = 2_500;
/** Near enough to have brought it. Unit: heights of the visitor. */
const NEAR = 1.6;
/** Who brought it was near within this before it lay there; who comes later than this after is a passer-by. Unit: ms. */
const BEFORE_MS = 5_000;
const AFTER_MS = 800;

/** What is brought is lower and smaller than who brings it, by this share at least; it has not moved while so much of its first box is in its present one. */
const LOWER = 0.7;
/** Who stands farther off looks smaller: what is called a person is a thing only on the same ground and lower than anybody. Unit: heights of the bringer. */
const SAME_GROUND = 0.2;
const LOWER_THAN_ANYBODY = 0.45;
const UNMOVED = 0.6;

/** A vehicle that stood there for so long before, or so soon after the beginning, was parked. Unit: ms. */
const PARKED_MS = 60_000;
const AT_ONCE_MS = 3_000;
const PERSON = "person";

export interface VisitorBook {
  note(things: readonly Thing[], nowMs: number, aspect: number): void;
  /** Takes the thing for put down: it is seen in an object that lay there before it. */
  notePutDown(thing: Thing): void;
  /** True for what was first seen beside somebody who may have brought it and has never moved: a thing put down, whatever a detector calls it. */
  isPutDown(thing: Thing): boolean;
  /** Who was near that box when it came to lie there, nearest first. */
  near(box: readonly number[], sinceMs: number, aspect: number): Visitor[];
  /** Where everybody remembered was first seen. */
  firstBoxes(): Iterable<readonly [Thing, Box]>;
  /** True for a vehicle that had been parked there before that time. */
  wasParked(thing: Thing, ms: number): boolean;
  /** True for what is seen and never was anywhere but where it is, with more or less around it. */
  neverLeft(thing: Thing): boolean;
  /** Where it was at that time; null when that is not remembered. */
  boxAt(thing: Thing, ms: number): Box | null;
  /** Keeps in mind who was where around that time while something that came then cannot be judged: until it is not asked for again. */
  holdAround(sinceMs: number, nowMs: number): void;
  /** Everybody remembered. */
  things(): Iterable<Thing>;
  clear(): void;
}

export function createVisitorBook(): VisitorBook {
  const stays = new Map<Thing, Stay>();
  /** Times to be kept in mind, and when each was last asked for. */
  const held = new Map<number, number>();
  let beganMs = Number.NaN;
  let forgotMs = Number.NEGATIVE_INFINITY;

  function isBrought(thing: Thing, firstBox: Box, className: string, nowMs: number, aspect: number): boolean {
    if (thing.bornMs - beganMs <= AT_ONCE_MS) return false;
    for (const [other, { stops }] of stays) {
      if (other === thing) continue;
      for (const { ms, box } of stops)
        if (
          nowMs - ms <= BEFORE_MS &&
          isCarriedBy(firstBox, className, box) &&
          distanceTo(box, firstBox, aspect) <= NEAR
        )
          return true;
    }
    return false;
  }

  function isUnmoved(thing: Thing): boolean {
    const firstBox = stays.get(thing)?.firstBox;
    return firstBox !== undefined && boxOverlap(firstBox, thing.box) >= UNMOVED * boxArea(firstBox);
  }

  function isPutDown(thing: Thing): boolean {
    const stay = stays.get(thing);
    if (!stay || !isUnmoved(thing)) return false;
    return thing.className === PERSON ? stay.isBroughtPerson : stay.isBrought;
  }

  function wasParked(thing: Thing, sinceMs: number): boolean {
    if (!isDriven(thing.className) || !isUnmoved(thing)) return false;
    return thing.bornMs - beganMs <= AT_ONCE_MS || sinceMs - thing.bornMs >= PARKED_MS;
  }

  function isRemembered(ms: number, nowMs: number): boolean {
    if (nowMs - ms <= MEMORY_MS) return true;
    for (const sinceMs of held.keys()) if (ms >= sinceMs - HELD_BEFORE_MS && ms <= sinceMs + HELD_AFTER_MS) return true;
    return false;
  }

  function forget(nowMs: number): void {
    if (nowMs - forgotMs < STEP_MS) return;
    forgotMs = nowMs;
    for (const [sinceMs, askedMs] of held)
      if (nowMs - askedMs > HELD_MS || nowMs - sinceMs > LONGEST_MS) held.delete(sinceMs);
    for (const [thing, stay] of stays) {
      const { stops } = stay;
      if (stops.length > 0 && nowMs - stops[0]!.ms > MEMORY_MS)
        stay.stops = stops.filter(({ ms }) => isRemembered(ms, nowMs));
      if (stay.stops.length === 0) stays.delete(thing);
    }
  }

  return {
    note(things, nowMs, aspect) {
      if (Number.isNaN(beganMs)) beganMs = nowMs;
      for (const thing of things) {
        if (!thing.seen) continue;
        let stay = stays.get(thing);
        if (!stay) {
          const firstBox = firstBoxOf(thing);
          stay = {
            firstBox,
            stops: [],
            isBrought: isBrought(thing, firstBox, "", nowMs, aspect),
            isBroughtPerson: isBrought(thing, firstBox, PERSON, nowMs, aspect),
          };
          stays.set(thing, stay);
        }
        const { stops } = stay;
        if (stops.length > 0 && nowMs - stops.at(-1)!.ms < STEP_MS) continue;
        stops.push({ ms: nowMs, box: [...thing.box] });
      }
      forget(nowMs);
    },
    isPutDown,
    wasParked,
    neverLeft(thing) {
      const { box } = thing;
      const isAt = (then: Box) => boxOverlap(then, box) >= UNMOVED * Math.min(boxArea(then), boxArea(box));
      return thing.seen && (stays.get(thing)?.stops.every((stop) => isAt(stop.box)) ?? false);
    },
    notePutDown(thing) {
      const stay = stays.get(thing);
      if (stay) stay.isBrought = stay.isBroughtPerson = true;
    },
    near(box, sinceMs, aspect) {
      const visitors: Visitor[] = [];
      for (const [thing, { stops }] of stays) {
        if (isPutDown(thing)) continue;
        let distance = Number.POSITIVE_INFINITY;
        let [fromMs, toMs] = [Number.NaN, Number.NaN];
        for (const stop of stops) {
          const away = distanceTo(stop.box, box, aspect);
          if (away > NEAR) continue;
          if (Number.isNaN(fromMs)) fromMs = stop.ms;
          toMs = stop.ms;
          if (stop.ms >= sinceMs - BEFORE_MS && stop.ms <= sinceMs + AFTER_MS) distance = Math.min(distance, away);
        }
        if (distance < Number.POSITIVE_INFINITY)
          visitors.push({ thing, distance, fromMs, toMs, wasParked: wasParked(thing, sinceMs) });
      }
      return visitors.sort((a, b) => a.distance - b.distance || a.thing.id - b.thing.id);
    },
    *firstBoxes() {
      for (const [thing, { firstBox }] of stays) yield [thing, firstBox];
    },
    holdAround(sinceMs, nowMs) {
      held.set(Math.round(sinceMs / STEP_MS) * STEP_MS, nowMs);
    },
    boxAt: (thing, ms) => stays.get(thing)?.stops.findLast((stop) => stop.ms <= ms)?.box ?? null,
    things: () => stays.keys(),
    clear() {
      stays.clear();
      held.clear();
      forgotMs = Number.NEGATIVE_INFINITY;
      beganMs = Number.NaN;
    },
  };
}

/** True when what is called so and has this box may be a thing that the other one brought or carries off. */
export function isCarriedBy(box: Box, className: string, other: Box): boolean {
  const [height, ofOther] = [box[3] - box[1], other[3] - other[1]];
  if (height > LOWER * ofOther || boxArea(box) > LOWER * boxArea(other)) return false;
  if (className !== PERSON) return true;
  return height <= LOWER_THAN_ANYBODY * ofOther && Math.abs(box[3] - other[3]) <= SAME_GROUND * ofOther;
}

/** Where a thing was when its track began, in the size that it has now: a track is told a few looks after its first one. */
export function firstBoxOf(thing: Thing): Box {
  const first = thing.trail[0];
  const [dx, dy] = first && first.ms <= thing.bornMs ? [first.x - thing.x, first.y - thing.y] : [0, 0];
  return [thing.box[0] + dx, thing.box[1] + dy, thing.box[2] + dx, thing.box[3] + dy];
}

/** From the foot of the visitor's box to the nearest place of the object's lower edge. Unit: heights of the visitor. */
export function distanceTo(visitor: readonly number[], box: readonly number[], aspect: number): number {
  const size = Math.max(0.02, visitor[3]! - visitor[1]!);
  const dx = Math.max(0, box[0]! - visitor[2]!, visitor[0]! - box[2]!) * aspect;
  // On the ground, what is above in the picture is farther than it looks.
  const dy = Math.max(0, Math.abs(visitor[3]! - box[3]!)) * 1.5;
  return Math.hypot(dx, dy) / size;
}
