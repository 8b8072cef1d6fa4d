// Smoke and flames as they look from afar: soft grey puffs that rise and spread, bright tongues that flicker.
import { hash } from "../render/random.ts";
import type { PictureChange } from "./scene.ts";

/** Where it comes out of, and how large a metre is there. Space: normalised; unit of `metre`: share of the picture's height. */
export interface PlumeSource {
  x: number;
  y: number;
  metre: number;
}

/** Smoke that begins thin at a moment and grows; `drift` is the wind. Unit of `drift`: metres per second to the right. */
export function smoke(source: PlumeSource, fromS: number, tone: number, drift: number): PictureChange {
  return ({ rgb, widthPx, heightPx, timeS, seed }) => {
    const sinceS = timeS - fromS;
    if (sinceS < 0) return;
    const metrePx = source.metre * heightPx;
    const EVERY_S = 0.35;
    const LIVES_S = 9;
    for (let i = Math.max(0, Math.ceil((sinceS - LIVES_S) / EVERY_S)); i * EVERY_S < sinceS; i++) {
      const ageS = sinceS - i * EVERY_S;
      const wobble = (hash(i, seed, 1) - 0.5) * (0.5 + 0.3 * ageS);
      const x = source.x * widthPx + (drift * ageS + wobble) * metrePx;
      const y = source.y * heightPx - (0.2 + 0.75 * ageS) * metrePx;
      const radius = (0.3 + 0.22 * ageS + 0.15 * hash(i, seed, 2)) * metrePx;
      const density = Math.min(1, sinceS / 5) * 0.8 * (1 - ageS / LIVES_S);
      puff(rgb, widthPx, heightPx, x, y, radius, tone + 18 * (hash(i, seed, 3) - 0.5), density);
    }
  };
}

/** Flames that begin at a moment and grow for some seconds. */
export function fire(source: PlumeSource, fromS: number, heightM: number): PictureChange {
  return ({ rgb, widthPx, heightPx, timeS, frame, seed }) => {
    const sinceS = timeS - fromS;
    if (sinceS < 0) return;
    const metrePx = source.metre * heightPx;
    const grown = Math.min(1, 0.35 + sinceS / 5);
    for (let tongue = 0; tongue < 7; tongue++) {
      const reach = heightM * grown * (0.45 + 0.75 * hash(tongue, frame, seed)) * metrePx;
      const left = source.x * widthPx + (tongue - 3) * 0.16 * heightM * grown * metrePx;
      const bottom = source.y * heightPx;
      for (let y = Math.floor(bottom - reach); y <= bottom; y++) {
        const up = (bottom - y) / reach;
        const half = (1 - up) * 0.2 * heightM * metrePx * (0.8 + 0.4 * hash(tongue, frame, seed + 1));
        const lean = up * (hash(tongue, frame, seed + 2) - 0.5) * 0.5 * heightM * metrePx;
        for (let x = Math.floor(left + lean - half); x <= left + lean + half; x++) {
          if (x < 0 || y < 0 || x >= widthPx || y >= heightPx) continue;
          const at = (y * widthPx + x) * 3;
          rgb[at] = 255;
          rgb[at + 1] = Math.max(90, 225 - 150 * up);
          rgb[at + 2] = Math.max(20, 110 - 120 * up);
        }
      }
    }
  };
}

function puff(
  rgb: Uint8Array,
  widthPx: number,
  heightPx: number,
  x: number,
  y: number,
  radius: number,
  tone: number,
  density: number,
): void {
  for (let py = Math.max(0, Math.floor(y - radius)); py < Math.min(heightPx, y + radius); py++)
    for (let px = Math.max(0, Math.floor(x - radius)); px < Math.min(widthPx, x + radius); px++) {
      const inside = 1 - Math.hypot(px - x, py - y) / radius;
      if (inside <= 0) continue;
      const share = density * inside * (2 - inside);
      const at = (py * widthPx + px) * 3;
      for (let k = at; k < at + 3; k++) rgb[k] = rgb[k]! + (tone - rgb[k]!) * share;
    }
}
