// Loss of power at any moment: what was acknowledged is whole, and nothing is served that is not there.
import type { RecordedSegment } from "@vigie/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enforceRetention, reindex, type StoreRecords } from "../src/index.ts";
import { createLossyFileSystem, type LossyFileSystem } from "../src/testing/index.ts";
import { makePlace, type Place } from "./support/each-store.ts";
import { emptied, publish, writePicture } from "./support/recorder.ts";
import { alarm, recording } from "./support/samples.ts";
import { virtualClock } from "./support/virtual-clock.ts";

const DAY_MS = 86_400_000;

let place: Place;
let records: StoreRecords;
beforeAll(async () => {
  place = await makePlace("sqlite");
  records = await place.open();
});
afterAll(() => place[Symbol.asyncDispose]());

class PowerLoss extends Error {}

/** Runs `work` until the power goes before operation number `atOperation`, if it gets there. */
async function untilPowerLoss(files: LossyFileSystem, atOperation: number, work: () => Promise<void>): Promise<void> {
  let operations = 0;
  files.onOperation(() => {
    if (++operations > atOperation) throw new PowerLoss();
  });
  try {
    await work();
  } catch (error) {
    if (!((error as Error).cause instanceof PowerLoss) && !String(error).includes("did not reach the disk"))
      throw error;
  }
  files.onOperation(null);
  files.crash();
}

const rows = (): Promise<RecordedSegment[]> => records.segments.list("gate", 0, Number.MAX_SAFE_INTEGER);

describe("after a loss of power", () => {
  it("every indexed recording is there, byte for byte, and every whole one is indexed by the start-up check", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.array(fc.string({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 60 }),
        async (seed, contents, atOperation) => {
          await emptied(records);
          const files = createLossyFileSystem(seed);
          const made = contents.map((text, i) => recording(`recordings/gate/${i}.mp4`, text, { sequence: i }));
          const acknowledged: string[] = [];
          await untilPowerLoss(files, atOperation, async () => {
            for (const { facts, bytes } of made) {
              await publish(files, facts, bytes);
              await records.segments.insert(facts);
              acknowledged.push(facts.path);
            }
          });
          const report = await reindex({ records, files });
          expect(report).toMatchObject({ missing: [], problem: null });
          const indexed = (await rows()).map((row) => row.path);
          expect(indexed).toEqual(expect.arrayContaining(acknowledged));
          for (const { facts, bytes } of made) {
            if (indexed.includes(facts.path)) expect(await files.read(facts.path)).toEqual(bytes);
          }
          const known = new Set([...indexed, ...report.damaged.map((file) => file.path)]);
          const videos = files.paths().filter((path) => !path.endsWith(".json"));
          expect(videos.filter((path) => !known.has(path))).toEqual([]);
          const again = await reindex({ records, files });
          expect(again).toMatchObject({ adopted: [], missing: [], strays: [], removalsFinished: 0 });
        },
      ),
      { numRuns: 300 },
    );
  });

  it("a clean-up that was interrupted has left no row without its file, and the next one leaves no file", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 0, max: 24 }), async (seed, atOperation) => {
        await emptied(records);
        const files = createLossyFileSystem(seed);
        for (let i = 0; i < 4; i++) {
          const endMs = i < 2 ? DAY_MS : 20 * DAY_MS;
          const { bytes, facts } = recording(`recordings/gate/${i}.mp4`, `video ${i}`, {
            sequence: i,
            startMs: 1,
            endMs,
          });
          await publish(files, facts, bytes);
          await records.segments.insert(facts);
          await writePicture(files, `stills/event-a${i}.jpg`);
          await writePicture(files, `clips/event-a${i}.mp4`);
          await records.alarms.raise(alarm(`a${i}`, { raisedAtMs: endMs }));
        }
        const clock = virtualClock(21 * DAY_MS);
        await untilPowerLoss(files, atOperation, async () => {
          await enforceRetention({ records, files, clock, days: 10 });
        });
        const there = new Set(files.paths());
        for (const row of await rows()) expect(there, `served: ${row.path}`).toContain(row.path);
        const { alarms } = await records.alarms.list({ limit: 10 });
        for (const each of alarms) expect(there).toContain(`stills/${each.eventId}.jpg`);
        expect(await reindex({ records, files })).toMatchObject({ adopted: [], damaged: [], missing: [] });
        await enforceRetention({ records, files, clock, days: 10 });
        const kept = [2, 3].flatMap((i) => [
          `clips/event-a${i}.mp4`,
          `recordings/gate/${i}.json`,
          `recordings/gate/${i}.mp4`,
          `stills/event-a${i}.jpg`,
        ]);
        expect(files.paths()).toEqual(kept.sort());
      }),
      { numRuns: 150 },
    );
  });

  it("an un-synced file may be gone, a synced one in a synced folder never is", async () => {
    const outcomes = new Set<string>();
    for (let seed = 0; seed < 60; seed++) {
      const files = createLossyFileSystem(seed);
      const safe = await files.create("a/safe");
      await safe.append(new Uint8Array([1, 2, 3]));
      await safe.sync();
      await files.syncFolder("a");
      const risky = await files.create("a/risky");
      await risky.append(new Uint8Array([1, 2, 3]));
      files.crash();
      expect(await files.read("a/safe")).toEqual(new Uint8Array([1, 2, 3]));
      outcomes.add(String((await files.stat("a/risky"))?.sizeBytes ?? "gone"));
      await expect(risky.append(new Uint8Array([4]))).rejects.toMatchObject({ code: "files.io" });
    }
    expect([...outcomes].sort()).toEqual(["0", "1", "2", "3", "gone"]);
  });
});
