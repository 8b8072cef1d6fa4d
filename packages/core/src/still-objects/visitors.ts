// Who was where in the last minute, so that it can be asked afterwards who brought an object, and who was there from the start.
import type { Thing } from "../observations/thing.ts";
import type { Box, Visitor } from "./still-object.ts";

interface Stay {
  /** Where it was at its very first look. */
  firstBox: Box;
  stops: { ms: number; box: Box }[];
}

/** Remembered this long, one place per so much time. Unit: ms. */
const MEMORY_MS = 90_000;
const STEP_MS = 400;
/** Near enough to have brought it. Unit: heights of the visitor. */
const NEAR = 1.6;
/** Who brought it was near within this before it lay there; who comes later than this after is a passer-by. Unit: ms. */
const BEFORE_MS = 5_000;
const AFTER_MS = 800;

export interface VisitorBook {
  note(things: readonly Thing[], nowMs: number): void;
  /** Who was near that box when it came to lie there, nearest first. */
  near(box: readonly number[], sinceMs: number, aspect: number): Visitor[];
  /** Where everybody remembered was first seen. */
  firstBoxes(): Iterable<readonly [Thing, Box]>;
  clear(): void;
}

export function createVisitorBook(): VisitorBook {
  const stays = new Map<Thing, Stay>();
  return {
    note(things, nowMs) {
      for (const thing of things) {
        if (!thing.seen) continue;
        let stay = stays.get(thing);
        if (!stay) {
          stay = { firstBox: firstBoxOf(thing), stops: [] };
          stays.set(thing, stay);
        }
        const { stops } = stay;
        if (stops.length > 0 && nowMs - stops.at(-1)!.ms < STEP_MS) continue;
        stops.push({ ms: nowMs, box: [...thing.box] });
        while (stops.length > 0 && nowMs - stops[0]!.ms > MEMORY_MS) stops.shift();
      }
      for (const [thing, { stops }] of stays) if (nowMs - (stops.at(-1)?.ms ?? 0) > MEMORY_MS) stays.delete(thing);
    },
    near(box, sinceMs, aspect) {
      const visitors: Visitor[] = [];
      for (const [thing, { stops }] of stays) {
        let distance = Number.POSITIVE_INFINITY;
        let [fromMs, toMs] = [Number.NaN, Number.NaN];
        for (const stop of stops) {
          const away = distanceTo(stop.box, box, aspect);
          if (away > NEAR) continue;
          if (Number.isNaN(fromMs)) fromMs = stop.ms;
          toMs = stop.ms;
          if (stop.ms >= sinceMs - BEFORE_MS && stop.ms <= sinceMs + AFTER_MS) distance = Math.min(distance, away);
        }
        if (distance < Number.POSITIVE_INFINITY) visitors.push({ thing, distance, fromMs, toMs });
      }
      return visitors.sort((a, b) => a.distance - b.distance || a.thing.id - b.thing.id);
    },
    *firstBoxes() {
      for (const [thing, { firstBox }] of stays) yield [thing, firstBox];
    },
    clear: () => stays.clear(),
  };
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
