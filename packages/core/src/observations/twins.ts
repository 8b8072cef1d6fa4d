// Twins: two tracks that follow one thing, because the detector gave it two boxes or a track was born too early.
import { CLASS_GROUPS } from "@vigie/contracts/classes";
import { boxArea, boxOverlap } from "../geometry/index.ts";
import type { Thing } from "./thing.ts";

/**
 * Twins share so much of the smaller box, and one of them is clearly less sure or much younger. Chosen on street clips with hand-counted
 * crossings and on pedestrian truth with its public detections.
 */
const OVERLAP = 0.6;
const SCORE = 0.8;
const LOOKS = 0.2;

/** Feet so near to each other belong to one body; boxes of two heights there show it once with what is behind it. Unit: sizes of the smaller. */
const ONE_PLACE = 0.25;
const WITHIN = 0.85;
const TALLER = 1.3;

/** The less sure of two things in comparison comes out as the lighter. */
export function weightOf(thing: Thing): number {
  return thing.score * thing.looks;
}

/** True when two boxes of about the same time show one thing that two tracks follow. */
export function areTwins(a: Thing, aBox: readonly number[], b: Thing, bBox: readonly number[]): boolean {
  if (a === b || a.family !== b.family) return false;
  const [light, heavy] = weightOf(a) < weightOf(b) ? [a, b] : [b, a];
  if (light.score > SCORE * heavy.score && light.looks > LOOKS * heavy.looks) return false;
  return boxOverlap(aBox, bBox) >= OVERLAP * Math.min(boxArea(aBox), boxArea(bBox));
}

/**
 * True when one box holds the other, both end at the same feet and one is clearly taller: nobody stands where another stands, so that the
 * taller one is the same body with a door, a post or a wall behind it.
 */
export function standAsOne(a: Thing, b: Thing, aspect: number): boolean {
  if (a === b || a.family !== b.family) return false;
  const [small, large] = boxArea(a.box) < boxArea(b.box) ? [a, b] : [b, a];
  if (Math.hypot((small.x - large.x) * aspect, small.y - large.y) > ONE_PLACE * small.size) return false;
  if (large.box[3] - large.box[1] < TALLER * (small.box[3] - small.box[1])) return false;
  return boxOverlap(small.box, large.box) >= WITHIN * boxArea(small.box);
}

/** Boxes are wrong by such a part of themselves: edges so near are the same edge, and so much of the smaller box is all of it. */
const DOUBT = 0.2;
/** The box around a vehicle and something else is so much larger. */
const LARGER = 1.3;

/**
 * True when the box of a vehicle holds that of another one, as high, and both end at the same lower edge and on one side: the larger box is
 * the same one with its beam of light, its trailer or the one beside it. A van that a car hides by its lower half is higher.
 */
export function areOneVehicle(a: Thing, aBox: readonly number[], b: Thing, bBox: readonly number[]): boolean {
  if (a === b || a.family !== b.family || !CLASS_GROUPS.vehicle!.includes(a.className)) return false;
  const [small, large] = boxArea(aBox) < boxArea(bBox) ? [aBox, bBox] : [bBox, aBox];
  if (boxArea(large) < LARGER * boxArea(small)) return false;
  const away = (side: number) => Math.abs(small[side]! - large[side]!);
  const [wide, high] = [small[2]! - small[0]!, small[3]! - small[1]!];
  if (Math.max(away(1), away(3)) > DOUBT * high || Math.min(away(0), away(2)) > DOUBT * wide) return false;
  return boxOverlap(small, large) >= (1 - DOUBT) * boxArea(small);
}
