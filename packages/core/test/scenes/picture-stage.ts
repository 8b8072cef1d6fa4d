// A small painted picture for rules that look: a structured ground, things on it, light, rain and grain; the same in every run.
import type { WatchPicture } from "../../src/ports/watch-picture.ts";
import { noise } from "./stage.ts";

export const WIDTH_PX = 160;
export const HEIGHT_PX = 90;

export interface Patch {
  /** Shape: [x1, y1, x2, y2]. Space: normalised. */
  box: readonly [number, number, number, number];
  /** Colour of a thing; or how much of the light a shadow leaves (below 1). */
  rgb?: readonly [number, number, number];
  shade?: number;
  fromMs?: number;
  untilMs?: number;
}

export interface Weather {
  /** How bright the light is at that time and place (x from 0 to 1). Default 1. */
  light?: (timeMs: number, x: number) => number;
  /** True once the camera sees without colour. */
  isInfrared?: (timeMs: number) => boolean;
  /** Streaks of rain in each picture. */
  drops?: number;
  /** Part of the picture whose leaves move: right of this. Range: 0 to 1. */
  leavesFrom?: number;
}

/** The picture at that moment. Reused by the next call. */
export function painter(patches: readonly Patch[], weather: Weather = {}): (timeMs: number) => WatchPicture {
  const n = WIDTH_PX * HEIGHT_PX;
  const [r, g, b] = [new Uint8Array(n), new Uint8Array(n), new Uint8Array(n)];
  const grain = noise(5);
  const ground = noise(9);
  const base = Float32Array.from({ length: n }, (_, at) => {
    const x = at % WIDTH_PX;
    const stones = ((x >> 3) + (Math.floor(at / WIDTH_PX) >> 3)) % 2 === 0 ? 12 : -8;
    return 105 + stones + ground() * 5;
  });
  return (timeMs) => {
    const now = patches.filter(
      ({ fromMs = 0, untilMs = Number.POSITIVE_INFINITY }) => timeMs >= fromMs && timeMs < untilMs,
    );
    const grey = weather.isInfrared?.(timeMs) ?? false;
    for (let at = 0; at < n; at++) {
      const x = (at % WIDTH_PX) / WIDTH_PX;
      const y = Math.floor(at / WIDTH_PX) / HEIGHT_PX;
      let colour = [base[at]!, base[at]! * 0.97, base[at]! * 0.9];
      if (weather.leavesFrom !== undefined && x > weather.leavesFrom) {
        const leaf = 60 + 50 * Math.sin(at * 1.7 + Math.sin(timeMs / 700 + at) * 4);
        colour = [leaf * 0.7, leaf, leaf * 0.5];
      }
      for (const { box, rgb, shade } of now) {
        if (x < box[0] || x >= box[2] || y < box[1] || y >= box[3]) continue;
        if (rgb) colour = rgb.map((v, k) => v * (y - box[1] < (box[3] - box[1]) * 0.4 ? 1.15 : 0.9) + (k - 1));
        else colour = colour.map((v) => v * (shade ?? 1));
      }
      const light = weather.light?.(timeMs, x) ?? 1;
      const mean = grey ? (0.5 * colour[0]! + 0.4 * colour[1]! + 0.1 * colour[2]!) * (1.35 - Math.abs(x - 0.5)) : 0;
      const put = (v: number): number => Math.min(255, Math.max(0, (grey ? mean : v) * light + grain() * 3));
      r[at] = put(colour[0]!);
      g[at] = put(colour[1]!);
      b[at] = put(colour[2]!);
    }
    for (let drop = 0; drop < (weather.drops ?? 0); drop++) {
      const x = Math.floor((grain() + 1) * 0.5 * (WIDTH_PX - 1));
      const y = Math.floor((grain() + 1) * 0.5 * (HEIGHT_PX - 8));
      for (let k = 0; k < 7; k++) for (const plane of [r, g, b]) plane[(y + k) * WIDTH_PX + x] = 215;
    }
    const size = { widthPx: WIDTH_PX, heightPx: HEIGHT_PX, strideBytes: WIDTH_PX };
    return { rgb: { ...size, r, g, b }, gray: { ...size, data: g } };
  };
}
