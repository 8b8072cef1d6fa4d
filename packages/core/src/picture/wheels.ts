// Wheels of a vehicle that is seen from its side: round, dark, standing on the ground, wherever along its lower edge they are.
import type { GrayImage } from "../ports/video.ts";
import { halved, type Plane } from "./plane.ts";

/** Best wheel at each column of the searched part. Unit: pixels of the picture, whatever was made smaller to search in it. */
export interface WheelLook {
  /** Column of the first value. */
  fromPx: number;
  /** Pixels of the picture from one value to the next. */
  stepPx: number;
  /** How much like a wheel. Range: 0 to 1. */
  likeness: Float32Array;
  /** Radius of the tyre, and row at which it stands on the ground. */
  radiusPx: Float32Array;
  groundPx: Float32Array;
}

/** A box is searched at about this height at most; larger ones are halved first. Unit: pixels. */
const SEARCHED_PX = 110;
/** Radii of tyres. Unit: heights of the box; in pixels at least the smallest that still is round. */
const RADII = [0.085, 0.1, 0.115, 0.13, 0.15, 0.17, 0.195, 0.22, 0.25] as const;
const SMALLEST_PX = 3;
/** Where tyres stand: from so far above the lower edge of the box to so far below. Unit: heights of the box. */
const ABOVE = 0.14;
const BELOW = 0.06;
/** Rims are so much smaller than tyres. */
const RIMS = [0.52, 0.62, 0.72] as const;
const ANGLES = 20;
/** The upper part of a tyre is inside the arch: only angles whose sine is above are asked of its outer edge. Downwards is 1. */
const ARCH = -0.25;
/** Gradients of so many levels a pixel count half: noise of a dark picture must not look round. */
const NOISE_LEVELS = 7;

/** Unit vectors around a ring, downwards positive. */
const RING = Array.from({ length: ANGLES }, (_, i) => {
  const angle = (2 * Math.PI * (i + 0.5)) / ANGLES;
  return { x: Math.cos(angle), y: Math.sin(angle) };
});

/** Box: [x1, y1, x2, y2]. Unit of the box: pixels. Null when it is too small to show wheels. Cost: about 3 ms for 300 pixels of width. */
export function lookForWheels(gray: GrayImage, box: readonly number[]): WheelLook | null {
  const [x1, y1, x2, y2] = box as [number, number, number, number];
  const heightPx = y2 - y1;
  const fromX = Math.max(0, Math.floor(x1));
  const toX = Math.min(gray.widthPx, Math.ceil(x2));
  const fromY = Math.max(0, Math.floor(y2 - 0.75 * heightPx));
  const toY = Math.min(gray.heightPx, Math.ceil(y2 + (BELOW + 0.04) * heightPx) + 2);
  if (toX - fromX < 12 || toY - fromY < 8) return null;
  let plane = cropped(gray, fromX, fromY, toX, toY);
  let stepPx = 1;
  for (; heightPx / stepPx > SEARCHED_PX; stepPx *= 2) plane = halved(plane);
  const height = heightPx / stepPx;
  const radii = RADII.map((share) => share * height).filter((radius) => radius >= SMALLEST_PX);
  if (radii.length === 0) return null;
  const { ux, uy } = directions(plane);
  const bottom = (y2 - fromY) / stepPx;
  const look: WheelLook = {
    fromPx: fromX,
    stepPx,
    likeness: new Float32Array(plane.widthPx),
    radiusPx: new Float32Array(plane.widthPx),
    groundPx: new Float32Array(plane.widthPx),
  };
  for (const radius of radii) {
    const outer = offsets(radius, plane.widthPx);
    const rims = RIMS.map((share) => offsets(share * radius, plane.widthPx));
    const reach = Math.ceil(radius) + 1;
    const low = Math.max(reach, Math.round(bottom - ABOVE * height - radius));
    const high = Math.min(plane.heightPx - 1 - reach, Math.round(bottom + BELOW * height - radius));
    for (let y = low; y <= high; y++)
      for (let x = reach; x < plane.widthPx - reach; x++) {
        const at = y * plane.widthPx + x;
        const likeness = likenessAt(at, ux, uy, outer, rims);
        if (likeness <= look.likeness[x]!) continue;
        look.likeness[x] = likeness;
        look.radiusPx[x] = radius * stepPx;
        look.groundPx[x] = fromY + (y + 0.5 + radius) * stepPx;
      }
  }
  return look;
}

function likenessAt(
  at: number,
  ux: Float32Array,
  uy: Float32Array,
  outer: Int32Array,
  rims: readonly Int32Array[],
): number {
  let tyre = 0;
  let asked = 0;
  for (let i = 0; i < ANGLES; i++) {
    const { x, y } = RING[i]!;
    if (y < ARCH) continue;
    const p = at + outer[i]!;
    tyre += ux[p]! * x + uy[p]! * y;
    asked++;
  }
  tyre /= asked;
  if (tyre < 0.12) return 0;
  let rim = 0;
  for (const offset of rims) {
    let sum = 0;
    for (let i = 0; i < ANGLES; i++) {
      const p = at + offset[i]!;
      sum -= ux[p]! * RING[i]!.x + uy[p]! * RING[i]!.y;
    }
    rim = Math.max(rim, sum / ANGLES);
  }
  return Math.max(0, 0.5 * tyre + 0.5 * rim);
}

/** Where the points of a ring lie from its middle, as steps in the plane. */
function offsets(radius: number, widthPx: number): Int32Array {
  return Int32Array.from(RING, ({ x, y }) => Math.round(y * radius) * widthPx + Math.round(x * radius));
}

/** Direction to the brighter side at each pixel, shorter where the picture is flat. */
function directions({ data, widthPx, heightPx }: Plane): { ux: Float32Array; uy: Float32Array } {
  const ux = new Float32Array(data.length);
  const uy = new Float32Array(data.length);
  for (let y = 1; y < heightPx - 1; y++)
    for (let x = 1; x < widthPx - 1; x++) {
      const at = y * widthPx + x;
      const gx = (data[at + 1]! - data[at - 1]!) / 2;
      const gy = (data[at + widthPx]! - data[at - widthPx]!) / 2;
      const length = Math.hypot(gx, gy) + NOISE_LEVELS;
      ux[at] = gx / length;
      uy[at] = gy / length;
    }
  return { ux, uy };
}

function cropped(gray: GrayImage, fromX: number, fromY: number, toX: number, toY: number): Plane {
  const plane: Plane = {
    widthPx: toX - fromX,
    heightPx: toY - fromY,
    data: new Float32Array((toX - fromX) * (toY - fromY)),
  };
  for (let y = fromY; y < toY; y++)
    for (let x = fromX; x < toX; x++)
      plane.data[(y - fromY) * plane.widthPx + x - fromX] = gray.data[y * gray.strideBytes + x]!;
  return plane;
}
