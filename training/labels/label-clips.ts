// Command: makes labels of what a teacher saw in clips. `node training/labels/label-clips.ts <plan.json> <assets> <folder written by clips.ts>`
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CATEGORIES, type LabelledPicture } from "./coco-set.ts";
import { type FollowedSighting, follow } from "./follow.ts";
import { chooseFrames } from "./frame-choice.ts";
import { readJpeg } from "./jpeg.ts";
import { movingRegions, smallPicture } from "./moving.ts";
import { type ClipPlan, clipName, readClipPlan } from "./plan.ts";
import type { SeenPicture } from "./seen-picture.ts";
import { addMoving } from "./unrecognised.ts";

const THRESHOLDS = { high: 0.45, low: 0.22 };
const NIGHT_LUMA = 62;
const [planPath, assets, folder] = process.argv.slice(2);
if (!planPath || !assets || !folder) {
  console.error("Usage: label-clips.ts <plan.json> <assets> <folder written by clips.ts>");
  process.exit(2);
}
const all: LabelledPicture[] = [];
for (const plan of readClipPlan(planPath, assets)) {
  const path = join(folder, `${clipName(plan.file)}.seen.json`);
  if (!existsSync(path)) {
    console.log(`${clipName(plan.file)}: not looked at yet`);
    continue;
  }
  const pictures = label(plan, JSON.parse(readFileSync(path, "utf8")) as SeenPicture[]);
  const boxes = pictures.flatMap(({ labels }) => labels.filter(({ ignore }) => !ignore)).length;
  console.log(`${clipName(plan.file)}: ${pictures.length} pictures, ${boxes} boxes`);
  all.push(...pictures);
}
writeFileSync(join(folder, "clips.part.json"), JSON.stringify(all));

function label(plan: ClipPlan, seen: readonly SeenPicture[]): LabelledPicture[] {
  const small = seen.map(({ file }) => smallPicture(readJpeg(join(folder!, "images", file))));
  const followed = follow(seen, THRESHOLDS);
  if (plan.motion || plan.movingIs) addMoving(followed, movingRegions(small), plan.movingIs);
  const luma = seen.reduce((sum, entry) => sum + entry.luma, 0) / seen.length;
  return chooseFrames(seen, followed).map((index) => {
    const { file, timeS } = seen[index]!;
    const { widthPx: w, heightPx: h } = readJpeg(join(folder!, "images", file));
    return {
      file,
      widthPx: w,
      heightPx: h,
      timeS,
      scene: plan.scene,
      split: plan.split,
      source: "teacher",
      lighting: plan.lighting ?? (luma < NIGHT_LUMA ? "night" : "day"),
      unlabelled: [],
      labels: [...followed[index]!, ...unclear(plan)].map(
        ({ category, box: [x1, y1, x2, y2], score, ignore, track }) => ({
          category,
          bbox: [x1 * w, y1 * h, (x2 - x1) * w, (y2 - y1) * h],
          score,
          ignore,
          source: "teacher",
          ...(track === undefined ? {} : { track }),
        }),
      ),
    };
  });
}

/** Where things are too small or too many for the teacher, nobody is judged; what it sees there counts all the same. */
function unclear(plan: ClipPlan): FollowedSighting[] {
  return (plan.unclear ?? []).flatMap((box) =>
    CATEGORIES.map((category) => ({ category, box, score: 0.3, ignore: true })),
  );
}
