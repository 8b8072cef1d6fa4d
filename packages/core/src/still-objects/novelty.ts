// What of a blob is new and what is lost: something put down shows what was not there, something taken away was beside nothing like it.
import type { Blob } from "./blobs.ts";
import type { PixelMemory } from "./pixel-memory.ts";

/** So far is beside. Unit: pixels. */
const REACH_PX = 2;
/** What is no farther than this from something beside it is the same. Unit: grey levels. */
const SAME = 10;
/** Of a large blob so many pixels tell enough. */
const ENOUGH = 300;

/** Range of both: 0 to 1. */
export interface Novelty {
  /** What the blob shows now and was beside it before. */
  old: number;
  /** What was there before and is beside it now. */
  kept: number;
}

/** Compares a blob with what was around it and is around it, in the present light. */
export function noveltyOf({ pixels }: Blob, memory: PixelMemory, gainAt: Float32Array): Novelty {
  const { luma, red, blue, wasLuma, wasRed, wasBlue } = memory;
  const step = Math.max(1, Math.floor(pixels.length / ENOUGH));
  const looked = Math.ceil(pixels.length / step);
  let [old, kept] = [0, 0];
  for (let i = 0; i < pixels.length; i += step) {
    const at = pixels[i]!;
    const gain = gainAt[at]!;
    if (
      isBeside(luma[at]!, wasLuma, at, memory, gain) &&
      isBeside(red[at]!, wasRed, at, memory, gain) &&
      isBeside(blue[at]!, wasBlue, at, memory, gain)
    )
      old++;
    if (
      isBeside(wasLuma[at]! * gain, luma, at, memory, 1) &&
      isBeside(wasRed[at]! * gain, red, at, memory, 1) &&
      isBeside(wasBlue[at]! * gain, blue, at, memory, 1)
    )
      kept++;
  }
  return { old: old / looked, kept: kept / looked };
}

/** True when the value lies between the least and the most of what the column has around that pixel. */
function isBeside(
  value: number,
  column: Float32Array | Int16Array,
  at: number,
  { widthPx, heightPx }: PixelMemory,
  gain: number,
): boolean {
  const x = at % widthPx;
  const y = (at - x) / widthPx;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let ny = Math.max(0, y - REACH_PX); ny <= Math.min(heightPx - 1, y + REACH_PX); ny++) {
    for (let nx = Math.max(0, x - REACH_PX); nx <= Math.min(widthPx - 1, x + REACH_PX); nx++) {
      const there = column[ny * widthPx + nx]! * gain;
      if (there < least) least = there;
      if (there > most) most = there;
    }
  }
  return value >= least - SAME && value <= most + SAME;
}
