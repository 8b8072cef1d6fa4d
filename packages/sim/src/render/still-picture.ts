// The still town, painted once per scene: colour and depth of nine samples per pixel, and what moving things need of it.
import type { Light } from "./light.ts";
import { shade, tone } from "./light.ts";
import { pattern } from "./material.ts";
import type { Mesh } from "./mesh.ts";
import type { Pinhole } from "./pinhole.ts";
import { hash, smoothNoise } from "./random.ts";
import { ShadowMap } from "./shadow-map.ts";
import { skyOpenness } from "./sky-openness.ts";
import { gradients, projectMesh, scanTriangle } from "./triangles.ts";
import { normalise, type Vec3 } from "./vector.ts";

/** Samples per pixel along each side. */
export const SUB = 3;

export interface StillPicture {
  camera: Pinhole;
  light: Light;
  /** Size in samples. */
  width: number;
  height: number;
  /** Inverse depth of each sample, 0 for sky. Unit: 1/m. */
  inverseDepth: Float32Array;
  /** Shape: [height * width * 3]. */
  rgb: Uint8Array;
  /** 1 where a shadow or a headlight may fall (level ground). */
  ground: Uint8Array;
  shadows: ShadowMap;
}

/** The town before one camera without its light: the same by day and by night. */
export interface TownInSight {
  mesh: Mesh;
  camera: Pinhole;
  /** Of each sample: inverse depth, and its triangle from 1 on (0 for sky). */
  inverseDepth: Float32Array;
  owner: Uint32Array;
  /** Share of the sky that each pixel's surface sees. */
  openness: Float32Array;
}

/** Cost: about 1 s at 640x360. */
export function seeTown(mesh: Mesh, camera: Pinhole): TownInSight {
  const { inverseDepth, owner } = scan(mesh, camera, camera.widthPx * SUB, camera.heightPx * SUB);
  return { mesh, camera, inverseDepth, owner, openness: skyOpenness(mesh, camera, inverseDepth, owner, SUB) };
}

/** Cost: about 1 s at 640x360. */
export function paintStill(town: TownInSight, light: Light, focus: Vec3, radiusM: number): StillPicture {
  const { mesh, camera, inverseDepth, owner, openness } = town;
  const width = camera.widthPx * SUB;
  const height = camera.heightPx * SUB;
  const shadows = new ShadowMap(mesh, light.sun, focus, radiusM);
  const rgb = new Uint8Array(width * height * 3);
  const ground = new Uint8Array(width * height);
  const out = new Float32Array(3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const inverse = inverseDepth[at]!;
      if (inverse === 0) skyLight(camera, light, (x + 0.5) / SUB, (y + 0.5) / SUB, out);
      else {
        const point = camera.unproject((x + 0.5) / SUB, (y + 0.5) / SUB, 1 / inverse);
        const open = openness[((y / SUB) | 0) * camera.widthPx + ((x / SUB) | 0)]!;
        const up = shadeSample(mesh, owner[at]! - 1, camera, light, shadows, point, open, hash(x, y), out);
        ground[at] = up > 0.7 && point[2] < 0.4 ? 1 : 0;
        haze(light, 1 / inverse, out);
      }
      for (let k = 0; k < 3; k++) rgb[at * 3 + k] = tone(out[k]! * light.exposure);
    }
  }
  return { camera, light, width, height, inverseDepth, rgb, ground, shadows };
}

function scan(mesh: Mesh, camera: Pinhole, width: number, height: number) {
  const inverseDepth = new Float32Array(width * height);
  const owner = new Uint32Array(width * height);
  projectMesh(mesh, sampled(camera), null, (index, a, b, c) => {
    const steps = gradients(a, b, c);
    if (!steps) return;
    scanTriangle(a, b, c, width, height, (y, xStart, xEnd) => {
      let inverse = a[2] + (xStart + 0.5 - a[0]) * steps.dx[2] + (y + 0.5 - a[1]) * steps.dy[2];
      for (let at = y * width + xStart; at < y * width + xEnd; at++, inverse += steps.dx[2]) {
        if (inverse <= inverseDepth[at]!) continue;
        inverseDepth[at] = inverse;
        owner[at] = index + 1;
      }
    });
  });
  return { inverseDepth, owner };
}

