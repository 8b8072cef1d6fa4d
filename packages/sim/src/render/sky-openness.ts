// How much of the sky each pixel's surface sees: corners and the ground under things are darker.
import type { Mesh } from "./mesh.ts";
import type { Pinhole } from "./pinhole.ts";
import { hash } from "./random.ts";

const TAPS = 20;
const RADIUS_M = 1.1;

/** One share per pixel, 0 to 1. */
export function skyOpenness(
  mesh: Mesh,
  camera: Pinhole,
  inverseDepth: Float32Array,
  owner: Uint32Array,
  sub: number,
): Float32Array {
  const { widthPx: w, heightPx: h } = camera;
  const world = new Float32Array(w * h * 3);
  const sampleOf = (x: number, y: number): number => (y * sub + (sub >> 1)) * w * sub + x * sub + (sub >> 1);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const inverse = inverseDepth[sampleOf(x, y)]!;
      if (inverse > 0) world.set(camera.unproject(x + 0.5, y + 0.5, 1 / inverse), (y * w + x) * 3);
    }
  const raw = new Float32Array(w * h).fill(1);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const sample = sampleOf(x, y);
      if (inverseDepth[sample]! > 0)
        raw[y * w + x] = openAt(mesh, camera, world, owner[sample]! - 1, x, y, inverseDepth[sample]!);
    }
  return blur(raw, w, h);
}

function openAt(
  mesh: Mesh,
  camera: Pinhole,
  world: Float32Array,
  triangle: number,
  x: number,
  y: number,
  inverse: number,
) {
  const { widthPx: w, heightPx: h, eye } = camera;
  const at = (y * w + x) * 3;
  const [px, py, pz] = [world[at]!, world[at + 1]!, world[at + 2]!];
  const n = triangle * 9;
  let [nx, ny, nz] = [mesh.normals[n]!, mesh.normals[n + 1]!, mesh.normals[n + 2]!];
  if (nx * (eye[0] - px) + ny * (eye[1] - py) + nz * (eye[2] - pz) < 0) [nx, ny, nz] = [-nx, -ny, -nz];
  const reach = Math.min(60, Math.max(3, camera.focalPx * RADIUS_M * inverse));
  const turn = hash(x, y, 5) * 6.283;
  let hidden = 0;
  for (let i = 0; i < TAPS; i++) {
    const radius = reach * Math.sqrt((i + 0.5) / TAPS);
    const angle = i * 2.399963 + turn;
    const qx = Math.round(x + radius * Math.cos(angle));
    const qy = Math.round(y + radius * Math.sin(angle));
    if (qx < 0 || qy < 0 || qx >= w || qy >= h) continue;
    const q = (qy * w + qx) * 3;
    const [vx, vy, vz] = [world[q]! - px, world[q + 1]! - py, world[q + 2]! - pz];
    const length = Math.hypot(vx, vy, vz);
    if (length < 1e-3 || length > RADIUS_M * 2) continue;
    const rise = (vx * nx + vy * ny + vz * nz) / length;
    hidden += Math.max(0, rise - 0.12) * (1 - length / (RADIUS_M * 2));
  }
  return Math.max(0.3, 1 - (hidden / TAPS) * 2.4);
}

function blur(raw: Float32Array, w: number, h: number): Float32Array {
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      let sum = 0;
      let count = 0;
      for (let qy = Math.max(0, y - 1); qy <= Math.min(h - 1, y + 1); qy++)
        for (let qx = Math.max(0, x - 1); qx <= Math.min(w - 1, x + 1); qx++) {
          sum += raw[qy * w + qx]!;
          count++;
        }
      out[y * w + x] = sum / count;
    }
  return out;
}
