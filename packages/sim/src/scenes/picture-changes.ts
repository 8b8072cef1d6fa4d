// What rain, insects, clouds and the infrared switch do to a picture.
import { hash } from "../render/random.ts";
import type { PictureChange } from "./scene.ts";

/** Streaks of rain, new ones in each picture, and flatter contrast. */
export function rain(dropsPerPicture: number): PictureChange {
  return ({ rgb, widthPx, heightPx, frame, seed }) => {
    for (let i = 0; i < rgb.length; i++) rgb[i] = 22 + rgb[i]! * 0.82;
    for (let drop = 0; drop < dropsPerPicture; drop++) {
      const x0 = hash(drop, frame, seed) * widthPx;
      const y0 = hash(drop, frame, seed + 1) * heightPx;
      const lengthPx = heightPx * (0.03 + 0.07 * hash(drop, frame, seed + 2));
      const strength = 26 + 40 * hash(drop, frame, seed + 3);
      for (let i = 0; i < lengthPx; i++) blend(rgb, widthPx, heightPx, x0 - i * 0.12, y0 + i, strength);
    }
  };
}

/** A cloud: the whole picture grows darker and lighter again within a few seconds. */
export function lightStep(atS: number, untilS: number, factor: number, rampS: number): PictureChange {
  return ({ rgb, timeS }) => {
    const inside = Math.min(1, Math.max(0, (timeS - atS) / rampS)) - Math.min(1, Math.max(0, (timeS - untilS) / rampS));
    const gain = 1 + (factor - 1) * inside;
    if (gain !== 1) for (let i = 0; i < rgb.length; i++) rgb[i] = Math.min(255, rgb[i]! * gain);
  };
}

/** From one moment on the camera sees by infrared: grey, brighter in the middle, noisier. */
export function infraredFrom(atS: number): PictureChange {
  return ({ rgb, widthPx, heightPx, timeS, frame, seed }) => {
    if (timeS < atS) return;
    for (let i = 0; i < rgb.length; i += 3) {
      const x = ((i / 3) % widthPx) / widthPx - 0.5;
      const y = Math.floor(i / 3 / widthPx) / heightPx - 0.55;
      const grey = 0.45 * rgb[i]! + 0.4 * rgb[i + 1]! + 0.15 * rgb[i + 2]!;
      const lit = grey * (1.5 - 2.2 * (x * x + y * y)) + 12 + (hash(i, frame, seed) - 0.5) * 9;
      rgb.fill(Math.min(255, Math.max(0, lit)), i, i + 3);
    }
  };
}

/** Insects close to the lens: soft bright spots on restless ways. */
export function insects(count: number): PictureChange {
  return ({ rgb, widthPx, heightPx, timeS, seed }) => {
    for (let k = 0; k < count; k++) {
      const pace = 0.7 + hash(k, seed) * 1.4;
      const x = (0.5 + 0.62 * Math.sin(timeS * pace + k * 2.1) + 0.05 * Math.sin(timeS * 9 + k)) * widthPx;
      const y = (0.45 + 0.5 * Math.sin(timeS * pace * 1.31 + k * 4.7) + 0.06 * Math.cos(timeS * 11 + k)) * heightPx;
      const radius = heightPx * (0.012 + 0.022 * hash(k, seed, 2));
      for (let py = Math.floor(y - radius); py <= y + radius; py++)
        for (let px = Math.floor(x - radius); px <= x + radius; px++) {
          const share = 1 - Math.hypot(px - x, py - y) / radius;
          if (share > 0) blend(rgb, widthPx, heightPx, px, py, 150 * Math.min(1, share * 1.6));
        }
    }
  };
}

function blend(rgb: Uint8Array, widthPx: number, heightPx: number, x: number, y: number, strength: number): void {
  const [px, py] = [Math.floor(x), Math.floor(y)];
  if (px < 0 || py < 0 || px >= widthPx || py >= heightPx) return;
  const at = (py * widthPx + px) * 3;
  for (let k = at; k < at + 3; k++) rgb[k] = Math.min(255, rgb[k]! + ((255 - rgb[k]!) * strength) / 255);
}
