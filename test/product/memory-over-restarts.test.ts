// A lens that is covered while nobody watches: the camera is told covered afterwards, and its cover never becomes the usual view.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { demoScenes, encodeScene, type RtspServer, startRtspServer } from "@vigie/sim";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Client } from "./support/client.ts";
import { newDataFolder, type RunningServer, startProduct } from "./support/running-server.ts";

const FILM = { widthPx: 320, heightPx: 180, fps: 5, seconds: 1.2, preset: "ultrafast", crf: 28 } as const;
const patience = { timeout: 60_000, interval: 200 };
let folder: string;
let rtsp: RtspServer;
let product: RunningServer;
let client: Client;

beforeAll(async () => {
  folder = await newDataFolder();
  const starting = startProduct(folder, { VIGIE_DEMO: "0" });
  const scene = demoScenes.find((each) => each.id === "mill-lane")!;
  const [open, covered] = [join(folder, "open.mp4"), join(folder, "covered.mp4")];
  encodeScene(scene, open, FILM);
  // A box that somebody has put before most of the lens: without the view from before it is as good a view as any.
  const box = ({ rgb, widthPx, heightPx }: { rgb: Uint8Array; widthPx: number; heightPx: number }) => {
    for (let y = 0; y < heightPx; y++)
      for (let x = 0; x < 0.75 * widthPx; x++) rgb.fill(70, (y * widthPx + x) * 3, (y * widthPx + x + 1) * 3);
  };
  encodeScene({ ...scene, changes: [box] }, covered, FILM);
  rtsp = await startRtspServer({ paths: { gate: { file: open } } });
  product = await starting;
  client = await Client.setUp(product);
});
afterAll(async () => {
  await product.stop();
  await rtsp.close();
});

const healthCode = async () => (await client.cameras())[0]!.health.code;

/** Looks that the stored view was learnt from; 0 while nothing is stored. */
function storedLooks(): number {
  const database = new DatabaseSync(join(folder, "vigie.db"), { readOnly: true });
  try {
    const row = database.prepare(`select body from "cameraMemory"`).get() as { body: string } | undefined;
    return (
      (JSON.parse(row?.body ?? "null") as { sight: { view: { looks: number } } | null } | null)?.sight?.view.looks ?? 0
    );
  } finally {
    database.close();
  }
}

it("VW-13 a worker is killed, the lens covered and everything started again: the camera is told covered", async () => {
  const source = { kind: "rtsp", url: rtsp.url("gate") };
  await client.send("POST", "/cameras", { name: "Gate", source, analysis: { detector: "motion" } });
  await expect.poll(storedLooks, patience).toBeGreaterThanOrEqual(6);
  expect((await healthCode()) ?? "").not.toContain("view.");

  // Killed, it tells nothing more: what is in the store by now is all there is.
  const { workers } = await client.send<{ workers: { pid: number; cameras: string[] }[] }>("GET", "/fleet");
  process.kill(workers.find(({ cameras }) => cameras.length > 0)!.pid, "SIGKILL");
  rtsp.switchFile("gate", join(folder, "covered.mp4"), "in-band");
  expect(await product.stop()).toBe(0);
  product = await startProduct(folder, { VIGIE_DEMO: "0" });
  client = await Client.logIn(product);
  await expect.poll(healthCode, patience).toBe("view.covered");
}, 120_000);
