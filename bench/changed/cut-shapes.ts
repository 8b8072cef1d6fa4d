// Drawn shapes, cut off where the picture ends.
import type { Point } from "@vigie/contracts";

/** Points outside the picture are brought to its border along the line's own pieces; pieces wholly outside go. */
export function cutLine(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const [i, to] of points.entries()) {
    const piece = i === 0 ? null : cutPiece(points[i - 1]!, to);
    if (!piece) continue;
    const last = kept.at(-1);
    if (!last || last[0] !== piece[0][0] || last[1] !== piece[0][1]) kept.push(piece[0]);
    kept.push(piece[1]);
  }
  return kept;
}

/** Source: Sutherland and Hodgman, one side of the picture after the other. */
export function cutPolygon(polygon: readonly Point[]): Point[] {
  let left = [...polygon];
  for (const axis of [0, 1] as const)
    for (const end of [0, 1] as const) {
      const inside = (p: Point) => (end === 0 ? p[axis] >= 0 : p[axis] <= 1);
      left = left.flatMap((p, i) => {
        const before = left.at(i - 1)!;
        const here = inside(p) ? [p] : [];
        return inside(p) === inside(before) ? here : [atBorder(before, p, axis, end), ...here];
      });
    }
  return left;
}

/** Unit: widths or heights of the picture, as they come. */
export function lengthOf(points: readonly Point[]): number {
  return points.reduce((sum, [x, y], i) => {
    const [fromX, fromY] = points[Math.max(0, i - 1)]!;
    return sum + Math.hypot(x - fromX, y - fromY);
  }, 0);
}

function cutPiece(from: Point, to: Point): [Point, Point] | null {
  let piece: [Point, Point] = [from, to];
  for (const axis of [0, 1] as const)
    for (const end of [0, 1] as const) {
      const [a, b] = piece;
      const inside = (p: Point) => (end === 0 ? p[axis] >= 0 : p[axis] <= 1);
      if (!inside(a) && !inside(b)) return null;
      piece = [inside(a) ? a : atBorder(a, b, axis, end), inside(b) ? b : atBorder(a, b, axis, end)];
    }
  return piece;
}

function atBorder(a: Point, b: Point, axis: 0 | 1, end: 0 | 1): Point {
  const share = (end - a[axis]) / (b[axis] - a[axis]);
  const other = a[1 - axis]! + share * (b[1 - axis]! - a[1 - axis]!);
  return axis === 0 ? [end, other] : [other, end];
}
