// The ground as the camera sees it: from points that somebody measured, to metres for every point of the picture below the horizon.
import type { Point } from "./point.ts";

/** Shape: [x, y]. Unit: metres on the ground, from the corner that the measurer chose. */
export type GroundPoint = readonly [number, number];

export interface MeasuredPoint {
  /** Space: normalised picture. */
  picture: Point;
  groundM: GroundPoint;
}

export interface GroundMap {
  /** Null on and above the horizon, and more than three times as far away as the farthest measured point. */
  toGround(p: Point): GroundPoint | null;
  /** Null for ground that lies behind the camera. Space: normalised; may lie outside the picture. */
  toPicture(g: GroundPoint): Point | null;
  /** Standard deviation of the measured points about the fitted plane, each axis; null with four points, which fit always. Unit: m. */
  spreadM: number | null;
  /** The point that fits worst, by its place in the list, and by how much. Unit: m. */
  worst: { index: number; offM: number };
}

/** Farther than this many times the farthest measured point nothing is claimed. */
const REACH = 3;
/** A triangle is in one row when its area is less than this share of the square over its longest side. */
const ROW = 0.015;

type Matrix = readonly number[];

/**
 * Fits the plane to four or more points by least squares (direct linear transformation on normalised points). Returns one sentence
 * when the points cannot give one. Source: Hartley and Zisserman, Multiple View Geometry, 2nd edition, algorithm 4.2.
 */
export function fitGroundPlane(points: readonly MeasuredPoint[]): GroundMap | string {
  if (points.length < 4) return `a ground plane needs at least four measured points; there are ${points.length}`;
  const pictures = points.map((p) => p.picture);
  const grounds = points.map((p) => p.groundM);
  if (!spansPlane(pictures))
    return "three of four measured points lie in one row in the picture; measure one aside of it";
  if (!spansPlane(grounds))
    return "three of four measured points lie in one row on the ground; measure one aside of it";
  const from = normaliserOf(pictures);
  const to = normaliserOf(grounds);
  const fitted = solve(pictures.map((p) => apply(from, p)!).map((p, i) => [p, apply(to, grounds[i]!)!] as const));
  if (!fitted) return "the measured points contradict each other; was one of them noted for another place?";
  const forward = multiply(invert(to)!, multiply(fitted, from));
  const back = invert(forward);
  const depths = pictures.map((p) => depthOf(forward, p));
  const sign = Math.sign(depths[0]!);
  // On the two sides of a horizon the depths have two signs: no camera sees ground there.
  if (!back || sign === 0 || depths.some((d) => Math.sign(d) !== sign))
    return "no camera can see the measured points like this; were two of them exchanged?";
  const leastDepth = Math.min(...depths.map(Math.abs)) / REACH;
  const backSign = Math.sign(depthOf(back, grounds[0]!));
  const offs = pictures.map((p, i) => away(apply(forward, p)!, grounds[i]!));
  const squares = offs.reduce((sum, off) => sum + off * off, 0);
  const worstM = Math.max(...offs);
  return {
    toGround: (p) => (depthOf(forward, p) * sign >= leastDepth ? apply(forward, p) : null),
    toPicture: (g) => (depthOf(back, g) * backSign > 1e-9 ? apply(back, g) : null),
    spreadM: points.length === 4 ? null : Math.sqrt(squares / (2 * points.length - 8)),
    worst: { index: offs.indexOf(worstM), offM: worstM },
  };
}

/** Area of an outline on the ground; null when a corner lies beyond the horizon. Unit: square metres. */
export function groundArea(map: GroundMap, outline: readonly Point[]): number | null {
  const corners = outline.map((p) => map.toGround(p));
  let doubled = 0;
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [a, b] = [corners[j], corners[i]];
    if (!a || !b) return null;
    doubled += b[0] * a[1] - a[0] * b[1];
  }
  return Math.abs(doubled) / 2;
}

/** True when four of the points are such that no three of them lie in one row. */
function spansPlane(points: readonly Point[]): boolean {
  const n = points.length;
  const isRow = (i: number, j: number, k: number): boolean => {
    const [a, b, c] = [points[i]!, points[j]!, points[k]!];
    const side = Math.max(away(a, b), away(b, c), away(a, c));
    const doubled = Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
    return doubled / 2 < ROW * side * side || side === 0;
  };
  for (let a = 0; a < n; a++)
    for (let b = a + 1; b < n; b++)
      for (let c = b + 1; c < n; c++) {
        if (isRow(a, b, c)) continue;
        for (let d = c + 1; d < n; d++) if (!isRow(a, b, d) && !isRow(a, c, d) && !isRow(b, c, d)) return true;
      }
  return false;
}

/** Moves the points' middle to the origin and their mean distance from it to the square root of two. */
function normaliserOf(points: readonly Point[]): Matrix {
  const x = points.reduce((sum, p) => sum + p[0], 0) / points.length;
  const y = points.reduce((sum, p) => sum + p[1], 0) / points.length;
  const mean = points.reduce((sum, p) => sum + Math.hypot(p[0] - x, p[1] - y), 0) / points.length;
  const s = Math.SQRT2 / mean;
  return [s, 0, -s * x, 0, s, -s * y, 0, 0, 1];
}

/** Eight unknowns by normal equations; the ninth is 1, because the middle of normalised points never lies on the horizon. */
function solve(pairs: readonly (readonly [Point, Point])[]): Matrix | null {
  const rows: number[][] = Array.from({ length: 8 }, () => new Array<number>(9).fill(0));
  const add = (equation: readonly number[]): void => {
    for (let i = 0; i < 8; i++) for (let j = 0; j < 9; j++) rows[i]![j]! += equation[i]! * equation[j]!;
  };
  for (const [[x, y], [u, v]] of pairs) {
    add([x, y, 1, 0, 0, 0, -u * x, -u * y, u]);
    add([0, 0, 0, x, y, 1, -v * x, -v * y, v]);
  }
  for (let i = 0; i < 8; i++) {
    let pivot = i;
    for (let r = i + 1; r < 8; r++) if (Math.abs(rows[r]![i]!) > Math.abs(rows[pivot]![i]!)) pivot = r;
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    const head = rows[i]![i]!;
    if (Math.abs(head) < 1e-9) return null;
    for (let r = 0; r < 8; r++) {
      if (r === i) continue;
      const factor = rows[r]![i]! / head;
      for (let j = i; j < 9; j++) rows[r]![j]! -= factor * rows[i]![j]!;
    }
  }
  return [...rows.map((row, i) => row[8]! / row[i]!), 1];
}

function depthOf(m: Matrix, [x, y]: Point): number {
  return m[6]! * x + m[7]! * y + m[8]!;
}

function apply(m: Matrix, p: Point): Point | null {
  const w = depthOf(m, p);
  if (w === 0) return null;
  return [(m[0]! * p[0] + m[1]! * p[1] + m[2]!) / w, (m[3]! * p[0] + m[4]! * p[1] + m[5]!) / w];
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return Array.from({ length: 9 }, (_, i) => {
    const [r, c] = [Math.floor(i / 3) * 3, i % 3];
    return a[r]! * b[c]! + a[r + 1]! * b[c + 3]! + a[r + 2]! * b[c + 6]!;
  });
}

function invert(m: Matrix): Matrix | null {
  const [a, b, c, d, e, f, g, h, i] = m as [number, number, number, number, number, number, number, number, number];
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (Math.abs(determinant) < 1e-15) return null;
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ].map((v) => v / determinant);
}

function away(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
