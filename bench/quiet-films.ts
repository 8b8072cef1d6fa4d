// Long films in which nothing happens that anyone should be told, rendered once and kept where VIGIE_BENCH_FILMS says.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeScene, type SceneDefinition } from "@vigie/sim";
import { FILM_FPS, SIZE } from "./scenarios/film.ts";

/** A folder that goes again with `close`, or the one that is kept. */
export function benchFilms(name: string): { folder: string; close: () => void } {
  const kept = process.env.VIGIE_BENCH_FILMS;
  if (kept) {
    mkdirSync(kept, { recursive: true });
    return { folder: kept, close: () => {} };
  }
  const folder = mkdtempSync(join(tmpdir(), `vigie-${name}-`));
  return { folder, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The same disturbance again and again, with new noise, drops and insects each time. */
export function looped(scene: SceneDefinition, seconds: number): SceneDefinition {
  const loopS = scene.seconds;
  return {
    ...scene,
    seconds,
    props: (scene.props ?? []).map((prop) => ({
      mesh: (timeS) => prop.mesh(timeS % loopS),
      lamps: (timeS) => prop.lamps?.(timeS % loopS) ?? [],
    })),
    changes: (scene.changes ?? []).map((change) => (picture) => change({ ...picture, timeS: picture.timeS % loopS })),
  };
}

/** Path of the film; rendered unless it lies there. Cost: about 20 ms a picture. */
export function renderQuiet(scene: SceneDefinition, folder: string, seed: number): string {
  const path = join(folder, `${scene.id}-${scene.seconds}-${seed}.mp4`);
  if (existsSync(path)) return path;
  const fresh = `${path}.part.mp4`;
  encodeScene(scene, fresh, { ...SIZE, seed, fps: FILM_FPS, preset: "veryfast", crf: 26 });
  renameSync(fresh, path);
  return path;
}
