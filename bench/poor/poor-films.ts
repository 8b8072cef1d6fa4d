// Every kind on films with events of its own, in each poor picture: what a scenario keeps of its score.
import { addTallies, type EventTally, eventScore, NO_EVENTS } from "@vigie/evals";
import { watchAll } from "../scenarios/crew.ts";
import { type FilmName, planFilms } from "../scenarios/film.ts";
import type { FilmResult } from "../scenarios/film-result.ts";
import { POOR_PICTURES } from "./degraded-copy.ts";

export interface PoorFigures {
  found: number;
  trueEvents: number;
  falseAlarms: number;
  f1: number | null;
  /** Films in which the scenario said that it could not watch; their events count as missed. */
  notWatched: number;
}

export interface PoorFilmsRow {
  kind: string;
  /** By name of the poor picture. */
  pictures: Record<string, PoorFigures>;
}

export interface PoorFilms {
  rows: PoorFilmsRow[];
  failed: string[];
}

/** Films by day in dry weather with few people, so that only the spoiling differs. Cost: a quarter of an hour on two cores for all kinds and one seed. */
export async function watchPoorFilms(
  kinds: readonly string[],
  detector: string,
  options: { seeds: number; firstSeed: number; processes: number; keep: string; onFilm: (left: number) => void },
): Promise<PoorFilms> {
  const plain = planFilms(kinds, options.seeds, options.firstSeed).filter(
    ({ silent, conditions: { light, weather, crowd } }) =>
      !silent && light === "day" && weather === "clear" && crowd === "sparse",
  );
  const films = plain.flatMap((film) => POOR_PICTURES.map(({ name }): FilmName => ({ ...film, picture: name })));
  const results: FilmResult[] = [];
  const failed: string[] = [];
  let left = films.length;
  await watchAll(films, [detector], options.processes, options.keep, (report) => {
    results.push(...(report.results ?? []));
    if (report.failed) failed.push(`${report.failed}: ${report.reason}`);
    left -= 1;
    options.onFilm(left);
  });
  return { rows: rowsOf(results), failed };
}

function rowsOf(results: readonly FilmResult[]): PoorFilmsRow[] {
  const kinds = [...new Set(results.map(({ film }) => film.kind))].sort();
  return kinds.flatMap((kind) => {
    const own = results.filter(({ film }) => film.kind === kind);
    // What watches no film however good is not measured at all.
    if (own.every(({ notWatched }) => notWatched !== "")) return [];
    const pictures: PoorFilmsRow["pictures"] = {};
    for (const { name } of POOR_PICTURES) {
      const seen = own.filter(({ film }) => film.picture === name);
      const tally = seen.reduce((sum: EventTally, result) => addTallies(sum, result.tally), NO_EVENTS);
      const { found, missed, falseAlarms } = tally;
      const notWatched = seen.filter((result) => result.notWatched !== "").length;
      pictures[name] = { found, trueEvents: found + missed, falseAlarms, f1: eventScore(tally).f1, notWatched };
    }
    return [{ kind, pictures }];
  });
}
