// Command: a handful of pictures of the demo town with exact truth, to try the trainer on. `node training/smoke-set.ts <out folder>`
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoScenes, SceneRenderer, type SeenThing } from "@vigie/sim";
import { isCategory, type Label, type LabelledPicture, writeSet } from "./labels/coco-set.ts";
import { JpegWriter } from "./labels/jpeg.ts";

const SIZE = { widthPx: 320, heightPx: 192 };
const SEED = 5;
/** Of each scene, so many pictures at so many seconds; the last scene is kept aside. */
const PICTURES_EACH = 6;
const EVERY_S = 4;
const SCENES = demoScenes.slice(0, 3);

const [out] = process.argv.slice(2);
if (!out) {
  console.error("Usage: smoke-set.ts <out folder>");
  process.exit(2);
}
mkdirSync(join(out, "images"), { recursive: true });
const pictures = SCENES.flatMap((scene, n): LabelledPicture[] => {
  const renderer = new SceneRenderer(scene, { ...SIZE, seed: SEED });
  const classes = new Map(renderer.actors.map(({ id, className }) => [id, className]));
  const jpeg = new JpegWriter(SIZE.widthPx, SIZE.heightPx);
  const rgb = new Uint8Array(SIZE.widthPx * SIZE.heightPx * 3);
  const drawn = Array.from({ length: PICTURES_EACH }, (_, i): LabelledPicture => {
    const timeS = (i + 1) * EVERY_S;
    const seen = renderer.draw(timeS, i, rgb);
    const file = `${scene.id}-${i}.jpg`;
    writeFileSync(join(out, "images", file), jpeg.encode(rgb));
    return {
      file,
      ...SIZE,
      timeS,
      scene: scene.id,
      split: n === SCENES.length - 1 ? "val" : "train",
      source: "rendered",
      lighting: "day",
      unlabelled: [],
      labels: seen.flatMap((thing) => labelOf(thing, classes.get(thing.id) ?? "")),
    };
  });
  jpeg.close();
  return drawn;
});
const facts = {
  title: "The demo town",
  licence: "Apache-2.0",
  origin: "packages/sim",
  how: "exact truth of the renderer",
};
writeSet(out, facts, pictures);
const things = pictures.reduce((sum, { labels }) => sum + labels.length, 0);
console.log(`${pictures.length} pictures with ${things} things rendered.`);

function labelOf({ boxPx: [x1, y1, x2, y2], hiddenShare }: SeenThing, className: string): Label[] {
  if (!isCategory(className)) return [];
  const ignore = hiddenShare > 0.6;
  return [{ category: className, bbox: [x1, y1, x2 - x1, y2 - y1], score: 1, source: "rendered", ignore }];
}
