// How well a box fits a track: surprise in place and size, measured in what the track's own uncertainty allows.
import { AXES, valueAt, varianceAt } from "./motion-state.ts";
import type { TrackerSettings } from "./settings.ts";
import { noiseVariance, sizeOf, type Track } from "./track.ts";

/**
 * Cost of giving the measured box to the track: half the squared surprise plus the logarithm of the volume in which the track may be,
 * in sizes of the thing; Infinity beyond the gate. A track that has not been seen for long has a wide gate and pays for it.
 */
export function pairCost(track: Track, measured: ArrayLike<number>, offset: number, settings: TrackerSettings): number {
  const size = sizeOf(track.expected);
  let surprise = 0;
  let volume = 1;
  for (let axis = 0; axis < AXES; axis++) {
    const variance = varianceAt(track.expected, axis) + noiseVariance(axis, size, settings);
    const error = measured[offset + axis]! - valueAt(track.expected, axis);
    surprise += (error * error) / variance;
    if (surprise > settings.gate) return Number.POSITIVE_INFINITY;
    volume *= variance / (size * size);
  }
  return surprise / 2 + Math.log(volume) / 2 + 8;
}
