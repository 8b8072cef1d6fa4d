// What closer looks at small things that move may cost.

export interface TileSettings {
  /** A tile is this much smaller than the picture on each side, so that things in it are so much larger. */
  zoom: number;
  /** Stream time between two closer looks: this is what they may cost, whatever the frame rate. Unit: ms. */
  leastGapMs: number;
}

export const TILES: TileSettings = { zoom: 2, leastGapMs: 0 };
