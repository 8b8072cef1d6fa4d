// A picture in memory as three planes, and windows of it at any size: what a teacher is shown.
import type { DecodedFrame, PlanarImage } from "@vigie/core";

/** A part of a picture. Space: pixels. */
export interface Window {
  xPx: number;
  yPx: number;
  widthPx: number;
  heightPx: number;
}

/** A copy of a decoded frame at its full size, which stays valid when the frame is released. */
export function pictureOf(frame: DecodedFrame): PlanarImage {
  const { rgb } = frame.scale({ rgb: { maxWidthPx: frame.widthPx, maxHeightPx: frame.heightPx }, gray: null });
  const { widthPx, heightPx, strideBytes } = rgb!;
  const size = strideBytes * heightPx;
  const copy = (plane: Uint8Array): Uint8Array => Uint8Array.from(plane.subarray(0, size));
  return { widthPx, heightPx, strideBytes, r: copy(rgb!.r), g: copy(rgb!.g), b: copy(rgb!.b) };
}

/**
 * The window at the given size, mirrored when asked. Each target pixel is the triangle-weighted mean of the source pixels under it, so
 * that nothing flickers when a picture is made smaller.
 * Cost: about 4 ms for 416 x 416.
 */
export function resample(
  picture: PlanarImage,
  window: Window,
  widthPx: number,
  heightPx: number,
  mirrored = false,
): PlanarImage {
  const columns = taps(window.xPx, window.widthPx, picture.widthPx, widthPx, mirrored);
  const rows = taps(window.yPx, window.heightPx, picture.heightPx, heightPx, false);
  const plane = (source: Uint8Array): Uint8Array => resamplePlane(source, picture.strideBytes, columns, rows);
  return {
    widthPx,
    heightPx,
    strideBytes: widthPx,
    r: plane(picture.r),
    g: plane(picture.g),
    b: plane(picture.b),
  };
}

/** For each target position its first source position and the weights from there on. */
interface Taps {
  from: Int32Array;
  weights: Float32Array[];
}

function taps(from: number, length: number, sourcePx: number, targetPx: number, mirrored: boolean): Taps {
  const scale = length / targetPx;
  const reach = Math.max(1, scale);
  const result: Taps = { from: new Int32Array(targetPx), weights: [] };
  for (let i = 0; i < targetPx; i++) {
    const at = mirrored ? targetPx - 1 - i : i;
    const centre = from + (at + 0.5) * scale - 0.5;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(sourcePx - 1, Math.floor(centre + reach));
    const weights = new Float32Array(Math.max(1, last - first + 1));
    let sum = 0;
    for (let k = 0; k < weights.length; k++) {
      weights[k] = Math.max(1e-4, 1 - Math.abs(first + k - centre) / reach);
      sum += weights[k]!;
    }
    for (let k = 0; k < weights.length; k++) weights[k] = weights[k]! / sum;
    result.from[i] = Math.min(first, sourcePx - 1);
    result.weights.push(weights);
  }
  return result;
}

function resamplePlane(source: Uint8Array, strideBytes: number, columns: Taps, rows: Taps): Uint8Array {
  const [widthPx, heightPx] = [columns.from.length, rows.from.length];
  const out = new Uint8Array(widthPx * heightPx);
  const line = new Float32Array(strideBytes);
  for (let y = 0; y < heightPx; y++) {
    const weights = rows.weights[y]!;
    line.fill(0);
    for (let k = 0; k < weights.length; k++) {
      const base = (rows.from[y]! + k) * strideBytes;
      const weight = weights[k]!;
      for (let x = 0; x < strideBytes; x++) line[x] = line[x]! + source[base + x]! * weight;
    }
    for (let x = 0; x < widthPx; x++) {
      const across = columns.weights[x]!;
      const first = columns.from[x]!;
      let value = 0;
      for (let k = 0; k < across.length; k++) value += line[first + k]! * across[k]!;
      out[y * widthPx + x] = Math.round(value);
    }
  }
  return out;
}

/** Mean brightness. Range: 0 to 255. */
export function meanLuma(picture: PlanarImage): number {
  let sum = 0;
  let count = 0;
  for (let y = 0; y < picture.heightPx; y += 4) {
    for (let x = 0; x < picture.widthPx; x += 4) {
      const at = y * picture.strideBytes + x;
      sum += 0.299 * picture.r[at]! + 0.587 * picture.g[at]! + 0.114 * picture.b[at]!;
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}
