// What is remembered of one followed thing, and how a new box changes it.
import {
  AXES,
  createMotionState,
  type MotionState,
  predictAxis,
  startAxis,
  updateAxis,
  valueAt,
} from "./motion-state.ts";
import type { TrackerSettings } from "./settings.ts";

export interface Track {
  /** 0 until proved. */
  id: number;
  /** Motion as of `lastSeenMs`; and as expected now. */
  state: MotionState;
  expected: MotionState;
  /** The last measured box by axis, and the first one as x1 y1 x2 y2 normalised. */
  measured: Float64Array;
  bornBox: Float64Array;
  bornAtMs: number;
  lastSeenMs: number;
  /** Looks without a box since `lastSeenMs`. */
  misses: number;
  family: number;
  proof: number;
  /** Sum of scores per class id. */
  votes: Float64Array;
  classId: number;
  scoreSum: number;
  looks: number;
  /** Where and since when it has stayed within a quarter of its size. */
  stillX: number;
  stillY: number;
  stillSinceMs: number;
  /** Row of the supporting box of this frame, or -1. */
  row: number;
}

/** Size of a thing: side of the square with its area. Unit: picture heights. */
export function sizeOf(state: MotionState): number {
  return Math.sqrt(Math.max(1e-5, valueAt(state, 2)) * Math.max(1e-5, valueAt(state, 3)));
}

export function beginTrack(measured: ArrayLike<number>, classCount: number, settings: TrackerSettings): Track {
  const state = createMotionState();
  const size = Math.sqrt(Math.max(1e-10, measured[2]! * measured[3]!));
  for (let axis = 0; axis < AXES; axis++) {
    const rate = (axis < 2 ? settings.firstSpeed : settings.sizeChange) * size;
    startAxis(state, axis, measured[axis]!, noiseVariance(axis, size, settings), rate * rate);
  }
  return {
    id: 0,
    state,
    expected: Float64Array.from(state),
    measured: Float64Array.from({ length: AXES }, (_, axis) => measured[axis]!),
    bornBox: new Float64Array(4),
    bornAtMs: 0,
    lastSeenMs: 0,
    misses: 0,
    family: 0,
    proof: 0,
    votes: new Float64Array(classCount),
    classId: 0,
    scoreSum: 0,
    looks: 0,
    stillX: measured[0]!,
    stillY: measured[1]!,
    stillSinceMs: 0,
    row: -1,
  };
}

export function noiseVariance(axis: number, size: number, settings: TrackerSettings): number {
  const noise = (axis < 2 ? settings.placeNoise : settings.sizeNoise) * size;
  return noise * noise;
}

/** How long it has stood still when it was last seen. Unit: s. */
export function stillS(track: Track): number {
  return (track.lastSeenMs - track.stillSinceMs) / 1000;
}

/** Writes what is expected at `timeMs` into `track.expected`. */
export function expectTrack(track: Track, timeMs: number, settings: TrackerSettings): void {
  const dtS = (timeMs - track.lastSeenMs) / 1000;
  predict(track.expected, track.state, dtS, stillS(track) >= settings.stillAfterS && track.misses > 0, settings);
}

function predict(out: MotionState, state: MotionState, dtS: number, still: boolean, settings: TrackerSettings): void {
  const size = sizeOf(state);
  const place = (settings.acceleration * size) ** 2;
  const change = (settings.sizeChange * size) ** 2;
  const fadeS = still ? 0.2 : settings.fadeS;
  const knownS = still ? Math.min(dtS, 1) : dtS;
  for (let axis = 0; axis < AXES; axis++) predictAxis(out, state, axis, knownS, axis < 2 ? place : change, fadeS);
}

/**
 * Takes a measured box into the motion. After looks without a box the track is taken back to where it was last seen and led along the
 * straight way to the new box, so that a wrong guess made while it was hidden leaves no trace in its speed.
 */
export function correctTrack(
  track: Track,
  measured: ArrayLike<number>,
  timeMs: number,
  settings: TrackerSettings,
): void {
  const { state } = track;
  const gapS = (timeMs - track.lastSeenMs) / 1000;
  const size = sizeOf(track.expected);
  const steps = Math.min(8, track.misses + 1);
  for (let step = 1; step <= steps; step++) {
    predict(state, state, gapS / steps, false, settings);
    for (let axis = 0; axis < AXES; axis++) {
      const value = track.measured[axis]! + ((measured[axis]! - track.measured[axis]!) * step) / steps;
      updateAxis(state, axis, value, noiseVariance(axis, size, settings));
    }
  }
  for (let axis = 0; axis < AXES; axis++) track.measured[axis] = measured[axis]!;
  track.expected.set(state);
  track.lastSeenMs = timeMs;
  track.misses = 0;
  const x = valueAt(state, 0);
  const y = valueAt(state, 1);
  if (Math.hypot(x - track.stillX, y - track.stillY) > size / 4) {
    track.stillX = x;
    track.stillY = y;
    track.stillSinceMs = timeMs;
  }
}

/** Adds one look's name and score to the vote on what the thing is. */
export function vote(track: Track, classId: number, score: number): void {
  track.votes[classId] = track.votes[classId]! + score;
  if (track.votes[classId]! > track.votes[track.classId]!) track.classId = classId;
  track.scoreSum += score;
  track.looks++;
}
