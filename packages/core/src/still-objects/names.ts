// What a still object is called: by what a detector sees at its place, or saw there until a moment ago.
import { boxArea, boxOverlap } from "../geometry/box.ts";
import type { Thing } from "../observations/thing.ts";
import { covers, isDriven, isLivingClass, movesByItself } from "./cover.ts";
import type { Surroundings } from "./surroundings.ts";

/** A thing that stands for less names no object. Unit: ms. */
const STANDS_MS = 1_000;
/** Box and thing share so much of the larger of the two. */
const SAME = 0.4;
/** Somebody whom the detector has lost: so much of the object lies where they were, and so much of that is the object. */
const INSIDE = 0.6;
const FILLED = 0.45;
/** What is part of a vehicle was seen to lie still from about when that stood. Unit: ms. */
const STOOD_MS = 6_000;
/** Scoring less it is less likely a vehicle than not; so much of one lies in boxes of likelier ones when it is nothing but those. */
const LIKELY = 0.5;
const MADE_OF_OTHERS = 0.7;
/** Points asked along each side of a box. */
const ASKED = 10;

/** The class of a still thing at this place; null when no detector knows it. What was put down there neither lives nor drives, whatever it is called. */
export function nameAt(box: readonly number[], around: Surroundings): string | null {
  const { things, book } = around;
  for (const thing of things) {
    if (!thing.seen || thing.seenMs - thing.stillSinceMs < STANDS_MS) continue;
    if (movesByItself(thing) && book.isPutDown(thing)) continue;
    if (boxOverlap(box, thing.box) >= SAME * Math.max(boxArea(box), boxArea(thing.box))) return thing.className;
  }
  return lostAt(box, around)?.className ?? null;
}

/** Somebody who stood there and whom the detector has lost; null when there is none. */
export function lostAt(box: readonly number[], { book, nowMs }: Surroundings): Thing | null {
  for (const thing of book.things()) {
    if (thing.seen || covers(thing, nowMs) || !isLivingClass(thing.className) || book.isPutDown(thing)) continue;
    const shared = boxOverlap(box, thing.box);
    if (shared >= INSIDE * boxArea(box) && shared >= FILLED * boxArea(thing.box)) return thing;
  }
  return null;
}

/** The vehicle that has come to stand there and of which what lies still since then is a part; null when there is none. */
export function vehicleAt(
  box: readonly number[],
  sinceMs: number,
  { things, book, nowMs }: Surroundings,
): Thing | null {
  for (const thing of things) {
    if (!thing.seen || !isDriven(thing.className) || covers(thing, nowMs) || book.isPutDown(thing)) continue;
    if (sinceMs < thing.bornMs || sinceMs > thing.stillSinceMs + STOOD_MS) continue;
    if (boxOverlap(box, thing.box) < INSIDE * boxArea(box)) continue;
    if (!isMadeOfOthers(thing, things)) return thing;
  }
  return null;
}

/** True for one doubtful box around parts of vehicles that have boxes of their own. */
function isMadeOfOthers(thing: Thing, things: readonly Thing[]): boolean {
  if (thing.score >= LIKELY) return false;
  const others = things.filter((other) => other.seen && isDriven(other.className) && other.score >= LIKELY);
  if (others.length < 2) return false;
  const [x1, y1, x2, y2] = thing.box;
  let inside = 0;
  for (let i = 0; i < ASKED * ASKED; i++) {
    const x = x1 + ((x2 - x1) * ((i % ASKED) + 0.5)) / ASKED;
    const y = y1 + ((y2 - y1) * (Math.floor(i / ASKED) + 0.5)) / ASKED;
    if (others.some(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3])) inside++;
  }
  return inside >= MADE_OF_OTHERS * ASKED * ASKED;
}
