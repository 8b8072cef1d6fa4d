// How well a box fits a track: surprise in place and size, measured in what the track's own uncertainty allows, and overlap.
import { AXES, type MotionState, valueAt, varianceAt } from "./motion-state.ts";
import type { TrackerSettings } from "./settings.ts";
import { noiseVariance, sizeOf, type Track } from "./track.ts";

/** Keeps the cost of an ordinary pair near 0; only the difference to `aloneCost` matters. */
const costOrigin = 8;

/**
 * Cost of giving the track the box at `offset` of the measured columns; Infinity beyond the gate. Half the squared surprise, plus the
 * logarithm of the volume in which the track may be (in sizes of the thing), less what overlap is worth: a track that was not seen for
 * long has a wide gate and pays for it, so that the same numbers serve every frame rate.
 */
export function pairCost(track: Track, measured: Float64Array, offset: number, settings: TrackerSettings): number {
  const { expected } = track;
  const size = sizeOf(expected);
  let surprise = 0;
  let volume = 1;
  for (let axis = 0; axis < AXES; axis++) {
    const variance = varianceAt(expected, axis) + noiseVariance(axis, size, settings);
    const error = measured[offset + axis]! - valueAt(expected, axis);
    surprise += (error * error) / variance;
    if (!(surprise <= settings.gate)) return Number.POSITIVE_INFINITY;
    volume *= variance / (size * size);
  }
  return (surprise + Math.log(volume)) / 2 + costOrigin - settings.overlapWorth * overlapOf(expected, measured, offset);
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
