// The file of the scores that were reached, and what a run adds to it.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { bestOf, type ReachedScore } from "@vigie/evals";
import type { ScoreRow } from "./score-table.ts";

const PATH = new URL("./golden-scores.json", import.meta.url);

export function readGolden(): ReachedScore[] {
  return existsSync(PATH) ? (JSON.parse(readFileSync(PATH, "utf8")) as ReachedScore[]) : [];
}

/** One score for each kind and detector; what was not watched has none. */
export function reachedBy(rows: readonly ScoreRow[], seeds: string): ReachedScore[] {
  return rows.flatMap(({ kind, detector, cut, films, tally, score }) =>
    cut !== "all" || score.f1 === null
      ? []
      : [
          {
            name: `${kind} ${detector}`,
            seeds,
            films,
            f1: Number(score.f1.toFixed(3)),
            falseAlarms: tally.falseAlarms,
          },
        ],
  );
}

export function keepBest(now: readonly ReachedScore[], golden: readonly ReachedScore[]): void {
  writeFileSync(PATH, `${JSON.stringify(bestOf(now, golden), null, 2)}\n`);
}
