// The page that says what poor pictures cost, and the same figures for the product to show beside each kind.
import { readFileSync, writeFileSync } from "node:fs";
import { type PublishedScores, publishedScoresSchema } from "@vigie/contracts";
import { POOR_PICTURES } from "./degraded-copy.ts";
import type { PoorClipsRow } from "./poor-clips.ts";
import type { PoorFigures, PoorFilmsRow } from "./poor-films.ts";

const FILE = new URL("../../apps/server/assets/scenario-scores.json", import.meta.url);
const PAGE = new URL("../../docs/poor-pictures.md", import.meta.url);

export interface PoorMeasured {
  commit: string;
  detector: string;
  firstSeed: number;
  seeds: number;
  films: readonly PoorFilmsRow[];
  clips: readonly PoorClipsRow[] | null;
}

export function publishPoor(measured: PoorMeasured): void {
  writeFileSync(PAGE, poorPage(measured));
  const scores = publishedScoresSchema.parse(JSON.parse(readFileSync(FILE, "utf8")));
  writeFileSync(FILE, `${JSON.stringify(withPoor(scores, measured), null, 2)}\n`);
}

function withPoor(scores: PublishedScores, { films, detector }: PoorMeasured): PublishedScores {
  const kinds = { ...scores.kinds };
  for (const { kind, pictures } of films) {
    if (!kinds[kind]?.some((row) => row.detector === detector))
      throw new Error(`${kind} has no published score with ${detector} yet; publish the scores first.`);
    kinds[kind] = (kinds[kind] ?? []).map((row) =>
      row.detector === detector
        ? { ...row, poor: POOR_PICTURES.map(({ name }) => ({ picture: name, ...published(pictures[name]!) })) }
        : row,
    );
  }
  return { ...scores, kinds };
}

/** What cannot be watched is worth nothing, and is not left out. */
function published({ notWatched, f1, ...figures }: PoorFigures) {
  return { ...figures, f1: notWatched > 0 ? (f1 ?? 0) : f1 };
}

export function poorPage({ commit, detector, firstSeed, seeds, films, clips }: PoorMeasured): string {
  const names = POOR_PICTURES.map(({ name }) => name);
  const head = (first: string) => [`| ${first} | ${names.join(" | ")} |`, `|${"---|".repeat(names.length + 1)}`];
  return [
    "# What poor pictures cost",
    "",
    "Written by `npm run eval -- --poor --publish`; not edited by hand.",
    "",
    `Taken at commit ${commit}. Each film and clip was copied once for each poor picture and watched by the product's own engine:`,
    "",
    ...POOR_PICTURES.map(({ name, what }) => `- **${name}**: ${what}`),
    "",
    "## Scenarios on simulated films",
    `Detector \`${detector}\`; of each kind ${seeds === 1 ? "one film" : `${seeds} films`} by day with events of its own, seeds from ${firstSeed} on. F1, and in brackets`,
    "found of true events and false alarms where not all was right. So few events say which picture hurts a kind, not by how much.",
    "",
    ...head("kind"),
    ...films.map(({ kind, pictures }) => `| ${kind} | ${names.map((name) => cell(pictures[name]!)).join(" | ")} |`),
    `| **mean F1** | ${names.map((name) => meanF1(films, name).toFixed(2)).join(" | ")} |`,
    "",
    ...(clips === null ? [] : ["## Real clips", ...clipLines(clips, head)]),
    "",
  ].join("\n");
}

function clipLines(clips: readonly PoorClipsRow[], head: (first: string) => string[]): string[] {
  const detectors = [...new Set(clips.map(({ detector }) => detector))];
  const line = (what: string, detector: string, show: (row: PoorClipsRow) => string) => {
    const own = POOR_PICTURES.map(({ name }) => clips.find((r) => r.detector === detector && r.picture === name)!);
    return `| ${what}, ${detector} | ${own.map(show).join(" | ")} |`;
  };
  return [
    "Boxes that a person drew on 36 pictures of three clips (F1@0.5 at the score that is best as filmed), and crossings of nine lines on six",
    `clips that a person counted (${clips[0]?.crossings ?? 0} of them; how many were missed or invented). These clips were at hand during development.`,
    "",
    ...head("what"),
    ...detectors.flatMap((detector) => [
      line("F1 person", detector, ({ f1 }) => f1.person.toFixed(2)),
      line("F1 vehicle", detector, ({ f1 }) => f1.vehicle.toFixed(2)),
      line("crossings wrong", detector, ({ crossingErrors }) => String(crossingErrors)),
    ]),
  ];
}

function cell({ found, trueEvents, falseAlarms, f1, notWatched }: PoorFigures): string {
  if (notWatched > 0 && found === 0) return "says that it cannot watch";
  const shown = f1 === null ? "–" : f1.toFixed(2);
  return found === trueEvents && falseAlarms === 0 ? shown : `${shown} (${found}/${trueEvents}, ${falseAlarms} false)`;
}

function meanF1(films: readonly PoorFilmsRow[], name: string): number {
  const own = films.map(({ pictures }) => pictures[name]!.f1 ?? 0);
  return own.reduce((sum, f1) => sum + f1, 0) / Math.max(1, own.length);
}
