// What is remembered of one followed thing, and how a new box changes it.
import type { Cut, Measured } from "./measured.ts";
import {
  AXES,
  createMotionState,
  type MotionState,
  predictAxis,
  startAxis,
  updateAxis,
  valueAt,
  varianceAt,
} from "./motion-state.ts";
import type { TrackerSettings } from "./settings.ts";
import { goOn, hasTravelled, startTravel, type Travel } from "./travel.ts";

export interface Track {
  /** 0 until proved. */
  id: number;
  /** Motion as of `lastSeenMs`, and as expected now. */
  state: MotionState;
  expected: MotionState;
  /** The last measured box by axis. */
  measured: Float64Array;
  /** The first box. Shape: x1 y1 x2 y2. Space: normalised. */
  bornBox: Float64Array;
  bornAtMs: number;
  lastSeenMs: number;
  /** Looks without a box since `lastSeenMs`. */
  misses: number;
  /** Sum of scores that speak for it, each weighted by the time since the look before. */
  proof: number;
  /** Sum of scores per class id, and the class that leads. */
  votes: Float64Array;
  classId: number;
  scoreSum: number;
  looks: number;
  /** True once a box was sure enough to begin a track; until then only its way proves it. */
  sure: boolean;
  travel: Travel;
  /** True for good once it has come clearly away from where it began. */
  moved: boolean;
  /** Mean score lately. */
  recentScore: number;
  /** Looks at which it was no more than a part of something else. */
  partLooks: number;
  /** Looks at which a person carried or pushed it; what drives although its name says that it cannot (`drives`) is a vehicle. */
  carriedLooks: number;
  drives: boolean;
  /** Squared standard deviations by which its place lately differed from what was expected, mean per axis; 1 is ordinary. */
  restlessness: number;
  /** The place at which it has stayed since `stillSinceMs`, give or take a quarter of its size; `awaySinceMs` is NaN while it is there. */
  stillX: number;
  stillY: number;
  stillSinceMs: number;
  awaySinceMs: number;
  /** Row of the supporting box in this frame's detections, or -1. */
  row: number;
}

/** A box away from its place for less than this does not end a standstill: somebody passed in front. */
const awayMs = 1000;

/** Size of a thing: side of the square with its area. Unit: picture heights. */
export function sizeOf(state: MotionState): number {
  return Math.sqrt(Math.max(1e-4, valueAt(state, 2)) * Math.max(1e-4, valueAt(state, 3)));
}

/** Variance of the detector's noise on one axis for a thing of that size; larger where a border cuts the box off. */
export function noiseVariance(axis: number, size: number, cut: Cut, settings: TrackerSettings): number {
  const isCut = (cut & (1 << (axis % 2))) !== 0;
  const place = isCut ? settings.cutPlaceNoise : settings.placeNoise;
  const extent = isCut ? settings.cutSizeNoise : settings.sizeNoise;
  return ((axis < 2 ? place : extent) * size) ** 2;
}

/** A track that nothing proves yet, from one row of a frame. What a border cuts off is expected to come in. */
export function beginTrack(
  measured: Measured,
  row: number,
  timeMs: number,
  classCount: number,
  settings: TrackerSettings,
): Track {
  const box = measured.values.slice(row * AXES, row * AXES + AXES);
  const state = createMotionState();
  const size = Math.sqrt(box[2]! * box[3]!);
  for (let axis = 0; axis < AXES; axis++) {
    const rate = (axis < 2 ? settings.firstSpeed : settings.growth) * size;
    const inward = axis < 2 ? measured.inward[row * 2 + axis]! * rate : 0;
    startAxis(state, axis, box[axis]!, inward, noiseVariance(axis, size, measured.cuts[row]!, settings), rate * rate);
  }
  return {
    id: 0,
    state,
    expected: Float64Array.from(state),
    measured: box,
    bornBox: new Float64Array(4),
    bornAtMs: timeMs,
    lastSeenMs: timeMs,
    misses: 0,
    proof: 0,
    votes: new Float64Array(classCount),
    classId: 0,
    scoreSum: 0,
    looks: 0,
    sure: false,
    travel: startTravel(box[0]!, box[1]!),
    moved: false,
    recentScore: Number.NaN,
    partLooks: 0,
    carriedLooks: 0,
    drives: false,
    restlessness: 1,
    stillX: box[0]!,
    stillY: box[1]!,
    stillSinceMs: timeMs,
    awaySinceMs: Number.NaN,
    row: -1,
  };
}

/** Farther than this from where it stood, it is on its way, however short a time. Unit: sizes. */
const ON_ITS_WAY = 0.5;

/** How long it had stood still when it was last seen; nothing when it had just walked away from there. Unit: s. */
export function stoodS(track: Track): number {
  const { state, stillX, stillY } = track;
  const isAway = !Number.isNaN(track.awaySinceMs);
  if (isAway && Math.hypot(valueAt(state, 0) - stillX, valueAt(state, 1) - stillY) > ON_ITS_WAY * sizeOf(state))
    return 0;
  return (track.lastSeenMs - track.stillSinceMs) / 1000;
}

