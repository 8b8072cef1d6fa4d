// A still object: something that was put into the picture, or taken out of it, and since then lies there unmoved.
import type { Thing } from "../observations/thing.ts";

/** Shape: [x1, y1, x2, y2]. Space: normalised. */
export type Box = readonly [number, number, number, number];

/** Rules read objects and keep references to them; only the memory of still objects writes. */
export interface StillObject {
  /** Unique within one camera's memory; the same object keeps it while it lies there, also hidden or in another light. */
  readonly id: number;
  /** `appeared`: it was not there before · `removed`: something that was there is gone. */
  change: "appeared" | "removed";
  /** Shape: [x1, y1, x2, y2]. Space: normalised. */
  readonly box: [number, number, number, number];
  /** Smaller side. Unit: picture heights. */
  side: number;
  /** Clock: frame time since which it lies still, and of the newest look that confirmed it. */
  sinceMs: number;
  seenMs: number;
  /** When it went away; null while it is there. */
  goneMs: number | null;
  /** True while something stands in front of most of it. */
  isHidden: boolean;
  /** What a detector calls it, or called what has gone; null when no detector knows it. */
  className: string | null;
  /** How surely it is a thing and no trick of the light. Range: 0 to 1. */
  score: number;
  /** Who was near when it came to lie there, nearest first; also when they have left since. */
  readonly visitors: readonly Visitor[];
}

/** A stay of somebody near the place of an object, around the time at which it came. */
export interface Visitor {
  readonly thing: Thing;
  /** Smallest distance around the time at which the object came. Unit: heights of the visitor's box. */
  readonly distance: number;
  /** Clock: frame time of the first and the newest look near the object before it was noticed. */
  readonly fromMs: number;
  readonly toMs: number;
  /** True for a vehicle that was there before, whenever it was first seen: it has brought nothing. */
  readonly wasParked: boolean;
}

/** What lies still in the picture at this moment. */
export interface StillScene {
  /** True while the place itself is being learnt: what is taken away then leaves no object. */
  readonly isLearning: boolean;
  /** Oldest first. */
  readonly objects: readonly StillObject[];
  /** True when the picture shows where that one was what it showed before anything came, but for what lies in the box `apart`; false while nobody can say. */
  hasGone(thing: Thing, apart: Box): boolean;
  /** True for a vehicle that has not moved since it was first seen, at a place where the same is to be seen as before: it was there all along. */
  wasThere(thing: Thing, apart: Box): boolean;
}
