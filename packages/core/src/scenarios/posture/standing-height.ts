// How tall people appear where they stand: learnt from everybody who walks through the picture, so that a lying person is known also when nobody saw the fall.

export interface StandingHeights {
  /** Takes one upright person. Space: normalised; heights in picture heights. */
  learn(footY: number, height: number): void;
  /** Height of a grown person who stands there; null while too little was seen. */
  at(footY: number): number | null;
}

/** So many looks before a guess, and no guess farther beyond what was seen than this. Unit: picture heights. */
const LEAST_LOOKS = 25;
const BEYOND = 0.1;
/** Old looks fade, so that a camera that was turned is learnt anew. */
const FADE = 0.9995;

export function createStandingHeights(): StandingHeights {
  let [n, sumY, sumYY, sumH, sumYH] = [0, 0, 0, 0, 0];
  let [lowest, highest] = [1, 0];
  return {
    learn(footY, height) {
      n = n * FADE + 1;
      sumY = sumY * FADE + footY;
      sumYY = sumYY * FADE + footY * footY;
      sumH = sumH * FADE + height;
      sumYH = sumYH * FADE + footY * height;
      lowest = Math.min(lowest, footY);
      highest = Math.max(highest, footY);
    },
    at(footY) {
      if (n < LEAST_LOOKS || footY < lowest - BEYOND || footY > highest + BEYOND) return null;
      const spread = sumYY - (sumY * sumY) / n;
      // Everybody walked in one row: the mean height holds near it.
      const slope = spread / n < 0.0004 ? 0 : (sumYH - (sumY * sumH) / n) / spread;
      const height = sumH / n + slope * (footY - sumY / n);
      return height > 0.02 ? height : null;
    },
  };
}
