// From measured points to metres: the plane that fits them best, how well it fits, and its grid over the picture.
import type { GroundPlane, Point } from "@vigie/contracts";

export type MeasuredPoint = GroundPlane["points"][number];

/** Row-major 3 × 3, up to a factor. */
export type Homography = readonly number[];

export interface PlaneFit {
  toGround: Homography;
  toPicture: Homography;
  /** Distance of each point from where the plane puts it. Unit: metres on the ground. */
  errorsM: readonly number[];
  meanErrorM: number;
}

/** Space: normalised picture or metres. Null beyond the horizon. */
export function project(h: Homography, [x, y]: Point): [number, number] | null {
  const w = h[6]! * x + h[7]! * y + h[8]!;
  if (w < 1e-9) return null;
  return [(h[0]! * x + h[1]! * y + h[2]!) / w, (h[3]! * x + h[4]! * y + h[5]!) / w];
}

/** Null when the points lie in one row, cross over, or would stand beyond the horizon. Least squares over all points. */
export function fitPlane(points: readonly MeasuredPoint[]): PlaneFit | null {
  if (points.length < 4) return null;
  const from = centred(points.map(({ picture }) => picture));
  const to = centred(points.map(({ groundM }) => groundM));
  if (!from || !to) return null;
  const rows: number[][] = [];
  const right: number[] = [];
  from.points.forEach(([x, y], i) => {
    const [X, Y] = to.points[i]!;
    rows.push([x, y, 1, 0, 0, 0, -X * x, -X * y], [0, 0, 0, x, y, 1, -Y * x, -Y * y]);
    right.push(X, Y);
  });
  const solved = leastSquares(rows, right);
  if (!solved) return null;
  const toGround = facing(multiply(to.back, multiply([...solved, 1], from.forth)), points);
  const inverse = toGround && invert(toGround);
  if (!toGround || !inverse) return null;
  const errorsM = points.map(({ picture, groundM }) => {
    const [x, y] = project(toGround, picture)!;
    return Math.hypot(x - groundM[0], y - groundM[1]);
  });
  const onGround = points.map(({ groundM }) => groundM);
  const toPicture = facing(
    inverse,
    onGround.map((groundM) => ({ picture: groundM, groundM })),
  );
  if (!toPicture) return null;
  return { toGround, toPicture, errorsM, meanErrorM: errorsM.reduce((sum, e) => sum + e, 0) / errorsM.length };
}

/** Corners in the order of the clicks: first side along x, second along y. */
export function rectanglePoints(corners: readonly Point[], widthM: number, lengthM: number): MeasuredPoint[] {
  const ground = [
    [0, 0],
    [widthM, 0],
    [widthM, lengthM],
    [0, lengthM],
  ] as const;
  return corners.slice(0, 4).map((picture, i) => ({ picture, groundM: [...ground[i]!] }));
}

/** Sides of the rectangle that these points are, or null. Unit: metres. */
export function rectangleSides(points: readonly MeasuredPoint[]): { widthM: number; lengthM: number } | null {
  if (points.length !== 4) return null;
  const [widthM, lengthM] = points[2]!.groundM;
  const same = rectanglePoints(
    points.map(({ picture }) => picture),
    widthM,
    lengthM,
  ).every(({ groundM }, i) => groundM[0] === points[i]!.groundM[0] && groundM[1] === points[i]!.groundM[1]);
  return same && widthM > 0 && lengthM > 0 ? { widthM, lengthM } : null;
}

export interface PlaneGrid {
  /** Distance between two lines. Unit: metres. */
  stepM: number;
  /** Space: normalised picture. */
  lines: readonly (readonly Point[])[];
}

const MOST_LINES = 16;
const SAMPLES = 24;

