// What surfaces are made of: small procedural patterns in metres that keep big areas from looking flat.
import { hash, smoothNoise } from "./random.ts";

export const MATERIALS = [
  "matte",
  "gloss",
  "glass",
  "shining",
  "asphalt",
  "slabs",
  "cobbles",
  "grass",
  "plaster",
  "tiles",
  "foliage",
  "marking",
  "stone",
  "gravel",
] as const;
export type MaterialName = (typeof MATERIALS)[number];

export function materialId(name: MaterialName): number {
  return MATERIALS.indexOf(name);
}

/** Factor on the surface's own colour at a point. Range: about 0.5 to 1.4. */
export function pattern(material: number, x: number, y: number, z: number): number {
  switch (MATERIALS[material]) {
    case "asphalt":
      return (
        0.86 +
        0.16 * smoothNoise(x * 0.35, y * 0.35) +
        0.1 * smoothNoise(x * 2.1, y * 2.1, 1) +
        0.1 * grain(x, y, 0.045)
      );
    case "gravel":
      return 0.8 + 0.2 * smoothNoise(x * 0.6, y * 0.6, 2) + 0.24 * grain(x, y, 0.07);
    case "slabs":
      return grid(x, y, 0.8, 0.8, 0.03) * (0.95 + 0.07 * smoothNoise(x * 0.5, y * 0.5, 3));
    case "cobbles":
      return grid(x, y, 0.34, 0.24, 0.026) * (0.88 + 0.18 * smoothNoise(x * 0.4, y * 0.4, 4));
    case "grass":
      return (
        0.72 + 0.3 * smoothNoise(x * 0.7, y * 0.7, 5) + 0.18 * smoothNoise(x * 5, y * 5, 6) + 0.2 * grain(x, y, 0.05)
      );
    case "plaster":
      return 0.94 + 0.07 * smoothNoise((x + y) * 0.6, z * 0.5, 7) + 0.03 * grain(x + y * 1.7, z, 0.06);
    case "stone":
      return grid(x + y, z, 0.9, 0.42, 0.025) * 0.98;
    case "tiles":
      return (
        (0.86 + 0.2 * hash(Math.floor((x + y) / 0.22), Math.floor(z / 0.2), 8)) * (fraction(z / 0.2) < 0.16 ? 0.78 : 1)
      );
    case "foliage":
      return (
        0.62 + 0.5 * smoothNoise(x * 5.5 + z * 2.3, y * 5.5 - z * 3.1, 9) + 0.34 * grain(x + z * 0.7, y - z * 0.9, 0.09)
      );
    case "marking":
      return smoothNoise(x * 4, y * 4, 10) > 0.16 ? 0.95 + 0.1 * smoothNoise(x, y, 11) : 0.82;
    default:
      return 1;
  }
}

function fraction(v: number): number {
  return v - Math.floor(v);
}

function grain(u: number, v: number, sizeM: number): number {
  return hash(Math.floor(u / sizeM), Math.floor(v / sizeM), 12);
}

/** Stones in rows, each second row shifted by half a stone, with darker joints. */
function grid(u: number, v: number, wide: number, high: number, joint: number): number {
  const row = Math.floor(v / high);
  const shifted = u / wide + (row % 2 === 0 ? 0 : 0.5);
  const inU = fraction(shifted) * wide;
  const inV = fraction(v / high) * high;
  const tone = 0.92 + 0.14 * hash(Math.floor(shifted), row, 13);
  return inU < joint || inV < joint ? tone * 0.8 : tone;
}
