// False alarms on ordinary hours: kinds that such hours hold nothing for, asked of busy, quiet and disturbed films, a camera-day's worth of rate.
import { disturbanceScenes, ordinaryScenes } from "@vigie/sim";
import { benchFilms, looped, renderQuiet } from "./quiet-films.ts";
import type { BenchResult, BenchRow } from "./report.ts";
import { type SilentFilm, type SilentRow, watchSilent } from "./scenarios/watch-silent.ts";

/** Of each of the twelve films: 1.8 hours in all. The disturbances are the films of the comparison with `motion`. Unit: s. */
const EACH_S = 540;
const SEED = 2000;
const DAY_S = 86_400;
const DETECTOR = "embedded";

export async function ordinaryHours(): Promise<BenchResult> {
  const films = benchFilms("ordinary");
  try {
    const life = ordinaryScenes(EACH_S, SEED).map(
      (scene): SilentFilm => ({
        name: scene.id,
        path: renderQuiet(scene, films.folder, SEED),
      }),
    );
    const disturbed = disturbanceScenes.map(
      (scene): SilentFilm => ({
        name: scene.id,
        path: renderQuiet(looped(scene, EACH_S), films.folder, SEED),
      }),
    );
    return {
      name: `false alarms of ${DETECTOR} with the whole picture as zone and the limits that the product proposes`,
      rows: [
        ...rowsOf("ordinary life", await watchSilent(life, DETECTOR)),
        ...rowsOf("disturbance", await watchSilent(disturbed, DETECTOR)),
      ],
    };
  } finally {
    films.close();
  }
}

function rowsOf(what: string, rows: readonly SilentRow[]): BenchRow[] {
  return rows.map(({ kind, falseAlarms, watchedS, where }) => ({
    figure: `${what}, ${kind}: false alarms in ${(watchedS / 3600).toFixed(2)} h`,
    value: falseAlarms,
    goal: "<= 1 a camera-day",
    note:
      falseAlarms === 0
        ? ""
        : `${((falseAlarms * DAY_S) / watchedS).toFixed(0)} a day; ${where.slice(0, 4).join(", ")}`,
  }));
}