/** How long it has not been seen. Unit: s. */
export function unseenS(track: Track, timeMs: number): number {
  return Math.max(0, timeMs - track.lastSeenMs) / 1000;
}

/** Writes what is expected at `timeMs` into `track.expected`. What stood still and then vanished is expected to stay. */
export function expectTrack(track: Track, timeMs: number, settings: TrackerSettings): void {
  const stays = track.misses > 0 && stoodS(track) >= settings.stillAfterS;
  predict(track.expected, track, unseenS(track, timeMs), stays, settings);
}

function predict(out: MotionState, track: Track, dtS: number, stays: boolean, settings: TrackerSettings): void {
  const { state } = track;
  const size = sizeOf(state);
  const unrest = stays ? settings.stillUnrest : Math.min(1, Math.max(settings.calmest, track.restlessness));
  const place = unrest * (settings.acceleration * size) ** 2;
  const growth = (stays ? settings.stillUnrest : 1) * (settings.growth * size) ** 2;
  const fadeS = stays ? 0.2 : settings.fadeS;
  const doubtS = stays ? Math.min(dtS, 1) : dtS;
  for (let axis = 0; axis < AXES; axis++) predictAxis(out, state, axis, doubtS, axis < 2 ? place : growth, fadeS);
}

/**
 * Takes one row of a frame into the motion. After looks without a box the track is taken back to where it was last seen and led along
 * the straight way to the new box, so that a wrong guess made meanwhile leaves no trace in its speed.
 */
export function correctTrack(
  track: Track,
  measured: Measured,
  row: number,
  timeMs: number,
  settings: TrackerSettings,
): void {
  const { state } = track;
  const size = sizeOf(track.expected);
  if (track.looks > 1) learnRestlessness(track, measured, row, timeMs, settings);
  const steps = Math.min(8, track.misses + 1);
  const stepS = unseenS(track, timeMs) / steps;
  for (let step = 1; step <= steps; step++) {
    predict(state, track, stepS, false, settings);
    if (step === steps) tell(track, measured, row, size, settings);
    // Looks in quick succession err alike: together they tell no more than one.
    const alike = Math.max(1, settings.correlatedS / Math.max(stepS, 1e-3));
    for (let axis = 0; axis < AXES; axis++) {
      const from = track.measured[axis]!;
      const value = from + ((measured.values[row * AXES + axis]! - from) * step) / steps;
      updateAxis(state, axis, value, noiseVariance(axis, size, 0, settings) * alike);
    }
  }
  for (let axis = 0; axis < AXES; axis++) track.measured[axis] = measured.values[row * AXES + axis]!;
  track.lastSeenMs = timeMs;
  track.misses = 0;
  track.row = row;
  watchStandstill(track, timeMs, size);
  goOn(track.travel, valueAt(state, 0), valueAt(state, 1), size);
}

/** Where the thing is now: what was expected, corrected with this one look, whose error is its own. */
function tell(track: Track, measured: Measured, row: number, size: number, settings: TrackerSettings): void {
  const { expected, state } = track;
  expected.set(state);
  for (let axis = 0; axis < AXES; axis++)
    updateAxis(expected, axis, measured.values[row * AXES + axis]!, noiseVariance(axis, size, 0, settings));
}

function learnRestlessness(
  track: Track,
  measured: Measured,
  row: number,
  timeMs: number,
  settings: TrackerSettings,
): void {
  const size = sizeOf(track.expected);
  let surprise = 0;
  for (let axis = 0; axis < 2; axis++) {
    const error = measured.values[row * AXES + axis]! - valueAt(track.expected, axis);
    const noise = noiseVariance(axis, size, measured.cuts[row]!, settings);
    surprise += (error * error) / (varianceAt(track.expected, axis) + noise) / 2;
  }
  const share = 1 - Math.exp(-unseenS(track, timeMs) / settings.calmS);
  track.restlessness += (surprise - track.restlessness) * share;
}

function watchStandstill(track: Track, timeMs: number, size: number): void {
  const x = valueAt(track.state, 0);
  const y = valueAt(track.state, 1);
  if (Math.hypot(x - track.stillX, y - track.stillY) <= size / 4) {
    track.awaySinceMs = Number.NaN;
  } else if (Number.isNaN(track.awaySinceMs)) {
    track.awaySinceMs = timeMs;
  } else if (timeMs - track.awaySinceMs >= awayMs) {
    track.stillX = x;
    track.stillY = y;
    track.stillSinceMs = timeMs;
    track.awaySinceMs = Number.NaN;
  }
}

/** Adds one look's name and score to the vote on what the thing is. */
export function vote(track: Track, classId: number, score: number, sinceS: number, settings: TrackerSettings): void {
  const share = 1 - Math.exp(-sinceS / settings.recentS);
  track.recentScore = track.looks === 0 ? score : track.recentScore + (score - track.recentScore) * share;
  track.moved ||= hasTravelled(track.travel, sizeOf(track.expected), settings.movedAfter);
  track.votes[classId] = track.votes[classId]! + score;
  if (track.votes[classId]! > track.votes[track.classId]!) track.classId = classId;
  track.scoreSum += score;
  track.looks++;
}
