// Where a thing is and how fast it goes, with what is known about both: four independent constant-velocity Kalman filters in seconds.

/** Axes of a box, in picture heights: centre x, centre y, width, height. */
export const AXES = 4;
/** Numbers per axis: value, rate per second, their variances and covariance. */
const perAxis = 5;

/** Shape: per axis value, rate, variance of value, covariance, variance of rate. Unit: picture heights and seconds. */
export type MotionState = Float64Array;

export function createMotionState(): MotionState {
  return new Float64Array(AXES * perAxis);
}

export function valueAt(state: MotionState, axis: number): number {
  return state[axis * perAxis]!;
}

export function varianceAt(state: MotionState, axis: number): number {
  return state[axis * perAxis + 2]!;
}

/** Starts an axis at a measured value with a guessed rate. */
export function startAxis(
  state: MotionState,
  axis: number,
  value: number,
  rate: number,
  variance: number,
  rateVariance: number,
): void {
  const o = axis * perAxis;
  state[o] = value;
  state[o + 1] = rate;
  state[o + 2] = variance;
  state[o + 3] = 0;
  state[o + 4] = rateVariance;
}

/**
 * Writes into `out` what is known `dtS` seconds after `state`: constant rate that fades with `fadeS`, disturbed by random
 * acceleration of the given spectral density. One long step equals many short ones, so the frame rate does not matter.
 */
export function predictAxis(
  out: MotionState,
  state: MotionState,
  axis: number,
  dtS: number,
  accelerationDensity: number,
  fadeS: number,
): void {
  const o = axis * perAxis;
  const keep = Math.exp(-dtS / fadeS);
  const reach = fadeS * (1 - keep);
  const pp = state[o + 2]!;
  const pv = state[o + 3]!;
  const vv = state[o + 4]!;
  out[o] = state[o]! + reach * state[o + 1]!;
  out[o + 1] = keep * state[o + 1]!;
  out[o + 2] = pp + 2 * reach * pv + reach * reach * vv + (accelerationDensity * dtS * dtS * dtS) / 3;
  out[o + 3] = keep * (pv + reach * vv) + (accelerationDensity * dtS * dtS) / 2;
  out[o + 4] = keep * keep * vv + accelerationDensity * dtS;
}

/** Corrects a state with one measured value. */
export function updateAxis(state: MotionState, axis: number, measured: number, variance: number): void {
  const o = axis * perAxis;
  const pp = state[o + 2]!;
  const pv = state[o + 3]!;
  const gain = pp / (pp + variance);
  const rateGain = pv / (pp + variance);
  const surprise = measured - state[o]!;
  state[o] = state[o]! + gain * surprise;
  state[o + 1] = state[o + 1]! + rateGain * surprise;
  state[o + 2] = (1 - gain) * pp;
  state[o + 3] = (1 - gain) * pv;
  state[o + 4] = state[o + 4]! - rateGain * pv;
}
