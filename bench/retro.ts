// A scenario asked about thirty days of one busy camera, from the question to the answer, on the embedded store.
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type ScenarioInput, scenarioSchema, sceneSchema } from "@vigie/contracts";
import { askThePast } from "@vigie/engine";
import { openRecords, openTrajectoryReader, SQLITE_FILE } from "@vigie/store";
import { sql } from "kysely";
import { newDataFolder } from "../test/product/support/running-server.ts";
import { busyDay, DAY_MS, shifted } from "./busy-month.ts";
import { type BenchResult, type BenchRow, median } from "./report.ts";

const DAYS = 30;
const DIFFERENT_DAYS = 3;
const TRACKS_A_DAY = 5_000;
const RUNS = 5;
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
  const days = Array.from({ length: DIFFERENT_DAYS }, (_, i) => busyDay("street", FROM_MS, TRACKS_A_DAY, i + 1));
  const pieces = days.flat().flatMap((chunk) => chunk.pieces);
  const tracks = new Set(days.flatMap((day, d) => day.flatMap((chunk) => chunk.pieces.map((p) => `${d} ${p.trackId}`))))
    .size;
  const looks = pieces.reduce((sum, piece) => sum + piece.looks, 0);
  const bytes = pieces.reduce((sum, piece) => sum + piece.body.length, 0);
  const records = await openRecords({ dataFolder: folder });
  // What is written here may be lost: one sync of the disk a minute for a whole month would only measure the disk.
  await sql`PRAGMA synchronous = OFF`.execute(records.kysely);
  const from = performance.now();
  for (let d = 0; d < DAYS; d++)
    for (const chunk of shifted(days[d % DIFFERENT_DAYS]!, d * DAY_MS)) await records.trajectories.add(chunk);
  const writeMs = performance.now() - from;
  await records.close();
  const { size } = await stat(join(folder, SQLITE_FILE));
  return [
    { figure: "tracks a day", value: tracks / DIFFERENT_DAYS },
    { figure: "looks a track", value: looks / tracks },
    { figure: "bytes a look", value: bytes / looks },
    { figure: "bytes a track, looks alone", value: bytes / tracks },
    { figure: "bytes a track in the database, everything", value: size / ((tracks / DIFFERENT_DAYS) * DAYS) },
    { figure: `MB in the database for ${DAYS} days`, value: size / 1e6 },
    { figure: "ms to store one minute, disk not waited for", value: writeMs / (DAYS * 1440) },
  ];
}

async function ask(folder: string, what: string, definition: ScenarioInput): Promise<BenchRow[]> {
  const scenario = scenarioSchema.parse(definition);
  const raw: number[] = [];
  let told = 0;
  let shown = 0;
  for (let run = 0; run < RUNS; run++) {
    const from = performance.now();
    const reader = await openTrajectoryReader({ dataFolder: folder });
    const { lines, zones } = SCENE;
    const toMs = FROM_MS + DAYS * DAY_MS;
    const result = await askThePast(reader, { cameraId: "street", scenario, lines, zones, fromMs: FROM_MS, toMs });
    await reader.close();
    raw.push((performance.now() - from) / 1000);
    told = result.totalEvents;
    shown = result.tracks;
  }
  const note = `${told} events, ${shown} things looked at`;
  return [{ figure: `${what}: seconds`, value: median(raw), goal: "G14 <= 2", note, raw }];
}
