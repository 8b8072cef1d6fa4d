// One worker with real media under everything that may befall it: slow and broken detectors, disks in trouble, cameras that change.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError, type CameraConfigInput, type CameraHealth } from "@vigie/contracts";
import type { FileSystem } from "@vigie/core";
import { demoAssetsFolder, demoScenes, encodeScene, type RtspServer, startRtspServer } from "@vigie/sim";
import { createNodeFileSystem } from "@vigie/store";
import { createLossyFileSystem, type LossyFileSystem } from "@vigie/store/testing";
import { afterAll, beforeAll, describe, it, type TestContext } from "vitest";
import { type BenchOptions, BenchWorker } from "./support/bench-worker.ts";
import { picturesOf } from "./support/pictures.ts";

const FAST_FPS = 25;
const PERSON: [number, number, number, number] = [0.45, 0.5, 0.55, 0.8];
const film = (name: string) => join(demoAssetsFolder, `${name}.mp4`);

let rtsp: RtspServer;
let folder: string;
let files: FileSystem;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vigie-engine-"));
  files = createNodeFileSystem(folder);
  const fast = join(folder, "fast.mp4");
  const scene = demoScenes.find((each) => each.id === "mill-lane")!;
  encodeScene(scene, fast, { widthPx: 320, heightPx: 180, fps: FAST_FPS, seconds: 6, preset: "ultrafast", crf: 28 });
  rtsp = await startRtspServer({
    paths: {
      fast: { file: fast },
      "mill-lane": { file: film("mill-lane") },
      "works-yard": { file: film("works-yard") },
      // Cameras whose stream a test breaks: nobody else watches these.
      stuck: { file: film("works-yard") },
      stalled: { file: film("library-door") },
      counted: { file: film("mill-lane") },
    },
  });
});
afterAll(() => rtsp.close());

/** A worker for one test, ended with it. */
function startBench({ onTestFinished }: TestContext, options: BenchOptions = { files }) {
  const worker = new BenchWorker(options);
  onTestFinished(() => worker.stop());
  const health = (id: string) => worker.health(id) ?? ({} as Partial<CameraHealth>);
  const analysing = (id: string) => () => health(id).analysing === true && (health(id).analysedFps ?? 0) > 0;
  return { worker, health, analysing };
}

function camera(id: string, path: string, more: Partial<CameraConfigInput> = {}): CameraConfigInput {
  const zone: [number, number][] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];
  return {
    id,
    name: id,
    source: { kind: "rtsp", url: rtsp.url(path) },
    analysis: { detector: "bench", fps: 5 },
    scene: {
      zones: [{ id: "all", polygon: zone }],
      scenarios: [{ id: "in", kind: "intrusion", zone: "all", classes: ["person"], minStayS: 0 }],
    },
    ...more,
  };
}

const soon = { timeout: 60_000, interval: 50 };

/** Steps between the pictures of a recording. Unit: ms. */
async function stepsOf(path: string): Promise<number[]> {
  const times = (await picturesOf(join(folder, path))).map((picture) => picture.atMs);
  return times.slice(1).map((at, i) => at - times[i]!);
}

describe("a detector that is too slow", () => {
  it("loses analysis frames and says how many; every packet is recorded and shown", async (context) => {
    const { expect } = context;
    const { worker, health, analysing } = startBench(context);
    worker.detector.blockMs = 300;
    await worker.put(camera("slow", "fast", { analysis: { detector: "bench", fps: 25 } }));
    await expect.poll(analysing("slow"), soon).toBe(true);
    const viewing = await worker.view("slow");
    const shownBefore = viewing.chunks.length;
    await expect.poll(() => worker.detector.runs, soon).toBeGreaterThan(20);
    expect(health("slow").droppedFrames).toBeGreaterThan(20);
    expect(viewing.chunks.length - shownBefore).toBeGreaterThan(50);
    expect(health("slow").sourceFps).toBeGreaterThan(FAST_FPS * 0.7);
    await worker.remove("slow");
    expect(worker.segments.map((segment) => segment.gapReason)).toEqual([""]);
    const steps = await stepsOf(worker.segments[0]!.path);
    expect(steps.length).toBeGreaterThan(100);
    for (const step of steps) expect(step).toBeLessThan((2 * 1000) / FAST_FPS);
  });
});

