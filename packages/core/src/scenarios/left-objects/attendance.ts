// Who looks after an object: those who were near when it came, and whoever goes on for one of them when a track breaks.

import { iou } from "../../geometry/box.ts";
import type { Observation, Thing } from "../../observations/index.ts";
import { distanceTo, type StillObject } from "../../still-objects/index.ts";
import { isUnlikely } from "../doubtful.ts";
import { isDrivenClass } from "./living-or-driven.ts";

export interface Attendance {
  /** Who brought it, or stood by when it was put down, and is not forgotten. */
  people: Set<Thing>;
  /** Vehicles for which another one went on: one box around two that stood side by side ends when one of them drives off. */
  replaced: Set<Thing>;
  /** Clock: frame time at which one of them was last near; of the object's coming when nobody was. */
  lastMs: number;
  /** Since when one of them was near, without a gap worth the name. */
  firstMs: number;
  /** True when somebody was near when it came. */
  isKnown: boolean;
  /** True while one of them is near, or was and is out of sight only for a moment. */
  isAttended: boolean;
}

/** Who is not seen but was near a moment ago may still be near. Unit: ms. */
const UNSEEN_MS = 3_000;
/** Who stood still when the detector lost them has hardly gone. Unit: ms. */
const UNSEEN_STANDING_MS = 20_000;
const STOOD_MS = 2_000;
/** Who was so near when it came to lie there has to do with it; who walks past farther off has not. Unit: heights of that person. */
const AT_IT = 0.8;
/** A track that ends near another's beginning is the same person: within this time and distance (unit: heights). */
const BROKEN_MS = 5_000;
const BROKEN_DISTANCE = 1.2;
const NEWBORN_MS = 2_000;
/** ... of about the same height, unless the first one has left the picture: its box touches the edge that it was walking to. */
const SAME_HEIGHT = 1.35;
const EDGE = 0.015;

/** A detector that sees somebody in the object itself: the boxes are nearly the same. Unit: intersection over union. */
const ITSELF = 0.4;

/** `distance`: so far from the object somebody still attends to it. Unit: heights of that person. */
export function beginAttendance(object: StillObject, classes: ReadonlySet<string>, distance: number): Attendance {
  const near = object.visitors.filter(
    (v) => !v.wasParked && classes.has(v.thing.className) && v.distance <= Math.min(distance, AT_IT),
  );
  return {
    people: new Set(near.map((v) => v.thing)),
    replaced: new Set(),
    lastMs: Math.max(object.sinceMs, ...near.map((v) => v.toMs)),
    firstMs: Math.min(object.sinceMs, ...near.map((v) => v.fromMs)),
    isKnown: near.length > 0,
    isAttended: false,
  };
}

/** Takes one frame into account. */
export function attend(
  attendance: Attendance,
  object: StillObject,
  observation: Observation,
  classes: ReadonlySet<string>,
  distance: number,
  nowMs: number,
): void {
  const { people, replaced } = attendance;
  const { aspect, still } = observation;
  attendance.isAttended = false;
  for (const person of people) if (still?.wasThere(person, object.box)) leaveOut(attendance, object, person);
  const hasLikely = [...people].some((person) => !isUnlikely(person));
  for (const person of people) {
    if (hasLikely && isUnlikelyVehicle(person)) continue;
    if (!person.seen && nowMs - person.seenMs <= BROKEN_MS && !hasLeft(person))
      if (goOnFor(people, person, object, observation, classes, nowMs) && isDrivenClass(person.className))
        replaced.add(person);
    if (iou(person.box, object.box) >= ITSELF || distanceTo(person.box, object.box, aspect) > distance) continue;
    attendance.lastMs = Math.max(attendance.lastMs, person.seenMs);
    attendance.isAttended ||= person.seen || mayBeThere(person, replaced, object, observation, nowMs);
  }
}

/**
 * What is taken for a vehicle, a shadow or a heap, stays when the one has gone that brought the object; neither ever came. A doubtful person
 * may be somebody.
 */
function isUnlikelyVehicle(thing: Thing): boolean {
  return isDrivenClass(thing.className) && isUnlikely(thing) && !thing.hasMoved;
}

/** It has turned out that the vehicle was there all along: the others alone brought the object. */
function leaveOut(attendance: Attendance, object: StillObject, vehicle: Thing): void {
  const { people } = attendance;
  people.delete(vehicle);
  const froms = object.visitors.filter(({ thing }) => people.has(thing)).map(({ fromMs }) => fromMs);
  attendance.firstMs = Math.min(object.sinceMs, ...froms);
  attendance.isKnown = people.size > 0;
}

/** True for somebody out of sight who has hardly gone: a moment ago they were near, or they stood there and the picture still shows something. */
function mayBeThere(
  person: Thing,
  replaced: ReadonlySet<Thing>,
  { box }: StillObject,
  { still }: Observation,
  nowMs: number,
): boolean {
  if (hasLeft(person)) return false;
  const unseenMs = nowMs - person.seenMs;
  if (unseenMs <= UNSEEN_MS) return true;
  if (replaced.has(person) || person.seenMs - person.stillSinceMs < STOOD_MS) return false;
  return unseenMs <= UNSEEN_STANDING_MS && !still?.hasGone(person, box);
}

/** True when they walked out of the picture. */
function hasLeft({ box, vx, vy }: Thing): boolean {
  return (box[0] <= EDGE && vx < 0) || (box[2] >= 1 - EDGE && vx > 0) || (box[3] >= 1 - EDGE && vy > 0 && box[1] > 0.5);
}

/** True when somebody did. */
function goOnFor(
  people: Set<Thing>,
  lost: Thing,
  { box }: StillObject,
  { things, aspect, still }: Observation,
  classes: ReadonlySet<string>,
  nowMs: number,
): boolean {
  let isReplaced = false;
  for (const thing of things) {
    if (people.has(thing) || !thing.seen || !classes.has(thing.className)) continue;
    if (nowMs - thing.bornMs > NEWBORN_MS || thing.bornMs < lost.seenMs - 500) continue;
    const heights = (thing.box[3] - thing.box[1]) / Math.max(1e-4, lost.box[3] - lost.box[1]);
    if (heights > SAME_HEIGHT || heights < 1 / SAME_HEIGHT) continue;
    if (distanceTo(thing.box, lost.box, aspect) > BROKEN_DISTANCE || still?.wasThere(thing, box)) continue;
    people.add(thing);
    isReplaced = true;
  }
  return isReplaced;
}
