// Command: what a registered model finds in the pictures of labelled sets. `node training/finds.ts <model> <model folder> <data folder> <out.json> [embedded folder]`
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Detections } from "@vigie/core";
import { createDetectorCatalogue } from "@vigie/inference";
import { readJpeg } from "./labels/jpeg.ts";
import { resample } from "./labels/picture.ts";

/** x1, y1, x2, y2, score, class. Space: normalised. */
type Find = [number, number, number, number, number, string];

const [name, models, data, out, embeddedFolder] = process.argv.slice(2);
if (!name || !models || !data || !out) {
  console.error("Usage: finds.ts <model> <model folder> <data folder> <out.json> [embedded folder]");
  process.exit(2);
}
const catalogue = createDetectorCatalogue({ folders: [models], ...(embeddedFolder ? { embeddedFolder } : {}) });
const model = await catalogue.open(name);
const detector = model.forCamera();
const { maxWidthPx, maxHeightPx, stretch } = model.info.request.rgb!;
const finds: Record<string, Find[]> = {};
for (const set of readdirSync(data)) {
  const path = join(data, set, "annotations.json");
  if (!existsSync(path)) continue;
  const { images } = JSON.parse(readFileSync(path, "utf8")) as { images: { file_name: string; split?: string }[] };
  for (const { file_name } of images.filter(({ split }) => split === "val" || split === "test"))
    finds[`${set}/${file_name}`] = await look(join(data, set, "images", file_name));
}
await model.close();
writeFileSync(out, JSON.stringify({ model: name, modelMs: model.modelMs / model.modelRuns, finds }));
console.log(`${name}: ${Object.keys(finds).length} pictures, ${(model.modelMs / model.modelRuns).toFixed(1)} ms each`);

async function look(path: string): Promise<Find[]> {
  const picture = readJpeg(path);
  const fit = Math.min(maxWidthPx / picture.widthPx, maxHeightPx / picture.heightPx);
  const widthPx = stretch ? maxWidthPx : Math.round(picture.widthPx * fit);
  const heightPx = stretch ? maxHeightPx : Math.round(picture.heightPx * fit);
  const whole = { xPx: 0, yPx: 0, widthPx: picture.widthPx, heightPx: picture.heightPx };
  const rgb = resample(picture, whole, widthPx, heightPx);
  return listed(await detector.detect({ rgb, gray: null }, 0));
}

function listed({ count, boxes, scores, classIds }: Detections): Find[] {
  return Array.from({ length: count }, (_, i) => {
    const [x1, y1, x2, y2] = boxes.subarray(i * 4, i * 4 + 4);
    return [x1!, y1!, x2!, y2!, scores[i]!, model.info.classes[classIds[i]!]!];
  });
}
