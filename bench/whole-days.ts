// False alarms of a whole day and night before one camera: the sun goes round, clouds, a shower, dusk, lamps, infrared, and a street's life.
import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { DAY_S, type DayPlace, encodeDay, wholeDay } from "@vigie/sim";
import { benchFilms } from "./quiet-films.ts";
import type { BenchResult } from "./report.ts";
import { SIZE } from "./scenarios/film.ts";
import { watchSilent } from "./scenarios/watch-silent.ts";

const PLACES: readonly DayPlace[] = ["street", "yard"];
const SEED = 2000;
/** Of the film, and of the analysis: a camera that shares a small machine with many. Unit: pictures per second. */
const FPS = 1;
const DETECTOR = "embedded";

/** Cost: about two hours of one core, most of it for the pictures. */
export async function wholeDays(): Promise<BenchResult> {
  const films = benchFilms("whole-days");
  try {
    const rows = [];
    for (const place of PLACES) {
      const path = renderDay(place, films.folder);
      for (const { kind, falseAlarms, watchedS, where } of await watchSilent([{ name: place, path }], DETECTOR, FPS))
        rows.push({
          figure: `${place}, ${kind}: false alarms in ${(watchedS / DAY_S).toFixed(2)} days`,
          value: falseAlarms,
          goal: "<= 1 a camera-day",
          note: where.slice(0, 6).join(", "),
        });
    }
    return { name: `a whole day and night, ${DETECTOR} at one look a second, the whole picture as zone`, rows };
  } finally {
    films.close();
  }
}

function renderDay(place: DayPlace, folder: string): string {
  const path = join(folder, `whole-day-${place}-${SEED}.mp4`);
  if (existsSync(path)) return path;
  const fresh = `${path}.part.mp4`;
  encodeDay(wholeDay(place, SEED), fresh, {
    ...SIZE,
    seed: SEED,
    fps: FPS,
    codec: "h264",
    preset: "veryfast",
    crf: 26,
  });
  renameSync(fresh, path);
  return path;
}
