// Makes still objects of blobs, and lets young ones grow.
import type { Thing } from "../observations/thing.ts";
import type { Blob } from "./blobs.ts";
import { type Finding, stillSinceMs } from "./finding.ts";
import type { PixelMemory } from "./pixel-memory.ts";
import type { StillObject, Visitor } from "./still-object.ts";

/** An object as the memory keeps it. */
export interface KeptObject extends StillObject {
  pixels: Int32Array;
  visitors: Visitor[];
  /** True when the reference shows it. */
  isSettled: boolean;
  missingMs: number | null;
  /** The vehicle that it is, with all its parts. */
  vehicle: Thing | null;
}

/** A blob that touches a young object belongs to it. Unit: pixels; ms. */
const TOUCH_PX = 3;
const YOUNG_MS = 12_000;

/** A new object of what was found. */
export function keptObject(
  { blob, box, contrast, change, className, vehicle, sinceMs }: Finding,
  id: number,
  visitors: Visitor[],
  aspect: number,
  nowMs: number,
): KeptObject {
  const solid = Math.min(1, blob.pixels.length / (0.5 * (blob.right - blob.left) * (blob.bottom - blob.top)));
  return {
    id,
    change,
    className,
    vehicle,
    sinceMs,
    box,
    visitors,
    side: Math.min((box[2] - box[0]) * aspect, box[3] - box[1]),
    seenMs: nowMs,
    goneMs: null,
    isHidden: false,
    score: Math.min(0.95, 0.45 + 0.3 * Math.min(1, contrast / 40) + 0.2 * solid),
    pixels: blob.pixels,
    isSettled: false,
    missingMs: null,
  };
}

/** Joins the blob to the object when it is a part of it that was hidden until now; false when it is none. */
export function grow(
  object: KeptObject,
  blob: Blob,
  change: StillObject["change"],
  memory: PixelMemory,
  aspect: number,
  nowMs: number,
): boolean {
  const { widthPx, heightPx } = memory;
  if (object.isSettled || object.goneMs !== null || object.change !== change) return false;
  if (nowMs - object.sinceMs > YOUNG_MS && blob.pixels.length > object.pixels.length / 4) return false;
  const [x1, y1, x2, y2] = object.box;
  const isApart =
    blob.left > x2 * widthPx + TOUCH_PX ||
    blob.right < x1 * widthPx - TOUCH_PX ||
    blob.top > y2 * heightPx + TOUCH_PX ||
    blob.bottom < y1 * heightPx - TOUCH_PX;
  if (isApart) return false;
  join(object, blob, memory, aspect);
  return true;
}

/** Makes the blob a part of the object; what most of it has shown since then, the object has. */
export function join(object: KeptObject, blob: Blob, memory: PixelMemory, aspect: number): void {
  const { widthPx, heightPx } = memory;
  const [x1, y1, x2, y2] = object.box;
  if (blob.pixels.length > object.pixels.length) object.sinceMs = Math.max(object.sinceMs, stillSinceMs(blob, memory));
  const joined = new Int32Array(object.pixels.length + blob.pixels.length);
  joined.set(object.pixels);
  joined.set(blob.pixels, object.pixels.length);
  object.pixels = joined;
  object.box[0] = Math.min(x1, blob.left / widthPx);
  object.box[1] = Math.min(y1, blob.top / heightPx);
  object.box[2] = Math.max(x2, blob.right / widthPx);
  object.box[3] = Math.max(y2, blob.bottom / heightPx);
  object.side = Math.min((object.box[2] - object.box[0]) * aspect, object.box[3] - object.box[1]);
}
