// Command: puts the labelled parts together to sets and writes the data sheet. `node training/labels/sets.ts <sets.json> <data folder>`
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CATEGORIES, type LabelledPicture, type SetFacts, writeSet } from "./coco-set.ts";

const [factsPath, folder] = process.argv.slice(2);
if (!factsPath || !folder) {
  console.error("Usage: sets.ts <sets.json> <data folder>");
  process.exit(2);
}
const facts = JSON.parse(readFileSync(factsPath, "utf8")) as Record<string, SetFacts>;
const sheet: object[] = [];
for (const [set, known] of Object.entries(facts)) {
  const path = join(folder, set);
  const parts = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith(".part.json")) : [];
  if (parts.length === 0) {
    console.log(`${set}: nothing labelled yet`);
    continue;
  }
  const pictures = parts.flatMap((name) => JSON.parse(readFileSync(join(path, name), "utf8")) as LabelledPicture[]);
  const twice = pictures.find(({ file }, i) => pictures.findIndex((other) => other.file === file) !== i);
  if (twice) {
    console.error(`${path}: the picture ${twice.file} is in two of ${parts.join(", ")}; remove the older one.`);
    process.exit(1);
  }
  writeSet(path, known, pictures);
  const row = { set, ...known, ...summary(pictures) };
  sheet.push(row);
  console.log(JSON.stringify(row));
}
writeFileSync(join(folder, "SHEET.json"), `${JSON.stringify({ categories: CATEGORIES, sets: sheet }, null, 1)}\n`);

function summary(pictures: readonly LabelledPicture[]): object {
  const splits: Record<string, { images: number; scenes: number; boxes: Record<string, number>; ignored: number }> = {};
  for (const split of ["train", "val", "test"] as const) {
    const own = pictures.filter((picture) => picture.split === split);
    const labels = own.flatMap((picture) => picture.labels);
    const judged = labels.filter(({ ignore }) => !ignore);
    splits[split] = {
      images: own.length,
      scenes: new Set(own.map(({ scene }) => scene)).size,
      boxes: Object.fromEntries(
        CATEGORIES.map((name) => [name, judged.filter(({ category }) => category === name).length]),
      ),
      ignored: labels.length - judged.length,
    };
  }
  return { images: pictures.length, night: pictures.filter(({ lighting }) => lighting === "night").length, splits };
}
