// A picture as its edges alone, and how both edges and shares are written down in a text that outlives the process.
import type { Plane } from "./plane.ts";

/** Differences to the right and downwards, over two pixels; zero at the rim. Shape of each: [heightPx * widthPx]. Unit: levels of 255. */
export interface EdgePlane {
  widthPx: number;
  heightPx: number;
  gx: Float32Array;
  gy: Float32Array;
}

export function edgesOf({ widthPx, heightPx, data }: Plane): EdgePlane {
  const gx = new Float32Array(data.length);
  const gy = new Float32Array(data.length);
  for (let y = 1; y < heightPx - 1; y++)
    for (let x = 1; x < widthPx - 1; x++) {
      const at = y * widthPx + x;
      gx[at] = data[at + 1]! - data[at - 1]!;
      gy[at] = data[at + widthPx]! - data[at - widthPx]!;
    }
  return { widthPx, heightPx, gx, gy };
}

/** Takes so much of a picture's edges over. Share 1 takes all. */
export function followEdges({ gx, gy }: EdgePlane, { widthPx, heightPx, data }: Plane, share: number): void {
  for (let y = 1; y < heightPx - 1; y++)
    for (let x = 1; x < widthPx - 1; x++) {
      const at = y * widthPx + x;
      gx[at]! += (data[at + 1]! - data[at - 1]! - gx[at]!) * share;
      gy[at]! += (data[at + widthPx]! - data[at - widthPx]! - gy[at]!) * share;
    }
}

/** Squared edges of all pixels. Unit: levels squared. */
export function energyOf({ gx, gy }: EdgePlane): number {
  let sum = 0;
  for (let i = 0; i < gx.length; i++) sum += gx[i]! ** 2 + gy[i]! ** 2;
  return sum;
}

export interface KeptEdges {
  widthPx: number;
  heightPx: number;
  gx: string;
  gy: string;
}

/** Precision: half a level. */
export function keepEdges({ widthPx, heightPx, gx, gy }: EdgePlane): KeptEdges {
  return { widthPx, heightPx, gx: packed(gx), gy: packed(gy) };
}

/** Null when what was kept does not fit together. */
export function edgesFrom({ widthPx, heightPx, gx, gy }: KeptEdges): EdgePlane | null {
  const size = widthPx * heightPx;
  if (gx.length !== size || gy.length !== size) return null;
  return { widthPx, heightPx, gx: unpacked(gx), gy: unpacked(gy) };
}

/** One letter a value, of those that every store and every wire takes as they are. */
const FIRST_LETTER = 0x100;
const ZERO = 700;
const STEPS = 2;

/** Range: -350 to 350. Precision: half of 1. */
export function packed(values: ArrayLike<number>): string {
  const letters: string[] = [];
  for (let i = 0; i < values.length; i++) {
    const step = Math.max(-ZERO, Math.min(ZERO, Math.round(values[i]! * STEPS)));
    letters.push(String.fromCharCode(FIRST_LETTER + ZERO + step));
  }
  return letters.join("");
}

export function unpacked(letters: string): Float32Array {
  return Float32Array.from(letters, (letter) => (letter.charCodeAt(0) - FIRST_LETTER - ZERO) / STEPS);
}
