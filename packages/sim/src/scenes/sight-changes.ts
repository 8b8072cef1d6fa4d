// What befalls a camera itself: a cover, spray, a lost focus, a turn, a frozen or black picture, darkness, fog, glare.
import { hash } from "../render/random.ts";
import type { PictureChange } from "./scene.ts";

type Picture = Parameters<PictureChange>[0];

/** From one moment on, and until another. */
export function during(
  fromS: number,
  untilS: number,
  change: (picture: Picture, sinceS: number) => void,
): PictureChange {
  return (picture) => {
    if (picture.timeS >= fromS && picture.timeS < untilS) change(picture, picture.timeS - fromS);
  };
}

/** A cloth or a bag before the lens; `share` of the width, with soft folds. */
export function cover(share: number, tone: readonly [number, number, number]) {
  return ({ rgb, widthPx, heightPx, frame, seed }: Picture): void => {
    for (let y = 0; y < heightPx; y++)
      for (let x = 0; x < widthPx * share; x++) {
        const fold = 0.9 + 0.1 * Math.sin((x / widthPx) * 5 + (y / heightPx) * 3);
        const grain = (hash(x, y, frame + seed) - 0.5) * 6;
        const at = (y * widthPx + x) * 3;
        for (let k = 0; k < 3; k++) rgb[at + k] = held(tone[k]! * fold + grain);
      }
  };
}

/** Paint on the glass: large drops that run into each other, out of focus. */
export function spray(drops: number, tone: readonly [number, number, number]) {
  return ({ rgb, widthPx, heightPx, seed }: Picture): void => {
    const middles = Array.from({ length: drops }, (_, i) => ({
      x: (0.15 + 0.7 * hash(i, seed, 1)) * widthPx,
      y: (0.15 + 0.7 * hash(i, seed, 2)) * heightPx,
      r: (0.16 + 0.18 * hash(i, seed, 3)) * heightPx,
    }));
    for (let y = 0; y < heightPx; y++)
      for (let x = 0; x < widthPx; x++) {
        let clear = 1;
        for (const drop of middles) {
          const away = Math.hypot(x - drop.x, y - drop.y) / drop.r;
          if (away < 1.15) clear *= Math.min(1, Math.max(0.02, (away - 0.7) / 0.45));
        }
        if (clear >= 1) continue;
        const at = (y * widthPx + x) * 3;
        for (let k = 0; k < 3; k++) rgb[at + k] = held(rgb[at + k]! * clear + tone[k]! * (1 - clear));
      }
  };
}

/** Out of focus: each pixel becomes the mean of its surroundings, twice. */
export function blur(radiusShare: number) {
  return ({ rgb, widthPx, heightPx }: Picture): void => {
    const radius = Math.max(1, Math.round(radiusShare * heightPx));
    const line = new Float32Array(Math.max(widthPx, heightPx));
    for (let pass = 0; pass < 2; pass++)
      for (let k = 0; k < 3; k++) {
        for (let y = 0; y < heightPx; y++) smooth(rgb, y * widthPx * 3 + k, 3, widthPx, radius, line);
        for (let x = 0; x < widthPx; x++) smooth(rgb, x * 3 + k, widthPx * 3, heightPx, radius, line);
      }
  };
}

/** The camera was turned: the picture lies elsewhere, and what was beyond its edge is seen as in a mirror. */
export function turn(shareX: number, shareY: number) {
  return ({ rgb, widthPx, heightPx }: Picture): void => {
    const before = rgb.slice();
    const [dx, dy] = [Math.round(shareX * widthPx), Math.round(shareY * heightPx)];
    for (let y = 0; y < heightPx; y++)
      for (let x = 0; x < widthPx; x++) {
        const from = (mirrored(y + dy, heightPx) * widthPx + mirrored(x + dx, widthPx)) * 3;
        rgb.set(before.subarray(from, from + 3), (y * widthPx + x) * 3);
      }
  };
}

/** The picture of the first moment goes on for ever. */
export function freeze() {
  let kept: Uint8Array | null = null;
  return ({ rgb }: Picture, sinceS: number): void => {
    if (!kept || kept.length !== rgb.length || sinceS < 0.01) kept = rgb.slice();
    rgb.set(kept);
  };
}

export function blacken() {
  return ({ rgb }: Picture): void => {
    rgb.fill(2);
  };
}

/** Light goes within `rampS` down to a share, and the sensor's noise stays. */
export function darken(share: number, rampS: number) {
  return ({ rgb, frame, seed }: Picture, sinceS: number): void => {
    const gain = 1 + (share - 1) * Math.min(1, sinceS / rampS);
    for (let i = 0; i < rgb.length; i++) rgb[i] = held(rgb[i]! * gain + (hash(i, frame, seed) - 0.5) * 4);
  };
}

/** Fog or glare: all comes near to one tone. */
export function veil(share: number, tone: number, rampS: number) {
  return ({ rgb, frame, seed }: Picture, sinceS: number): void => {
    const part = share * Math.min(1, sinceS / rampS);
    for (let i = 0; i < rgb.length; i++)
      rgb[i] = held(rgb[i]! * (1 - part) + tone * part + (hash(i, frame, seed) - 0.5) * 3);
  };
}

const held = (value: number): number => Math.min(255, Math.max(0, value));

function mirrored(at: number, length: number): number {
  const folded = Math.abs(at) % (2 * length - 2);
  return folded < length ? folded : 2 * length - 2 - folded;
}

/** Running mean along a row or column, in place. */
function smooth(rgb: Uint8Array, from: number, step: number, length: number, radius: number, line: Float32Array): void {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < Math.min(length, radius); i++) {
    sum += rgb[from + i * step]!;
    n++;
  }
  for (let i = 0; i < length; i++) {
    if (i + radius < length) {
      sum += rgb[from + (i + radius) * step]!;
      n++;
    }
    if (i - radius - 1 >= 0) {
      sum -= rgb[from + (i - radius - 1) * step]!;
      n--;
    }
    line[i] = sum / n;
  }
  for (let i = 0; i < length; i++) rgb[from + i * step] = line[i]!;
}
