// How fast each person goes, in body heights, and who has turned round within the last second or so.
import type { Observation, Thing } from "../../observations/index.ts";

export interface Headings {
  step(observation: Observation, nowMs: number): void;
  /** 0 until the thing was followed for long enough. Unit: heights of its box per second. */
  speedOf(thing: Thing): number;
  hasTurned(thing: Thing, nowMs: number): boolean;
  clear(): void;
}

interface Heading {
  /** Clock: frame time of the newest look; velocities in box heights per second, one a look. */
  velocities: { ms: number; vx: number; vy: number }[];
  turnedMs: number;
}

/** A velocity is measured over at least this. */
const SPAN_S = 0.55;
/** A turn is seen against the velocity of this long ago. */
const BEFORE_MS = 2_000;
const MEMORY_MS = 3_500;
/** Slower than this has no direction. Unit: box heights per second. */
const WALKS = 0.3;
/** Cosine of the least angle of a turn: more than 100 degrees. */
const TURN_COS = -0.17;
/** Turns that lie this close together happen at once. */
const AT_ONCE_MS = 2_000;

export function createHeadings(): Headings {
  const headings = new Map<Thing, Heading>();
  return {
    step({ things, gone, aspect }, nowMs) {
      for (const thing of gone) headings.delete(thing);
      for (const thing of things) {
        if (!thing.seen) continue;
        const first = thing.trail[0]!;
        const height = thing.box[3] - thing.box[1];
        const spanS = (thing.seenMs - first.ms) / 1000;
        if (spanS < SPAN_S || height <= 0) continue;
        const vx = ((thing.x - first.x) * aspect) / spanS / height;
        const vy = (thing.y - first.y) / spanS / height;
        const heading = headings.get(thing) ?? { velocities: [], turnedMs: Number.NEGATIVE_INFINITY };
        headings.set(thing, heading);
        heading.velocities = heading.velocities.filter((v) => nowMs - v.ms <= MEMORY_MS);
        if (turned(heading, vx, vy, nowMs)) heading.turnedMs = nowMs;
        heading.velocities.push({ ms: nowMs, vx, vy });
      }
    },
    speedOf(thing) {
      const last = headings.get(thing)?.velocities.at(-1);
      return last ? Math.hypot(last.vx, last.vy) : 0;
    },
    hasTurned: (thing, nowMs) => nowMs - (headings.get(thing)?.turnedMs ?? Number.NEGATIVE_INFINITY) <= AT_ONCE_MS,
    clear: () => headings.clear(),
  };
}

function turned({ velocities, turnedMs }: Heading, vx: number, vy: number, nowMs: number): boolean {
  const speed = Math.hypot(vx, vy);
  if (speed < WALKS || nowMs - turnedMs <= MEMORY_MS) return false;
  return velocities.some((v) => {
    const before = Math.hypot(v.vx, v.vy);
    return before >= WALKS && nowMs - v.ms <= BEFORE_MS && v.vx * vx + v.vy * vy < TURN_COS * speed * before;
  });
}