describe.concurrent("a detector that cannot be had or does not work", () => {
  it("keeps the camera recording, says why, and is taken up again", async (context) => {
    const { expect } = context;
    const { worker, health, analysing } = startBench(context);
    await worker.put(camera("blunt", "mill-lane"));
    await expect.poll(analysing("blunt"), soon).toBe(true);
    worker.detector.failure = new Error("the accelerator has gone");
    await expect.poll(() => health("blunt").state, soon).toBe("degraded");
    await expect.poll(() => health("blunt").analysing, soon).toBe(false);
    expect(health("blunt")).toMatchObject({ recording: true, reason: "the accelerator has gone" });
    expect(health("blunt").notWatching?.map((each) => each.scenarioId)).toEqual(["in"]);
    worker.detector.failure = null;
    await expect.poll(() => health("blunt").state, soon).toBe("ok");
    expect(health("blunt")).toMatchObject({ analysing: true, notWatching: [], reason: "" });
    worker.detector.boxes = [PERSON];
    await expect.poll(() => worker.events.length, soon).toBeGreaterThan(0);
    await worker.remove("blunt");
    expect(worker.segments).toHaveLength(1);
    expect(worker.detector.opened).toBe(1);
  });

  it("is found when it is added later, without saving the camera and without a hole in the recording", async (context) => {
    const { expect } = context;
    const { worker, health, analysing } = startBench(context);
    worker.detector.absence = new AppError({
      code: "model.unknown",
      kind: "not-found",
      message: 'There is no detector "bench".',
    });
    await worker.put(camera("later", "mill-lane"));
    await expect.poll(() => health("later").state, soon).toBe("degraded");
    expect(health("later")).toMatchObject({ code: "model.unknown", analysing: false, recording: true });
    worker.detector.absence = null;
    await expect.poll(analysing("later"), soon).toBe(true);
    expect(health("later").state).toBe("ok");
    await worker.remove("later");
    expect(worker.segments.map((segment) => segment.gapBeforeMs)).toEqual([0]);
  });
});

describe.concurrent("a disk in trouble", () => {
  /** What a camera does while the disk answers with this error, and after. */
  async function endure(context: TestContext, code: string, disk: LossyFileSystem): Promise<void> {
    const { expect } = context;
    const { worker: bench, health } = startBench(context, { files: disk });
    const state = () => health("disk");
    await bench.put(camera("disk", "mill-lane"));
    const parts = () => disk.paths().filter((path) => path.endsWith(".part"));
    await expect.poll(() => state().analysing && parts().length > 0, soon).toBe(true);
    const recorded = async () => ((await disk.stat(parts().at(-1) ?? "none"))?.sizeBytes ?? 0) > 10_000;
    await expect.poll(recorded, soon).toBe(true);

    const writes = new Set(["create", "append", "sync", "rename", "makeFolder"]);
    disk.onOperation((operation) => {
      if (writes.has(operation)) throw Object.assign(new Error(code), { code });
    });
    const brokenAtMs = Date.now();
    await expect.poll(() => state().state, soon).toBe("degraded");
    const told = { ...state() };
    console.info(`${code}: told after ${Date.now() - brokenAtMs} ms: ${told.code} ${told.reason}`);
    expect(told.code).toMatch(/^files\./);
    expect(told.reason).not.toBe("");
    expect(told).toMatchObject({ recording: false, analysing: true });
    bench.detector.boxes = [PERSON];
    await expect.poll(() => bench.events.length, soon).toBeGreaterThan(0);
    await expect.poll(() => bench.media.some((media) => media.still?.state === "failed"), soon).toBe(true);
    await expect.poll(() => bench.media.some((media) => media.clip?.state === "failed"), soon).toBe(true);
    expect((await bench.still("disk")).jpeg.length).toBeGreaterThan(1000);

    disk.onOperation(null);
    // What had been written before the trouble is kept, then a new segment grows.
    await expect.poll(() => bench.segments.length, soon).toBe(1);
    await expect.poll(recorded, soon).toBe(true);
    await bench.stop();
    const [saved, resumed] = bench.segments;
    expect(bench.segments).toHaveLength(2);
    expect([saved!.sequence, resumed!.sequence]).toEqual([1, 2]);
    expect(resumed!.previousSha256).toBe(saved!.sha256);
    expect(resumed!.gapReason).toBe(told.code);
    expect(resumed!.gapBeforeMs).toBe(resumed!.startMs - saved!.endMs);
    expect(resumed!.gapBeforeMs).toBeGreaterThan(1000);
    expect(disk.paths()).toEqual(expect.arrayContaining([saved!.path, resumed!.path]));
    expect(disk.paths().filter((path) => /^(stills|clips)\/|\.part$/.test(path))).toEqual([]);
  }

  it.for(["ENOSPC", "EIO", "EROFS"])(
    "(%s): the camera goes on watching and says so; recording resumes by itself with the gap declared",
    (code, context) => endure(context, code, createLossyFileSystem(1)),
  );
});

