// Who looks after an object: those who were near when it came, and whoever goes on for one of them when a track breaks.
import type { Observation, Thing } from "../../observations/index.ts";
import { distanceTo, type StillObject } from "../../still-objects/index.ts";

export interface Attendance {
  /** Who brought it or stood by, and is not forgotten. */
  people: Set<Thing>;
  /** Clock: frame time at which one of them was last near; of the object's coming when nobody was. */
  lastMs: number;
  /** Since when one of them was near, without a gap worth the name. */
  firstMs: number;
  /** True when somebody was near when it came. */
  isKnown: boolean;
}

/** Who is not seen but was near a moment ago is still near. Unit: ms. */
const UNSEEN_MS = 3_000;
/** A track that ends near another's beginning is the same person: within this time and distance (unit: heights). */
const BROKEN_MS = 5_000;
const BROKEN_DISTANCE = 1.2;
const NEWBORN_MS = 2_000;

/** `distance`: so far from the object somebody still attends to it. Unit: heights of that person. */
export function beginAttendance(object: StillObject, classes: ReadonlySet<string>, distance: number): Attendance {
  const near = object.visitors.filter((v) => classes.has(v.thing.className) && v.distance <= distance);
  return {
    people: new Set(near.map((v) => v.thing)),
    lastMs: Math.max(object.sinceMs, ...near.map((v) => v.toMs)),
    firstMs: Math.min(object.sinceMs, ...near.map((v) => v.fromMs)),
    isKnown: near.length > 0,
  };
}

/** Takes one frame into account. */
export function attend(
  attendance: Attendance,
  object: StillObject,
  { things, aspect }: Observation,
  classes: ReadonlySet<string>,
  distance: number,
  nowMs: number,
): void {
  const { people } = attendance;
  for (const person of people) {
    if (!person.seen && nowMs - person.seenMs <= BROKEN_MS) goOnFor(people, person, things, classes, aspect, nowMs);
    const isRecent = nowMs - person.seenMs <= UNSEEN_MS;
    if (isRecent && distanceTo(person.box, object.box, aspect) <= distance) attendance.lastMs = nowMs;
  }
}

function goOnFor(
  people: Set<Thing>,
  lost: Thing,
  things: readonly Thing[],
  classes: ReadonlySet<string>,
  aspect: number,
  nowMs: number,
): void {
  for (const thing of things) {
    if (people.has(thing) || !thing.seen || !classes.has(thing.className)) continue;
    if (nowMs - thing.bornMs > NEWBORN_MS || thing.bornMs < lost.seenMs - 500) continue;
    if (distanceTo(thing.box, lost.box, aspect) <= BROKEN_DISTANCE) people.add(thing);
  }
}
