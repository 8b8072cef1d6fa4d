// By which entry each thing came, also when its track was lost on the way and another goes on near there.
import type { Observation, Thing } from "../../observations/index.ts";
import type { ZonePaths } from "../zone-paths.ts";

export interface Entry {
  zone: string;
  /** Clock: newest moment in the entry; known when the thing is gone, before that its path knows. */
  leftMs: number | null;
}

/** A lost thing goes on in one whose way began so soon after and so near. Unit: sizes. */
const SOON_MS = 2_000;
const NEAR = 1;
const NEAR_PER_S = 1.5;
const SIZE_RATIO = 2.5;
/** Cosine from which on the other is oncoming traffic: a bend turns by less than 120 degrees. */
const OPPOSITE = -0.5;
const NEAR_MOST = 3;
/** What begins so near to the edge of the picture came in there. Space: normalised. */
const EDGE = 0.03;

/** Keeps what is gone for as long as it may still be counted. */
export function keepEntries(
  cameBy: Map<Thing, Entry>,
  { gone, timeMs }: Observation,
  paths: ZonePaths,
  withinMs: number,
): void {
  for (const thing of gone) {
    const entry = cameBy.get(thing);
    if (entry) entry.leftMs = paths.lastIn(thing, entry.zone);
  }
  for (const thing of cameBy.keys()) if (timeMs - thing.seenMs > withinMs + SOON_MS) cameBy.delete(thing);
}

/** The lost thing that goes on as this one, which reaches an exit now; null when it came by itself. */
export function lostBefore(
  cameBy: ReadonlyMap<Thing, Entry>,
  heir: Thing,
  exit: string,
  paths: ZonePaths,
  aspect: number,
): Thing | null {
  const began = paths.beganAt(heir);
  if (!began || Math.min(began.x, began.y, 1 - began.x, 1 - began.y) < EDGE) return null;
  let best: Thing | null = null;
  let bestAway = Number.POSITIVE_INFINITY;
  for (const [lost, { zone }] of cameBy) {
    const gapMs = began.ms - lost.seenMs;
    if (lost === heir || zone === exit || gapMs <= 0 || gapMs > SOON_MS || lost.family !== heir.family) continue;
    if (heir.size > lost.size * SIZE_RATIO || lost.size > heir.size * SIZE_RATIO) continue;
    const away = Math.hypot((began.x - lost.x) * aspect, began.y - lost.y) / lost.size;
    if (away > Math.min(NEAR_MOST, NEAR + (NEAR_PER_S * gapMs) / 1000) || away >= bestAway) continue;
    if (isOpposite(lost, (heir.x - began.x) * aspect, heir.y - began.y)) continue;
    best = lost;
    bestAway = away;
  }
  return best;
}

function isOpposite({ vx, vy }: Thing, dx: number, dy: number): boolean {
  return vx * dx + vy * dy < OPPOSITE * Math.hypot(vx, vy) * Math.hypot(dx, dy);
}
