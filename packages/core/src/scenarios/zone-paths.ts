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
  /** Where its way began; null when it has none. */
  beganAt(thing: Thing): TrailPoint | null;
  clear(): void;
}

interface Visit {
  isInside: boolean;
  lastMs: number;
  farthest: number;
}

interface Path {
  first: TrailPoint;
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
/** Ways of all things through these zones. `onAnew` hears of a thing whose way begins anew: what was done before, another did. */
export function createZonePaths(zones: ReadonlyMap<string, Zone>, onAnew: (thing: Thing) => void): ZonePaths {
  const firm = new Map([...zones].map(([id, zone]) => [id, createFirmZone(zone)]));
  const paths = new Map<Thing, Path>();

  function walk(thing: Thing, path: Path, to: TrailPoint, aspect: number, entries: ZoneEntry[]): void {
    if (hasLeft(path, to.ms, aspect)) {
      path.last = null;
      path.visits.clear();
      path.first = to;
      onAnew(thing);
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

  return {
    step({ things, gone, aspect }) {
      const entries: ZoneEntry[] = [];
      for (const thing of gone) paths.delete(thing);
      for (const thing of things) {
        let path = paths.get(thing);
        if (!path && thing.added > 0) {
          const first = thing.trail[thing.trail.length - thing.added]!;
          path = { first, last: null, vx: 0, vy: 0, visits: new Map() };
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
    beganAt: (thing) => paths.get(thing)?.first ?? null,
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
