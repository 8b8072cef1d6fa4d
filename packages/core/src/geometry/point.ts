// Points of the normalised picture: what lies left or right of a directed line, and how far two points are apart.

/** Space: normalised picture, origin top left, y downwards. Shape: [x, y]. */
export type Point = readonly [number, number];

/**
 * Which hand of someone who walks from `a` to `b`, as seen on the screen, the point lies at: positive right, negative left, 0 straight ahead or behind.
 * Unit: twice the area of the triangle a b p.
 */
export function sideOf(a: Point, b: Point, p: Point): number {
  return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
}

/**
 * Distance as it looks on the screen, the same in every direction.
 * Unit: picture heights. `aspect` is width divided by height of the picture.
 */
export function distance(a: Point, b: Point, aspect: number): number {
  return Math.hypot((b[0] - a[0]) * aspect, b[1] - a[1]);
}

/** Distance from a point to the nearest point of the segment a b. Unit: picture heights. */
export function distanceToSegment(p: Point, a: Point, b: Point, aspect: number): number {
  const dx = (b[0] - a[0]) * aspect;
  const dy = b[1] - a[1];
  const px = (p[0] - a[0]) * aspect;
  const py = p[1] - a[1];
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / lengthSquared));
  return Math.hypot(px - along * dx, py - along * dy);
}

/** True when the point lies exactly on the closed segment a b. */
export function isOnSegment(p: Point, a: Point, b: Point): boolean {
  return (
    sideOf(a, b, p) === 0 &&
    p[0] >= Math.min(a[0], b[0]) &&
    p[0] <= Math.max(a[0], b[0]) &&
    p[1] >= Math.min(a[1], b[1]) &&
    p[1] <= Math.max(a[1], b[1])
  );
}
