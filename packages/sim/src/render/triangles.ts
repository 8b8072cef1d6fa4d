// From triangles in the town to spans of samples on the picture: near clipping, projection, scan conversion.
import type { Mesh } from "./mesh.ts";
import { NEAR_M, type Pinhole } from "./pinhole.ts";

/** A corner on the picture: x and y in samples, inverse depth in 1/m, and three more numbers that go along. */
export type Corner = [number, number, number, number, number, number];

/** Receives one projected triangle. */
export type TriangleSink = (index: number, a: Corner, b: Corner, c: Corner) => void;
/** Receives the samples xStart to xEnd - 1 of a row; `weight` steps are linear in x. */
export type SpanSink = (y: number, xStart: number, xEnd: number) => void;

/** Projects each triangle of a mesh; `extras` gives three numbers (light, for example) of each corner. */
export function projectMesh(mesh: Mesh, camera: Pinhole, extras: Float32Array | null, sink: TriangleSink): void {
  const { positions: p } = mesh;
  const view: number[][] = [[], [], []];
  for (let i = 0; i < mesh.count; i++) {
    let behind = 0;
    for (let k = 0; k < 3; k++) {
      const at = i * 9 + k * 3;
      const [right, up, depth] = camera.toView(p[at]!, p[at + 1]!, p[at + 2]!);
      const e = extras ? [extras[at]!, extras[at + 1]!, extras[at + 2]!] : [0, 0, 0];
      view[k] = [right, up, depth, ...e];
      if (depth < NEAR_M) behind++;
    }
    if (behind === 3) continue;
    const clipped = behind === 0 ? view : clipNear(view);
    const corners = clipped.map((v) => toCorner(v, camera));
    for (let k = 1; k + 1 < corners.length; k++) sink(i, corners[0]!, corners[k]!, corners[k + 1]!);
  }
}

function toCorner(v: readonly number[], camera: Pinhole): Corner {
  const inverse = 1 / v[2]!;
  return [
    camera.widthPx / 2 + camera.focalPx * v[0]! * inverse,
    camera.heightPx / 2 - camera.focalPx * v[1]! * inverse,
    inverse,
    v[3]!,
    v[4]!,
    v[5]!,
  ];
}

function clipNear(view: readonly (readonly number[])[]): number[][] {
  const out: number[][] = [];
  view.forEach((a, k) => {
    const b = view[(k + 1) % view.length]!;
    if (a[2]! >= NEAR_M) out.push([...a]);
    if (a[2]! >= NEAR_M !== b[2]! >= NEAR_M) {
      const share = (NEAR_M - a[2]!) / (b[2]! - a[2]!);
      out.push(a.map((value, j) => value + (b[j]! - value) * share));
    }
  });
  return out;
}

/** Samples whose centre lies inside the triangle, row by row, cut to the picture. */
export function scanTriangle(a: Corner, b: Corner, c: Corner, width: number, height: number, sink: SpanSink): void {
  const yStart = Math.max(0, Math.ceil(Math.min(a[1], b[1], c[1]) - 0.5));
  const yEnd = Math.min(height - 1, Math.ceil(Math.max(a[1], b[1], c[1]) - 0.5) - 1);
  for (let y = yStart; y <= yEnd; y++) {
    const yc = y + 0.5;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < 3; k++) {
      const p = k === 0 ? a : k === 1 ? b : c;
      const q = k === 0 ? b : k === 1 ? c : a;
      if (p[1] <= yc === q[1] <= yc) continue;
      const x = p[0] + ((yc - p[1]) * (q[0] - p[0])) / (q[1] - p[1]);
      if (x < low) low = x;
      if (x > high) high = x;
    }
    const xStart = Math.max(0, Math.ceil(low - 0.5));
    const xEnd = Math.min(width, Math.ceil(high - 0.5));
    if (xStart < xEnd) sink(y, xStart, xEnd);
  }
}

/** Value and steps in x and y of something that is linear over the triangle; null when it is seen edge on. */
export function gradients(a: Corner, b: Corner, c: Corner): { dx: Corner; dy: Corner } | null {
  const abx = b[0] - a[0];
  const aby = b[1] - a[1];
  const acx = c[0] - a[0];
  const acy = c[1] - a[1];
  const area = abx * acy - acx * aby;
  if (Math.abs(area) < 1e-9) return null;
  const dx: Corner = [0, 0, 0, 0, 0, 0];
  const dy: Corner = [0, 0, 0, 0, 0, 0];
  for (let k = 2; k < 6; k++) {
    const ab = b[k]! - a[k]!;
    const ac = c[k]! - a[k]!;
    dx[k] = (ab * acy - ac * aby) / area;
    dy[k] = (ac * abx - ab * acx) / area;
  }
  return { dx, dy };
}
