// A process of its own that renders films and watches them with each detector; one JSON line a result.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { DetectorModel } from "@vigie/core";
import { createDetectorCatalogue, EMBEDDED_FOLDER } from "@vigie/inference";
import { situationScene } from "@vigie/sim";
import { modelFolders } from "../material.ts";
import { degradedCopy, POOR_PICTURES } from "../poor/degraded-copy.ts";
import { FILM_FPS, type FilmName, renderFilm, SIZE, situationOf, stemOf } from "./film.ts";
import { judgeFilm } from "./film-result.ts";
import { createTruthModel, TRUTH_DETECTOR } from "./truth-model.ts";
import { watchFilm } from "./watch-film.ts";

/** Films are kept in the folder that is named, else rendered into one that goes again. */
const [keep = "", ...detectors] = process.argv.slice(2);
const catalogue = createDetectorCatalogue({ folders: modelFolders, embeddedFolder: EMBEDDED_FOLDER });
const models = new Map<string, DetectorModel>();
for (const name of detectors) if (name !== TRUTH_DETECTOR) models.set(name, await catalogue.open(name));
const folder = keep === "" ? mkdtempSync(join(tmpdir(), "vigie-eval-")) : keep;
try {
  // One film a line comes in when the one before is done.
  for await (const line of createInterface({ input: process.stdin })) await watch(JSON.parse(line) as FilmName);
} finally {
  if (keep === "") rmSync(folder, { recursive: true, force: true });
}
process.exit(0);

async function watch(name: FilmName): Promise<void> {
  try {
    const situation = situationOf(name);
    const { path, truth } = renderFilm(situation, folder, stemOf(name));
    const shown = await asSeen(path, name.picture);
    const results = [];
    for (const detector of detectors) {
      const model = models.get(detector) ?? createTruthModel(truth);
      const watched = await watchFilm(shown, situationScene(situation, SIZE), model, FILM_FPS);
      results.push(judgeFilm(name, situation, watched, detector));
    }
    if (keep === "") rmSync(path, { force: true });
    if (shown !== path) rmSync(shown, { force: true });
    process.stdout.write(`${JSON.stringify({ results })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ failed: stemOf(name), reason: (error as Error).message })}\n`);
  }
}

/** The film itself, or its copy in the poor picture of that name. */
async function asSeen(path: string, picture: string | undefined): Promise<string> {
  const poor = POOR_PICTURES.find(({ name }) => name === picture);
  if (!poor) return path;
  const copy = path.replace(/\.mp4$/, `-${poor.name.replaceAll(" ", "-")}.mp4`);
  await degradedCopy(path, copy, poor);
  return copy;
}
