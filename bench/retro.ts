// A scenario asked about thirty days of one busy camera, from the question to the answer, on the embedded store.
import { rm, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import { type RetroResult, type ScenarioInput, scenarioSchema, sceneSchema } from "@vigie/contracts";
import { packLooks, packPieces, type TraceChunk } from "@vigie/core";
import type { PastQuestion } from "@vigie/engine";
import { openRecords, SQLITE_FILE, sealed } from "@vigie/store";
import { newDataFolder } from "../test/product/support/running-server.ts";
import { busyDay, DAY_MS, shifted } from "./busy-month.ts";
import { type BenchResult, type BenchRow, median } from "./report.ts";

const DAYS = 30;
const TRACKS_A_DAY = 5_000;
const RUNS = 3;
const MEASURED_MINUTES = 30;
const RETRO_THREAD = new URL("../apps/server/src/retro/retro-thread.ts", import.meta.url);
const THREADS = Math.min(4, availableParallelism());
const FROM_MS = Date.parse("2026-03-01T00:00:00Z");

const rect = (x1: number, y1: number, x2: number, y2: number): [number, number][] => [
  [x1, y1],
  [x2, y1],
  [x2, y2],
  [x1, y2],
];
const SCENE = sceneSchema.parse({
  lines: [
    {
      id: "road",
      points: [
        [0.5, 0.55],
        [0.52, 0.85],
      ],
    },
  ],
  zones: [
    { id: "door", polygon: rect(0.1, 0.4, 0.25, 0.56) },
    { id: "lane", polygon: rect(0.3, 0.6, 0.7, 0.84) },
    { id: "pavement", polygon: rect(0, 0.86, 1, 1) },
  ],
});
const QUESTIONS: [string, ScenarioInput][] = [
  [
    "somebody at a door at night",
    {
      id: "door",
      kind: "intrusion",
      zone: "door",
      classes: ["person"],
      schedule: { timeZone: "Europe/Paris", windows: [{ from: "22:00", to: "06:00" }] },
    },
  ],
  ["somebody at a door, all day", { id: "door", kind: "intrusion", zone: "door", classes: ["person"] }],
  [
    "vehicles against the traffic",
    { id: "way", kind: "wrong-way", line: "road", allowed: "forward", classes: ["vehicle"] },
  ],
  ["vehicles that stop on the road", { id: "stop", kind: "stopped", zone: "lane", classes: ["vehicle"], minStayS: 20 }],
  [
    "loitering on a busy pavement",
    { id: "linger", kind: "loitering", zone: "pavement", classes: ["person"], minStayS: 30 },
  ],
  [
    "gathering, for which all vehicles are shown too",
    { id: "crowd", kind: "crowd", zone: "pavement", classes: ["person"], minCount: 4 },
  ],
];

export async function retro(): Promise<BenchResult> {
  const folder = await newDataFolder();
  const rows: BenchRow[] = [];
  try {
    rows.push(...(await fill(folder)));
    for (const [what, definition] of QUESTIONS) rows.push(...(await ask(folder, what, definition)));
    return { name: `a question about ${DAYS} days of one camera with ${TRACKS_A_DAY} tracks a day`, rows };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(folder: string): Promise<BenchRow[]> {
  const day = busyDay("street", FROM_MS, TRACKS_A_DAY, 1);
  const pieces = day.flatMap((chunk) => chunk.pieces);
  const tracks = new Set(pieces.map((piece) => piece.trackId)).size;
  const looks = pieces.reduce((sum, piece) => sum + piece.looks, 0);
  const bytes = pieces.reduce((sum, piece) => sum + piece.body.length, 0);
  // The first minutes as the server writes them; the month in one transaction, so that it does not take a night.
  const records = await openRecords({ dataFolder: folder });
  const from = performance.now();
  for (const chunk of day.slice(0, MEASURED_MINUTES)) await records.trajectories.add(chunk);
  const writeMs = performance.now() - from;
  await records.close();
  writeMonth(join(folder, SQLITE_FILE), day);
  const { size } = await stat(join(folder, SQLITE_FILE));
  return [
    { figure: "tracks a day", value: tracks },
    { figure: "looks a track", value: looks / tracks },
    { figure: "bytes a look", value: bytes / looks },
    { figure: "bytes a track, looks alone", value: bytes / tracks },
    { figure: "bytes a track in the database, everything", value: size / (tracks * DAYS) },
    { figure: `MB in the database for ${DAYS} days`, value: size / 1e6 },
    { figure: "ms to store one minute, on disk", value: writeMs / MEASURED_MINUTES },
  ];
}

function writeMonth(path: string, day: readonly TraceChunk[]): void {
  const database = new DatabaseSync(path);
  const { id } = database.prepare(`select "id" from "classList"`).get() as { id: string };
  const minute = database.prepare(`insert or ignore into "traceMinute" values (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const tracks = database.prepare(`insert or ignore into "minuteTracks" values (?, ?, ?, ?, ?, ?, ?)`);
  database.exec("begin");
  for (let d = 0; d < DAYS; d++) {
    for (const chunk of shifted(day, d * DAY_MS)) {
      const { cameraId, fromMs, toMs, session, aspect, frames, times, endedAtMs, pieces } = chunk;
      minute.run(cameraId, fromMs, toMs, session, id, aspect, frames, sealed(times), endedAtMs);
      const packed = [sealed(packPieces(chunk)), sealed(packLooks(chunk))] as const;
      if (pieces.length > 0) tracks.run(cameraId, fromMs, toMs, id, pieces.length, ...packed);
    }
  }
  database.exec("commit");
  database.close();
}

/** One thread and as many as the product uses in turn, so that both meet the same machine. */
async function ask(folder: string, what: string, definition: ScenarioInput): Promise<BenchRow[]> {
  const scenario = scenarioSchema.parse(definition);
  const { lines, zones } = SCENE;
  const toMs = FROM_MS + DAYS * DAY_MS;
  const question: PastQuestion = { cameraId: "street", scenario, lines, zones, fromMs: FROM_MS, toMs };
  const runs: { one: Answer; all: Answer }[] = [];
  for (let run = 0; run < RUNS; run++)
    runs.push({ one: await answer(folder, question, 1), all: await answer(folder, question, THREADS) });
  const { totalEvents, tracks } = runs[0]!.all;
  const note = `${totalEvents} events, ${tracks} things looked at`;
  const all = runs.map((run) => run.all.seconds);
  const one = runs.map((run) => run.one.seconds);
  const gains = runs.map((run) => run.one.seconds / run.all.seconds);
  const cpu = runs.map((run) => run.all.cpuSeconds);
  return [
    { figure: `${what}: seconds, ${THREADS} threads`, value: median(all), goal: "G14 <= 2", note, raw: all },
    { figure: `${what}: seconds, one thread`, value: median(one), raw: one },
    { figure: `${what}: one thread / ${THREADS} threads`, value: median(gains), raw: gains },
    { figure: `${what}: processor seconds, ${THREADS} threads`, value: median(cpu), raw: cpu },
  ];
}

interface Answer {
  seconds: number;
  cpuSeconds: number;
  totalEvents: number;
  tracks: number;
}

/** As the server answers it: from the start of the thread that is given the question. */
async function answer(dataFolder: string, question: PastQuestion, threads: number): Promise<Answer> {
  const from = performance.now();
  const cpuFrom = process.cpuUsage();
  const thread = new Worker(RETRO_THREAD, { workerData: { dataFolder, databaseUrl: null, question, threads } });
  const { totalEvents, tracks } = await new Promise<RetroResult>((resolve, reject) => {
    thread.on("error", reject);
    thread.on("message", (news: { type: string; result: RetroResult; reason: string }) => {
      if (news.type === "done") resolve(news.result);
      if (news.type === "failed") reject(new Error(news.reason));
    });
  });
  const seconds = (performance.now() - from) / 1000;
  await thread.terminate();
  const { user, system } = process.cpuUsage(cpuFrom);
  return { seconds, cpuSeconds: (user + system) / 1e6, totalEvents, tracks };
}
