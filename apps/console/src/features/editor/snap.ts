// Near enough is exact: a click close to a known point, or to the picture's edge, lands on it.
import type { Point } from "@vigie/contracts";

export const SNAP_PX = 10;

/** Size of the picture on the screen. Unit: CSS pixels. */
export interface PictureSize {
  widthPx: number;
  heightPx: number;
}

export function distancePx(a: Point, b: Point, size: PictureSize): number {
  return Math.hypot((a[0] - b[0]) * size.widthPx, (a[1] - b[1]) * size.heightPx);
}

/** Index of the nearest of the points within the reach, or -1. */
export function nearest(points: readonly Point[], at: Point, size: PictureSize, reachPx = SNAP_PX): number {
  let best = -1;
  let bestPx = reachPx;
  points.forEach((point, i) => {
    const px = distancePx(point, at, size);
    if (px <= bestPx) {
      best = i;
      bestPx = px;
    }
  });
  return best;
}

/** Inside the picture. */
export function clamp([x, y]: Point): Point {
  return [Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, y))];
}

/** The nearest known point within reach, else the picture's edge within reach, else the place itself, held inside the picture. */
export function snap(at: Point, known: readonly Point[], size: PictureSize): Point {
  const inside = clamp(at);
  const i = nearest(known, inside, size);
  if (i >= 0) return known[i]!;
  const edge = (value: number, lengthPx: number) =>
    value * lengthPx <= SNAP_PX ? 0 : (1 - value) * lengthPx <= SNAP_PX ? 1 : value;
  return [edge(inside[0], size.widthPx), edge(inside[1], size.heightPx)];
}
