// Points, lines and polygons as people store them: normalised 0 to 1, origin top left.
import { z } from "zod";

const OUTSIDE = "it lies outside the picture, whose coordinates go from 0 to 1";
const unit = z.number().min(0, OUTSIDE).max(1, OUTSIDE);

/** Space: normalised picture, origin top left. Shape: [x, y]. */
export const pointSchema = z.tuple([unit, unit]);
export type Point = z.infer<typeof pointSchema>;

/** An open path of at least two points that differ. */
export const polylineSchema = z
  .array(pointSchema)
  .min(2, "a line needs at least 2 points")
  .max(32)
  .refine((points) => !points.some((p, i) => i > 0 && samePoint(p, points[i - 1]!)), {
    message: "two points of the line that follow each other are the same",
  });

/** A closed outline without crossings; the last point is joined to the first. */
export const polygonSchema = z
  .array(pointSchema)
  .min(3, "a polygon needs at least 3 points")
  .max(64)
  .superRefine((points, ctx) => {
    const crossing = findSelfCrossing(points);
    if (crossing) {
      ctx.addIssue({
        code: "custom",
        message: `the outline crosses itself: the side from point ${crossing[0] + 1} meets the side from point ${crossing[1] + 1}`,
      });
    } else if (Math.abs(signedArea(points)) < 1e-6) {
      ctx.addIssue({ code: "custom", message: "the outline encloses no area" });
    }
  });
export type Polygon = z.infer<typeof polygonSchema>;

/** Indices of the first two sides that cross or touch although they are not neighbours, or null. */
export function findSelfCrossing(points: readonly Point[]): [number, number] | null {
  const n = points.length;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      if (j === i + 1 || (i === 0 && j === n - 1)) continue;
      if (segmentsMeet(points[i]!, points[(i + 1) % n]!, points[j]!, points[(j + 1) % n]!)) return [i, j];
    }
  }
  return null;
}

function signedArea(points: readonly Point[]): number {
  return points.reduce((sum, [x, y], i) => {
    const [nx, ny] = points[(i + 1) % points.length]!;
    return sum + (x * ny - nx * y) / 2;
  }, 0);
}

function samePoint(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function side(a: Point, b: Point, p: Point): number {
  return Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]));
}

function onSegment(a: Point, b: Point, p: Point): boolean {
  return (
    p[0] >= Math.min(a[0], b[0]) &&
    p[0] <= Math.max(a[0], b[0]) &&
    p[1] >= Math.min(a[1], b[1]) &&
    p[1] <= Math.max(a[1], b[1])
  );
}

function segmentsMeet(a: Point, b: Point, c: Point, d: Point): boolean {
  const s1 = side(a, b, c);
  const s2 = side(a, b, d);
  const s3 = side(c, d, a);
  const s4 = side(c, d, b);
  if (s1 !== s2 && s3 !== s4) return true;
  return (
    (s1 === 0 && onSegment(a, b, c)) ||
    (s2 === 0 && onSegment(a, b, d)) ||
    (s3 === 0 && onSegment(c, d, a)) ||
    (s4 === 0 && onSegment(c, d, b))
  );
}
