// `npm run eval`: every scenario kind on simulated films with seeds nobody tuned on, as one table and as JSON.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seedsName, setbacks } from "@vigie/evals";
import { evalChanged } from "../bench/changed/changed-pictures.ts";
import { evalPoor } from "../bench/poor/poor-pictures.ts";
import { watchAll } from "../bench/scenarios/crew.ts";
import { planFilms, UNSEEN_FROM } from "../bench/scenarios/film.ts";
import type { FilmResult } from "../bench/scenarios/film-result.ts";
import { keepBest, reachedBy, readGolden } from "../bench/scenarios/golden-scores.ts";
import { publishRealEvents } from "../bench/scenarios/publish-real-events.ts";
import { publishScores } from "../bench/scenarios/publish-scores.ts";
import { realClipsTable, watchRealClips } from "../bench/scenarios/real-clips.ts";
import { realEventFaults, realEventsTable, watchRealEvents } from "../bench/scenarios/real-events.ts";
import { scoreRows, scoreTable } from "../bench/scenarios/score-table.ts";

const USAGE = `npm run eval -- [kind ...] [--seeds 3] [--first-seed ${UNSEEN_FROM}] [--detectors truth,embedded] [--processes n] [--accept] [--publish] [--real] [--films folder-to-keep-them] [--why] [--poor] [--changed]`;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: "string", default: "3" },
    "first-seed": { type: "string", default: String(UNSEEN_FROM) },
    detectors: { type: "string", default: "truth,embedded" },
    processes: { type: "string", default: String(cpus().length) },
    accept: { type: "boolean", default: false },
    why: { type: "boolean", default: false },
    publish: { type: "boolean", default: false },
    films: { type: "string", default: "" },
    real: { type: "boolean", default: false },
    poor: { type: "boolean", default: false },
    changed: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

const unknown = positionals.find((word) => planFilms([word], 1).length === 0);
if (unknown !== undefined) {
  console.error(`There is no scenario kind with "${unknown}" in its name; ${USAGE}`);
  process.exit(2);
}
const root = new URL("..", import.meta.url).pathname;
const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
if (values.poor) {
  const { measured, failed } = await evalPoor({
    kinds: positionals,
    detector: values.detectors.split(",").at(-1)!,
    seeds: Number(values.seeds),
    firstSeed: Number(values["first-seed"]),
    processes: Number(values.processes),
    keep: values.films,
    publish: values.publish,
    commit,
  });
  console.log(`\nwritten to ${writeResult("poor-pictures", { ...measured, failed })}`);
  for (const line of failed) console.error(line);
  process.exit(failed.length > 0 ? 1 : 0);
}

if (values.changed) {
  const detectors = values.detectors.split(",").filter((name) => name !== "truth");
  const changed = await evalChanged({ detectors, keep: values.films, publish: values.publish, commit });
  console.log(`\nwritten to ${writeResult("changed-pictures", { commit, changed })}`);
  process.exit(0);
}

const films = planFilms(positionals, Number(values.seeds), Number(values["first-seed"]));
const results: FilmResult[] = [];
const failed: string[] = [];
let done = 0;
const fromMs = performance.now();
await watchAll(films, values.detectors.split(","), Number(values.processes), values.films, (report) => {
  done += 1;
  results.push(...(report.results ?? []));
  if (report.failed) failed.push(`${report.failed}: ${report.reason}`);
  const leftMin = (((performance.now() - fromMs) / done) * (films.length - done)) / 60_000;
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${films.length} films, ${leftMin.toFixed(1)} min left `);
});
if (process.stderr.isTTY) process.stderr.write("\n");

const rows = scoreRows(results);
console.log(scoreTable(rows));
if (values.why)
  for (const { film, detector, falseWhy, tally } of results)
    if (falseWhy.length > 0 || tally.missed > 0)
      console.log(
        `${film.kind} seed ${film.seed} ${JSON.stringify(film.conditions)} ${detector}: missed ${tally.missed}; told ${falseWhy.join(" | ")}`,
      );

const realRows = values.real ? await watchRealClips(values.detectors.split(",").at(-1)!) : null;
if (realRows) console.log(`\n${realClipsTable(realRows, values.detectors.split(",").at(-1)!)}`);

const realEvents = values.real ? await watchRealEvents() : null;
if (realEvents) console.log(`\nWhat happens on real clips:\n\n${realEventsTable(realEvents)}`);
if (realEvents && values.why) for (const fault of realEventFaults(realEvents)) console.log(fault);

const path = writeResult("scenarios", { commit, films: films.length, failed, rows, realRows, realEvents });
console.log(`\n${films.length} films, commit ${commit}; written to ${path}`);

const golden = readGolden();
const reached = reachedBy(rows, seedsName(Number(values["first-seed"]), Number(values.seeds)));
const worse = setbacks(reached, golden);
for (const line of [...failed, ...worse]) console.error(line);
if (values.accept) keepBest(reached, golden);
if (values.publish && realEvents) publishRealEvents(commit, realEvents);
if (values.publish && rows.length > 0)
  publishScores({ commit, firstSeed: Number(values["first-seed"]), seeds: Number(values.seeds), rows });
process.exit(failed.length + worse.length > 0 ? 1 : 0);

function writeResult(name: string, result: object): string {
  const folder = join(root, "bench/results");
  mkdirSync(folder, { recursive: true });
  const at = new Date().toISOString().slice(0, 19).replaceAll(":", "");
  const file = join(folder, `${at}-${commit}-${name}.json`);
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  return file;
}
