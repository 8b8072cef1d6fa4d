// Where somebody stands in front: people, animals and whatever moves hide what lies behind them; a parked car is itself what lies there.
import { CLASS_GROUPS, MOVING_CLASS } from "@vigie/contracts/classes";
import { speedOf, type Thing } from "../observations/thing.ts";
import { HIDDEN, IN_FRONT, type PixelMemory } from "./pixel-memory.ts";

const LIVING = ["person", "cat", "dog", "bird", "horse", "sheep", "cow"];
const DRIVEN = [...CLASS_GROUPS.vehicle!, "bicycle", "train"];
/** Who stood and is not seen for a moment still covers. Unit: ms. */
const UNSEEN_MS = 4_000;
/** Slower, a vehicle stands. Unit: sizes per second. */
const STANDS = 0.08;
const STANDS_MS = 2_000;
/** Boxes are drawn narrow: arms and shadows at the feet reach beyond. Unit: shares of width and height. */
const MARGIN_X = 0.15;
const MARGIN_Y = 0.06;

/** True when the thing hides what is behind it, and is not itself an object that lies there. */
export function covers(thing: Thing, nowMs: number): boolean {
  if (LIVING.includes(thing.className)) return nowMs - thing.seenMs <= UNSEEN_MS;
  if (thing.className === MOVING_CLASS) return thing.seen;
  if (!isDriven(thing.className) || !thing.seen) return false;
  return speedOf(thing) > STANDS || thing.seenMs - thing.stillSinceMs < STANDS_MS;
}

/** True for what comes and goes by itself: what lives, what drives, and what only a motion detector sees. */
export function movesByItself({ className }: Thing): boolean {
  return className === MOVING_CLASS || LIVING.includes(className) || isDriven(className);
}

/** True for what parks. */
export function isDriven(className: string): boolean {
  return DRIVEN.includes(className);
}

/** Marks what all of them hide. */
export function markCovered(memory: PixelMemory, things: Iterable<Thing>, nowMs: number): void {
  for (const thing of things) if (covers(thing, nowMs)) fillAround(memory.covered, thing.box, memory, HIDDEN);
}

/** Marks where vehicles stand that have come: what they show is there, but is not the place. */
export function markStanding(memory: PixelMemory, things: Iterable<Thing>, nowMs: number): void {
  for (const thing of things)
    if (isDriven(thing.className) && thing.seen && !covers(thing, nowMs))
      fillAround(memory.covered, thing.box, memory, IN_FRONT);
}

/** True for what lives. */
export function isLivingClass(className: string): boolean {
  return LIVING.includes(className);
}

/** Writes the value wherever a thing with this box, and what is drawn too narrow of it, may be seen. */
export function fillAround(
  column: Uint8Array,
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  { widthPx, heightPx }: PixelMemory,
  value: number,
): void {
  const [mx, my] = [(x2 - x1) * MARGIN_X, (y2 - y1) * MARGIN_Y];
  const left = Math.max(0, Math.floor((x1 - mx) * widthPx));
  const right = Math.min(widthPx, Math.ceil((x2 + mx) * widthPx));
  const bottom = Math.min(heightPx, Math.ceil((y2 + my) * heightPx));
  if (right <= left) return;
  for (let y = Math.max(0, Math.floor((y1 - my) * heightPx)); y < bottom; y++)
    column.fill(value, y * widthPx + left, y * widthPx + right);
}
