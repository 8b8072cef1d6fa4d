// Command: pictures of the project's own town with exact truth. `node training/labels/rendered.ts <out folder> <variants of each scene> [share]`
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoScenes, SceneRenderer, type SeenThing } from "@vigie/sim";
import { type BoxPx, type Category, isCategory, type Label, type LabelledPicture, type Split } from "./coco-set.ts";
import { JpegWriter } from "./jpeg.ts";
import { shareOf } from "./plan.ts";
import { type Variant, variantOf, WEATHERS, type Weather } from "./town-variants.ts";

/** The demo films have seed 1. */
const FIRST_SEED = 1017;
const PICTURES_EACH = 8;
const SIZES = [
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

const [out, variantsText = "14", share = "0/1"] = process.argv.slice(2);
if (!out) {
  console.error("Usage: rendered.ts <out folder> <variants of each scene> [share, such as 0/2]");
  process.exit(2);
}
mkdirSync(join(out, "images"), { recursive: true });
const pictures: LabelledPicture[] = [];
const variants = demoScenes.flatMap((base) => Array.from({ length: Number(variantsText) }, (_, v) => ({ base, v })));
const numbered = variants.map((variant, i) => ({ ...variant, seed: FIRST_SEED + i * 17 }));
for (const { base, v, seed } of shareOf(numbered, share)) {
  const random = randomFrom(seed);
  // The first two of a scene show it as the demo does, from its own place; the first at its own hour too.
  const isOwnPlace = v < 2;
  const ownWeather: Weather = base.id === "works-yard" ? "insects" : "clear";
  const weather = v === 0 ? ownWeather : WEATHERS[v % WEATHERS.length]!;
  const variant = variantOf(base, weather, isOwnPlace ? 0 : 1, random);
  render(variant, `${base.id}-${v}`, seed, v % 7 === 6 ? "test" : v % 7 === 5 ? "val" : "train", random);
}
writeFileSync(join(out, `rendered-${share.replace("/", "-of-")}.part.json`), JSON.stringify(pictures));
console.log(`${pictures.length} pictures`);

function render(variant: Variant, name: string, seed: number, split: Split, random: () => number): void {
  const size = SIZES[Math.floor(random() * SIZES.length)]!;
  const { widthPx, heightPx } = size;
  const renderer = new SceneRenderer(variant.scene, { ...size, seed });
  const classes = new Map(renderer.actors.map(({ id, className }) => [id, className]));
  const jpeg = new JpegWriter(widthPx, heightPx);
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  const { seconds } = variant.scene;
  for (let i = 0; i < PICTURES_EACH; i++) {
    const timeS = ((i + 0.15 + 0.7 * random()) / PICTURES_EACH) * seconds;
    const seen = renderer.draw(timeS, Math.round(timeS * 12.5), rgb);
    const file = `${name}-${i}.jpg`;
    writeFileSync(join(out!, "images", file), jpeg.encode(rgb));
    pictures.push({
      file,
      ...size,
      timeS,
      scene: `rendered-${name}`,
      split,
      source: "rendered",
      lighting: variant.lighting,
      unlabelled: [],
      labels: seen.flatMap((thing) => labelsOf(thing, classes.get(thing.id) ?? "")),
    });
  }
  jpeg.close();
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

function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
