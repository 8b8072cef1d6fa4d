// The published scores: a file that the product shows beside each kind, and a page for people.
import { readFileSync, writeFileSync } from "node:fs";
import { type PublishedScore, type PublishedScores, publishedScoresSchema } from "@vigie/contracts";
import { type ScoreRow, scoreTable } from "./score-table.ts";

const FILE = new URL("../../apps/server/assets/scenario-scores.json", import.meta.url);
const PAGE = new URL("../../docs/scores.md", import.meta.url);

export interface Measured {
  commit: string;
  firstSeed: number;
  seeds: number;
  rows: readonly ScoreRow[];
}

export function publishScores(measured: Measured): void {
  const before = publishedScoresSchema.parse(JSON.parse(readFileSync(FILE, "utf8")));
  const kinds: PublishedScores["kinds"] = {};
  for (const row of measured.rows) {
    if (row.cut !== "all" || row.notWatched !== "") continue;
    // Figures on poor pictures are taken apart, with a commit of their own on their page.
    const poor = before.kinds[row.kind]?.find(({ detector }) => detector === row.detector)?.poor;
    kinds[row.kind] = [...(kinds[row.kind] ?? []), { ...scoreOf(row), ...(poor ? { poor } : {}) }];
  }
  writeFileSync(FILE, `${JSON.stringify({ commit: measured.commit, kinds }, null, 2)}\n`);
  writeFileSync(PAGE, page(measured));
}

function scoreOf({ detector, films, tally, score }: ScoreRow): PublishedScore {
  return {
    detector,
    films,
    watchedS: Math.round(tally.watchedS),
    trueEvents: tally.found + tally.missed,
    found: tally.found,
    falseAlarms: tally.falseAlarms,
    f1: rounded(score.f1, 3),
    delayP50S: rounded(score.delayP50S, 1),
    delayP95S: rounded(score.delayP95S, 1),
  };
}

function rounded(value: number | null, digits: number): number | null {
  return value === null ? null : Number(value.toFixed(digits));
}

function page({ commit, firstSeed, seeds, rows }: Measured): string {
  const hours = rows
    .filter(({ cut, detector }) => cut === "all" && detector === rows[0]?.detector)
    .reduce((sum, { tally }) => sum + tally.watchedS / 3600, 0);
  return [
    "# Scores of the scenario kinds",
    "",
    "Written by `npm run eval -- --publish`; not edited by hand.",
    "",
    `Taken at commit ${commit} on ${hours.toFixed(2)} hours of simulated film: ${seeds === 1 ? "one seed" : `${seeds} seeds`} from ${firstSeed} on for each condition of each kind,`,
    "seeds that no rule was written with and no training was chosen by. Each film is rendered at 640x360, compressed with H.264 at 5 pictures",
    "a second and watched by the product's own engine. A true event is found by the first alarm within 10 s; every other alarm is false, a repeat too.",
    "",
    "- `truth` gives the rules exact boxes and so scores the rule alone; the other detectors see the film themselves.",
    "- `silent` films look alike and hold no event: every alarm in them is false. They are part of `all`.",
    "- Simulated people and vehicles are simpler than real ones; these scores say whether a rule is right, not how a given street will do.",
    "",
    scoreTable(rows),
    "",
  ].join("\n");
}
