// Command: draws the truth on a demo film. `node packages/sim/src/draw-truth.ts <scene-id> <out.mp4>`
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AV_LOG_ERROR, Log } from "node-av";
import { demoAssetsFolder } from "./demo/demo-cameras.ts";
import { demoScenes } from "./demo/demo-scenes.ts";
import { renderScene } from "./render-scene.ts";
import { boxesByFrame, type Truth } from "./truth/truth.ts";
import { FilmWriter } from "./video/film-writer.ts";

const COLOURS: readonly (readonly [number, number, number])[] = [
  [255, 80, 60],
  [60, 200, 255],
  [255, 210, 40],
  [120, 255, 110],
  [255, 120, 255],
];

Log.setLevel(AV_LOG_ERROR);
const [id, out] = process.argv.slice(2);
const scene = demoScenes.find((entry) => entry.id === id);
if (!scene || !out) {
  console.error(`Usage: draw-truth.ts <${demoScenes.map((entry) => entry.id).join(" | ")}> <out.mp4>`);
  process.exit(2);
}
const truth = JSON.parse(readFileSync(join(demoAssetsFolder, `${scene.id}.truth.json`), "utf8")) as Truth;
const boxes = boxesByFrame(truth);
const { widthPx, heightPx, fps, seed } = truth;
const film = new FilmWriter(out, { widthPx, heightPx, fps, codec: "h264", crf: 24, preset: "medium" });
renderScene(scene, {
  seed,
  fps,
  widthPx,
  heightPx,
  onFrame: ({ index, rgb }) => {
    for (const { box, actor } of boxes[index] ?? []) outline(rgb, box, COLOURS[actor % COLOURS.length]!);
    film.write(rgb);
  },
});
film.close();

function outline(
  rgb: Uint8Array,
  [x1, y1, x2, y2]: readonly number[],
  colour: readonly [number, number, number],
): void {
  const set = (x: number, y: number): void => {
    if (x >= 0 && y >= 0 && x < widthPx && y < heightPx) rgb.set(colour, (y * widthPx + x) * 3);
  };
  for (let x = x1! - 1; x <= x2!; x++) for (const y of [y1! - 1, y2!]) set(x, y);
  for (let y = y1! - 1; y <= y2!; y++) for (const x of [x1! - 1, x2!]) set(x, y);
}
