// Command: labels a set of stills: what people labelled stays, a teacher adds the rest. `node training/labels/stills.ts <plan.json> <assets> <model folder> <out folder> [set]`
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Sighting } from "./box.ts";
import type { BoxPx, LabelledPicture } from "./coco-set.ts";
import { readJpeg } from "./jpeg.ts";
import { mergeLabels } from "./merge-labels.ts";
import { meanLuma } from "./picture.ts";
import { readStillPlan, type StillPlan } from "./plan.ts";
import { clusterScenes, splitScenes, thumbnail } from "./scenes.ts";
import { openTeacher } from "./teacher.ts";

const NIGHT_LUMA = 55;
interface CocoFile {
  images: { id: number; file_name: string; width: number; height: number }[];
  annotations: { image_id: number; category_id: number; bbox: BoxPx; iscrowd?: number }[];
  categories: { id: number; name: string }[];
}

const [planPath, assets, modelFolder, out, only] = process.argv.slice(2);
if (!planPath || !assets || !modelFolder || !out) {
  console.error("Usage: stills.ts <plan.json> <assets> <model folder> <out folder> [set]");
  process.exit(2);
}
const plans = readStillPlan(planPath, assets).filter(({ set }) => !only || set === only);
const teacher = await openTeacher("picodet-s-416", modelFolder);
for (const plan of plans) {
  const pictures = await labelFolder(plan, join(out, plan.set));
  writeFileSync(join(out, `${plan.set}/stills.part.json`), JSON.stringify(pictures));
  console.log(`${plan.set}: ${pictures.length} pictures of ${new Set(pictures.map(({ scene }) => scene)).size} scenes`);
}
await teacher.close();

async function labelFolder(plan: StillPlan, target: string): Promise<LabelledPicture[]> {
  const coco = JSON.parse(readFileSync(join(plan.folder, "annotations.json"), "utf8")) as CocoFile;
  mkdirSync(join(target, "images"), { recursive: true });
  const names = new Map(coco.categories.map(({ id, name }) => [id, plan.names[name]]));
  const seenPath = join(target, "seen.json");
  const known = existsSync(seenPath) ? (JSON.parse(readFileSync(seenPath, "utf8")) as Record<string, Sighting[]>) : {};
  const thumbnails: Float32Array[] = [];
  const pictures: LabelledPicture[] = [];
  for (const image of coco.images) {
    const path = join(plan.folder, "images", image.file_name);
    const picture = readJpeg(path);
    copyFileSync(path, join(target, "images", image.file_name));
    thumbnails.push(thumbnail(picture));
    const seen = known[image.file_name] ?? (await teacher.look(picture, plan.withParts ?? true));
    known[image.file_name] = seen;
    const human = coco.annotations.flatMap((annotation) => {
      const meaning = names.get(annotation.category_id);
      if (annotation.image_id !== image.id || meaning === undefined) return [];
      return { meaning, bbox: annotation.bbox, crowd: annotation.iscrowd === 1 };
    });
    const size = { widthPx: picture.widthPx, heightPx: picture.heightPx };
    const isDark = meanLuma(picture) < NIGHT_LUMA;
    pictures.push({
      file: image.file_name,
      ...size,
      scene: "",
      split: "train",
      source: plan.labelled.length > 0 ? "human" : "teacher",
      lighting: isDark ? "night" : "day",
      unlabelled: [],
      labels: mergeLabels(human, seen, { ...plan, ...size, isDark }),
    });
  }
  writeFileSync(seenPath, JSON.stringify(known));
  const scenes = clusterScenes(thumbnails);
  const splits = splitScenes(scenes, plan);
  pictures.forEach((picture, i) => {
    picture.scene = `${plan.set}-${scenes[i]}`;
    picture.split = splits.get(scenes[i]!)!;
  });
  return pictures;
}
