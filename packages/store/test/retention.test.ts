// Retention as the owner is promised it: pictures go after their days, counters stay, and a wrong clock deletes nothing.

import type { JournalChange } from "@vigie/contracts";
import type { FileSystem } from "@vigie/core";
import { describe, expect, it } from "vitest";
import { createNodeFileSystem, enforceRetention, pruneForSpace, type StoreRecords } from "../src/index.ts";
import { createLossyFileSystem } from "../src/testing/index.ts";
import { makePlace, onEachStore } from "./support/each-store.ts";
import { filesBelow, publish, writePicture } from "./support/recorder.ts";
import { alarm, camera, event, recording } from "./support/samples.ts";
import { virtualClock } from "./support/virtual-clock.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const BEGIN_MS = Date.UTC(2026, 2, 1);

/** One day at a site: two recordings, one alarm with its pictures, one event without, one counter. */
async function liveOneDay(records: StoreRecords, files: FileSystem, day: number): Promise<void> {
  const dayMs = BEGIN_MS + day * DAY_MS;
  for (const part of [1, 2]) {
    const path = `recordings/gate/${String(day).padStart(3, "0")}-${part}.mp4`;
    const startMs = dayMs + part * HOUR_MS;
    const { bytes, facts } = recording(path, `video ${path}`, {
      sequence: day * 2 + part,
      startMs,
      endMs: startMs + 60_000,
    });
    await publish(files, facts, bytes);
    await records.segments.insert(facts);
  }
  const eventId = `e${day}`;
  await writePicture(files, `stills/${eventId}.jpg`);
  await writePicture(files, `clips/${eventId}.mp4`);
  const times = { startedAtMs: dayMs + HOUR_MS, raisedAtMs: dayMs + HOUR_MS };
  await records.events.put([event(eventId, times), event(`quiet${day}`, times)]);
  await records.alarms.raise(alarm(`a${day}`, { eventId, ...times }));
  await records.counts.add([
    { cameraId: "gate", placeId: "door", className: "person", direction: "forward", binStartMs: dayMs, value: 1 },
  ]);
}

/** What must be on disk for these days and nothing else. */
function filesOfDays(first: number, last: number): string[] {
  const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  return days
    .flatMap((day) => {
      const stem = `recordings/gate/${String(day).padStart(3, "0")}`;
      return [
        `${stem}-1.mp4`,
        `${stem}-1.json`,
        `${stem}-2.mp4`,
        `${stem}-2.json`,
        `stills/e${day}.jpg`,
        `clips/e${day}.mp4`,
      ];
    })
    .sort();
}

async function pictures(files: FileSystem): Promise<string[]> {
  const folders = await Promise.all(["recordings", "stills", "clips"].map((folder) => filesBelow(files, folder)));
  return folders.flat().sort();
}

onEachStore("retention", (make) => {
  it("keeps exactly the last 7 of 40 days on disk and in the records, and all counters", async () => {
    await using place = await make();
    const records = await place.open();
    const files = createNodeFileSystem(place.folder);
    const clock = virtualClock(BEGIN_MS);
    await records.cameras.insert(camera("gate"), BEGIN_MS);
    let deleted = 0;
    for (let day = 0; day < 40; day++) {
      await liveOneDay(records, files, day);
      clock.setTo(BEGIN_MS + (day + 1) * DAY_MS - HOUR_MS);
      const result = await enforceRetention({ records, files, clock, days: 7 });
      expect(result).toMatchObject({ refused: null, failed: [] });
      deleted += result.removed;
      const oldest = Math.max(0, day - 6);
      expect(await pictures(files)).toEqual(filesOfDays(oldest, day));
    }
    expect(deleted).toBe(33 * 6);
    expect((await records.alarms.list({ limit: 100 })).alarms.map((one) => one.id)).toEqual(
      [39, 38, 37, 36, 35, 34, 33].map((day) => `a${day}`),
    );
    expect((await records.events.list({ limit: 100 })).events).toHaveLength(14);
    expect(await records.segments.list("gate", 0, Number.MAX_SAFE_INTEGER)).toHaveLength(14);
    expect(await records.counts.list({ cameraId: "gate", fromMs: 0, toMs: BEGIN_MS + 40 * DAY_MS })).toHaveLength(40);
    expect(await records.alarms.totalRaised()).toBe(40);
    expect(await records.journal.lastSeq()).toBe(41);
    expect((await records.journal.read(0, 100)).map((entry) => entry.seq)).toEqual([35, 36, 37, 38, 39, 40, 41]);
    expect((await records.cameras.list()).map((one) => one.id)).toEqual(["gate"]);
  });

  it("forgets an old alarm wholly, with what was said of it later", async () => {
    await using place = await make();
    const records = await place.open();
    const files = createNodeFileSystem(place.folder);
    await records.alarms.raise(alarm("old", { raisedAtMs: BEGIN_MS }));
    await records.alarms.change("old", BEGIN_MS + 9 * DAY_MS, (before) => ({ ...before, state: "cleared" }));
    const clock = virtualClock(BEGIN_MS + 10 * DAY_MS);
    await enforceRetention({ records, files, clock, days: 5 });
    expect(await records.alarms.get("old")).toBeNull();
    expect(await records.journal.read(0, 10)).toEqual([]);
    expect(await records.journal.lastSeq()).toBe(2);
  });

  it("keeps for a year who asked for somebody's way under which reference, and nothing else of that time", async () => {
    await using place = await make();
    const records = await place.open();
    const files = createNodeFileSystem(place.folder);
    const asked: JournalChange = {
      type: "journey.asked",
      by: "Ada",
      userId: "u1",
      legalReference: "PV 1",
      reason: "",
      cameraId: "gate",
      cameraName: "Gate",
      sightingMs: BEGIN_MS,
      classes: ["person"],
      fromMs: BEGIN_MS,
      toMs: BEGIN_MS + 1,
      cameraIds: [],
    };
    await records.journal.append(asked, BEGIN_MS);
    await records.journal.append({ type: "arm-mode", armMode: "home", by: "Ada" }, BEGIN_MS);
    const clock = virtualClock(BEGIN_MS + 364 * DAY_MS);
    expect(await enforceRetention({ records, files, clock, days: 5 })).toMatchObject({ journalEntries: 1 });
    expect(await records.journal.read(0, 10)).toEqual([{ ...asked, seq: 1, atMs: BEGIN_MS }]);
    clock.setTo(BEGIN_MS + 366 * DAY_MS);
    expect(await enforceRetention({ records, files, clock, days: 5 })).toMatchObject({ journalEntries: 1 });
    expect(await records.journal.read(0, 10)).toEqual([]);
  });
});

