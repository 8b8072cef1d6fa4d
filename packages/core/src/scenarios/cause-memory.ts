// Memory of causes: an open stay goes on when its thing is lost inside a zone and something like it appears inside without having entered,
// or was followed on the same body all along.
import type { SceneEvent } from "@vigie/contracts";
import { areTwins, memoryMs, type Presence, standAsOne, type Thing } from "../observations/index.ts";

/** One cause that a zone scenario follows, from the first look inside until it is surely over. */
export interface Cause {
  thing: Thing;
  /** Clock: frame time of the newest look inside. */
  insideMs: number;
  /** It was seen to leave, so nothing that appears inside can be it. */
  hasLeft: boolean;
  /** The event that is open for it. */
  event: SceneEvent | null;
  /** Things it went on from and that are not forgotten; any of them may come back. */
  earlier: Thing[] | null;
  /** While it was not told: how it was seen beside each other one, by their things. */
  beside: WeakMap<Thing, Beside> | null;
}

/** Looks at which two tracks showed one body, and two; and the newest of them. */
interface Beside {
  asOne: number;
  apart: number;
  isOne: boolean;
}

/** What every new cause begins with. All causes have all fields from the beginning: asked at every look, those of several shapes cost a tenth of it. */
export function newCause(thing: Thing, insideMs: number): Cause {
  return { thing, insideMs, hasLeft: false, event: null, earlier: null, beside: null };
}

/** A cause that vanished inside is waited for at least this long. */
const VANISHED_MS = 15_000;
/** Seen to leave, it is over after this. */
const LEFT_MS = 5_000;
/** How far away a vanished thing may appear again: at once, per second, at most. Unit: sizes. */
const NEAR = 1;
const NEAR_PER_S = 1.5;
const NEAR_MOST = 4;
const SIZE_RATIO = 2.5;
/** Who was inside for longer than this while the other one was still seen is another one. A track and its successor may overlap. */
const BOTH_MS = 1_000;
/** Unseen for so long while its twin is seen, a track that was told is gone. */
const GONE_MS = 1_000;
/** One look at two boxes proves no body. */
const PROVED_LOOKS = 2;
const none: readonly never[] = [];

/** The vanished cause that the newcomer goes on with, now its own; null when it is a new cause. */
export function takeOver<C extends Cause>(
  causes: Map<Thing, C>,
  presence: Presence,
  aspect: number,
  fits: (cause: C) => boolean = () => true,
): C | null {
  if (!presence.bornInside) return null;
  const { thing } = presence;
  let best: C | null = null;
  let bestAway = Number.POSITIVE_INFINITY;
  for (const cause of causes.values()) {
    if (cause.thing.seenMs - presence.sinceMs > BOTH_MS && !cause.earlier?.includes(thing)) continue;
    const away = awayFrom(cause, thing, aspect);
    if (away < bestAway && fits(cause)) {
      best = cause;
      bestAway = away;
    }
  }
  if (best) goOnWith(causes, best, thing);
  return best;
}

/** The cause is the thing's own from now on. */
function goOnWith<C extends Cause>(causes: Map<Thing, C>, cause: C, thing: Thing): void {
  causes.delete(cause.thing);
  causes.set(thing, cause);
  cause.earlier = rememberedOf([...(cause.earlier ?? []), cause.thing], thing);
  cause.thing = thing;
}

/** Each once, without the one that has come back now and those that cannot any more. */
function rememberedOf(earlier: readonly Thing[], now: Thing): Thing[] {
  return [...new Set(earlier)].filter((thing) => thing !== now && now.seenMs - thing.seenMs <= memoryMs(thing));
}

/**
 * One body, one event: when the told track of a body with two is gone, its event goes on with the other one. Once at each look, before what was
 * seen is followed. `mayBe`: whether the other one can be the second track of a body at all. Returns the causes that go on so.
 */
