// Film results summed by kind, detector and condition, and written as one table.
import { addTallies, type EventScore, type EventTally, eventScore, NO_EVENTS } from "@vigie/evals";
import type { FilmResult } from "./film-result.ts";

export interface ScoreRow {
  kind: string;
  detector: string;
  /** `all`, or one condition: day, night, rain, crowd, silent. */
  cut: string;
  films: number;
  tally: EventTally;
  score: EventScore;
  /** |told - true| / true over all films; null when nothing was true. */
  countError: number | null;
  notWatched: string;
}

const CUTS: Readonly<Record<string, (result: FilmResult) => boolean>> = {
  all: () => true,
  day: ({ film }) => film.conditions.light === "day" && !film.silent,
  night: ({ film }) => film.conditions.light === "night",
  rain: ({ film }) => film.conditions.weather === "rain",
  crowd: ({ film }) => film.conditions.crowd === "crowd",
  silent: ({ film }) => film.silent,
};

/** By kind, then detector, then cut; cuts without films are left out. */
export function scoreRows(results: readonly FilmResult[]): ScoreRow[] {
  const kinds = [...new Set(results.map(({ film }) => film.kind))];
  const detectors = [...new Set(results.map(({ detector }) => detector))];
  return kinds.flatMap((kind) =>
    detectors.flatMap((detector) =>
      Object.entries(CUTS).flatMap(([cut, holds]) => {
        const those = results.filter((r) => r.film.kind === kind && r.detector === detector && holds(r));
        return those.length === 0 ? [] : [rowOf(kind, detector, cut, those)];
      }),
    ),
  );
}

function rowOf(kind: string, detector: string, cut: string, results: readonly FilmResult[]): ScoreRow {
  const tally = results.reduce((sum, result) => addTallies(sum, result.tally), NO_EVENTS);
  const truth = results.reduce((sum, result) => sum + result.truth, 0);
  const off = results.reduce((sum, result) => sum + Math.abs(result.told - result.truth), 0);
  return {
    kind,
    detector,
    cut,
    films: results.length,
    tally,
    score: eventScore(tally),
    countError: truth === 0 ? null : off / truth,
    // Only what watched none of its films was not watched; a rule may need a while before it can judge.
    notWatched: results.every((result) => result.notWatched !== "") ? (results[0]?.notWatched ?? "") : "",
  };
}

const HEAD = [
  "kind",
  "detector",
  "cut",
  "films",
  "events",
  "found",
  "false",
  "F1",
  "delay p50 s",
  "p95 s",
  "count error",
];

/** A table in Markdown; a kind that could not be watched says why. */
export function scoreTable(rows: readonly ScoreRow[]): string {
  const lines = [`| ${HEAD.join(" | ")} |`, `|${HEAD.map(() => "---").join("|")}|`];
  for (const row of rows) {
    const { tally, score } = row;
    const cells = [
      row.kind,
      row.detector,
      row.cut,
      row.films,
      tally.found + tally.missed,
      tally.found,
      tally.falseAlarms,
      row.notWatched === "" ? shown(score.f1, 3) : `not watched: ${row.notWatched}`,
      shown(score.delayP50S, 1),
      shown(score.delayP95S, 1),
      row.countError === null ? "" : `${(100 * row.countError).toFixed(1)} %`,
    ];
    lines.push(`| ${cells.join(" | ")} |`);
  }
  return lines.join("\n");
}

function shown(value: number | null, digits: number): string {
  return value === null ? "" : value.toFixed(digits);
}
