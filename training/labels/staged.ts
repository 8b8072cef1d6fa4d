// Command: pictures of staged scenes with exact truth. `node training/labels/staged.ts <out folder> <scenes> [share] [postures|company]`
// People in every posture, also lying, or pairs, groups, scaffolds and traffic, among things that are nobody; each scene is a place of its own.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stagedScene } from "@vigie/sim";
import type { LabelledPicture } from "./coco-set.ts";
import { shareOf } from "./plan.ts";
import { randomFrom, SIZES, takePictures } from "./town-pictures.ts";
import { variantOf, type Weather } from "./town-variants.ts";

/** The evaluation's films have seeds from 1000 on and places of their own. */
const FIRST_SEED = { postures: 500_000, company: 700_000 } as const;
const MOMENTS = 8;
/** Of every dozen scenes one is kept aside and one judged. */
const [VAL, TEST, OF] = [10, 11, 12];
const HOURS: readonly Weather[] = [
  "clear",
  "clear",
  "clear",
  "overcast",
  "overcast",
  "dusk",
  "night",
  "rain",
  "infrared",
];
/** People in groups and vehicles are hardest to tell apart where it is dark or wet. */
const HOURS_OF = { postures: HOURS, company: [...HOURS, "night", "rain", "dusk"] } as const;

const [out, scenesText = "120", share = "0/1", staging = "postures"] = process.argv.slice(2);
if (!out || (staging !== "postures" && staging !== "company")) {
  console.error("Usage: staged.ts <out folder> <scenes> [share, such as 0/2] [postures or company]");
  process.exit(2);
}
mkdirSync(join(out, "images"), { recursive: true });
const numbers = Array.from({ length: Number(scenesText) }, (_, i) => i);
const pictures: LabelledPicture[] = [];
for (const i of shareOf(numbers, share)) {
  const seed = FIRST_SEED[staging] + i * 13;
  const random = randomFrom(seed);
  const weather = HOURS_OF[staging][Math.floor(random() * HOURS_OF[staging].length)]!;
  const variant = variantOf(stagedScene(seed, MOMENTS, staging), weather, 0, random);
  const size = SIZES[Math.floor(random() * SIZES.length)]!;
  const split = i % OF === TEST ? "test" : i % OF === VAL ? "val" : "train";
  const timesS = Array.from({ length: MOMENTS }, (_, n) => n + 1);
  pictures.push(
    ...takePictures(out, variant, {
      name: `${staging === "company" ? "company" : "staged"}-${i}`,
      seed,
      split,
      size,
      timesS,
    }),
  );
}
writeFileSync(join(out, `staged-${share.replace("/", "-of-")}.part.json`), JSON.stringify(pictures));
console.log(`${pictures.length} pictures`);
