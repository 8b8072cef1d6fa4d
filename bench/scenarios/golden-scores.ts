// The scores that were reached: a later run may be better, never worse by more than the margin.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { ScoreRow } from "./score-table.ts";

/** Kind and detector to the F1 and the number of false alarms on the published films. */
export type GoldenScores = Record<string, { f1: number; falseAlarms: number; films: number }>;

const PATH = new URL("./golden-scores.json", import.meta.url);
/** A few films more or less are chance. */
const F1_MARGIN = 0.03;
const FALSE_MARGIN = 1;

export function readGolden(): GoldenScores {
  return existsSync(PATH) ? (JSON.parse(readFileSync(PATH, "utf8")) as GoldenScores) : {};
}

const keyOf = ({ kind, detector }: ScoreRow): string => `${kind} ${detector}`;

/** One sentence for each row that fell behind; rows with another number of films are not compared. */
export function setbacks(rows: readonly ScoreRow[], golden: GoldenScores): string[] {
  return rows.flatMap((row) => {
    const before = golden[keyOf(row)];
    if (row.cut !== "all" || !before || before.films !== row.films) return [];
    const f1 = row.score.f1 ?? 0;
    if (f1 < before.f1 - F1_MARGIN) return [`${keyOf(row)}: F1 fell from ${before.f1} to ${f1.toFixed(3)}`];
    if (row.tally.falseAlarms > before.falseAlarms + FALSE_MARGIN)
      return [`${keyOf(row)}: false alarms rose from ${before.falseAlarms} to ${row.tally.falseAlarms}`];
    return [];
  });
}

/** Keeps the better of what was and what is; a changed number of films begins anew. */
export function keepBest(rows: readonly ScoreRow[], golden: GoldenScores): void {
  const kept = { ...golden };
  for (const row of rows) {
    if (row.cut !== "all" || row.score.f1 === null) continue;
    const now = { f1: Number(row.score.f1.toFixed(3)), falseAlarms: row.tally.falseAlarms, films: row.films };
    const before = golden[keyOf(row)];
    kept[keyOf(row)] =
      before?.films === now.films
        ? { ...now, f1: Math.max(before.f1, now.f1), falseAlarms: Math.min(before.falseAlarms, now.falseAlarms) }
        : now;
  }
  const sorted = Object.fromEntries(Object.entries(kept).sort(([a], [b]) => a.localeCompare(b)));
  writeFileSync(PATH, `${JSON.stringify(sorted, null, 2)}\n`);
}
