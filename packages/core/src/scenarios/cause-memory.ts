// Memory of causes: an open stay goes on when its thing is lost inside a zone and something like it appears inside without having entered.
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
  earlier?: Thing[];
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
  if (!best) return null;
  causes.delete(best.thing);
  causes.set(thing, best);
  best.earlier = rememberedOf([...(best.earlier ?? []), best.thing], thing);
  best.thing = thing;
  return best;
}

/** Each once, without the one that has come back now and those that cannot any more. */
function rememberedOf(earlier: readonly Thing[], now: Thing): Thing[] {
  return [...new Set(earlier)].filter((thing) => thing !== now && now.seenMs - thing.seenMs <= memoryMs(thing));
}

/** True when the thing is followed twice and its twin already has an open event. */
export function isToldByTwin(causes: ReadonlyMap<Thing, Cause>, thing: Thing, aspect: number): boolean {
  for (const { event, thing: told } of causes.values()) if (event && areOne(told, thing, aspect)) return true;
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
  const waitMs = cause.hasLeft ? leftMs : Math.max(VANISHED_MS, memoryMs(cause.thing));
  return nowMs - cause.insideMs > waitMs;
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
