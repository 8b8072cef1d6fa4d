// A plain luminance picture of the domain's own, and how it is made smaller.
import type { GrayImage } from "../ports/video.ts";

/** Without padding. Unit: levels of 255. Shape: [heightPx * widthPx]. */
export interface Plane {
  widthPx: number;
  heightPx: number;
  data: Float32Array;
}

export function planeOf(image: GrayImage, into: Plane | null = null): Plane {
  const { widthPx, heightPx, strideBytes } = image;
  const plane = sized(into, widthPx, heightPx);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) plane.data[y * widthPx + x] = image.data[y * strideBytes + x]!;
  return plane;
}

/** Means of two by two pixels. */
export function halved(plane: Plane, into: Plane | null = null): Plane {
  const half = sized(into, Math.max(1, plane.widthPx >> 1), Math.max(1, plane.heightPx >> 1));
  const { data, widthPx } = plane;
  for (let y = 0; y < half.heightPx; y++)
    for (let x = 0; x < half.widthPx; x++) {
      const at = 2 * y * widthPx + 2 * x;
      half.data[y * half.widthPx + x] = (data[at]! + data[at + 1]! + data[at + widthPx]! + data[at + widthPx + 1]!) / 4;
    }
  return half;
}

/** Mean level of each cell of a grid. Shape: [down * across]. */
export function meansOf(plane: Plane, grid: { across: number; down: number }, into: Float32Array): Float32Array {
  const counts = new Uint32Array(into.length);
  into.fill(0);
  for (let y = 0; y < plane.heightPx; y++) {
    const row = Math.floor((y * grid.down) / plane.heightPx) * grid.across;
    for (let x = 0; x < plane.widthPx; x++) {
      const cell = row + Math.floor((x * grid.across) / plane.widthPx);
      into[cell]! += plane.data[y * plane.widthPx + x]!;
      counts[cell]!++;
    }
  }
  for (let cell = 0; cell < into.length; cell++) into[cell]! /= counts[cell] || 1;
  return into;
}

function sized(into: Plane | null, widthPx: number, heightPx: number): Plane {
  if (into && into.widthPx === widthPx && into.heightPx === heightPx) return into;
  return { widthPx, heightPx, data: new Float32Array(widthPx * heightPx) };
}
