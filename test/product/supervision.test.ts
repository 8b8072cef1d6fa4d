import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Alarm } from "@vigie/contracts";
import type { RecordedSegment } from "@vigie/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client } from "./support/client.ts";
import { newDataFolder, type RunningServer, startProduct } from "./support/running-server.ts";

const KILLS = process.env.VIGIE_NIGHTLY ? 20 : 10;

interface Worker {
  pid: number;
  cameras: string[];
}

let folder: string;
let product: RunningServer;
let client: Client;
/** What lay on the disk when the product had ended, by camera. */
const left = new Map<string, RecordedSegment[]>();

beforeAll(async () => {
  folder = await newDataFolder();
  product = await startProduct(folder);
  client = await Client.setUp(product);
});
afterAll(async () => {
  await product.stop();
});

const workers = async () => (await client.send<{ workers: Worker[] }>("GET", "/fleet")).workers;

async function isAnalysed(ids: readonly string[], sinceMs: number): Promise<boolean> {
  const cameras = await client.cameras();
  return ids.every((id) => {
    const { health } = cameras.find((camera) => camera.id === id)!;
    // A busy machine may be too slow for every picture, and says so: that is watching all the same.
    const isWell = health.state === "ok" || health.code === "analysis.behind";
    return health.analysing && isWell && (health.lastFrameAtMs ?? 0) > sinceMs;
  });
}

/** The facts of every recording of a camera as they lie beside it on the disk, in order of time. */
function recordingsOnDisk(cameraId: string): RecordedSegment[] {
  const place = join(folder, "recordings", cameraId);
  return readdirSync(place)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(place, name), "utf8")) as RecordedSegment);
}

describe("workers that are killed again and again", () => {
  it("are replaced, their cameras watch again, no alarm is lost, and the chain of recordings goes on", async () => {
    const all = (await client.cameras()).map((camera) => camera.id);
    expect(all.length).toBeGreaterThan(3);
    await expect.poll(() => isAnalysed(all, 0), { timeout: 120_000, interval: 100 }).toBe(true);
    const known = new Map<string, Alarm>();
    const tookMs: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const busy = (await workers()).filter((worker) => worker.cameras.length > 0);
      const victim = busy[kill % busy.length]!;
      process.kill(victim.pid, "SIGKILL");
      const killedAtMs = Date.now();
      await expect.poll(() => isAnalysed(victim.cameras, killedAtMs), { timeout: 60_000, interval: 50 }).toBe(true);
      tookMs.push(Date.now() - killedAtMs);
      for (const alarm of await client.alarms()) known.set(alarm.id, alarm);
      expect((await workers()).map((worker) => worker.pid)).not.toContain(victim.pid);
    }
    tookMs.sort((a, b) => a - b);
    const median = tookMs[Math.floor(tookMs.length / 2)];
    console.info(`analysed again after ${median} ms in the middle, ${tookMs.at(-1)} ms at worst, of ${KILLS} kills`);

    const after = new Set((await client.alarms()).map((alarm) => alarm.id));
    for (const alarm of known.values()) expect(after.has(alarm.id), `the alarm "${alarm.why}" is gone`).toBe(true);
    for (const { health } of await client.cameras()) expect(health.code).not.toBe("worker.quarantined");

    expect(await product.stop()).toBe(0);
    for (const id of all) {
      const segments = recordingsOnDisk(id);
      left.set(id, segments);
      expect(segments.length, id).toBeGreaterThan(1);
      expect(
        segments.map((segment) => segment.sequence),
        `the numbers of ${id}`,
      ).toEqual(segments.map((_, i) => i + 1));
      for (const [i, segment] of segments.entries()) {
        const bytes = readFileSync(join(folder, segment.path));
        expect(createHash("sha256").update(bytes).digest("hex")).toBe(segment.sha256);
        const before = segments[i - 1];
        expect(segment.previousSha256).toBe(before?.sha256 ?? "");
        if (!before) continue;
        expect(segment.gapBeforeMs).toBe(segment.startMs - before.endMs);
        expect(segment.gapReason).not.toBe("");
      }
    }
  }, 600_000);

  it("loses none of it from the index", async () => {
    product = await startProduct(folder);
    client = await Client.logIn(product);
    expect(left.size).toBeGreaterThan(3);
    for (const [id, segments] of left) {
      const onDisk = segments.map((segment) => segment.startMs);
      const query = `from=${onDisk[0]! - 1000}&to=${onDisk.at(-1)! + 1000}`;
      const answer = await client.send<{ segments: { startMs: number }[] }>(
        "GET",
        `/cameras/${id}/recordings?${query}`,
      );
      const indexed = new Set(answer.segments.map((segment) => segment.startMs));
      expect(
        onDisk.filter((startMs) => !indexed.has(startMs)),
        id,
      ).toEqual([]);
    }
  });
});
