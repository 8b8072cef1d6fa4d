// Detections of one frame, column by column: no object per box on the hot path.

/** Row i of every column describes box i. Capacity may exceed `count`; rows from `count` on are meaningless. */
export interface Detections {
  count: number;
  /** Shape: 4 per row, x1 y1 x2 y2. Space: normalised picture, origin top left. */
  boxes: Float32Array;
  /** Range: 0 to 1. */
  scores: Float32Array;
  /** Index into the detector's class list. */
  classIds: Uint8Array;
}

export function createDetections(capacity: number): Detections {
  return {
    count: 0,
    boxes: new Float32Array(capacity * 4),
    scores: new Float32Array(capacity),
    classIds: new Uint8Array(capacity),
  };
}
