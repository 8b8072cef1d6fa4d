// Zones: is a point inside an outline, and how large is the outline?
import { isOnSegment, type Point } from "./point.ts";

/** True inside the outline and on its border, whichever way round its points go. The last point is joined to the first. */
export function isInsidePolygon(polygon: readonly Point[], p: Point): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const a = polygon[j]!;
    const b = polygon[i]!;
    if (isOnSegment(p, a, b)) return true;
    if (a[1] > p[1] !== b[1] > p[1] && p[0] < a[0] + ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1])) inside = !inside;
  }
  return inside;
}

/** Enclosed area, whichever way round. Unit: share of the picture. */
export function polygonArea(polygon: readonly Point[]): number {
  let doubled = 0;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    doubled += polygon[j]![0] * polygon[i]![1] - polygon[i]![0] * polygon[j]![1];
  }
  return Math.abs(doubled) / 2;
}