export function goOnWithTwins<C extends Cause>(
  causes: Map<Thing, C>,
  aspect: number,
  mayBe: (other: C) => boolean = () => true,
): readonly C[] {
  if (causes.size < 2) return none;
  let gone: C[] | null = null;
  for (const cause of causes.values()) {
    if (cause.thing.seen) noteBeside(causes, cause, aspect);
    else if (cause.event && !cause.hasLeft) {
      gone ??= [];
      gone.push(cause);
    }
  }
  if (gone === null) return none;
  return gone.filter((told) => {
    for (const other of causes.values()) {
      const { thing } = other;
      if (!thing.seen || other.hasLeft || thing.seenMs - told.thing.seenMs < GONE_MS) continue;
      if (!showedBodyOf(other, told.thing) || !mayBe(other)) continue;
      goOnWith(causes, told, thing);
      return true;
    }
    return false;
  });
}

/** Noted from their first common look on: who came from elsewhere was apart before the other one was told. */
function noteBeside(causes: ReadonlyMap<Thing, Cause>, cause: Cause, aspect: number): void {
  for (const other of causes.values()) {
    if (other === cause || other.event || !other.thing.seen) continue;
    const isOne = areOne(cause.thing, other.thing, aspect);
    other.beside ??= new WeakMap();
    let known = other.beside.get(cause.thing);
    if (!known) {
      known = { asOne: 0, apart: 0, isOne };
      other.beside.set(cause.thing, known);
    }
    if (isOne) known.asOne++;
    else known.apart++;
    known.isOne = isOne;
  }
}

/** Who only passes behind somebody was seen apart from them more often, and whose box parts from a body is somebody else. */
function showedBodyOf({ beside, event }: Cause, told: Thing): boolean {
  const known = event ? undefined : beside?.get(told);
  return known?.isOne === true && known.asOne >= Math.max(PROVED_LOOKS, known.apart);
}

/** True when the thing is followed twice and its twin already has an open event. */
export function isToldByTwin(causes: ReadonlyMap<Thing, Cause>, thing: Thing, aspect: number): boolean {
  const own = causes.get(thing);
  for (const { event, hasLeft, thing: told } of causes.values()) {
    if (!event) continue;
    if (areOne(told, thing, aspect) || (own && !told.seen && !hasLeft && showedBodyOf(own, told))) return true;
  }
  return false;
}

/** True when the thing shows the body that another cause shows as well, told or not. */
export function isOneOfTwo(causes: ReadonlyMap<Thing, Cause>, thing: Thing, aspect: number): boolean {
  for (const { thing: other } of causes.values()) if (areOne(other, thing, aspect)) return true;
  return false;
}

function areOne(a: Thing, b: Thing, aspect: number): boolean {
  return areTwins(a, a.box, b, b.box) || standAsOne(a, b, aspect);
}

/** True when nothing of the cause is left to wait for. */
export function isOver(cause: Cause, nowMs: number, leftMs = LEFT_MS): boolean {
  const goneMs = nowMs - cause.insideMs;
  if (cause.hasLeft) return goneMs > leftMs;
  // Asked at every look, of who is inside: how long it stood is needed late only.
  return goneMs > VANISHED_MS && goneMs > memoryMs(cause.thing);
}

function awayFrom(cause: Cause, thing: Thing, aspect: number): number {
  const lost = cause.thing;
  const never = Number.POSITIVE_INFINITY;
  const gapS = (thing.seenMs - lost.seenMs) / 1000;
  if (cause.hasLeft || lost.seen || gapS <= 0 || lost.family !== thing.family) return never;
  if (thing.size > lost.size * SIZE_RATIO || lost.size > thing.size * SIZE_RATIO) return never;
  const away = Math.hypot((thing.x - lost.x) * aspect, thing.y - lost.y) / lost.size;
  return away > Math.min(NEAR_MOST, NEAR + NEAR_PER_S * gapS) ? never : away;
}