describe.concurrent("a disk that does not answer", () => {
  it("keeps no camera from coming back: it is watched, says that nothing is recorded, and records once the disk answers", async (context) => {
    const { expect } = context;
    const disk = createLossyFileSystem(1);
    const { worker, health, analysing } = startBench(context, { files: disk });
    await worker.put(camera("stuck", "stuck"));
    await expect.poll(analysing("stuck"), soon).toBe(true);
    let answer = () => {};
    const asleep = new Promise<void>((resolve) => {
      answer = resolve;
    });
    disk.onOperation((operation) => (operation === "stat" || operation === "list" ? undefined : asleep));
    rtsp.dropClients("stuck");
    await expect.poll(() => health("stuck").code, soon).toBe("recording.disk-hangs");
    await expect.poll(() => health("stuck").state, soon).toBe("degraded");
    await expect.poll(analysing("stuck"), soon).toBe(true);
    expect(health("stuck").recording).toBe(false);
    disk.onOperation(null);
    answer();
    await expect.poll(() => disk.paths().some((path) => path.endsWith("00000002.mp4.part")), soon).toBe(true);
    await worker.remove("stuck");
    expect(worker.segments.map((segment) => segment.sequence)).toEqual([1, 2]);
    expect(worker.segments[1]!.gapBeforeMs).toBeGreaterThan(3000);
  });
});

