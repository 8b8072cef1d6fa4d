// Command: renders all demo films with their truth again. `node packages/sim/src/render-demo.ts [scene-id ...]`
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AV_LOG_ERROR, Log } from "node-av";
import { demoAssetsFolder } from "./demo/demo-cameras.ts";
import { demoScenes } from "./demo/demo-scenes.ts";
import { type DemoFilm, readDemoManifest, sha256Of } from "./demo/manifest.ts";
import { encodeScene } from "./encode-scene.ts";

Log.setLevel(AV_LOG_ERROR);
const SEED = 1;
const wanted = process.argv.slice(2);
mkdirSync(demoAssetsFolder, { recursive: true });
const known = existsSync(join(demoAssetsFolder, "manifest.json")) ? readDemoManifest(demoAssetsFolder).films : [];
const films: DemoFilm[] = [];
for (const scene of demoScenes) {
  const before = known.find((film) => film.id === scene.id);
  if (before && wanted.length > 0 && !wanted.includes(scene.id)) {
    films.push(before);
    continue;
  }
  const began = performance.now();
  const [file, truthFile] = [`${scene.id}.mp4`, `${scene.id}.truth.json`];
  const truth = encodeScene(scene, join(demoAssetsFolder, file), { seed: SEED });
  writeFileSync(join(demoAssetsFolder, truthFile), `${JSON.stringify(truth)}\n`);
  const bytes = statSync(join(demoAssetsFolder, file)).size;
  const { widthPx, heightPx, fps, frames } = truth;
  films.push({
    id: scene.id,
    file,
    sha256: sha256Of(join(demoAssetsFolder, file)),
    bytes,
    truth: truthFile,
    truthSha256: sha256Of(join(demoAssetsFolder, truthFile)),
    seed: SEED,
    widthPx,
    heightPx,
    fps,
    frames,
    codec: "h264",
  });
  const tookMs = performance.now() - began;
  console.log(`${scene.id}: ${frames} pictures, ${bytes} bytes, ${(tookMs / frames).toFixed(1)} ms a picture`);
}
const manifest = { madeBy: "node packages/sim/src/render-demo.ts", licence: "Apache-2.0", films };
writeFileSync(join(demoAssetsFolder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