/** Lines a round number of metres apart, half as far again as what was measured in every direction. */
export function planeGrid(fit: PlaneFit, points: readonly MeasuredPoint[]): PlaneGrid {
  const range = (axis: 0 | 1) => {
    const values = points.map(({ groundM }) => groundM[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return [low - (high - low) * 0.5, high + (high - low) * 0.5] as const;
  };
  const [xs, ys] = [range(0), range(1)];
  const longest = Math.max(xs[1] - xs[0], ys[1] - ys[0]);
  const stepM = [0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500].find((step) => longest / step <= MOST_LINES) ?? 1000;
  const lines: Point[][] = [];
  const between = ([low, high]: readonly [number, number], i: number) => low + ((high - low) * i) / SAMPLES;
  const add = (at: (i: number) => Point) => {
    const line = Array.from({ length: SAMPLES + 1 }, (_, i) => project(fit.toPicture, at(i)));
    const seen = line.filter((p): p is [number, number] => p !== null && Math.abs(p[0]) < 4 && Math.abs(p[1]) < 4);
    if (seen.length > 1) lines.push(seen);
  };
  for (let x = Math.ceil(xs[0] / stepM) * stepM; x <= xs[1] + 1e-9; x += stepM) add((i) => [x, between(ys, i)]);
  for (let y = Math.ceil(ys[0] / stepM) * stepM; y <= ys[1] + 1e-9; y += stepM) add((i) => [between(xs, i), y]);
  return { stepM, lines };
}

/** The same plane with its near side in front of the viewer for all points, or null when they lie on both sides of the horizon. */
function facing(h: Homography, points: readonly MeasuredPoint[]): Homography | null {
  const depths = points.map(({ picture: [x, y] }) => h[6]! * x + h[7]! * y + h[8]!);
  const largest = Math.max(...depths.map(Math.abs));
  if (depths.every((w) => w > largest * 1e-6)) return h.map((value) => value / largest);
  if (depths.every((w) => w < -largest * 1e-6)) return h.map((value) => -value / largest);
  return null;
}

/** Points moved to their middle and scaled to one, for a stable solution; null when they are all the same. */
function centred(points: readonly (readonly [number, number])[]) {
  const mean = (axis: 0 | 1) => points.reduce((sum, p) => sum + p[axis], 0) / points.length;
  const [mx, my] = [mean(0), mean(1)];
  const size = points.reduce((sum, [x, y]) => sum + Math.hypot(x - mx, y - my), 0) / points.length;
  if (size < 1e-9) return null;
  return {
    points: points.map(([x, y]) => [(x - mx) / size, (y - my) / size] as const),
    forth: [1 / size, 0, -mx / size, 0, 1 / size, -my / size, 0, 0, 1],
    back: [size, 0, mx, 0, size, my, 0, 0, 1],
  };
}

function multiply(a: Homography, b: Homography): number[] {
  return Array.from({ length: 9 }, (_, k) => {
    const [row, column] = [Math.floor(k / 3), k % 3];
    return [0, 1, 2].reduce((sum, i) => sum + a[row * 3 + i]! * b[i * 3 + column]!, 0);
  });
}

function invert(h: Homography): number[] | null {
  const [a, b, c, d, e, f, g, i, j] = h as [number, number, number, number, number, number, number, number, number];
  const adjugate = [e * j - f * i, c * i - b * j, b * f - c * e, f * g - d * j, a * j - c * g, c * d - a * f];
  adjugate.push(d * i - e * g, b * g - a * i, a * e - b * d);
  const det = a * adjugate[0]! + b * adjugate[3]! + c * adjugate[6]!;
  return Math.abs(det) < 1e-15 ? null : adjugate.map((value) => value / det);
}

/** Normal equations, solved with pivoting; null when they leave a direction open. */
function leastSquares(rows: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const n = rows[0]!.length;
  const m = Array.from({ length: n }, (_, i) => [
    ...Array.from({ length: n }, (_, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
    rows.reduce((sum, row, k) => sum + row[i]! * right[k]!, 0),
  ]);
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++)
      if (Math.abs(m[row]![column]!) > Math.abs(m[pivot]![column]!)) pivot = row;
    if (Math.abs(m[pivot]![column]!) < 1e-7) return null;
    [m[column], m[pivot]] = [m[pivot]!, m[column]!];
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const factor = m[row]![column]! / m[column]![column]!;
      for (let k = column; k <= n; k++) m[row]![k]! -= factor * m[column]![k]!;
    }
  }
  return m.map((row, i) => row[n]! / row[i]!);
}
