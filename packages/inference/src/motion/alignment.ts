// How the whole picture differs from its background: more or less light, and a camera that shakes.
import type { GrayImage } from "@vigie/core";
import type { Alignment, Background } from "./background.ts";

/** Every n-th pixel of every n-th row is enough for what the whole picture does. */
const STEP_PX = 4;
const MAX_SHIFT_PX = 4;
/** Histogram of brightness factors: one bin is 1/64, the last stands for 4. */
const BINS_PER_UNIT = 64;
const BINS = BINS_PER_UNIT * 4;
/** Smaller changes of light are the business of slow learning. */
const LEAST_GAIN_CHANGE = 0.03;

export class Aligner {
  readonly #histogram = new Int32Array(BINS + 1);
  #columns = new Float32Array(0);
  #usualColumns = new Float32Array(0);
  #rows = new Float32Array(0);
  #usualRows = new Float32Array(0);

  /** The result is a new value. Cost: about 0.1 ms at 320x180. */
  measure(picture: GrayImage, background: Background): Alignment {
    this.#profile(picture, background);
    const gain = this.#gain(picture, background);
    const dx = bestShift(this.#columns, this.#usualColumns, gain);
    const dy = bestShift(this.#rows, this.#usualRows, gain);
    if ((dx !== 0 || dy !== 0) && !this.#shiftHelps(picture, background, gain, dx, dy)) return { gain, dx: 0, dy: 0 };
    return { gain, dx, dy };
  }

  /** Sums of the columns (over some rows) and of the rows (over some columns), of the picture and of its background. */
  #profile(picture: GrayImage, background: Background): void {
    const { widthPx, heightPx, strideBytes, data } = picture;
    if (this.#columns.length !== widthPx || this.#rows.length !== heightPx) {
      this.#columns = new Float32Array(widthPx);
      this.#usualColumns = new Float32Array(widthPx);
      this.#rows = new Float32Array(heightPx);
      this.#usualRows = new Float32Array(heightPx);
    }
    this.#columns.fill(0);
    this.#usualColumns.fill(0);
    for (let y = 0; y < heightPx; y++) {
      const from = y * strideBytes;
      const row = y * widthPx;
      if (y % STEP_PX === 0) {
        for (let x = 0; x < widthPx; x++) {
          this.#columns[x] = this.#columns[x]! + data[from + x]!;
          this.#usualColumns[x] = this.#usualColumns[x]! + background.mean[row + x]!;
        }
      }
      let sum = 0;
      let usual = 0;
      for (let x = 0; x < widthPx; x += STEP_PX) {
        sum += data[from + x]!;
        usual += background.mean[row + x]!;
      }
      this.#rows[y] = sum;
      this.#usualRows[y] = usual;
    }
  }

  /** Median brightness factor, if most of the picture agrees on it; 1 otherwise. */
  #gain(picture: GrayImage, background: Background): number {
    const histogram = this.#histogram;
    histogram.fill(0);
    let n = 0;
    for (let y = 0; y < picture.heightPx; y += STEP_PX) {
      for (let x = 0; x < picture.widthPx; x += STEP_PX) {
        const usual = background.mean[y * picture.widthPx + x]!;
        if (usual < 16) continue;
        const bin = (((picture.data[y * picture.strideBytes + x]! / usual) * BINS_PER_UNIT) | 0) + 0;
        const at = bin > BINS ? BINS : bin;
        histogram[at] = histogram[at]! + 1;
        n++;
      }
    }
    if (n < 64) return 1;
    let seen = 0;
    let median = 0;
    while (median < BINS && seen + histogram[median]! < n / 2) seen += histogram[median++]!;
    let close = 0;
    const reach = Math.max(4, Math.round(median * 0.12));
    for (let bin = Math.max(0, median - reach); bin <= Math.min(BINS, median + reach); bin++) close += histogram[bin]!;
    const inBin = histogram[median]! > 0 ? (n / 2 - seen) / histogram[median]! : 0.5;
    const gain = (median + inBin) / BINS_PER_UNIT;
    const isShared = close >= n * 0.5 && gain > 0.3 && gain < 3;
    return isShared && Math.abs(gain - 1) > LEAST_GAIN_CHANGE ? gain : 1;
  }

  #shiftHelps(picture: GrayImage, background: Background, gain: number, dx: number, dy: number): boolean {
    const { widthPx, heightPx, strideBytes, data } = picture;
    let before = 0;
    let after = 0;
    for (let y = MAX_SHIFT_PX; y < heightPx - MAX_SHIFT_PX; y += STEP_PX) {
      for (let x = MAX_SHIFT_PX; x < widthPx - MAX_SHIFT_PX; x += STEP_PX) {
        const value = data[y * strideBytes + x]!;
        const j = y * widthPx + x;
        before += Math.min(30, Math.abs(value - background.mean[j]! * gain));
        after += Math.min(30, Math.abs(value - background.mean[j + dy * widthPx + dx]! * gain));
      }
    }
    return after < before * 0.9;
  }
}

/** Shift of the background that fits the profile clearly best; 0 when none does. */
function bestShift(profile: Float32Array, usual: Float32Array, gain: number): number {
  let best = 0;
  let bestCost = misfit(profile, usual, gain, 0) * 0.85;
  for (let shift = -MAX_SHIFT_PX; shift <= MAX_SHIFT_PX; shift++) {
    if (shift === 0) continue;
    const cost = misfit(profile, usual, gain, shift);
    if (cost < bestCost) {
      bestCost = cost;
      best = shift;
    }
  }
  return best;
}

function misfit(profile: Float32Array, usual: Float32Array, gain: number, shift: number): number {
  let sum = 0;
  for (let i = MAX_SHIFT_PX; i < profile.length - MAX_SHIFT_PX; i++) {
    sum += Math.abs(profile[i]! - usual[i + shift]! * gain);
  }
  return sum;
}
