// How fast records are kept: acknowledged alarms one by one, events in batches, and opening again. Prints JSON.
// Run: node packages/store/bench/records.ts [postgresql://...]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Alarm, SceneEvent } from "@vigie/contracts";
import { openRecords } from "../src/index.ts";

const SINGLES = 3000;
const BATCHES = 20;
const EVENTS_A_BATCH = 5000;
const SEGMENTS = 5000;

const databaseUrl = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "vigie-bench-"));

const event: SceneEvent = {
  id: "",
  cameraId: "gate",
  scenarioId: "intrusion",
  kind: "intrusion",
  phase: "instant",
  startedAtMs: 0,
  endedAtMs: null,
  classes: ["person"],
  trackIds: [4],
  score: 0.7,
  why: "A person is in the yard.",
  facts: { className: "person", placeName: "Yard", seconds: 4, limitS: 1 },
  box: [0.1, 0.2, 0.3, 0.4],
  direction: null,
  mode: "record",
  priority: "normal",
};
const alarm: Alarm = {
  ...event,
  id: "",
  eventId: "",
  cameraName: "Gate",
  place: "North",
  scenarioName: "Nobody in the yard",
  state: "raised",
  raisedAtMs: 0,
  confidence: null,
  occurrences: 1,
  acknowledgedAtMs: null,
  acknowledgedBy: null,
  verdict: null,
  outcome: null,
  verdictNote: "",
  verdictAtMs: null,
  verdictBy: null,
  still: "pending",
  clip: "pending",
  clipStartMs: null,
  clipDurationMs: null,
};

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const beganMs = performance.now();
  await work();
  return (performance.now() - beganMs) / 1000;
}

const round = (value: number): number => Math.round(value);
const result: Record<string, number | string> = {};
let records = await openRecords({ dataFolder: folder, databaseUrl });
result.dialect = records.dialect;
const run = `${process.pid}-${Date.now()}`;

const waits: number[] = [];
const singlesS = await secondsOf(async () => {
  for (let i = 0; i < SINGLES; i++) {
    const beganMs = performance.now();
    await records.alarms.raise({ ...alarm, id: `${run}-${i}`, eventId: `${run}-e${i}`, raisedAtMs: i });
    waits.push(performance.now() - beganMs);
  }
});
waits.sort((a, b) => a - b);
result.alarmsPerSecond = round(SINGLES / singlesS);
result.alarmMsP50 = Number(waits[SINGLES / 2]!.toFixed(2));
result.alarmMsP99 = Number(waits[Math.floor(SINGLES * 0.99)]!.toFixed(2));

const segmentsS = await secondsOf(async () => {
  for (let i = 0; i < SEGMENTS; i++) {
    await records.segments.insert({
      cameraId: "gate",
      path: `recordings/gate/${run}-${i}.mp4`,
      sequence: i,
      startMs: i,
      endMs: i + 1,
      sizeBytes: 1,
      sha256: "",
      previousSha256: "",
      codec: "h264",
      widthPx: 640,
      heightPx: 360,
      gapBeforeMs: 0,
      gapReason: "",
    });
  }
});
result.oneRowCommitsPerSecond = round(SEGMENTS / segmentsS);

const batchS = await secondsOf(async () => {
  for (let batch = 0; batch < BATCHES; batch++) {
    const first = batch * EVENTS_A_BATCH;
    await records.events.put(
      Array.from({ length: EVENTS_A_BATCH }, (_, i) => ({
        ...event,
        id: `${run}-${first + i}`,
        startedAtMs: first + i,
      })),
    );
  }
});
result.eventsPerSecondInBatches = round((BATCHES * EVENTS_A_BATCH) / batchS);

const pageS = await secondsOf(async () => {
  for (let i = 0; i < 100; i++) await records.alarms.list({ order: "queue", states: ["raised"], limit: 50 });
});
result.queuePageMs = Number(((pageS * 1000) / 100).toFixed(2));
await records.close();
const reopenS = await secondsOf(async () => {
  records = await openRecords({ dataFolder: folder, databaseUrl });
});
result.reopenMs = round(1000 * reopenS);
await records.close();
result.residentMb = round(process.memoryUsage.rss() / 1e6);
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify(result, null, 2));
