// `npm run bench`: every published figure, as a table and as JSON under bench/results/.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { embedded } from "../bench/embedded.ts";
import { fixtures } from "../bench/fixtures.ts";
import { liveLatency } from "../bench/live-latency.ts";
import { memoryPerCamera } from "../bench/memory-per-camera.ts";
import { nuisance } from "../bench/nuisance.ts";
import { ordinaryHours } from "../bench/ordinary-hours.ts";
import { pipelineCost } from "../bench/pipeline-cost.ts";
import type { BenchResult } from "../bench/report.ts";
import { retro } from "../bench/retro.ts";
import { stages } from "../bench/stages.ts";
import { trackingPeers } from "../bench/tracking-peers.ts";
import { wholeDays } from "../bench/whole-days.ts";

const root = new URL("..", import.meta.url).pathname;
/** One row per benchmark; `npm run bench -- stages` runs those whose key contains the word. */
const benches: Record<string, () => Promise<BenchResult>> = {
  "pipeline-cost": pipelineCost,
  stages,
  embedded,
  fixtures,
  "memory-per-camera": memoryPerCamera,
  "live-latency": liveLatency,
  nuisance,
  "ordinary-hours": ordinaryHours,
  retro,
  "tracking-peers": trackingPeers,
  "whole-days": wholeDays,
};

const wanted = process.argv[2] ?? "";
const results: BenchResult[] = [];
for (const [key, run] of Object.entries(benches)) {
  if (!key.includes(wanted)) continue;
  const result = await run();
  results.push(result);
  console.log(`\n${result.name}${result.skipped ? `: skipped, ${result.skipped}` : ""}`);
  for (const row of result.rows) {
    console.log(`  ${row.figure.padEnd(72)} ${row.value.toFixed(3).padStart(10)}  ${row.goal ?? ""} ${row.note ?? ""}`);
  }
}

const machine = {
  cpu: cpus()[0]?.model ?? "",
  cores: cpus().length,
  memoryBytes: totalmem(),
  platform: process.platform,
  node: process.version,
};
const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
mkdirSync(join(root, "bench/results"), { recursive: true });
const path = join(root, "bench/results", `${new Date().toISOString().slice(0, 19).replaceAll(":", "")}-${commit}.json`);
writeFileSync(path, `${JSON.stringify({ commit, machine, results }, null, 2)}\n`);
console.log(`\n${machine.cores} x ${machine.cpu}, Node ${machine.node}, commit ${commit}; written to ${path}`);
process.exit(0);
