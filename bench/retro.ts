// A scenario asked about thirty days of one busy camera, from the question to the answer, on the embedded store.
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type ScenarioInput, scenarioSchema, sceneSchema } from "@vigie/contracts";
import type { TraceChunk } from "@vigie/core";
import { askThePast } from "@vigie/engine";
import { openRecords, openTrajectoryReader, SQLITE_FILE } from "@vigie/store";
import { newDataFolder } from "../test/product/support/running-server.ts";
import { busyDay, DAY_MS, shifted } from "./busy-month.ts";
import { type BenchResult, type BenchRow, median } from "./report.ts";

const DAYS = 30;
const TRACKS_A_DAY = 5_000;
const RUNS = 3;
const MEASURED_MINUTES = 30;
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
    "a kind that is shown everything: gathering",
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
  const piece = database.prepare(
    `insert or ignore into "trajectory" values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  database.exec("begin");
  for (let d = 0; d < DAYS; d++) {
    for (const { cameraId, fromMs, toMs, session, aspect, frames, times, endedAtMs, pieces } of shifted(
      day,
      d * DAY_MS,
    )) {
      minute.run(cameraId, fromMs, toMs, session, id, aspect, frames, times, endedAtMs);
      for (const { trackId, thing, firstMs, lastMs, looks, classes, score, area, size, body } of pieces) {
        const known = [cameraId, fromMs, trackId, session, thing, firstMs, lastMs, looks, classes.join(","), score];
        piece.run(...known, ...area, size, body);
      }
    }
  }
  database.exec("commit");
  database.close();
}

async function ask(folder: string, what: string, definition: ScenarioInput): Promise<BenchRow[]> {
  const scenario = scenarioSchema.parse(definition);
  const raw: number[] = [];
  const cpu: number[] = [];
  let told = 0;
  let shown = 0;
  for (let run = 0; run < RUNS; run++) {
    const from = performance.now();
    const cpuFrom = process.cpuUsage();
    const reader = await openTrajectoryReader({ dataFolder: folder });
    const { lines, zones } = SCENE;
    const toMs = FROM_MS + DAYS * DAY_MS;
    const result = await askThePast(reader, { cameraId: "street", scenario, lines, zones, fromMs: FROM_MS, toMs });
    await reader.close();
    raw.push((performance.now() - from) / 1000);
    const { user, system } = process.cpuUsage(cpuFrom);
    cpu.push((user + system) / 1e6);
    told = result.totalEvents;
    shown = result.tracks;
  }
  const note = `${told} events, ${shown} things looked at`;
  return [
    { figure: `${what}: seconds`, value: median(raw), goal: "G14 <= 2", note, raw },
    { figure: `${what}: processor seconds`, value: median(cpu), raw: cpu },
  ];
}
