// What every peer tracker offers to the comparison, and the boxes that they work on.

/** Shape: [x1, y1, x2, y2]. Space: pixels. */
export type PeerBox = readonly [number, number, number, number];

export interface PeerDetection {
  box: PeerBox;
  /** Range: 0 to 1. */
  score: number;
}

export interface PeerResult {
  id: number;
  box: PeerBox;
}

/** One frame in, the confirmed tracks of that frame out. Peers count frames, as their papers do. */
export interface PeerTracker {
  step(detections: readonly PeerDetection[]): PeerResult[];
}

export function iou(a: PeerBox, b: PeerBox): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (area(a) + area(b) - shared);
}

function area([x1, y1, x2, y2]: PeerBox): number {
  return (x2 - x1) * (y2 - y1);
}
