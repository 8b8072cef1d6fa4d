// Wheels of a vehicle that is seen from its side: round, dark, standing on the ground, wherever along its lower edge they are.
import type { GrayImage } from "../ports/video.ts";
import { halved, type Plane } from "./plane.ts";

/** How much like a wheel each column is, radius by radius. Unit: pixels of the picture, whatever was made smaller to search in it. */
export interface WheelLook {
  /** First column of the picture, from one column to the next, and how many there are. */
  fromPx: number;
  stepPx: number;
  columns: number;
  /** Of tyres, rising; the same shares of the height of the box at each look. */
  radiiPx: readonly number[];
  /** At the best row. Shape: [radii * columns]. Range: 0 to 1. */
  likeness: Float32Array;
  /** Row at which it would stand on the ground. Shape: [radii * columns]. */
  groundPx: Float32Array;
}

/** A box is searched at about this height at most; larger ones are halved first. Unit: pixels. */
const SEARCHED_PX = 80;
/** Radii of tyres. Unit: heights of the box. */
const RADII = [0.085, 0.1, 0.115, 0.13, 0.15, 0.17, 0.195, 0.22, 0.25, 0.285] as const;
/** The smallest of them must have so many pixels. */
const SMALLEST_PX = 2.2;
/** Where tyres stand: from so far above the lower edge of the box to so far below. Unit: heights of the box. */
const ABOVE = 0.14;
const BELOW = 0.06;
/** Rims are so much smaller than tyres. */
const RIMS = [0.52, 0.62, 0.72] as const;
/** Wheels that turn a little away from the camera are so narrow. Unit: of their height. */
const WIDTHS = [1, 0.8] as const;
const ANGLES = 20;
/** The upper part of a tyre is inside the arch: only angles whose sine is above are asked of its outer edge. Downwards is 1. */
const ARCH = -0.25;
/** An outer edge less clear than this is none; how much of the likeness it is, and how much the rim. */
const CLEAR = 0.2;
const OUTER = 0.7;
/** The tread is in so far from the outer edge; so much of the likeness hangs on its being darker than this share of what is searched. */
const TREAD = 0.82;
const DARK = 0.5;
const DARKER_THAN = 0.8;
/** Gradients of so many levels a pixel count half: noise of a dark picture must not look round. */
const NOISE_LEVELS = 9;

/** Unit vectors around a ring, downwards positive, the lowest first. */
const RING = Array.from({ length: ANGLES }, (_, i) => {
  const angle = (2 * Math.PI * (i + 0.5)) / ANGLES;
  return { x: Math.cos(angle), y: Math.sin(angle) };
}).sort((a, b) => b.y - a.y);
/** So many of them are below the arch; the first few tell most places that are no wheel. */
const BELOW_ARCH = RING.filter(({ y }) => y >= ARCH).length;
const FIRST = 5;

/** Box: [x1, y1, x2, y2]. Unit of the box: pixels. Null when it is too small to show wheels. Cost: some 3 ms for 300 pixels of width. */
export function lookForWheels(gray: GrayImage, box: readonly number[]): WheelLook | null {
  const [x1, y1, x2, y2] = box as [number, number, number, number];
  const boxPx = y2 - y1;
  const fromX = Math.max(0, Math.floor(x1));
  const toX = Math.min(gray.widthPx, Math.ceil(x2));
  const fromY = Math.max(0, Math.floor(y2 - 0.75 * boxPx));
  const toY = Math.min(gray.heightPx, Math.ceil(y2 + (BELOW + 0.04) * boxPx) + 2);
  if (toX - fromX < 12 || toY - fromY < 8 || RADII[0] * boxPx < SMALLEST_PX) return null;
  let plane = cropped(gray, fromX, fromY, toX, toY);
  let stepPx = 1;
  for (; boxPx / stepPx > SEARCHED_PX; stepPx *= 2) plane = halved(plane);
  const height = boxPx / stepPx;
  const { ux, uy } = directions(plane);
  const darkness = darknessOf(plane.data);
  const bottom = (y2 - fromY) / stepPx;
  const columns = plane.widthPx;
  const look: WheelLook = {
    fromPx: fromX,
    stepPx,
    columns,
    radiiPx: RADII.map((share) => share * boxPx),
    likeness: new Float32Array(RADII.length * columns),
    groundPx: new Float32Array(RADII.length * columns),
  };
  RADII.forEach((share, k) => {
    const radius = share * height;
    const reach = Math.ceil(radius) + 1;
    const low = Math.max(reach, Math.round(bottom - ABOVE * height - radius));
    const high = Math.min(plane.heightPx - 1 - reach, Math.round(bottom + BELOW * height - radius));
    for (const width of WIDTHS) {
      const outer = offsets(radius, width, columns);
      const tread = offsets(TREAD * radius, width, columns);
      const rims = RIMS.map((rim) => offsets(rim * radius, width, columns));
      for (let y = low; y <= high; y++)
        for (let x = reach; x < columns - reach; x++) {
          const middle = y * columns + x;
          const round = roundnessAt(middle, ux, uy, outer, rims);
          const at = k * columns + x;
          if (round <= look.likeness[at]!) continue;
          const likeness = round * darkAt(middle, plane.data, tread, darkness);
          if (likeness <= look.likeness[at]!) continue;
          look.likeness[at] = likeness;
          look.groundPx[at] = fromY + (y + 0.5 + radius) * stepPx;
        }
    }
  });
  return look;
}

function roundnessAt(
  at: number,
  ux: Float32Array,
  uy: Float32Array,
  outer: Int32Array,
  rims: readonly Int32Array[],
): number {
  let tyre = 0;
  for (let i = 0; i < BELOW_ARCH; i++) {
    const p = at + outer[i]!;
    tyre += ux[p]! * RING[i]!.x + uy[p]! * RING[i]!.y;
    if (i === FIRST - 1 && tyre < (FIRST * CLEAR) / 2) return 0;
  }
  tyre /= BELOW_ARCH;
  if (tyre < CLEAR) return 0;
  let rim = 0;
  for (const offset of rims) {
    let sum = 0;
    for (let i = 0; i < ANGLES; i++) {
      const p = at + offset[i]!;
      sum -= ux[p]! * RING[i]!.x + uy[p]! * RING[i]!.y;
    }
    rim = Math.max(rim, sum / ANGLES);
  }
  return OUTER * tyre + (1 - OUTER) * rim;
}

/** How much of the likeness is left for how dark the tread is. Range: 1 - DARK to 1. */
function darkAt(middle: number, data: Float32Array, tread: Int32Array, darkness: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < ANGLES; i++) sum += data[middle + tread[i]!]!;
  return 1 - DARK + DARK * Math.min(1, darkness[Math.round(sum / ANGLES)]! / DARKER_THAN);
}

/** Share of the pixels that are brighter, by level. Shape: [256]. */
function darknessOf(data: Float32Array): Float32Array {
  const shares = new Float32Array(256);
  for (const level of data) shares[Math.round(level)]! += 1 / data.length;
  let brighter = 1;
  return shares.map((share) => (brighter -= share));
}

/** Where the points of a ring lie from its middle, as steps in the plane. */
function offsets(radius: number, width: number, columns: number): Int32Array {
  return Int32Array.from(RING, ({ x, y }) => Math.round(y * radius) * columns + Math.round(x * radius * width));
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
