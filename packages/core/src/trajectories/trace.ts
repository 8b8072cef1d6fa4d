// What is kept of a minute of one camera: when it was looked at, and where each followed thing was at each look. No picture, nothing of how it looks.

/** One track through one minute. */
export interface TrajectoryPiece {
  /** Number of the track within its session. */
  trackId: number;
  /** Number of the thing that it belongs to: all tracks that were ever joined share it, within their session. */
  thing: number;
  /** Clock: frame times of its first and last look here. */
  firstMs: number;
  lastMs: number;
  looks: number;
  /** Class names that it bore, sorted. */
  classes: string[];
  /** Largest score. Range: 0 to 1. */
  score: number;
  /**
   * Where its feet were, with the way from the look before this minute. Shape: [x1, y1, x2, y2].
   * Unit: steps of PLACE_STEPS, cut at the picture's border.
   */
  area: [number, number, number, number];
  /** Largest size of its box, rounded up to whole steps. Unit: picture heights. */
  size: number;
  /** See trajectory-codec.ts. */
  body: Uint8Array;
}

/** A minute of one camera. */
export interface TraceChunk {
  cameraId: string;
  /** Clock: time of the first frame of the run that gave the tracks their numbers; a new run is a new session. */
  session: number;
  /** Class names by class id. */
  classes: readonly string[];
  /** Width divided by height of the picture. */
  aspect: number;
  /** Clock: first and last analysed frame. */
  fromMs: number;
  toMs: number;
  /** Number of analysed frames, and their times (see frame-times.ts). */
  frames: number;
  times: Uint8Array;
  /** When the run ended, because the stream was interrupted; null while it goes on. */
  endedAtMs: number | null;
  pieces: TrajectoryPiece[];
}
