// Command: pictures of the project's own town with exact truth. `node training/labels/rendered.ts <out folder> <variants of each scene> [share]`
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoScenes } from "@vigie/sim";
import type { LabelledPicture } from "./coco-set.ts";
import { shareOf } from "./plan.ts";
import { randomFrom, SIZES, takePictures } from "./town-pictures.ts";
import { variantOf, WEATHERS, type Weather } from "./town-variants.ts";

/** The demo films have seed 1. */
const FIRST_SEED = 1017;
const PICTURES_EACH = 8;

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
  const size = SIZES[Math.floor(random() * SIZES.length)]!;
  const { seconds } = variant.scene;
  const timesS = Array.from(
    { length: PICTURES_EACH },
    (_, i) => ((i + 0.15 + 0.7 * random()) / PICTURES_EACH) * seconds,
  );
  const split = v % 7 === 6 ? "test" : v % 7 === 5 ? "val" : "train";
  pictures.push(...takePictures(out, variant, { name: `${base.id}-${v}`, seed, split, size, timesS }));
}
writeFileSync(join(out, `rendered-${share.replace("/", "-of-")}.part.json`), JSON.stringify(pictures));
console.log(`${pictures.length} pictures`);
