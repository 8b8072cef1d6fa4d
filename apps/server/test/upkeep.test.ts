// What the server does by itself: deletes what is too old, settles pictures that never came, and makes the demo site once.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { RecordedSegment } from "@vigie/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PATIENCE_MS, settlePendingMedia } from "../src/alarms/pending-media.ts";
import { openDemoSite } from "../src/cameras/demo-site.ts";
import { startPeriodicJob } from "../src/jobs/periodic-job.ts";
import { startUpkeep } from "../src/jobs/upkeep.ts";
import { checkRecordings } from "../src/recordings/check-at-start.ts";
import { intrusion, recordedSegment, startSite, type TestSite } from "./site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

const DAY_MS = 86_400_000;
const write = async (path: string): Promise<void> => {
  const file = await site.files.create(path);
  await file.append(new Uint8Array(100));
  await file.sync();
  await file.close();
};
const segment = (sequence: number, endMs: number) => recordedSegment("yard", sequence, endMs - 60_000, endMs);

describe("retention", () => {
  it("at the start deletes what is older than the site's days, files and rows, and nothing younger", async () => {
    const administrator = await site.as("administrator");
    const settings = { siteName: "Depot", timeZone: "Europe/Paris", retentionDays: 2 };
    expect((await administrator.send("PUT", "/api/v1/settings", settings)).status).toBe(200);
    expect(await (await administrator.get("/api/v1/settings")).json()).toMatchObject(settings);
    const nowMs = Date.now();
    for (const [sequence, endMs] of [
      [1, nowMs - 3 * DAY_MS],
      [2, nowMs - DAY_MS],
    ] as const) {
      await write(`recordings/yard/${sequence}.mp4`);
      await site.listener.onSegment(segment(sequence, endMs));
    }
    const jobs = startUpkeep(site);
    await expect.poll(() => site.files.stat("recordings/yard/1.mp4")).toBeNull();
    await Promise.all(jobs.map((job) => job.stop()));
    expect(await site.files.stat("recordings/yard/2.mp4")).not.toBeNull();
    expect(await site.records.segments.totalBytes()).toBe(100);
    const metrics = await (await site.visitor().get("/metrics")).text();
    expect(metrics).toContain("vigie_retention_removed_segments_total 1");
  });

  it.each([
    [{ siteName: "x", timeZone: "Europe/Paris", retentionDays: 31 }, /"retentionDays"/],
    [{ siteName: "x", timeZone: "Europe/Paris", retentionDays: 1.5 }, /"retentionDays"/],
    [{ siteName: "x", timeZone: "Mars/Olympus", retentionDays: 3 }, /"timeZone" must be an IANA name/],
  ])("%j cannot be chosen", async (settings, message) => {
    const administrator = await site.as("administrator");
    const answer = await administrator.send("PUT", "/api/v1/settings", settings);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { message: string }).message).toMatch(message);
  });
});

describe("recordings", () => {
  it("are listed with their gaps and served by number; those of another camera or none are not there", async () => {
    await site.cameras.create({ id: "yard", name: "Yard", source: { kind: "rtsp", url: "rtsp://192.0.2.1/1" } });
    const operator = await site.as("operator");
    const nowMs = Date.now();
    await write("recordings/yard/7.mp4");
    await site.listener.onSegment({ ...segment(7, nowMs), gapBeforeMs: 500, gapReason: "the camera was silent" });
    const list = await operator.get(`/api/v1/cameras/yard/recordings?from=${nowMs - 70_000}&to=${nowMs}`);
    expect(await list.json()).toMatchObject({ segments: [{ sequence: 7, gapBeforeMs: 500 }] });
    const file = await operator.fetch("/api/v1/cameras/yard/recordings/7.mp4", { headers: { range: "bytes=0-9" } });
    expect([file.status, (await file.arrayBuffer()).byteLength]).toEqual([206, 10]);
    expect((await operator.get("/api/v1/cameras/yard/recordings/8.mp4")).status).toBe(404);
    expect((await operator.get("/api/v1/cameras/gate/recordings")).status).toBe(404);
    expect((await operator.get("/api/v1/cameras/yard/recordings?from=5&to=1")).status).toBe(400);
  });

  it("whose file is gone leave the index at the next start, with a line in the log", async () => {
    await site.listener.onSegment(segment(9, Date.now()));
    await checkRecordings({ ...site, dataFolder: site.config.dataFolder });
    const { segments } = (await (await (await site.as("viewer")).get("/api/v1/cameras/yard/recordings")).json()) as {
      segments: RecordedSegment[];
    };
    expect(segments.map((item) => item.sequence)).not.toContain(9);
    expect(site.log.join("")).toContain("gone from the disk");
  });
});

