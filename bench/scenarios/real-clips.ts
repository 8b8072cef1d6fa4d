// Real clips at hand: in none of them does anyone fall, wave, dump, burn or cover the lens, so every such alarm is a false one.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { SCENARIO_KINDS, type ScenarioInput, type Scene, sceneSchema } from "@vigie/contracts";
import { ruledKinds } from "@vigie/core";
import { createDetectorCatalogue, EMBEDDED_FOLDER } from "@vigie/inference";
import { modelFolders } from "../material.ts";
import { FILM_FPS } from "./film.ts";
import { watchFilm } from "./watch-film.ts";

/** Kinds for which silence is the truth on all clips, by eye; generated clips show some of them and are left out below. */
const SILENT_KINDS: readonly ScenarioInput["kind"][] = [
  "tamper",
  "poor-view",
  "light-on",
  "door-state",
  "smoke-fire",
  "scene-change",
  "fall",
  "lying",
  "waving",
  "abandoned",
  "removed",
  "obstruction",
  "waste",
  "dumping",
  "crowd-movement",
];
const WHOLE = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

export interface RealClipsRow {
  kind: string;
  falseAlarms: number;
  watchedS: number;
  where: string[];
}

/** Alarms of every silent kind on all real clips in `VIGIE_ASSETS`; null when they are not here. Cost: a few minutes. */
export async function watchRealClips(detector: string): Promise<RealClipsRow[] | null> {
  const folder = join(process.env.VIGIE_ASSETS ?? "", "clips");
  if (!process.env.VIGIE_ASSETS) return null;
  const model = await createDetectorCatalogue({ folders: modelFolders, embeddedFolder: EMBEDDED_FOLDER }).open(
    detector,
  );
  const kinds = SILENT_KINDS.filter((kind) => ruledKinds.includes(kind));
  const rows = new Map<string, RealClipsRow>(
    kinds.map((kind) => [kind, { kind, falseAlarms: 0, watchedS: 0, where: [] }]),
  );
  for (const file of readdirSync(folder)) {
    if (!/\.(mp4|avi)$/.test(file) || file.startsWith("generated-")) continue;
    const { told, watchedS } = await watchFilm(join(folder, file), silentScene(kinds), model, FILM_FPS);
    for (const row of rows.values()) row.watchedS += watchedS;
    for (const { atS, event } of told) {
      const row = rows.get(event.kind);
      if (!row) continue;
      row.falseAlarms += 1;
      row.where.push(`${file} ${atS.toFixed(0)} s`);
    }
  }
  await model.close();
  return [...rows.values()];
}

/** One scenario of each kind over the whole picture, as a person without ideas would draw them. */
function silentScene(kinds: readonly string[]): Scene {
  const scenarios = SCENARIO_KINDS.filter(({ kind }) => kinds.includes(kind)).map(({ kind, places }) => ({
    id: kind,
    kind,
    ...Object.fromEntries(places.map(({ field }) => [field, "all"])),
  }));
  return sceneSchema.parse({ zones: [{ id: "all", polygon: WHOLE }], scenarios });
}

export function realClipsTable(rows: readonly RealClipsRow[], detector: string): string {
  const minutes = (rows[0]?.watchedS ?? 0) / 60;
  const head = `Real clips, ${minutes.toFixed(1)} min, detector ${detector}: none of these things happens in them.`;
  const lines = rows.map(
    ({ kind, falseAlarms, where }) => `| ${kind} | ${falseAlarms} | ${where.slice(0, 4).join(", ")} |`,
  );
  return [head, "", "| kind | false alarms | where |", "|---|---|---|", ...lines].join("\n");
}
