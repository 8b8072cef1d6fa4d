// A small painted picture for rules that look: a structured ground, things on it, light, rain and grain; the same in every run.

import type { SceneEvent, SceneInput } from "@vigie/contracts";
import { createSceneWatch } from "../../src/analysis/index.ts";
import type { WatchPicture } from "../../src/ports/watch-picture.ts";
import { type Actor, boxAt, CLASSES, noise, type Showing, type Shown, sceneOf, tracksOf } from "./stage.ts";

export const WIDTH_PX = 128;
export const HEIGHT_PX = 72;

export interface Patch {
  /** Shape: [x1, y1, x2, y2]. Space: normalised. */
  box: readonly [number, number, number, number];
  /** Colour of a thing; or how much of the light a shadow leaves (below 1). */
  rgb?: readonly [number, number, number];
  shade?: number;
  /** Or how much of each colour behind it it leaves: as bright as that, where it leaves the green. */
  tint?: readonly [number, number, number];
  fromMs?: number;
  untilMs?: number;
}

export interface Weather {
  /** How bright the light is at that time and place (x from 0 to 1). Default 1. */
  light?: (timeMs: number, x: number) => number;
  /** How far the camera has opened its exposure, per colour: what is dark gains more than what is nearly white. Default 1. */
  exposure?: (timeMs: number) => readonly [number, number, number];
  /** True once the camera sees without colour. */
  isInfrared?: (timeMs: number) => boolean;
  /** How far red and blue tremble, apart from the brightness, in blots of four by four pixels. Unit: levels of 255. */
  colourNoise?: number;
  /** Streaks of rain in each picture. */
  drops?: number;
  /** Part of the picture whose leaves move: right of this. Range: 0 to 1. */
  leavesFrom?: number;
}

/** Shows actors as tracks and painted, `boxes` as tracks only and patches in the picture only; ends like a recording. */
export function showPainted(
  scene: SceneInput,
  {
    actors = [],
    boxes = [],
    patches = [],
    weather = {},
  }: { actors?: readonly Actor[]; boxes?: readonly Actor[]; patches?: readonly Patch[]; weather?: Weather },
  { fps = 2.5, fromMs = 0, untilMs, aspect = 16 / 9 }: Showing,
): Shown {
  const watch = createSceneWatch({ cameraId: "cam", classes: CLASSES, scene: sceneOf(scene) });
  const events: SceneEvent[] = [];
  const bornMs = new Map<number, number>();
  const shown: Patch[] = [...patches];
  const paint = painter(shown, weather);
  for (let timeMs = fromMs; timeMs <= untilMs; timeMs += 1000 / fps) {
    shown.length = patches.length;
    for (const actor of actors) {
      const box = boxAt(actor, timeMs);
      if (box) shown.push({ box, rgb: [150, 40 + 30 * (actor.id % 4), 60] });
    }
    events.push(...watch.step(tracksOf([...actors, ...boxes], timeMs, bornMs), timeMs, aspect, paint(timeMs)));
  }
  events.push(...watch.finish(untilMs, "the recording ended"));
  return { events, watch };
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
  const [fr, fg, fb] = [new Float32Array(n), new Float32Array(n), new Float32Array(n)];
  return (timeMs) => {
    for (let at = 0; at < n; at++) {
      fr[at] = base[at]!;
      fg[at] = base[at]! * 0.97;
      fb[at] = base[at]! * 0.9;
    }
    if (weather.leavesFrom !== undefined)
      for (let at = 0; at < n; at++) {
        if ((at % WIDTH_PX) / WIDTH_PX <= weather.leavesFrom) continue;
        const leaf = 60 + 50 * Math.sin(at * 1.7 + Math.sin(timeMs / 700 + at) * 4);
        fr[at] = leaf * 0.7;
        fg[at] = leaf;
        fb[at] = leaf * 0.5;
      }
    for (const patch of patches) {
      const { fromMs = 0, untilMs = Number.POSITIVE_INFINITY } = patch;
      if (timeMs >= fromMs && timeMs < untilMs) paintPatch(patch, fr, fg, fb);
    }
    if (weather.colourNoise !== undefined) {
      const across = WIDTH_PX >> 2;
      const blots = Float32Array.from({ length: across * (HEIGHT_PX >> 2) }, () => grain() * weather.colourNoise!);
      for (let at = 0; at < n; at++) {
        const blot = blots[(Math.floor(at / WIDTH_PX) >> 2) * across + ((at % WIDTH_PX) >> 2)]!;
        fr[at]! += blot;
        fb[at]! -= blot;
      }
    }
    const opened = weather.exposure?.(timeMs);
    const grey = weather.isInfrared?.(timeMs) ?? false;
    for (let at = 0; at < n; at++) {
      const x = (at % WIDTH_PX) / WIDTH_PX;
      const light = weather.light?.(timeMs, x) ?? 1;
      if (grey) fr[at] = fg[at] = fb[at] = (0.5 * fr[at]! + 0.4 * fg[at]! + 0.1 * fb[at]!) * (1.35 - Math.abs(x - 0.5));
      if (opened) {
        fr[at] = exposed(fr[at]!, opened[0]);
        fg[at] = exposed(fg[at]!, opened[1]);
        fb[at] = exposed(fb[at]!, opened[2]);
      }
      const speck = grain() * 3;
      r[at] = Math.min(255, Math.max(0, fr[at]! * light + speck));
      g[at] = Math.min(255, Math.max(0, fg[at]! * light + grain() * 3));
      b[at] = Math.min(255, Math.max(0, fb[at]! * light - speck));
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

/** The tone curve of a camera: white stays white. */
const exposed = (level: number, opened: number): number =>
  255 * (1 - (1 - Math.min(1, Math.max(0, level / 255))) ** opened);

/** Things have a lit upper and a dark lower part; shadows leave the ground as it is, but darker. */
function paintPatch(
  { box, rgb, shade = 1, tint = [shade, shade, shade] }: Patch,
  fr: Float32Array,
  fg: Float32Array,
  fb: Float32Array,
): void {
  const [left, top] = [Math.max(0, Math.ceil(box[0] * WIDTH_PX)), Math.max(0, Math.ceil(box[1] * HEIGHT_PX))];
  const [right, bottom] = [Math.min(WIDTH_PX, box[2] * WIDTH_PX), Math.min(HEIGHT_PX, box[3] * HEIGHT_PX)];
  for (let y = top; y < bottom; y++) {
    const lit = y / HEIGHT_PX - box[1] < (box[3] - box[1]) * 0.4 ? 1.15 : 0.9;
    for (let at = y * WIDTH_PX + left; at < y * WIDTH_PX + right; at++) {
      fr[at] = rgb ? rgb[0] * lit : fr[at]! * tint[0];
      fg[at] = rgb ? rgb[1] * lit : fg[at]! * tint[1];
      fb[at] = rgb ? rgb[2] * lit : fb[at]! * tint[2];
    }
  }
}
