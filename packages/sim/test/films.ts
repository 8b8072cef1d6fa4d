// Short films for the camera simulators, made by the project itself.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AV_LOG_FATAL, Log } from "node-av";
import { FilmWriter } from "../src/video/film-writer.ts";

export const FILM_FPS = 25;

/** A folder that is removed by `remove`. */
export function scratchFolder(): { path: string; remove: () => void } {
  Log.setLevel(AV_LOG_FATAL);
  const path = mkdtempSync(join(tmpdir(), "vigie-sim-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A bright square on a textured ground that moves a little in each picture. */
export function makeFilm(
  file: string,
  codec: "h264" | "h265",
  frames = 30,
  [widthPx, heightPx]: readonly [number, number] = [320, 192],
): string {
  const writer = new FilmWriter(file, { widthPx, heightPx, fps: FILM_FPS, codec, crf: 20, preset: "ultrafast" });
  for (let frame = 0; frame < frames; frame++) {
    const rgb = Uint8Array.from({ length: widthPx * heightPx * 3 }, (_, i) => 60 + ((i * 7919) % 90));
    for (let y = 40; y < 90; y++) rgb.fill(240, (y * widthPx + 20 + frame * 4) * 3, (y * widthPx + 70 + frame * 4) * 3);
    writer.write(rgb);
  }
  writer.close();
  return file;
}