describe("retention", () => {
  it.each([0, 31, 1.5, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses to keep for %d days", async (days) => {
    await using place = await makePlace("sqlite");
    const records = await place.open();
    const files = createLossyFileSystem(1);
    const pass = enforceRetention({ records, files, clock: virtualClock(BEGIN_MS), days });
    await expect(pass).rejects.toMatchObject({
      code: "retention.bad-days",
      message: `Recordings are kept for 1 to 30 whole days; ${days} is not allowed.`,
    });
  });

  it("tries a file again that could not be deleted", async () => {
    await using place = await makePlace("sqlite");
    const records = await place.open();
    const files = createLossyFileSystem(1);
    await liveOneDay(records, files, 0);
    const clock = virtualClock(BEGIN_MS + 10 * DAY_MS);
    files.failNext("remove", "EROFS", 2);
    const first = await enforceRetention({ records, files, clock, days: 5 });
    expect(first.failed).toHaveLength(2);
    expect(first.removed).toBe(4);
    const second = await enforceRetention({ records, files, clock, days: 5 });
    expect(second).toMatchObject({ removed: 2, failed: [], segments: 0 });
    expect(files.paths()).toEqual([]);
  });
});

describe("a disk that is nearly full", () => {
  async function recorded(records: StoreRecords, files: FileSystem, count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const startMs = BEGIN_MS + i * 60_000;
      const { bytes, facts } = recording(`recordings/gate/${i}.mp4`, "x".repeat(1000), {
        sequence: i,
        startMs,
        endMs: startMs + 60_000,
      });
      await publish(files, facts, bytes);
      await records.segments.insert(facts);
    }
  }

  it("loses its oldest recordings first, and those that alarms need last: never", async () => {
    await using place = await makePlace("sqlite");
    const records = await place.open();
    const files = createLossyFileSystem(1);
    await recorded(records, files, 10);
    const during = (minute: number) => ({ startedAtMs: BEGIN_MS + minute * 60_000 + 30_000 });
    await records.alarms.raise(alarm("undecided", during(1)));
    await records.alarms.raise(alarm("real", { ...during(3), verdict: "true" }));
    await records.alarms.raise(alarm("nuisance", { ...during(0), verdict: "nuisance" }));
    await records.alarms.raise(alarm("elsewhere", { ...during(2), cameraId: "yard" }));
    files.setFreeBytes(500);
    const enough = await pruneForSpace({ records, files, minFreeBytes: 2500 });
    expect(enough).toMatchObject({ segments: 2, segmentBytes: 2000, enough: true, failed: [] });
    expect(files.paths().filter((path) => path.endsWith("mp4"))).toEqual(
      [1, 3, 4, 5, 6, 7, 8, 9].map((i) => `recordings/gate/${i}.mp4`),
    );
    const tooMuch = await pruneForSpace({ records, files, minFreeBytes: 1_000_000 });
    expect(tooMuch).toMatchObject({ segments: 6, enough: false });
    expect((await records.segments.list("gate", 0, Number.MAX_SAFE_INTEGER)).map((each) => each.sequence)).toEqual([
      1, 3,
    ]);
  });

  it("loses nothing while enough is free", async () => {
    await using place = await makePlace("sqlite");
    const records = await place.open();
    const files = createLossyFileSystem(1);
    await recorded(records, files, 3);
    files.setFreeBytes(5000);
    expect(await pruneForSpace({ records, files, minFreeBytes: 5000 })).toMatchObject({ segments: 0, enough: true });
    expect(files.paths()).toHaveLength(6);
  });
});