/** The same camera with samples instead of pixels. */
export function sampled(camera: Pinhole): Pinhole {
  const fine = Object.create(camera) as { -readonly [K in keyof Pinhole]: Pinhole[K] };
  fine.widthPx = camera.widthPx * SUB;
  fine.heightPx = camera.heightPx * SUB;
  fine.focalPx = camera.focalPx * SUB;
  return fine;
}

/** Returns how much the surface looks up (z of its normal). */
function shadeSample(
  mesh: Mesh,
  triangle: number,
  camera: Pinhole,
  light: Light,
  shadows: ShadowMap,
  point: Vec3,
  open: number,
  turn: number,
  out: Float32Array,
): number {
  const toEye = normalise([camera.eye[0] - point[0], camera.eye[1] - point[1], camera.eye[2] - point[2]]);
  const n = normalAt(mesh, triangle, point, toEye);
  const material = mesh.materials[triangle]!;
  const factor = pattern(material, point[0], point[1], point[2]);
  const c = triangle * 3;
  const own = [mesh.colours[c]! * factor, mesh.colours[c + 1]! * factor, mesh.colours[c + 2]! * factor] as const;
  const lift = 0.03;
  const sun = shadows.lit(point[0] + n[0] * lift, point[1] + n[1] * lift, point[2] + n[2] * lift, 0.1, turn);
  shade(light, light.lamps, material, own, point, n, toEye, sun, open, out);
  return n[2];
}

function normalAt(mesh: Mesh, triangle: number, point: Vec3, toEye: Vec3): Vec3 {
  const { normals: n, positions: p } = mesh;
  const at = triangle * 9;
  if (mesh.flat[triangle] === 1) {
    const side = n[at]! * toEye[0] + n[at + 1]! * toEye[1] + n[at + 2]! * toEye[2] < 0 ? -1 : 1;
    return [n[at]! * side, n[at + 1]! * side, n[at + 2]! * side];
  }
  const sum = [0, 0, 0];
  for (let k = 0; k < 9; k += 3) {
    const away = Math.hypot(point[0] - p[at + k]!, point[1] - p[at + k + 1]!, point[2] - p[at + k + 2]!);
    for (let j = 0; j < 3; j++) sum[j]! += n[at + k + j]! / (away + 1e-4);
  }
  return normalise(sum as unknown as Vec3);
}

function skyLight(camera: Pinhole, light: Light, xPx: number, yPx: number, out: Float32Array): void {
  const [x, y, z] = camera.unproject(xPx, yPx, 1);
  const d = normalise([x - camera.eye[0], y - camera.eye[1], z - camera.eye[2]]);
  const up = Math.min(1, Math.max(0, d[2] * 2.6));
  const cloud = smoothNoise((d[0] / (d[2] + 0.16)) * 1.3, (d[1] / (d[2] + 0.16)) * 1.3, 20);
  const soft = Math.max(0, cloud - 0.45) * 0.9;
  for (let k = 0; k < 3; k++) {
    const clear = light.horizon[k]! + (light.zenith[k]! - light.horizon[k]!) * up;
    out[k] = clear + (light.horizon[k]! * 1.25 - clear) * soft;
  }
}

/** Far things fade a little into the air. */
function haze(light: Light, depthM: number, out: Float32Array): void {
  const share = 1 - Math.exp(-Math.max(0, depthM - 15) / 420);
  for (let k = 0; k < 3; k++) out[k] = out[k]! + (light.horizon[k]! - out[k]!) * share;
}
