// A long question about the past is answered by several threads: the same answer, one progress, one error.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type RetroResult, scenarioSchema, sceneSchema } from "@vigie/contracts";
import { createCameraAnalysis, createDetections, type TraceChunk } from "@vigie/core";
import { answerPast, askThePast, replayPart, surveyThePast } from "@vigie/engine";
import { openRecords, openTrajectoryReader, SQLITE_FILE } from "@vigie/store";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askInThreads } from "../src/retro/ask-in-threads.ts";
import { createHelpers } from "../src/retro/helper-threads.ts";
import { createPartWork } from "../src/retro/part-work.ts";
import { threadsForThePast } from "../src/retro/threads.ts";

const FROM_MS = Date.parse("2026-03-02T00:00:00Z");
const HOURS = 96;
const HOUR_MS = 3_600_000;
const LOOKED_MS = 4 * 60_000;

const scene = sceneSchema.parse({
  zones: [
    {
      id: "door",
      polygon: [
        [0.4, 0.4],
        [0.6, 0.4],
        [0.6, 0.9],
        [0.4, 0.9],
      ],
    },
  ],
  scenarios: [{ id: "night-door", kind: "intrusion", zone: "door", classes: ["person"], minStayS: 0.5 }],
});
const question = {
  cameraId: "yard",
  scenario: scenarioSchema.parse(scene.scenarios[0]),
  lines: [],
  zones: scene.zones,
  // Longer than what one thread answers alone; nothing is stored of the days before.
  fromMs: FROM_MS - 10 * 24 * HOUR_MS,
  toMs: FROM_MS + HOURS * HOUR_MS,
};

/** Every hour the camera is looked through for four minutes, and twice somebody walks through the door. */
function watchLive(): TraceChunk[] {
  const chunks: TraceChunk[] = [];
  for (let hour = 0; hour < HOURS; hour++) {
    const onTrace = (chunk: TraceChunk) => chunks.push(chunk);
    const analysis = createCameraAnalysis({ cameraId: "yard", classes: ["person"], scene, onTrace });
    for (let ms = 0; ms < LOOKED_MS; ms += 500) {
      const detections = createDetections(1);
      const x = ((ms % (LOOKED_MS / 2)) / 8_000) * 0.9;
      if (x < 1) {
        detections.boxes.set([x - 0.03, 0.4, x + 0.03, 0.7]);
        detections.scores[0] = 0.8;
        detections.count = 1;
      }
      analysis.step({ timeMs: FROM_MS + hour * HOUR_MS + ms, detections, aspect: 16 / 9 });
    }
    analysis.interrupt(FROM_MS + hour * HOUR_MS + LOOKED_MS);
  }
  return chunks;
}

let dataFolder: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "vigie-past-"));
  const records = await openRecords({ dataFolder });
  for (const chunk of watchLive()) await records.trajectories.add(chunk);
  await records.close();
});
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

const ask = (threads: number, onProgress: (share: number) => void = () => undefined): Promise<RetroResult> =>
  askInThreads({ dataFolder, databaseUrl: null, question, threads }, onProgress);

/** All parts judged by two helpers, while this thread only waits. */
async function askHelpers(): Promise<RetroResult> {
  const helpers = createHelpers({ dataFolder, databaseUrl: null, question }, 2);
  const reader = await openTrajectoryReader({ dataFolder });
  try {
    const survey = await surveyThePast(reader, question, 8);
    const work = createPartWork(survey.parts, () => undefined);
    helpers.workOn(work);
    return answerPast(survey, await work.answers);
  } finally {
    await reader.close();
    await helpers.end();
  }
}

describe("a long question about the past", () => {
  it("gets the same answer from one thread and from three, with a progress that only grows", async () => {
    const reader = await openTrajectoryReader({ dataFolder });
    const once = await askThePast(reader, question);
    expect((await surveyThePast(reader, question, 12)).parts).toHaveLength(12);
    await reader.close();
    expect(await askHelpers()).toEqual(once);
    expect([once.totalEvents, once.tracks]).toEqual([2 * HOURS, 2 * HOURS]);
    for (const threads of [1, 3]) {
      const shares: number[] = [];
      expect(await ask(threads, (share) => shares.push(share))).toEqual(once);
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
      expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
    }
  });

  it("is answered without helpers that cannot read", async () => {
    const helpers = createHelpers({ dataFolder: join(dataFolder, "nowhere"), databaseUrl: null, question }, 2);
    const reader = await openTrajectoryReader({ dataFolder });
    const survey = await surveyThePast(reader, question, 8);
    const work = createPartWork(survey.parts, () => undefined);
    helpers.workOn(work);
    for (let next = work.take(); next !== null; next = work.take())
      work.answered(next.n, await replayPart(reader, question, next.part));
    expect(answerPast(survey, await work.answers)).toEqual(await askThePast(reader, question));
    expect(work.hasFailed()).toBe(false);
    await reader.close();
    await helpers.end();
  });

  it("says which minute is damaged, leaves it out and does not claim it, whichever thread reads it", async () => {
    const once = await ask(1);
    const database = new DatabaseSync(join(dataFolder, SQLITE_FILE));
    const minuteMs = FROM_MS + 70 * HOUR_MS;
    const damage = (column: string) =>
      database.prepare(`update "minuteTracks" set "${column}" = x'ffff' where "minuteMs" = ?`).run(minuteMs).changes;
    expect(damage("looks")).toBe(1);
    const message = `The stored minute 2026-03-04T22:00:00.000Z of camera "yard" is damaged, or was deleted meanwhile, and was left out.`;
    const without = { totalEvents: once.totalEvents - 1, coveredMs: once.coveredMs - 60_000, damaged: [{ message }] };
    for (const threads of [1, 3]) expect(await ask(threads)).toMatchObject(without);
    expect(await askHelpers()).toMatchObject(without);
    expect(damage("pieces")).toBe(1);
    database.close();
    expect(await ask(3)).toMatchObject(without);
  });

  it("uses a thread for each core where threads can step back behind the live analysis, elsewhere every second, four at most", () => {
    expect([1, 2, 3, 4, 64].map((cores) => threadsForThePast(cores, true))).toEqual([1, 2, 3, 4, 4]);
    expect([1, 2, 3, 4, 64].map((cores) => threadsForThePast(cores, false))).toEqual([1, 1, 1, 2, 4]);
  });
});
