// Tracks at one instant, column by column.

/** Row i of every column describes one confirmed track that is alive at this instant. */
export interface Tracks {
  count: number;
  /** Unique on one camera since the stream began; never reused. */
  ids: Float64Array;
  /** Smoothed box. Shape: 4 per row, x1 y1 x2 y2. Space: normalised. */
  boxes: Float32Array;
  /** Class by the weighted vote of the whole track; index into the detector's class list. */
  classIds: Uint8Array;
  /** Mean detection score of the track. Range: 0 to 1. */
  scores: Float32Array;
  /** 1 when a detection supports the row in this frame, 0 when the position is predicted. */
  seen: Uint8Array;
  /** Clock: as given to the tracker. Time of the track's first detection. */
  bornAtMs: Float64Array;
  /** Index of the supporting row in this frame's detections, or -1. */
  detectionRows: Int32Array;
  /**
   * Box of the track's first detection, at `bornAtMs`: where to test lines from when a track is listed for the first time, because a
   * fast thing may have crossed between its first look and its proof. Shape: 4 per row, x1 y1 x2 y2. Space: normalised.
   */
  bornBoxes?: Float32Array;
}
