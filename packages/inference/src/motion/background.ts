// What each pixel of a quiet picture looks like and how much it flickers; tells which pixels do not fit.
import type { GrayImage } from "@vigie/core";

/** Values of the mask. */
export const QUIET = 0;
export const CHANGED = 1;
export const SHADOW = 2;

/** What a thing claims of a pixel: nothing; do not learn it; learn it soon, it never moved. */
export const FREE = 0;
export const HELD = 1;
export const DOUBTED = 2;

/** A pixel is odd when it differs by more than BASE + FACTOR x its usual deviation. Unit: grey levels. */
const BASE = 9;
const FACTOR = 3.5;
/** Time constants of learning. Unit: s. */
const LIGHT_S = 6;
const CALM_S = 10;
const RESTLESS_S = 2.5;
const ODD_LIGHT_S = 15;
const DOUBTED_LIGHT_S = 4;
const MAX_DEVIATION = 60;
const FIRST_DEVIATION = 2.5;
/** A shadow keeps this share of the light and the texture of the ground. */
const SHADOW_FROM = 0.5;
const SHADOW_TO = 0.94;
const SHADOW_TEXTURE = 8;

/** How the picture as a whole differs from the background: brightness factor, and whole pixels of camera shake. */
export interface Alignment {
  gain: number;
  dx: number;
  dy: number;
}

export class Background {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
  /** The picture before. */
  readonly #before: Uint8Array;
  /** QUIET, CHANGED or SHADOW of each pixel of the last picture. */
  readonly mask: Uint8Array;
  /** Indices of the pixels that were odd, with the share of their threshold. */
  readonly odd: Int32Array;
  readonly oddness: Float32Array;
  oddCount = 0;
  changedCount = 0;

  constructor(picture: GrayImage) {
    const { widthPx, heightPx } = picture;
    this.widthPx = widthPx;
    this.heightPx = heightPx;
    const size = widthPx * heightPx;
    this.mean = new Float32Array(size);
    this.deviation = new Float32Array(size).fill(FIRST_DEVIATION);
    this.mask = new Uint8Array(size);
    this.odd = new Int32Array(size);
    this.oddness = new Float32Array(size);
    this.#before = new Uint8Array(size);
    this.#remember(picture);
    this.mean.set(this.#before);
  }

  /** Fills `mask` and `odd`, and learns from the pixels that fit. Unit: dtS seconds since the picture before. Cost: 0.3 ms at 320x180. */
  look(picture: GrayImage, { gain, dx, dy }: Alignment, dtS: number): void {
    const { widthPx, heightPx, mean, deviation, mask, odd, oddness } = this;
    const { data, strideBytes } = picture;
    const light = 1 - Math.exp(-dtS / LIGHT_S);
    const calm = 1 - Math.exp(-dtS / CALM_S);
    const offset = dy * widthPx + dx;
    const left = Math.max(0, -dx);
    const right = widthPx - Math.max(0, dx);
    let n = 0;
    if (offset !== 0) mask.fill(QUIET);
    for (let y = Math.max(0, -dy); y < heightPx - Math.max(0, dy); y++) {
      const from = y * strideBytes;
      const row = y * widthPx;
      for (let x = left; x < right; x++) {
        const i = row + x;
        const j = i + offset;
        const value = data[from + x]!;
        const usual = mean[j]!;
        const lit = usual * gain;
        // Exposure does not reach white and black alike: anything between the old light and the new one fits.
        const low = lit < usual ? lit : usual;
        const high = lit < usual ? usual : lit;
        const difference = value < low ? value - low : value > high ? value - high : 0;
        const size = difference < 0 ? -difference : difference;
        const limit = BASE + FACTOR * deviation[j]!;
        if (size > limit) {
          oddness[n] = difference < 0 ? -size / limit : size / limit;
          odd[n++] = i;
          continue;
        }
        mask[i] = QUIET;
        mean[j] = usual + (value - usual) * light;
        deviation[j] = deviation[j]! + (size - deviation[j]!) * calm;
      }
    }
    this.oddCount = n;
    this.#judge(picture, gain, offset);
  }

  /** Odd pixels become CHANGED unless a neighbour explains them (shake of less than a pixel) or they are shadow. */
  #judge(picture: GrayImage, gain: number, offset: number): void {
    const { widthPx, heightPx, mean, mask, odd, oddness } = this;
    const { data, strideBytes } = picture;
    let changed = 0;
    for (let k = 0; k < this.oddCount; k++) {
      const i = odd[k]!;
      const y = (i / widthPx) | 0;
      const x = i - y * widthPx;
      mask[i] = CHANGED;
      changed++;
      const j = i + offset;
      if (x < 2 || y < 2 || x >= widthPx - 2 || y >= heightPx - 2) continue;
      if (j < 2 * widthPx || j >= (heightPx - 2) * widthPx) continue;
      const from = y * strideBytes + x;
      const value = data[from]!;
      if (Math.abs(oddness[k]!) < 8 && isBetweenNeighbours(mean, j, widthPx, value / gain)) {
        mask[i] = QUIET;
        changed--;
        continue;
      }
      if (oddness[k]! > 0) continue;
      const usual = mean[j]! * gain;
      const share = value / usual;
      if (share < SHADOW_FROM || share > SHADOW_TO || usual < 40) continue;
      const scale = gain * share;
      const right = data[from + 2]! - value - (mean[j + 2]! - mean[j]!) * scale;
      const left = data[from - 2]! - value - (mean[j - 2]! - mean[j]!) * scale;
      const below = data[from + 2 * strideBytes]! - value - (mean[j + 2 * widthPx]! - mean[j]!) * scale;
      const above = data[from - 2 * strideBytes]! - value - (mean[j - 2 * widthPx]! - mean[j]!) * scale;
      // At the rim of a shadow one side is lit: the other side tells.
      const across = Math.min(Math.abs(right), Math.abs(left));
      const down = Math.min(Math.abs(below), Math.abs(above));
      if (across + down < SHADOW_TEXTURE) {
        mask[i] = SHADOW;
        changed--;
      }
    }
    this.changedCount = changed;
  }

