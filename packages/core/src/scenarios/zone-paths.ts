// Through which zones a thing goes, and when; the straight way between two looks counts too, so that few looks lose no zone.
import type { Zone } from "@vigie/contracts";
import type { Point } from "../geometry/index.ts";
import type { Observation, Thing, TrailPoint } from "../observations/index.ts";
import { createFirmZone, type FirmZone } from "./firm-zone.ts";

export interface ZoneEntry {
  thing: Thing;
  zone: string;
  /** Clock: frame time, between two looks. */
  atMs: number;
}

export interface ZonePaths {
  /** Zones firmly entered since the step before, in the order in which it happened. */
  step(observation: Observation): readonly ZoneEntry[];
  /** Newest moment at which the thing was in that zone; null when it never was. */
  lastIn(thing: Thing, zone: string): number | null;
  /** How far the thing came from that zone since it left it. Unit: sizes. */
  farthestFrom(thing: Thing, zone: string): number;
  clear(): void;
}

interface Visit {
  isInside: boolean;
  lastMs: number;
  farthest: number;
}

interface Path {
  last: TrailPoint | null;
  /** How it went at its newest look. Unit: picture heights per second. */
  vx: number;
  vy: number;
  visits: Map<string, Visit>;
}

/** The way between two looks is tested at so many places. */
const STEPS = 8;
/** Outside by more than this is left. Unit: sizes. */
const LEFT = 0.15;

/** What went out over the edge of the picture and was unseen for so long is not what comes in there. */
const LEFT_MS = 500;
/** How far away, and how long after, a lost thing may go on as one that is seen for the first time. Unit: sizes. */
const HEIR_NEAR = 1;
const HEIR_NEAR_PER_S = 1.5;
const HEIR_MOST_S = 3;
const HEIR_SIZES = 2.5;
/** Who touches the edge of the picture just came in. */
const HEIR_EDGE = 0.01;

export interface PathListeners {
  /**
   * When given, the way of a thing that was lost on it goes on in one that appears near, as for causes in a zone: for counts, where a
   * lost way is an error as large as a wrong one.
   */
  onHeir?: (lost: Thing, heir: Thing) => void;
  /** The thing's way begins anew: what it had done before was done by another. */
  onAnew?: (thing: Thing) => void;
}

/** Ways of all things through these zones. */
export function createZonePaths(zones: ReadonlyMap<string, Zone>, { onHeir, onAnew }: PathListeners = {}): ZonePaths {
  const firm = new Map([...zones].map(([id, zone]) => [id, createFirmZone(zone)]));
  const paths = new Map<Thing, Path>();

  function walk(thing: Thing, path: Path, to: TrailPoint, aspect: number, entries: ZoneEntry[]): void {
    if (hasLeft(path, to.ms, aspect)) {
      path.last = null;
      path.visits.clear();
      onAnew?.(thing);
    }
    const from = path.last ?? to;
    const isFirst = path.last === null;
    for (let step = isFirst ? STEPS : 1; step <= STEPS; step++) {
      const share = step / STEPS;
      const p: Point = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
      const atMs = from.ms + (to.ms - from.ms) * share;
      for (const [id, zone] of firm)
        if (visit(path, id, zone, p, atMs, thing.size, aspect)) entries.push({ thing, zone: id, atMs });
    }
    path.last = to;
  }

  function inherited(heir: Thing, aspect: number): Path | null {
    const [x1, y1, x2, y2] = heir.box;
    if (!onHeir || Math.min(x1, y1) < HEIR_EDGE || Math.max(x2, y2) > 1 - HEIR_EDGE) return null;
    let best: Thing | null = null;
    let bestAway = Number.POSITIVE_INFINITY;
    for (const lost of paths.keys()) {
      const away = awayFrom(lost, heir, aspect);
      if (away < bestAway) {
        best = lost;
        bestAway = away;
      }
    }
    if (!best) return null;
    const path = paths.get(best)!;
    paths.delete(best);
    onHeir(best, heir);
    return path;
  }

  return {
    step({ things, gone, aspect }) {
      const entries: ZoneEntry[] = [];
      for (const thing of gone) paths.delete(thing);
      for (const thing of things) {
        let path = paths.get(thing);
        if (!path && thing.added > 0) {
          path = inherited(thing, aspect) ?? { last: null, vx: 0, vy: 0, visits: new Map() };
          paths.set(thing, path);
        }
        if (thing.added === 0) continue;
        for (let i = thing.trail.length - thing.added; i < thing.trail.length; i++)
          walk(thing, path!, thing.trail[i]!, aspect, entries);
        path!.vx = thing.vx;
        path!.vy = thing.vy;
      }
      return entries;
    },
    lastIn: (thing, zone) => paths.get(thing)?.visits.get(zone)?.lastMs ?? null,
    farthestFrom: (thing, zone) => paths.get(thing)?.visits.get(zone)?.farthest ?? 0,
    clear: () => paths.clear(),
  };
}

/** True when, going on as it went, it would have left the picture by then. */
function hasLeft({ last, vx, vy }: Path, ms: number, aspect: number): boolean {
  if (!last || ms - last.ms <= LEFT_MS) return false;
  const x = last.x + ((vx / aspect) * (ms - last.ms)) / 1000;
  const y = last.y + (vy * (ms - last.ms)) / 1000;
  return x < 0 || x > 1 || y < 0 || y > 1;
}

/** Infinite when the heir cannot be the lost thing. Unit: sizes. */
function awayFrom(lost: Thing, heir: Thing, aspect: number): number {
  const never = Number.POSITIVE_INFINITY;
  const first = heir.trail[heir.trail.length - heir.added]!;
  const gapS = (first.ms - lost.seenMs) / 1000;
  if (lost.seen || gapS <= 0 || gapS > HEIR_MOST_S || lost.family !== heir.family) return never;
  if (heir.size > lost.size * HEIR_SIZES || lost.size > heir.size * HEIR_SIZES) return never;
  const away = Math.hypot((first.x - lost.x) * aspect, first.y - lost.y) / lost.size;
  return away > HEIR_NEAR + HEIR_NEAR_PER_S * gapS ? never : away;
}

/** True when the zone was entered here. */
function visit(path: Path, id: string, zone: FirmZone, p: Point, atMs: number, size: number, aspect: number): boolean {
  const known = path.visits.get(id);
  if (zone.isFirm(p, size, aspect)) {
    if (known?.isInside) {
      known.lastMs = atMs;
      return false;
    }
    path.visits.set(id, { isInside: true, lastMs: atMs, farthest: known?.farthest ?? 0 });
    return true;
  }
  if (!known || zone.isInside(p)) return false;
  const away = zone.away(p, aspect) / size;
  if (known.isInside && away > LEFT) {
    known.isInside = false;
    known.farthest = 0;
  }
  known.farthest = Math.max(known.farthest, away);
  return false;
}
