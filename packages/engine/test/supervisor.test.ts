import { type CameraConfig, type CameraHealth, cameraConfigSchema } from "@vigie/contracts";
import type { Clock, StoredMemory, TraceChunk } from "@vigie/core";
import { createFleet, type Fleet, type FleetListener } from "@vigie/engine";
import { afterEach, describe, expect, it } from "vitest";
import { memoryKey } from "../src/pipeline/memory-keeper.ts";

const clock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return { cancel: () => clearTimeout(timer) };
  },
};

const camera = (id: string, path = id): CameraConfig =>
  cameraConfigSchema.parse({
    id,
    name: id,
    source: { kind: "file", path },
    analysis: { detector: "nothing", fps: 10 },
  });

const traces: TraceChunk[] = [];
const spent: string[] = [];
const memories: StoredMemory[] = [];
/** Every health that was told, in order: what lasts only a moment is here too. */
const told: CameraHealth[] = [];
const listener: FleetListener = {
  onEvent: async () => {},
  onEventMedia: async () => {},
  onHealth: (health) => void told.push(health),
  onSegment: async () => {},
  onCounts: async () => {},
  onTrace: async (chunk) => void traces.push(chunk),
  onKnownObjectsSpent: async ({ ids }) => void spent.push(...ids),
  onMemory: async (memory) => void memories.push(memory),
};

const patience = { timeout: 25_000 };
let fleet: Fleet;
const troubles: string[] = [];

async function start(cameras: CameraConfig[], workers = 1): Promise<void> {
  told.length = 0;
  fleet = createFleet({
    workerEntry: new URL("./fixtures/worker-entry.ts", import.meta.url),
    workers,
    environment: {},
    clock,
    listener,
    lastSegment: async () => null,
    onTrouble: (what, details) => troubles.push(`${what} ${JSON.stringify(details)}`),
  });
  await fleet.start(cameras);
}

const healthOf = (id: string): CameraHealth | undefined => fleet.health().find((h) => h.cameraId === id);
const analysing = (id: string) => () => healthOf(id)?.state === "ok" && healthOf(id)?.analysing === true;

afterEach(async () => {
  await fleet.stop();
});