  /**
   * Learns from the odd pixels too, as `claims` says of each: FREE slowly, HELD not at all, DOUBTED soon. What jumps from picture to
   * picture (leaves, water) becomes restless; what passes or stands does not. `pace` above 1 learns faster.
   */
  learnOdd(picture: GrayImage, { gain, dx, dy }: Alignment, dtS: number, claims: Uint8Array, pace: number): void {
    const { widthPx, heightPx, mean, deviation, mask, odd } = this;
    const before = this.#before;
    const free = 1 - Math.exp((-dtS * pace) / ODD_LIGHT_S);
    const doubted = 1 - Math.exp((-dtS * pace) / DOUBTED_LIGHT_S);
    const restless = 1 - Math.exp((-dtS * pace) / RESTLESS_S);
    const calm = 1 - Math.exp((-dtS * pace) / CALM_S);
    const size = widthPx * heightPx;
    for (let k = 0; k < this.oddCount; k++) {
      const i = odd[k]!;
      const j = i + dy * widthPx + dx;
      if (j < 0 || j >= size) continue;
      if (claims[i] === HELD && mask[i] === CHANGED) {
        mean[j] = mean[j]! * (1 + (gain - 1) * free);
        continue;
      }
      const y = (i / widthPx) | 0;
      const value = picture.data[y * picture.strideBytes + i - y * widthPx]!;
      mean[j] = mean[j]! + (value - mean[j]!) * (claims[i] === DOUBTED ? doubted : free);
      const jump = Math.abs(value - before[i]!);
      const usual = deviation[j]!;
      deviation[j] = Math.min(MAX_DEVIATION, usual + (jump - usual) * (jump > usual ? restless : calm));
    }
    this.#remember(picture);
  }

  #remember({ widthPx, heightPx, strideBytes, data }: GrayImage): void {
    for (let y = 0; y < heightPx; y++) {
      this.#before.set(data.subarray(y * strideBytes, y * strideBytes + widthPx), y * widthPx);
    }
  }

  /** Moves what is known by whole pixels, for a camera that has been turned. */
  turn(dx: number, dy: number): void {
    for (const plane of [this.mean, this.deviation]) {
      const old = plane.slice();
      for (let y = 0; y < this.heightPx; y++) {
        const fromY = Math.min(this.heightPx - 1, Math.max(0, y + dy));
        for (let x = 0; x < this.widthPx; x++) {
          const fromX = Math.min(this.widthPx - 1, Math.max(0, x + dx));
          plane[y * this.widthPx + x] = old[fromY * this.widthPx + fromX]!;
        }
      }
    }
  }

  /** Takes the picture inside the box as background at once. Unit: pixels, end exclusive. */
  absorb(picture: GrayImage, { dx, dy }: Alignment, x1: number, y1: number, x2: number, y2: number): void {
    const { widthPx, heightPx, mean, deviation } = this;
    for (let y = Math.max(0, y1, -dy); y < Math.min(heightPx, y2, heightPx - dy); y++) {
      for (let x = Math.max(0, x1, -dx); x < Math.min(widthPx, x2, widthPx - dx); x++) {
        const j = (y + dy) * widthPx + x + dx;
        mean[j] = picture.data[y * picture.strideBytes + x]!;
        deviation[j] = Math.min(deviation[j]!, 4);
      }
    }
  }
}

/** True when the value lies between the lowest and the highest of the eight neighbours in the background. */
function isBetweenNeighbours(mean: Float32Array, j: number, widthPx: number, value: number): boolean {
  let low = mean[j]!;
  let high = low;
  for (let row = j - widthPx; row <= j + widthPx; row += widthPx) {
    for (let at = row - 1; at <= row + 1; at++) {
      const neighbour = mean[at]!;
      if (neighbour < low) low = neighbour;
      else if (neighbour > high) high = neighbour;
    }
  }
  return value >= low - 3 && value <= high + 3;
}
