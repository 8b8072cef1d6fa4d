// How well a box fits a track: surprise in place and size, measured in what the track's own uncertainty allows, and overlap.
import type { Kinship } from "../detections/families.ts";
import type { Measured } from "./measured.ts";
import { AXES, type MotionState, valueAt, varianceAt } from "./motion-state.ts";
import type { TrackerSettings } from "./settings.ts";
import { noiseVariance, sizeOf, stoodS, type Track } from "./track.ts";

/** Share of the picture that boxes cover in an ordinary scene. */
const ordinaryCrowding = 0.1;

/** Keeps the cost of an ordinary pair near 0; only the difference to `aloneCost` matters. */
const costOrigin = 8;

/**
 * Cost of giving the track one row of a frame; Infinity beyond the gate. Half the squared surprise, plus the logarithm of the volume in
 * which the track may be (in sizes of the thing), less what overlap is worth: a track that was not seen for long has a wide gate and
 * pays for it, so that the same numbers serve every frame rate.
 */
export function pairCost(track: Track, measured: Measured, row: number, settings: TrackerSettings): number {
  const { expected } = track;
  const { values } = measured;
  const cut = measured.cuts[row]!;
  const offset = row * AXES;
  const size = sizeOf(expected);
  let surprise = 0;
  let doubt = 1;
  for (let axis = 0; axis < AXES; axis++) {
    const known = varianceAt(expected, axis);
    const error = values[offset + axis]! - valueAt(expected, axis);
    surprise += (error * error) / (known + noiseVariance(axis, size, cut, settings));
    if (!(surprise <= settings.gate)) return Number.POSITIVE_INFINITY;
    doubt *= (known + noiseVariance(axis, size, 0, settings)) / (size * size);
  }
  if (track.looks === 1) doubt = Math.min(doubt, settings.firstDoubt);
  return (surprise + Math.log(doubt)) / 2 + costOrigin - settings.overlapWorth * overlapOf(expected, values, offset);
}

/** How much more a pair of this track may cost because few boxes could be taken for it. `boxes` share a picture of that aspect. */
export function roomAround(track: Track, boxes: number, aspect: number, settings: TrackerSettings): number {
  if (track.id === 0 && track.misses > 0) return 0;
  const crowding = (boxes * sizeOf(track.expected) ** 2) / aspect;
  return Math.min(settings.roomWorth, Math.max(0, Math.log(ordinaryCrowding / crowding)));
}

/**
 * What a box costs a track that was looked for in vain for `goneS`: the longer, the likelier it is gone and the box is another one of the
 * `others` like it. Of somebody alone in the picture nothing but the same one is expected, and what stood still is expected to stay.
 */
export function gonePrice(track: Track, goneS: number, others: number, settings: TrackerSettings): number {
  if (goneS <= 0 || stoodS(track) >= settings.stillAfterS) return 0;
  return (settings.goneWorth * goneS * others) / (others + 1);
}

/** How many free or taken boxes of the frame are of the track's kind and about its size, the one that is judged left out. */
export function othersLike(
  track: Track,
  measured: Measured,
  classIds: ArrayLike<number>,
  areKin: Kinship,
  settings: TrackerSettings,
): number {
  const area = sizeOf(track.expected) ** 2;
  let alike = 0;
  for (let row = 0; row < measured.count; row++) {
    if (!areKin(classIds[row]!, track.classId)) continue;
    const offset = row * AXES;
    const share = (measured.values[offset + 2]! * measured.values[offset + 3]!) / area;
    if (share < settings.alikeArea && share * settings.alikeArea > 1) alike++;
  }
  return Math.max(0, alike - 1);
}

/** Shared over united area of the expected and the measured box. */
function overlapOf(expected: MotionState, measured: Float64Array, offset: number): number {
  const width = sharedLength(expected, measured, offset, 0);
  const height = sharedLength(expected, measured, offset, 1);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  const united = valueAt(expected, 2) * valueAt(expected, 3) + measured[offset + 2]! * measured[offset + 3]! - shared;
  return shared / united;
}

function sharedLength(expected: MotionState, measured: Float64Array, offset: number, axis: 0 | 1): number {
  const centre = valueAt(expected, axis);
  const half = valueAt(expected, axis + 2) / 2;
  const otherCentre = measured[offset + axis]!;
  const otherHalf = measured[offset + axis + 2]! / 2;
  return Math.min(centre + half, otherCentre + otherHalf) - Math.max(centre - half, otherCentre - otherHalf);
}
