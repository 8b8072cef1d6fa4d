// A worker that is killed: what its camera had learnt goes from the server's memory to the next worker, and where it must be learnt anew, that is said.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { CameraView } from "@vigie/contracts";
import { demoScenes, encodeScene, type RtspServer, startRtspServer } from "@vigie/sim";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Client } from "./support/client.ts";
import { newDataFolder, type RunningServer, startProduct } from "./support/running-server.ts";

const FILM = { fps: 5, seconds: 1.2, preset: "ultrafast", crf: 28 } as const;
const patience = { timeout: 60_000, interval: 200 };
/** A view that was begun anew has fewer looks for so many seconds. */
const LEARNT_LOOKS = 6;
let folder: string;
let rtsp: RtspServer;
let product: RunningServer;
let client: Client;

beforeAll(async () => {
  folder = await newDataFolder();
  const starting = startProduct(folder, { VIGIE_DEMO: "0" });
  const scene = demoScenes.find((each) => each.id === "mill-lane")!;
  encodeScene(scene, join(folder, "wide.mp4"), { ...FILM, widthPx: 320, heightPx: 180 });
  encodeScene(scene, join(folder, "narrow.mp4"), { ...FILM, widthPx: 240, heightPx: 180 });
  rtsp = await startRtspServer({ paths: { gate: { file: join(folder, "wide.mp4") } } });
  product = await starting;
  client = await Client.setUp(product);
});
afterAll(async () => {
  await product.stop();
  await rtsp.close();
});

const health = async () => (await client.cameras())[0]!.health;

function inStore<T>(ask: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(join(folder, "vigie.db"));
  try {
    return ask(database);
  } finally {
    database.close();
  }
}

/** Looks that the stored view was learnt from; null while nothing is stored. */
const storedLooks = () =>
  inStore((database) => {
    const row = database.prepare(`select body from "cameraMemory"`).get() as { body: string } | undefined;
    const memory = JSON.parse(row?.body ?? "null") as { sight: { view: { looks: number } } | null } | null;
    return memory?.sight?.view.looks ?? null;
  });

it("VW-13 the next worker goes on from what the killed one had told, also when the store has lost it", async () => {
  const source = { kind: "rtsp", url: rtsp.url("gate") };
  const { id } = await client.send<CameraView>("POST", "/cameras", {
    name: "Gate",
    source,
    analysis: { detector: "motion" },
  });
  await expect.poll(storedLooks, patience).toBeGreaterThanOrEqual(LEARNT_LOOKS);
  const learnt = storedLooks()!;
  // From here on only the server's own memory knows.
  inStore((database) => database.exec(`delete from "cameraMemory"`));

  const { workers } = await client.send<{ workers: { pid: number; cameras: string[] }[] }>("GET", "/fleet");
  const killedAtMs = Date.now();
  process.kill(workers.find(({ cameras }) => cameras.length > 0)!.pid, "SIGKILL");
  await expect
    .poll(async () => {
      const { analysing, lastFrameAtMs, analysedFps } = await health();
      return analysing && analysedFps > 0 && (lastFrameAtMs ?? 0) > killedAtMs;
    }, patience)
    .toBe(true);
  // A new speed of analysis begins a new session: what is known by then is told.
  await client.send("PATCH", `/cameras/${id}`, { analysis: { detector: "motion", fps: 4 } });
  await expect.poll(storedLooks, patience).not.toBeNull();
  expect(storedLooks()).toBeGreaterThan(learnt);
  expect((await health()).learnsAnew).toBeUndefined();
}, 90_000);

it("VW-13 a camera whose picture has another size says that it learns its view anew", async () => {
  rtsp.switchFile("gate", join(folder, "narrow.mp4"), "in-band");
  await expect.poll(async () => (await health()).learnsAnew?.reason, patience).toMatch(/another size/);
  expect(product.output()).toMatch(/has another size than the one it has learnt with; it learns its view anew/);
}, 90_000);