describe("a fleet of worker processes", () => {
  it("replaces a worker that was killed: its cameras are analysed again within 5 s, the other worker's never stop", async () => {
    await start([camera("one"), camera("two")], 2);
    await expect.poll(() => analysing("one")() && analysing("two")(), patience).toBe(true);
    const victim = fleet.workers().find((w) => w.cameras.includes("one"))!;
    const other = fleet.workers().find((w) => w.cameras.includes("two"))!;
    told.length = 0;
    process.kill(victim.pid, "SIGKILL");
    await expect.poll(() => told.some((health) => health.cameraId === "one" && health.state === "blind")).toBe(true);
    await expect.poll(analysing("one"), { timeout: 5_000 }).toBe(true);
    expect(fleet.workers().find((w) => w.cameras.includes("one"))!.pid).not.toBe(victim.pid);
    expect(fleet.workers().find((w) => w.cameras.includes("two"))!.pid).toBe(other.pid);
    expect(told.filter((health) => health.cameraId === "two" && health.state !== "ok")).toEqual([]);
    expect(healthOf("two")?.state).toBe("ok");
  });

  it("sets a camera aside that brings its worker down twice, says so, and keeps the others running", async () => {
    await start([camera("good"), camera("bad", "poison")]);
    await expect.poll(() => healthOf("bad")?.code, patience).toBe("worker.quarantined");
    expect(healthOf("bad")?.state).toBe("blind");
    expect(healthOf("bad")?.reason).toContain("set aside");
    await expect.poll(analysing("good"), patience).toBe(true);
    expect(healthOf("bad")?.code).toBe("worker.quarantined");
    await fleet.put(camera("bad", "mended"));
    await expect.poll(analysing("bad"), patience).toBe(true);
  });

  it("shows a camera that is switched off as unknown, and brings it back", async () => {
    await start([camera("one")]);
    await expect.poll(analysing("one"), patience).toBe(true);
    await fleet.put({ ...camera("one"), enabled: false });
    expect(healthOf("one")).toMatchObject({
      state: "unknown",
      code: "camera.disabled",
      recording: false,
      analysing: false,
    });
    await fleet.put(camera("one"));
    await expect.poll(analysing("one"), patience).toBe(true);
    await fleet.remove("one");
    expect(fleet.health()).toEqual([]);
  });

  it("VW-13 what was learnt behind other masks than a camera has by now is never told, also when it is switched off with the change", async () => {
    const polygon: [number, number][] = [
      [0, 0],
      [0.4, 0],
      [0.4, 0.4],
    ];
    const masked = { ...camera("one").scene, masks: [{ id: "m1", name: "", polygon }] };
    for (const [scene, isTold] of [
      [camera("one").scene, true],
      [masked, false],
    ] as const) {
      memories.length = 0;
      await start([camera("one")]);
      await expect.poll(() => healthOf("one")?.analysedFps ?? 0, patience).toBeGreaterThan(0);
      await fleet.put({ ...camera("one"), scene, enabled: false });
      await fleet.stop();
      expect(memories.some(({ key }) => key === memoryKey(camera("one")))).toBe(isTold);
    }
  });

  it("keeps when a camera was looked at to the end of its session, and names the scenarios that rest with it", async () => {
    traces.length = 0;
    const polygon = [
      [0, 0],
      [1, 0],
      [1, 1],
    ];
    const scenarios = [{ id: "door", kind: "intrusion", zone: "all", classes: ["moving"] }];
    const watched = cameraConfigSchema.parse({
      ...camera("one"),
      scene: { zones: [{ id: "all", polygon }], scenarios },
    });
    await start([watched]);
    await expect.poll(() => healthOf("one")?.analysing, patience).toBe(true);
    await expect.poll(() => healthOf("one")?.analysedFps ?? 0, patience).toBeGreaterThan(0);
    await fleet.put({ ...watched, enabled: false });
    expect(healthOf("one")?.notWatching).toEqual([
      { scenarioId: "door", reason: "the camera is switched off", planned: true },
    ]);
    await expect.poll(() => traces.length).toBeGreaterThan(0);
    const last = traces.at(-1)!;
    expect(last).toMatchObject({ cameraId: "one", classes: ["moving"], pieces: [] });
    expect(last.frames).toBeGreaterThan(0);
    expect(last.endedAtMs).toBeGreaterThan(last.toMs);
  });

  it("tells once which notes on known objects are spent", async () => {
    spent.length = 0;
    const notes = [
      { id: "over", box: [0.1, 0.1, 0.2, 0.2], sinceMs: 0, untilMs: 1 },
      { id: "lasts", box: [0.1, 0.1, 0.2, 0.2], sinceMs: 0 },
    ];
    const noted = cameraConfigSchema.parse({ ...camera("one"), scene: { knownObjects: notes } });
    await start([noted]);
    await expect.poll(() => spent.length, patience).toBeGreaterThan(0);
    await expect.poll(() => healthOf("one")?.analysedFps ?? 0, patience).toBeGreaterThan(0);
    expect(spent).toEqual(["over"]);
  });

  it("answers a question about a camera that is not there with one sentence", async () => {
    await start([]);
    await expect(fleet.still("nowhere", 640)).rejects.toMatchObject({
      code: "camera.not-found",
      message: 'There is no camera "nowhere".',
    });
  });

  it("says that it knows nothing of a worker's cameras while the worker is silent, and leaves it alive when it answers again", async () => {
    await start([camera("one")]);
    await expect.poll(analysing("one"), patience).toBe(true);
    const { pid } = fleet.workers()[0]!;
    process.kill(pid, "SIGSTOP");
    try {
      await expect.poll(() => healthOf("one")?.code, patience).toBe("worker.silent");
      expect(healthOf("one")).toMatchObject({ state: "blind", analysing: false, recording: false });
    } finally {
      process.kill(pid, "SIGCONT");
    }
    await expect.poll(analysing("one"), patience).toBe(true);
    expect(fleet.workers()[0]!.pid).toBe(pid);
  });

  it("ends although a worker has just fallen for the third time in a row and is not replaced yet", async () => {
    await start([camera("one")]);
    for (let fall = 0; fall < 4; fall++) {
      await expect.poll(analysing("one"), patience).toBe(true);
      const { pid } = fleet.workers()[0]!;
      told.length = 0;
      process.kill(pid, "SIGKILL");
      await expect.poll(() => told.map((health) => health.code)).toContain("worker.gone");
    }
    await fleet.stop();
    expect(healthOf("one")?.state).toBe("blind");
  });
});
