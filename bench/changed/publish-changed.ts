// The page that says whether the product answers the same when the same happenings are shown differently.
import { writeFileSync } from "node:fs";
import { addTallies, type EventTally, eventScore, NO_EVENTS } from "@vigie/evals";
import { CHANGES } from "./changes.ts";
import type { ChangedResult } from "./watch-changed.ts";

const PAGE = new URL("../../docs/changed-pictures.md", import.meta.url);
const NAMES = CHANGES.map(({ name }) => name);

export function publishChanged(commit: string, results: readonly ChangedResult[]): void {
  writeFileSync(PAGE, changedPage(commit, results));
}

export function changedPage(commit: string, results: readonly ChangedResult[]): string {
  const detectors = [...new Set(results.map(({ detector }) => detector))];
  return [
    "# The same things shown differently",
    "",
    "Written by `npm run eval -- --changed --publish`; not edited by hand.",
    "",
    `Taken at commit ${commit}. Whoever understands what they see gives the same answer when it is shown differently. Each real clip of`,
    "[what happens on real clips](real-events.md) was watched in these ways, and what was drawn and written down of it was changed with it:",
    "",
    ...CHANGES.map(({ name, what }) => `- **${name}**: ${what}`),
    "",
    "Scenarios whose place loses more than a fifth of itself to a cut are left out with it. Of what began before the first picture the truth",
    "does not say whether it is true of what is shown: it is left open, and an alarm for it is neither right nor wrong. The clips were at hand",
    "during development, and general causes of differences that they showed were mended; they say where an answer hangs on how it is shown, not how",
    "often it would elsewhere.",
    "",
    ...detectors.flatMap((detector) => detectorLines(results.filter((result) => result.detector === detector))),
  ].join("\n");
}

function detectorLines(results: readonly ChangedResult[]): string[] {
  const kinds = [...new Set(results.map(({ kind }) => kind))].sort();
  return [
    `## Detector \`${results[0]!.detector}\``,
    "",
    "| shown | events | found | false | F1 | left open, of these told |",
    "|---|---|---|---|---|---|",
    ...NAMES.map((name) => totalLine(name, results)),
    "",
    "Found of true events, and false alarms where there are any:",
    "",
    `| kind | ${NAMES.join(" | ")} |`,
    `|${"---|".repeat(NAMES.length + 1)}`,
    ...kinds.map((kind) => {
      const own = results.filter((result) => result.kind === kind);
      return `| ${kind} | ${NAMES.map((name) => cell(own, name)).join(" | ")} |`;
    }),
    "",
    "### Where the answers differ",
    "",
    ...differences(results).map((line) => `- ${line}`),
    "",
  ];
}

function totalLine(name: string, results: readonly ChangedResult[]): string {
  const own = results.filter(({ change }) => change === name);
  const { found, missed, falseAlarms } = sumOf(own);
  const open = own.reduce((sum, result) => sum + result.open, 0);
  const openTold = own.reduce((sum, result) => sum + result.openTold, 0);
  const f1 = eventScore(sumOf(own)).f1?.toFixed(3) ?? "";
  return `| ${name} | ${found + missed} | ${found} | ${falseAlarms} | ${f1} | ${open === 0 ? "" : `${open}, ${openTold}`} |`;
}

function cell(results: readonly ChangedResult[], name: string): string {
  const { found, missed, falseAlarms } = sumOf(results.filter(({ change }) => change === name));
  return `${found}/${found + missed}${falseAlarms === 0 ? "" : `, ${falseAlarms} false`}`;
}

function sumOf(results: readonly ChangedResult[]): EventTally {
  return results.reduce((sum, { tally }) => addTallies(sum, tally), NO_EVENTS);
}

/** One line for each scenario that is answered worse in one change than in another, and how it is in each. */
export function differences(results: readonly ChangedResult[]): string[] {
  const scenarios = new Set(results.map(({ clip, scenario }) => `${clip}, ${scenario}`));
  return [...scenarios].flatMap((name) => {
    const own = results.filter(({ clip, scenario }) => `${clip}, ${scenario}` === name);
    const wrong = own.map(({ tally }) => tally.missed + tally.falseAlarms);
    if (Math.min(...wrong) === Math.max(...wrong)) return [];
    const worst = own.filter((_, i) => wrong[i]! > Math.min(...wrong));
    const said = worst.map(({ change, tally, told }) => {
      const times = told.map(({ atS }) => atS.toFixed(1)).join(", ") || "nothing";
      return `${change} ${tally.missed} missed, ${tally.falseAlarms} false (told at ${times})`;
    });
    const { kind, trueS } = own[0]!;
    return [`${name} (${kind}), true at ${trueS.join(", ") || "no time"}: ${said.join("; ")}`];
  });
}
