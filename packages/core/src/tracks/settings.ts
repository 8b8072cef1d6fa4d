// The tracker's one setting: everything in seconds, sizes of the thing itself and odds, so that it holds from 2 to 30 frames per second.

export interface TrackerSettings {
  /** A box must score this to begin a track; weaker boxes only carry one on. Range: 0 to 1. */
  sureScore: number;
  /** Boxes below are not looked at. Range: 0 to 1. */
  minScore: number;
  /** Detector noise of a box's place and size. Unit: sizes of the thing. */
  placeNoise: number;
  sizeNoise: number;
  /** How much speed changes by chance within one second. Unit: sizes per second. */
  acceleration: number;
  /** The same for the box's width and height. */
  sizeChange: number;
  /** Speed that a new thing may have. Unit: sizes per second. */
  firstSpeed: number;
  /** How long an unseen thing keeps its speed. Unit: s. */
  fadeS: number;
  /** Largest surprise of a pair, squared standard deviations over four axes. */
  gate: number;
  /** Price of leaving a track without a box; a pair may cost at most this. */
  aloneCost: number;
  /** Extra cost of a pair whose classes differ within one family. */
  otherClassCost: number;
  /** Sum of scores that proves a thing; looks closer together than `independentS` count less. */
  proof: number;
  independentS: number;
  /** An unproved track is dropped after this without a box. Unit: s. */
  unprovedS: number;
  /** A track without a box is still listed for this long, and remembered for `rememberS`. Unit: s. */
  coastS: number;
  rememberS: number;
  /** What stood still is remembered for `stillMemory` times as long as it stood, up to `stillRememberS`. */
  stillAfterS: number;
  stillMemory: number;
  stillRememberS: number;
  /** A box that overlaps a box of a followed thing of its family more than this begins no track. Range: 0 to 1. */
  birthOverlap: number;
}

export const defaultTrackerSettings: TrackerSettings = {
  sureScore: 0.4,
  minScore: 0.1,
  placeNoise: 0.05,
  sizeNoise: 0.08,
  acceleration: 1,
  sizeChange: 0.3,
  firstSpeed: 1,
  fadeS: 4,
  gate: 16,
  aloneCost: 7,
  otherClassCost: 0.5,
  proof: 0.8,
  independentS: 0.2,
  unprovedS: 0.7,
  coastS: 1,
  rememberS: 2,
  stillAfterS: 2,
  stillMemory: 3,
  stillRememberS: 60,
  birthOverlap: 0.6,
};
