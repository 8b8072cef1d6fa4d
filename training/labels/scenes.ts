// Which stills show the same place: pictures of one camera must not stand on both sides of a split.
import type { PlanarImage } from "@vigie/core";
import type { Split } from "./coco-set.ts";
import { resample } from "./picture.ts";

const SIDE = 20;
/** Pictures whose outlines agree more than this show one place. */
const SAME_PLACE = 0.72;

/** The picture's outlines, coarse, as a unit vector. */
export function thumbnail(picture: PlanarImage): Float32Array {
  const whole = { xPx: 0, yPx: 0, widthPx: picture.widthPx, heightPx: picture.heightPx };
  const small = resample(picture, whole, SIDE + 1, SIDE + 1);
  const grey = (x: number, y: number): number => {
    const at = y * (SIDE + 1) + x;
    return 0.3 * small.r[at]! + 0.59 * small.g[at]! + 0.11 * small.b[at]!;
  };
  const out = new Float32Array(SIDE * SIDE * 2);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      out[(y * SIDE + x) * 2] = soft(grey(x + 1, y) - grey(x, y));
      out[(y * SIDE + x) * 2 + 1] = soft(grey(x, y + 1) - grey(x, y));
    }
  }
  const length = Math.sqrt(out.reduce((sum, v) => sum + v * v, 0)) || 1;
  return out.map((v) => v / length);
}

/** Strong edges count little more than middling ones. */
function soft(step: number): number {
  return Math.sign(step) * Math.sqrt(Math.abs(step));
}

/** Number of each picture's scene. */
export function clusterScenes(thumbnails: readonly Float32Array[]): number[] {
  const parent = thumbnails.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  for (let i = 0; i < thumbnails.length; i++)
    for (let j = 0; j < i; j++) if (likeness(thumbnails[i]!, thumbnails[j]!) > SAME_PLACE) parent[root(i)] = root(j);
  return thumbnails.map((_, i) => root(i));
}

function likeness(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

/** Whole scenes to one split, by a fixed hash of the scene's number. */
export function splitScenes(
  scenes: readonly number[],
  { valShare, testShare }: { valShare: number; testShare: number },
): Map<number, Split> {
  const sizes = new Map<number, number>();
  for (const scene of scenes) sizes.set(scene, (sizes.get(scene) ?? 0) + 1);
  const order = [...sizes.keys()].sort((a, b) => mix(a) - mix(b));
  const result = new Map<number, Split>();
  let done = 0;
  for (const scene of order) {
    const size = sizes.get(scene)!;
    const share = (done + size / 2) / scenes.length;
    result.set(scene, share < testShare ? "test" : share < testShare + valShare ? "val" : "train");
    done += size;
  }
  return result;
}

function mix(value: number): number {
  let h = Math.imul(value + 1, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}
