// Small made-up views for everything that looks at the picture: edges of houses, grain, and whatever a test paints on them.
import type { WatchPicture } from "../../src/ports/watch-picture.ts";
import { noise } from "./stage.ts";

export const VIEW = { widthPx: 128, heightPx: 72 } as const;
export type Rgb = readonly [number, number, number];
/** What a pixel shows instead, or null for what is there. Space of x and y: normalised. */
export type Paint = (x: number, y: number, there: Rgb) => Rgb | null;

/** A street of blocks, the same for the same seed. */
export function blocks(seed = 1): (x: number, y: number) => Rgb {
  const next = noise(seed);
  const boxes = Array.from({ length: 70 }, () => ({
    x: (next() + 1) / 2,
    y: (next() + 1) / 2,
    w: 0.03 + 0.05 * (next() + 1),
    h: 0.04 + 0.06 * (next() + 1),
    rgb: [0, 1, 2].map(() => 70 + 55 * (next() + 1)) as unknown as Rgb,
  }));
  return (x, y) => {
    let rgb: Rgb = [120, 118, 112];
    for (const box of boxes) if (Math.abs(x - box.x) < box.w && Math.abs(y - box.y) < box.h) rgb = box.rgb;
    return rgb;
  };
}

/** An even ground, on which only what is painted has edges. */
export const plain = (): Rgb => [120, 118, 112];

export interface ViewOptions {
  view?: (x: number, y: number) => Rgb;
  paint?: Paint | null;
  /** Brightness of all. */
  light?: number;
  /** Levels of 255. */
  grain?: number;
  /** Number of the picture: other grain. */
  frame?: number;
}

export function viewPicture({
  view = STREET,
  paint = null,
  light = 1,
  grain = 2,
  frame = 0,
}: ViewOptions): WatchPicture {
  const { widthPx, heightPx } = VIEW;
  const n = widthPx * heightPx;
  const [r, g, b, data] = [0, 1, 2, 3].map(() => new Uint8Array(n)) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const base = drawn(view);
  const next = noise(frame + 17);
  for (let i = 0; i < n; i++) {
    let [red, green, blue] = [base[i * 3]!, base[i * 3 + 1]!, base[i * 3 + 2]!];
    const painted = paint?.(((i % widthPx) + 0.5) / widthPx, (Math.floor(i / widthPx) + 0.5) / heightPx, [
      red,
      green,
      blue,
    ]);
    if (painted) [red, green, blue] = painted as [number, number, number];
    const speck = grain > 0 ? next() * grain : 0;
    r[i] = held(red * light + speck);
    g[i] = held(green * light + speck);
    b[i] = held(blue * light + speck);
    data[i] = held(0.3 * r[i]! + 0.59 * g[i]! + 0.11 * b[i]!);
  }
  const size = { widthPx, heightPx, strideBytes: widthPx };
  return { rgb: { ...size, r, g, b }, gray: { ...size, data } };
}

const held = (value: number): number => Math.min(255, Math.max(0, value));

/** The usual street. */
export const STREET = blocks(1);

const kept = new WeakMap<(x: number, y: number) => Rgb, Float32Array>();

/** Each view is reckoned once. */
function drawn(view: (x: number, y: number) => Rgb): Float32Array {
  let base = kept.get(view);
  if (!base) {
    const { widthPx, heightPx } = VIEW;
    base = new Float32Array(widthPx * heightPx * 3);
    for (let i = 0; i < widthPx * heightPx; i++)
      base.set(view(((i % widthPx) + 0.5) / widthPx, (Math.floor(i / widthPx) + 0.5) / heightPx), i * 3);
    kept.set(view, base);
  }
  return base;
}

/** Paints a colour into a box. Shape: [x1, y1, x2, y2]. */
export function inBox([x1, y1, x2, y2]: readonly number[], rgb: Rgb): Paint {
  return (x, y) => (x >= x1! && x <= x2! && y >= y1! && y <= y2! ? rgb : null);
}
