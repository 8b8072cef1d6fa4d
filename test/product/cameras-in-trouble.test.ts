import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CameraView } from "@vigie/contracts";
import { demoAssetsFolder, type RtspServer, startRtspServer } from "@vigie/sim";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client } from "./support/client.ts";
import { newDataFolder, type RunningServer, startProduct } from "./support/running-server.ts";

const film = (name: string) => join(demoAssetsFolder, `${name}.mp4`);

let rtsp: RtspServer;
let product: RunningServer;
let client: Client;
let mute: Server;
let scratch: string;
const muteSockets = new Set<Socket>();

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "vigie-trouble-"));
  rtsp = await startRtspServer({
    paths: {
      good: { file: film("mill-lane") },
      guarded: { file: film("mill-lane"), auth: { user: "eve", password: "s3cret-Canary", scheme: "digest" } },
      deaf: { file: film("mill-lane"), faults: { neverDescribe: true } },
      stalling: { file: film("mill-lane"), faults: { stallAfterS: 3 } },
      changing: { file: film("mill-lane") },
      lossy: { file: damagedFilm() },
    },
  });
  mute = createServer((socket) => void muteSockets.add(socket));
  await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
  product = await startProduct(await newDataFolder(), { VIGIE_DEMO: "0" });
  client = await Client.setUp(product);
});

