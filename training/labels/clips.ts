// Command: shows a teacher the frames of video clips. `node training/labels/clips.ts <plan.json> <assets> <model folder> <out folder> [share]`
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DecodedFrame } from "@vigie/core";
import { createMedia } from "@vigie/media";
import { meanLuma, pictureOf } from "./picture.ts";
import { type ClipPlan, clipName, readClipPlan, shareOf } from "./plan.ts";
import type { SeenPicture } from "./seen-picture.ts";
import { openTeacher } from "./teacher.ts";

/** Frames a second that the teacher looks at. */
const LOOK_FPS = 8;
const LONGEST_PX = 832;

const [planPath, assets, modelFolder, out, share = "0/1"] = process.argv.slice(2);
if (!planPath || !assets || !modelFolder || !out) {
  console.error("Usage: clips.ts <plan.json> <assets> <model folder> <out folder> [share, such as 0/2]");
  process.exit(2);
}
const plans = shareOf(readClipPlan(planPath, assets), share);
const media = createMedia();
const teacher = await openTeacher("picodet-s-416", modelFolder);
mkdirSync(join(out, "images"), { recursive: true });
for (const plan of plans) console.log(`${clipName(plan.file)}: ${await look(plan)} frames looked at`);
await teacher.close();

async function look(plan: ClipPlan): Promise<number> {
  const name = clipName(plan.file);
  const seen: SeenPicture[] = [];
  let nextS = 0;
  for await (const frame of framesOf(plan.file)) {
    const timeS = frame.ptsUs / 1e6;
    if (timeS + 1e-6 < nextS) continue;
    nextS = Math.max(nextS + 1 / LOOK_FPS, timeS + 0.5 / LOOK_FPS);
    const picture = pictureOf(frame);
    const file = `${name}-${String(Math.round(timeS * 1000)).padStart(6, "0")}.jpg`;
    writeFileSync(join(out!, "images", file), frame.jpeg(Math.min(LONGEST_PX, frame.widthPx)));
    const sightings = await teacher.look(picture);
    const { widthPx, heightPx } = frame;
    seen.push({ timeS, aspect: widthPx / heightPx, sightings, file, widthPx, heightPx, luma: meanLuma(picture) });
  }
  writeFileSync(join(out!, `${name}.seen.json`), JSON.stringify(seen));
  return seen.length;
}

async function* framesOf(path: string): AsyncGenerator<DecodedFrame> {
  const source = media.openSource({ kind: "file", path, loop: false }, { pace: "offline", startAtMs: 0 });
  const info = await source.open();
  const decoder = media.createDecoder(info, source, []);
  try {
    for (;;) {
      const packet = await source.read();
      const frames = packet ? decoder.decode(packet) : decoder.flush();
      packet?.release();
      for (const frame of frames) {
        yield frame;
        frame.release();
      }
      if (!packet) return;
    }
  } finally {
    decoder.close();
    await source.close();
  }
}