describe("counts", () => {
  it("add up in their quarter of an hour", async () => {
    const line = (car: number) => ({ camera: "yard", line: "gate", forward: { car }, backward: {} });
    const atMs = Date.now();
    for (const car of [1, 2]) await site.listener.onCounts({ cameraId: "yard", atMs, lines: [line(car)], zones: [] });
    const viewer = await site.as("viewer");
    const answer = (await (await viewer.get("/api/v1/cameras/yard/counts")).json()) as { bins: unknown[] };
    expect(answer.bins).toMatchObject([{ placeId: "gate", className: "car", direction: "forward", value: 3 }]);
  });
});

describe("pictures that never came", () => {
  it("are ready when their file is there, failed when not, and left alone while they may still come", async () => {
    for (const id of ["there", "lost", "young"]) await site.desk.onEvent(intrusion(id, { scenarioId: id }));
    await mkdir(join(site.config.dataFolder, "stills"), { recursive: true });
    await write("stills/there.jpg");
    const later = { ...site.clock, nowMs: () => Date.now() + PATIENCE_MS + 1 };
    const young = (await site.records.alarms.findByEvent("young"))!;
    await site.records.alarms.change(young.id, 0, (alarm) => ({ ...alarm, raisedAtMs: later.nowMs() }));
    expect(await settlePendingMedia(site.records, site.files, later)).toBe(2);
    const states = async (event: string) => {
      const { still, clip } = (await site.records.alarms.findByEvent(event))!;
      return [still, clip];
    };
    expect(await states("there")).toEqual(["ready", "failed"]);
    expect(await states("lost")).toEqual(["failed", "failed"]);
    expect(await states("young")).toEqual(["pending", "pending"]);
  });
});

describe("a job", () => {
  it("that fails says so and runs again", async () => {
    let turns = 0;
    const work = async () => {
      turns++;
      if (turns === 1) throw new Error("first turn fails");
    };
    const job = startPeriodicJob({ name: "stubborn", everyMs: 5, clock: site.clock, logger: site.logger, work });
    await expect.poll(() => turns).toBeGreaterThan(2);
    await job.stop();
    const ended = turns;
    expect(site.log.join("")).toContain("first turn fails");
    expect(turns).toBe(ended);
  });
});

describe("the demo site", () => {
  it("comes once, only to a site that never had a camera, and stays away after it was removed", async () => {
    const fresh = await startSite();
    try {
      const open = (wanted: boolean) => openDemoSite({ ...fresh, wanted });
      expect(await open(false)).toBeNull();
      const first = await open(true);
      const made = await fresh.cameras.list();
      expect(made.length).toBeGreaterThanOrEqual(3);
      expect(made.every((camera) => camera.demo && camera.scene.scenarios.length > 0)).toBe(true);
      await first!.close();

      // After a restart the same cameras go on, wherever the small RTSP server now listens; what people changed stays.
      const [own] = made;
      await fresh.cameras.change(own!.id, { name: "Mine", source: { kind: "rtsp", url: "rtsp://192.0.2.3/1" } });
      await fresh.records.settings.set("demo.rtsp-port", "1");
      const second = await open(true);
      const again = await fresh.cameras.list();
      expect(again.map((camera) => camera.id)).toEqual(made.map((camera) => camera.id));
      expect(again[0]).toMatchObject({ name: "Mine", source: { url: "rtsp://192.0.2.3/1" } });
      const ports = again.slice(1).flatMap(({ source }) => (source.kind === "rtsp" ? [new URL(source.url).port] : []));
      expect(new Set(ports)).toEqual(new Set([await fresh.records.settings.get("demo.rtsp-port")]));
      await second!.close();

      for (const camera of again) await fresh.cameras.remove(camera.id);
      expect(await open(true)).toBeNull();
      expect(await fresh.cameras.list()).toEqual([]);
    } finally {
      await fresh.close();
    }
  });

  it("does not come to a site whose owner added a camera and removed it", async () => {
    const fresh = await startSite();
    try {
      await fresh.cameras.create({ id: "one", name: "One", source: { kind: "rtsp", url: "rtsp://192.0.2.1/1" } });
      await fresh.cameras.remove("one");
      expect(await openDemoSite({ ...fresh, wanted: true })).toBeNull();
    } finally {
      await fresh.close();
    }
  });
});