afterAll(async () => {
  expect(product.output()).not.toContain("s3cret-Canary");
  await product.stop();
  for (const socket of muteSockets) socket.destroy();
  mute.close();
  await rtsp.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** The film with 8 wrong bytes in the middle of every second coded picture, as a bad network leaves it. */
function damagedFilm(): string {
  const bytes = readFileSync(film("mill-lane"));
  let at = bytes.indexOf("mdat") + 4;
  const end = at - 8 + bytes.readUInt32BE(at - 8);
  for (let pictures = 0; at + 4 < end; at += 4 + bytes.readUInt32BE(at)) {
    const type = bytes[at + 4]! & 0x1f;
    const middle = at + 4 + (bytes.readUInt32BE(at) >> 1);
    if ((type === 1 || type === 5) && pictures++ % 2 === 1)
      for (let i = middle; i < middle + 8; i++) bytes[i] = bytes[i]! ^ 0x5a;
  }
  const path = join(scratch, "lossy.mp4");
  writeFileSync(path, bytes);
  return path;
}

async function add(name: string, url: string, more: object = {}): Promise<string> {
  const source = { kind: "rtsp", url, ...more };
  return (await client.send<CameraView>("POST", "/cameras", { name, source, analysis: { detector: "motion" } })).id;
}

const view = (id: string) => client.send<CameraView>("GET", `/cameras/${id}`);
const state = (id: string) => async () => (await view(id)).health.state;

describe("a camera that cannot be seen is blind, with one sentence that says why", () => {
  it.each<[name: string, url: () => string, more: object, code: RegExp, reason: RegExp]>([
    ["nobody listens there", () => "rtsp://127.0.0.1:9/x", {}, /source\.(refused|unreachable)/, /refus|reach/i],
    [
      "it accepts and says nothing",
      () => `rtsp://127.0.0.1:${(mute.address() as { port: number }).port}/x`,
      {},
      /source\.silent/,
      /answer|silent|respond|sent nothing/i,
    ],
    [
      "it never describes its stream",
      () => rtsp.url("deaf"),
      {},
      /source\.silent/,
      /answer|silent|respond|sent nothing/i,
    ],
    ["it wants a password", () => rtsp.url("guarded"), {}, /source\.unauthorised/, /password|user/i],
    [
      "it got the wrong password",
      () => rtsp.url("guarded"),
      { username: "eve", password: "wrong" },
      /source\.unauthorised/,
      /password|user/i,
    ],
    ["there is no such path", () => `${rtsp.baseUrl}/nowhere`, {}, /source\./, /./],
  ])("%s", async (name, url, more, code, reason) => {
    const id = await add(name, url(), more);
    await expect.poll(state(id), { timeout: 30_000, interval: 300 }).toBe("blind");
    const { health } = await view(id);
    expect(health.code).toMatch(code);
    expect(health.reason).toMatch(reason);
    expect(health.reason).not.toMatch(/\n|AVERROR|rtsp:\/\/.*:.*@/);
    expect(health).toMatchObject({ analysing: false, recording: false });
    await client.send("DELETE", `/cameras/${id}`);
  });

  it("an upload or probe that fails says why at once", async () => {
    const refused = await client.raw("POST", "/cameras/probe", {
      source: { kind: "rtsp", url: rtsp.url("guarded"), username: "eve", password: "wrong" },
    });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(await refused.json()).toMatchObject({ code: "source.unauthorised" });
  });
});

describe("a camera whose stream is damaged", () => {
  it("is watched as well as it can be, and says that it is damaged", async () => {
    const id = await add("lossy", rtsp.url("lossy"));
    await expect
      .poll(async () => (await view(id)).health, { timeout: 30_000, interval: 300 })
      .toMatchObject({ state: "degraded", code: "source.damaged", analysing: true, recording: true });
    const { health } = await view(id);
    expect(health.reason).toMatch(/^The stream is damaged: about \d+ % of its pictures/);
    expect(health.decodedFps).toBeGreaterThan(health.sourceFps * 0.6);
    await client.send("DELETE", `/cameras/${id}`);
  });
});

describe("a camera comes back by itself", () => {
  it("with its password it is seen, and the password stays inside", async () => {
    const id = await add("guarded", rtsp.url("guarded"), { username: "eve", password: "s3cret-Canary" });
    await expect.poll(state(id), { timeout: 20_000 }).toBe("ok");
    const text =
      JSON.stringify(await client.cameras()) + (await (await client.raw("GET", "/journal?after=0&limit=200")).text());
    expect(text).not.toContain("s3cret-Canary");
    expect((await view(id)).hasPassword).toBe(true);
    await client.send("DELETE", `/cameras/${id}`);
  });

  it("after its stream stalled, with the hole declared in the recordings", async () => {
    const id = await add("stalling", rtsp.url("stalling"));
    await expect.poll(state(id), { timeout: 20_000 }).toBe("ok");
    await expect.poll(state(id), { timeout: 20_000, interval: 200 }).toBe("blind");
    rtsp.setFaults("stalling", {});
    await expect.poll(state(id), { timeout: 30_000 }).toBe("ok");
    await client.send("PATCH", `/cameras/${id}`, { enabled: false });
    const { segments } = await client.send<{ segments: { gapBeforeMs: number; gapReason: string }[] }>(
      "GET",
      `/cameras/${id}/recordings?from=${Date.now() - 3_600_000}&to=${Date.now() + 1000}`,
    );
    expect(segments.length).toBeGreaterThanOrEqual(2);
    expect(segments.some((segment) => segment.gapBeforeMs > 1000 && segment.gapReason !== "")).toBe(true);
    await client.send("DELETE", `/cameras/${id}`);
  });

  it.each(["reconnect", "in-band"] as const)(
    "after its stream became another one (%s): nothing stands still, nothing is lost",
    async (mode) => {
      const id = await add(`changing-${mode}`, rtsp.url("changing"));
      await expect.poll(state(id), { timeout: 20_000 }).toBe("ok");
      rtsp.switchFile("changing", film("works-yard"), mode);
      const before = Date.now();
      await expect
        .poll(async () => ((await view(id)).health.lastFrameAtMs ?? 0) > before + 3000, {
          timeout: 40_000,
          interval: 500,
        })
        .toBe(true);
      await expect.poll(state(id), { timeout: 20_000 }).toBe("ok");
      rtsp.switchFile("changing", film("mill-lane"), "reconnect");
      await client.send("DELETE", `/cameras/${id}`);
    },
  );
});