describe.concurrent("cameras that change", () => {
  it("leave the recordings of the others without a hole", async (context) => {
    const { expect } = context;
    const { worker, analysing } = startBench(context);
    await worker.put(camera("steady", "fast"));
    await expect.poll(analysing("steady"), soon).toBe(true);
    const viewing = await worker.view("steady");
    for (let round = 0; round < 3; round++) {
      await worker.put(camera("other", "mill-lane", { analysis: { detector: "bench", fps: 2 + round } }));
      await worker.put(camera("third", "works-yard", { recording: { enabled: round % 2 === 0 } }));
      await expect.poll(() => analysing("other")() && analysing("third")(), soon).toBe(true);
      await worker.remove("third");
    }
    await worker.remove("other");
    await expect.poll(() => viewing.chunks.length, soon).toBeGreaterThan(75);
    await worker.remove("steady");
    const steady = worker.segments.filter((segment) => segment.cameraId === "steady");
    expect(steady.map((segment) => segment.gapReason)).toEqual([""]);
    const steps = await stepsOf(steady[0]!.path);
    expect(steps.length).toBeGreaterThan(40);
    for (const step of steps) expect(step).toBeLessThan((2 * 1000) / FAST_FPS);
  });

  it("keep watching and recording while only their names and drawings change", async (context) => {
    const { expect } = context;
    const { worker, analysing } = startBench(context);
    await worker.put(camera("renamed", "mill-lane"));
    await expect.poll(analysing("renamed"), soon).toBe(true);
    const viewing = await worker.view("renamed");
    await worker.put({ ...camera("renamed", "mill-lane"), name: "Mill Lane, north", place: "Mill", scene: {} });
    const shown = viewing.chunks.length;
    await expect.poll(() => viewing.chunks.length, soon).toBeGreaterThan(shown + 10);
    expect(viewing.ended).toBeNull();
    await worker.remove("renamed");
    expect(viewing.ended).not.toBeNull();
    expect(worker.segments).toHaveLength(1);
  });

  it("end their clips and events when they are removed or their stream stalls, and tell of no time that goes back", async (context) => {
    const { expect } = context;
    const { worker, health } = startBench(context);
    worker.detector.boxes = [PERSON];
    worker.detector.keepsPictures = true;
    await worker.put(camera("stalled", "stalled"));
    await expect.poll(() => worker.events.length, soon).toBe(1);
    rtsp.setFaults("stalled", { stallAfterS: 0.1 });
    rtsp.dropClients("stalled");
    await expect.poll(() => health("stalled").code, soon).toBe("source.silent");
    expect(health("stalled").state).toBe("blind");
    expect(worker.events.map((event) => event.phase)).toContain("ended");
    await expect.poll(() => worker.media.filter((media) => media.clip?.state === "ready").length, soon).toBe(1);
    rtsp.setFaults("stalled", {});
    const events = worker.events.length;
    await expect.poll(() => worker.events.length, soon).toBeGreaterThan(events);
    await worker.remove("stalled");
    const times = worker.detector.seen.map((seen) => seen.timeMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const started = worker.events.filter((event) => event.phase !== "ended").map((event) => event.id);
    const ended = worker.events.filter((event) => event.phase === "ended").map((event) => event.id);
    expect(ended).toEqual(started);
    const settled = worker.media.filter((media) => media.clip && media.clip.state !== "pending");
    expect(settled.map((media) => media.eventId).sort()).toEqual([...started].sort());
  });

  it("forget no count when their stream begins anew or they are removed", async (context) => {
    const { expect } = context;
    const { worker, health, analysing } = startBench(context);
    const line: [number, number][] = [
      [0.5, 0],
      [0.5, 1],
    ];
    const count = { id: "count", kind: "line-count" as const, line: "middle", classes: ["person"] };
    await worker.put({
      ...camera("counted", "counted"),
      analysis: { detector: "bench", fps: 12 },
      scene: { lines: [{ id: "middle", points: line }], scenarios: [count] },
    });
    await expect.poll(analysing("counted"), soon).toBe(true);
    for (let walk = 0; walk < 2; walk++) {
      const from = worker.detector.runs;
      worker.detector.walk = (look) => {
        const x = 0.3 + Math.min(look - from, 24) * 0.015;
        return [[x, 0.4, x + 0.08, 0.8]];
      };
      await expect.poll(() => worker.detector.runs - from, soon).toBeGreaterThan(24);
      worker.detector.walk = null;
      if (walk === 0) {
        rtsp.dropClients("counted");
        // Its health is told once a second, which is longer than it is gone: the camera itself knows who is watching.
        await expect.poll(() => rtsp.playing("counted"), soon).toBe(1);
        const before = worker.detector.runs;
        await expect.poll(() => worker.detector.runs, soon).toBeGreaterThan(before);
        await expect.poll(() => health("counted").state, soon).toBe("ok");
      }
    }
    await worker.remove("counted");
    const counted = worker.counts.flatMap(({ lines }) => lines.flatMap(({ forward, backward }) => [forward, backward]));
    expect(counted.reduce((sum, each) => sum + (each.person ?? 0), 0)).toBe(2);
  });
});
