// Pictures of one scene of the town at chosen moments, with the renderer's exact truth as labels.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { SceneRenderer, type SeenThing } from "@vigie/sim";
import { type BoxPx, type Category, isCategory, type Label, type LabelledPicture, type Split } from "./coco-set.ts";
import { JpegWriter } from "./jpeg.ts";
import type { Variant } from "./town-variants.ts";

/** Sizes in which scenes are drawn; the second is as likely as two others. */
export const SIZES = [
  { widthPx: 640, heightPx: 360 },
  { widthPx: 640, heightPx: 360 },
  { widthPx: 576, heightPx: 432 },
  { widthPx: 704, heightPx: 396 },
] as const;
/** More hidden than this, or smaller, and nobody is to be judged. */
const HIDDEN = 0.6;
const SMALLEST_PX = 6;
/** The part of a cyclist's box, from its top, that is the rider, and the part from its bottom that is the bicycle. */
const RIDER = 0.84;
const BICYCLE = 0.62;

export interface Shots {
  name: string;
  seed: number;
  split: Split;
  size: (typeof SIZES)[number];
  /** Clock: seconds from the scene's start. */
  timesS: readonly number[];
}

/** Writes `<folder>/images/<name>-<n>.jpg` and tells what is in them. Cost: about 2 s of painting, then 20 ms a picture. */
export function takePictures(folder: string, { scene, lighting }: Variant, shots: Shots): LabelledPicture[] {
  const { name, seed, split, size, timesS } = shots;
  const { widthPx, heightPx } = size;
  const renderer = new SceneRenderer(scene, { ...size, seed });
  const classes = new Map(renderer.actors.map(({ id, className }) => [id, className]));
  const jpeg = new JpegWriter(widthPx, heightPx);
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  const pictures = timesS.map((timeS, i): LabelledPicture => {
    const seen = renderer.draw(timeS, Math.round(timeS * 12.5), rgb);
    const file = `${name}-${i}.jpg`;
    writeFileSync(join(folder, "images", file), jpeg.encode(rgb));
    const labels = seen.flatMap((thing) => labelsOf(thing, classes.get(thing.id) ?? ""));
    const facts = { scene: `rendered-${name}`, split, source: "rendered" as const, lighting, unlabelled: [] };
    return { file, ...size, timeS, ...facts, labels };
  });
  jpeg.close();
  return pictures;
}

/** A cyclist is two labels, as people label them: the rider, and the bicycle under them. */
function labelsOf(thing: SeenThing, className: string): Label[] {
  if (!isCategory(className)) return [];
  const [x1, y1, x2, y2] = thing.boxPx;
  const [w, h] = [x2 - x1, y2 - y1];
  const ignore = thing.hiddenShare > HIDDEN || Math.min(w, h) < SMALLEST_PX;
  const label = (category: Category, bbox: BoxPx): Label => ({
    category,
    bbox,
    score: 1,
    source: "rendered",
    ignore,
    track: thing.id,
  });
  if (className !== "bicycle") return [label(className, [x1, y1, w, h])];
  const narrow = Math.min(w, h * 0.5);
  return [
    label("bicycle", [x1, y1 + h * (1 - BICYCLE), w, h * BICYCLE]),
    label("person", [x1 + (w - narrow) / 2, y1, narrow, h * RIDER]),
  ];
}

/** Numbers from 0 to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
