// Pieces of one thing, put together: a body without its belt, a car without its windows.
import type { Blob } from "./blobs.ts";

/** Joins what belongs together, in place, until nothing more does. */
export function joinFragments(blobs: Blob[], pictureHeightPx: number): void {
  for (let joined = true; joined; ) {
    joined = false;
    for (let i = 0; i < blobs.length; i++) {
      for (let k = blobs.length - 1; k > i; k--) {
        if (!belongTogether(blobs[i]!, blobs[k]!, pictureHeightPx)) continue;
        absorbBlob(blobs[i]!, blobs[k]!);
        blobs.splice(k, 1);
        joined = true;
      }
    }
  }
}

export function absorbBlob(into: Blob, other: Blob): void {
  const areaPx = into.areaPx + other.areaPx;
  into.contrast = (into.contrast * into.areaPx + other.contrast * other.areaPx) / areaPx;
  into.areaPx = areaPx;
  into.x1 = Math.min(into.x1, other.x1);
  into.y1 = Math.min(into.y1, other.y1);
  into.x2 = Math.max(into.x2, other.x2);
  into.y2 = Math.max(into.y2, other.y2);
}

function belongTogether(a: Blob, b: Blob, pictureHeightPx: number): boolean {
  const overlapX = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const overlapY = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  const width = Math.max(a.x2, b.x2) - Math.min(a.x1, b.x1);
  const height = Math.max(a.y2, b.y2) - Math.min(a.y1, b.y1);
  const narrower = Math.min(a.x2 - a.x1, b.x2 - b.x1);
  const lower = Math.min(a.y2 - a.y1, b.y2 - b.y1);
  if (overlapX > 0 && overlapY > 0) return overlapX * overlapY >= 0.5 * narrower * lower;
  if (overlapX >= 0.5 * narrower) {
    const gap = -overlapY;
    const isRemnant = Math.min(a.areaPx, b.areaPx) < 0.4 * Math.max(a.areaPx, b.areaPx);
    const reach = isRemnant ? 0.25 * narrower : 0.1 * narrower;
    return gap <= Math.max(1, reach) && height <= 4 * width && height <= 0.6 * pictureHeightPx;
  }
  if (overlapY >= 0.6 * lower) {
    const gap = -overlapX;
    const areBothUpright = isUpright(a) && isUpright(b);
    return !areBothUpright && gap <= Math.max(1, 0.15 * lower) && width <= 3.5 * height;
  }
  return false;
}

function isUpright(blob: Blob): boolean {
  return blob.y2 - blob.y1 > 1.3 * (blob.x2 - blob.x1);
}
