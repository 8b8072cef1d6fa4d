// How light and dark a picture is: one histogram, from which all level figures come.
import type { GrayImage } from "../ports/video.ts";

export interface Levels {
  /** Unit: levels of 255, as all below. */
  mean: number;
  /** Standard deviation: how far apart light and dark are. */
  spread: number;
  /** Almost all of the picture is no brighter than this. */
  p99: number;
  p50: number;
  p01: number;
  /** Share of pixels that are burnt out. */
  burntShare: number;
}

const BURNT = 250;

export function levelsOf({ data, widthPx, heightPx, strideBytes }: GrayImage): Levels {
  const histogram = new Uint32Array(256);
  for (let y = 0; y < heightPx; y++) {
    const from = y * strideBytes;
    for (let at = from; at < from + widthPx; at++) histogram[data[at]!]!++;
  }
  return levelsFrom(histogram, widthPx * heightPx);
}

function levelsFrom(histogram: Uint32Array, count: number): Levels {
  let sum = 0;
  let squares = 0;
  let burnt = 0;
  for (let level = 0; level < 256; level++) {
    const n = histogram[level]!;
    sum += n * level;
    squares += n * level * level;
    if (level >= BURNT) burnt += n;
  }
  const mean = sum / count;
  const at = (share: number) => quantile(histogram, count, share);
  return {
    mean,
    spread: Math.sqrt(Math.max(0, squares / count - mean * mean)),
    p99: at(0.99),
    p50: at(0.5),
    p01: at(0.01),
    burntShare: burnt / count,
  };
}

/** The level below or at which this share of the pixels lies. */
export function quantile(histogram: Uint32Array, count: number, share: number): number {
  let left = share * count;
  for (let level = 0; level < 256; level++) {
    left -= histogram[level]!;
    if (left <= 0) return level;
  }
  return 255;
}
