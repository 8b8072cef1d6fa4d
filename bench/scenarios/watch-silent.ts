// Films in which nothing happens that the silent kinds are about: every alarm is a false one.
import { createDetectorCatalogue, EMBEDDED_FOLDER } from "@vigie/inference";
import { modelFolders } from "../material.ts";
import { FILM_FPS } from "./film.ts";
import { silentKinds, silentScene } from "./silent-kinds.ts";
import { watchFilm } from "./watch-film.ts";

export interface SilentRow {
  kind: string;
  falseAlarms: number;
  watchedS: number;
  where: string[];
}

export interface SilentFilm {
  name: string;
  path: string;
}

/** Alarms of every silent kind on films in which nothing of theirs happens. */
export async function watchSilent(
  films: readonly SilentFilm[],
  detector: string,
  fps = FILM_FPS,
): Promise<SilentRow[]> {
  const model = await createDetectorCatalogue({ folders: modelFolders, embeddedFolder: EMBEDDED_FOLDER }).open(
    detector,
  );
  const rows = new Map<string, SilentRow>(
    silentKinds.map((kind) => [kind, { kind, falseAlarms: 0, watchedS: 0, where: [] }]),
  );
  for (const { name, path } of films) {
    const { told, watchedS } = await watchFilm(path, silentScene(), model, fps);
    for (const row of rows.values()) row.watchedS += watchedS;
    for (const { atS, event } of told) {
      const row = rows.get(event.kind);
      if (!row) continue;
      row.falseAlarms += 1;
      row.where.push(`${name} ${atS.toFixed(0)} s`);
    }
  }
  await model.close();
  return [...rows.values()];
}
