// Who was where in the last minute, so that it can be asked afterwards who brought an object.
import type { Thing } from "../observations/thing.ts";
import type { Visitor } from "./still-object.ts";

interface Stop {
  ms: number;
  box: readonly [number, number, number, number];
}

/** Remembered this long, one place per so much time. Unit: ms. */
const MEMORY_MS = 90_000;
const STEP_MS = 400;
/** Near enough to have brought it. Unit: heights of the visitor. */
const NEAR = 1.6;
/** Who was near within this before it lay there, or until it was noticed. Unit: ms. */
const BEFORE_MS = 5_000;

export interface VisitorBook {
  note(things: readonly Thing[], nowMs: number): void;
  /** Who was near that box around that time, nearest first. */
  near(box: readonly number[], sinceMs: number, aspect: number): Visitor[];
  clear(): void;
}

export function createVisitorBook(): VisitorBook {
  const stops = new Map<Thing, Stop[]>();
  return {
    note(things, nowMs) {
      for (const thing of things) {
        if (!thing.seen) continue;
        const known = stops.get(thing) ?? [];
        stops.set(thing, known);
        if (known.length > 0 && nowMs - known.at(-1)!.ms < STEP_MS) continue;
        known.push({ ms: nowMs, box: [...thing.box] });
        while (known.length > 0 && nowMs - known[0]!.ms > MEMORY_MS) known.shift();
      }
      for (const [thing, known] of stops) if (nowMs - (known.at(-1)?.ms ?? 0) > MEMORY_MS) stops.delete(thing);
    },
    near(box, sinceMs, aspect) {
      const visitors: Visitor[] = [];
      for (const [thing, known] of stops) {
        let distance = Number.POSITIVE_INFINITY;
        let [fromMs, toMs] = [Number.NaN, Number.NaN];
        for (const stop of known) {
          const away = distanceTo(stop.box, box, aspect);
          if (away > NEAR) continue;
          if (Number.isNaN(fromMs)) fromMs = stop.ms;
          toMs = stop.ms;
          distance = Math.min(distance, away);
        }
        if (toMs >= sinceMs - BEFORE_MS) visitors.push({ thing, distance, fromMs, toMs });
      }
      return visitors.sort((a, b) => a.distance - b.distance || a.thing.id - b.thing.id);
    },
    clear: () => stops.clear(),
  };
}

/** From the foot of the visitor's box to the nearest place of the object's lower edge. Unit: heights (or widths, if larger) of the visitor. */
export function distanceTo(visitor: readonly number[], box: readonly number[], aspect: number): number {
  const size = Math.max(0.02, visitor[3]! - visitor[1]!);
  const dx = Math.max(0, box[0]! - visitor[2]!, visitor[0]! - box[2]!) * aspect;
  // On the ground, what is above in the picture is farther than it looks.
  const dy = Math.max(0, Math.abs(visitor[3]! - box[3]!)) * 1.5;
  return Math.hypot(dx, dy) / size;
}
