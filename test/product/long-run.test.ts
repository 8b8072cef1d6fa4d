import { readdirSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDetectorCatalogue, EMBEDDED_FOLDER } from "@vigie/inference";
import { demoAssetsFolder, demoCameras, type RtspServer, startRtspServer } from "@vigie/sim";
import { createNodeFileSystem } from "@vigie/store";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BenchWorker } from "./support/bench-worker.ts";

const MINUTES = Number(process.env.VIGIE_NIGHTLY_MINUTES ?? 3);
const CAMERAS = 8;
const SAMPLE_MS = 2_000;

let rtsp: RtspServer;
let worker: BenchWorker;

beforeAll(async () => {
  const ids = ["mill-lane", "station-junction"];
  rtsp = await startRtspServer({
    paths: Object.fromEntries(ids.map((id) => [id, { file: join(demoAssetsFolder, `${id}.mp4`) }])),
  });
  const files = createNodeFileSystem(await mkdtemp(join(tmpdir(), "vigie-long-")));
  worker = new BenchWorker({
    files,
    catalogue: createDetectorCatalogue({ folders: [], embeddedFolder: EMBEDDED_FOLDER }),
  });
});
afterAll(async () => {
  await worker.stop();
  await rtsp.close();
});

/** Unit: MB a minute, by least squares. */
function slope(samples: readonly { atMs: number; mb: number }[]): number {
  const n = samples.length;
  const meanT = samples.reduce((sum, s) => sum + s.atMs, 0) / n;
  const meanMb = samples.reduce((sum, s) => sum + s.mb, 0) / n;
  const over = samples.reduce((sum, s) => sum + (s.atMs - meanT) * (s.mb - meanMb), 0);
  const under = samples.reduce((sum, s) => sum + (s.atMs - meanT) ** 2, 0);
  return (over / under) * 60_000;
}

const openFiles = () => readdirSync("/proc/self/fd").length;

describe("eight demo cameras in one worker", () => {
  it.skipIf(!process.env.VIGIE_NIGHTLY)(
    "take no more memory and no more handles from the second minute on",
    async () => {
      const site = demoCameras({ rtspBaseUrl: rtsp.baseUrl, assetsFolder: demoAssetsFolder });
      for (let i = 0; i < CAMERAS; i++) {
        const camera = site[i % site.length]!;
        const masks =
          i === 0
            ? [
                {
                  id: "m",
                  polygon: [
                    [0, 0],
                    [0.2, 0],
                    [0.2, 0.2],
                  ] as [number, number][],
                },
              ]
            : [];
        await worker.put({ ...camera, id: `camera-${i}`, scene: { ...camera.scene, masks } });
      }
      const samples: { atMs: number; mb: number; fds: number }[] = [];
      const startMs = performance.now();
      await expect
        .poll(
          () => {
            samples.push({
              atMs: performance.now() - startMs,
              mb: process.memoryUsage.rss() / 1e6,
              fds: openFiles(),
            });
            return performance.now() - startMs;
          },
          { timeout: (MINUTES + 1) * 60_000, interval: SAMPLE_MS },
        )
        .toBeGreaterThan(MINUTES * 60_000);
      const minute = (m: number) => samples.filter((s) => Math.floor(s.atMs / 60_000) === m);
      const mean = (of: typeof samples) => Math.round(of.reduce((sum, s) => sum + s.mb, 0) / of.length);
      const perMinute = Array.from({ length: MINUTES }, (_, m) => mean(minute(m)));
      const settled = samples.filter((s) => s.atMs > 60_000);
      const grows = slope(settled);
      const handles = Array.from({ length: MINUTES }, (_, m) => Math.max(...minute(m).map((s) => s.fds)));
      console.info(
        `MB by minute ${perMinute.join(", ")}; slope after the first ${grows.toFixed(1)} MB/min; open files ${handles.join(", ")}`,
      );
      for (let i = 0; i < CAMERAS; i++) expect(worker.health(`camera-${i}`)?.state).toBe("ok");
      expect(grows).toBeLessThan(15);
      expect(handles.at(-1)! - handles[1]!).toBeLessThan(20);
    },
    (MINUTES + 2) * 60_000,
  );
});
