// Connected pixels that show something still: pixels belong together when no more than one pixel lies between them.

export interface Blob {
  /** Places of its pixels in the picture. */
  pixels: Int32Array;
  /** Bounds. Unit: pixels; right and bottom outside. */
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Smaller blobs are noise. Unit: pixels. */
export const LEAST_PIXELS = 7;

/** All blobs of the mask with enough pixels, by their first pixel; `mask` is emptied. Cost: linear in the picture. */
export function blobsOf(mask: Uint8Array, widthPx: number, heightPx: number): Blob[] {
  const blobs: Blob[] = [];
  const found: number[] = [];
  for (let at = 0; at < mask.length; at++) {
    if (mask[at] === 0) continue;
    const blob = flood(mask, at, widthPx, heightPx, found);
    if (blob) blobs.push(blob);
  }
  return blobs;
}

function flood(mask: Uint8Array, start: number, widthPx: number, heightPx: number, found: number[]): Blob | null {
  found.length = 0;
  found.push(start);
  mask[start] = 0;
  let [left, right, top, bottom] = [widthPx, 0, heightPx, 0];
  for (let i = 0; i < found.length; i++) {
    const x = found[i]! % widthPx;
    const y = (found[i]! - x) / widthPx;
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
    for (let ny = Math.max(0, y - 2); ny <= Math.min(heightPx - 1, y + 2); ny++) {
      for (let nx = Math.max(0, x - 2); nx <= Math.min(widthPx - 1, x + 2); nx++) {
        const next = ny * widthPx + nx;
        if (mask[next] === 0) continue;
        mask[next] = 0;
        found.push(next);
      }
    }
  }
  if (found.length < LEAST_PIXELS || right - left < 2 || bottom - top < 2) return null;
  return { pixels: Int32Array.from(found), left, top, right, bottom };
}

/** Space: normalised. */
export function boxOf(
  { left, top, right, bottom }: Blob,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
): [number, number, number, number] {
  return [left / widthPx, top / heightPx, right / widthPx, bottom / heightPx];
}
