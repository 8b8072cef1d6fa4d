// Cameras that cannot be seen, are damaged, stall, change or want a password, in front of the whole product.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CameraHealth, CameraView } from "@vigie/contracts";
import { demoAssetsFolder, type RtspServer, startRtspServer } from "@vigie/sim";
import { afterAll, beforeAll, describe, type ExpectStatic, expect, it } from "vitest";
import { Client } from "./support/client.ts";
import { newDataFolder, type RunningServer, startProduct } from "./support/running-server.ts";

const PASSWORD = "s3cret-Canary";
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
      guarded: { file: film("mill-lane"), auth: { user: "eve", password: PASSWORD, scheme: "digest" } },
      deaf: { file: film("mill-lane"), faults: { neverDescribe: true } },
      stalling: { file: film("mill-lane"), faults: { stallAfterS: 3 } },
      reconnect: { file: film("mill-lane") },
      "in-band": { file: film("mill-lane") },
      lossy: { file: damagedFilm() },
    },
  });
  mute = createServer((socket) => void muteSockets.add(socket));
  await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
  product = await startProduct(await newDataFolder(), { VIGIE_DEMO: "0" });
  client = await Client.setUp(product);
});

afterAll(async () => {
  expect(product.output()).not.toContain(PASSWORD);
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
const healthOf = (id: string) => async () => (await view(id)).health;
const soon = { timeout: 60_000, interval: 100 };

/** The health that was found to match: one reading, judged as a whole. */
async function healthThat(expect: ExpectStatic, id: string, wanted: object): Promise<CameraHealth> {
  let last: CameraHealth | undefined;
  const read = async () => {
    last = await healthOf(id)();
    return last;
  };
  await expect.poll(read, soon).toMatchObject(wanted);
  return last!;
}

describe.concurrent("a camera that cannot be seen is blind, with one sentence that says why", () => {
  it.for<[name: string, url: () => string, more: object, code: RegExp, reason: RegExp]>([
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
  ])("%s", async ([name, url, more, code, reason], { expect }) => {
    const id = await add(name, url(), more);
    // A worker that is still starting up on a busy machine makes a camera blind too, and says so in its own words.
    const health = await healthThat(expect, id, { state: "blind", code: expect.stringMatching(code) });
    expect(health.reason).toMatch(reason);
    expect(health.reason).not.toMatch(/\n|AVERROR|rtsp:\/\/.*:.*@/);
    expect(health).toMatchObject({ analysing: false, recording: false });
    await client.send("DELETE", `/cameras/${id}`);
  });

  it("an upload or probe that fails says why at once", async ({ expect }) => {
    const refused = await client.raw("POST", "/cameras/probe", {
      source: { kind: "rtsp", url: rtsp.url("guarded"), username: "eve", password: "wrong" },
    });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(await refused.json()).toMatchObject({ code: "source.unauthorised" });
  });
});

describe.concurrent("a camera whose stream is damaged", () => {
  it("is watched as well as it can be, and says that it is damaged", async ({ expect }) => {
    const id = await add("lossy", rtsp.url("lossy"));
    const damaged = { state: "degraded", code: "source.damaged", analysing: true, recording: true };
    const health = await healthThat(expect, id, damaged);
    expect(health.reason).toMatch(/^The stream is damaged: about \d+ % of its pictures/);
    expect(health.decodedFps).toBeGreaterThan(health.sourceFps * 0.6);
    await client.send("DELETE", `/cameras/${id}`);
  });
});

describe.concurrent("a camera comes back by itself", () => {
  it("with its password it is seen, and the password stays inside", async ({ expect }) => {
    const id = await add("guarded", rtsp.url("guarded"), { username: "eve", password: PASSWORD });
    await healthThat(expect, id, { state: "ok" });
    const journal = await (await client.raw("GET", "/journal?after=0&limit=1000")).text();
    expect(journal).toContain(id);
    expect(JSON.stringify(await client.cameras()) + journal).not.toContain(PASSWORD);
    expect((await view(id)).hasPassword).toBe(true);
    await client.send("DELETE", `/cameras/${id}`);
  });

  it("after its stream stalled, with the hole declared in the recordings", async ({ expect }) => {
    const id = await add("stalling", rtsp.url("stalling"));
    await healthThat(expect, id, { state: "ok" });
    await healthThat(expect, id, { state: "blind" });
    rtsp.setFaults("stalling", {});
    await healthThat(expect, id, { state: "ok" });
    await client.send("PATCH", `/cameras/${id}`, { enabled: false });
    const recorded = async () => {
      const { segments } = await client.send<{ segments: { gapBeforeMs: number; gapReason: string }[] }>(
        "GET",
        `/cameras/${id}/recordings?from=${Date.now() - 3_600_000}&to=${Date.now() + 1000}`,
      );
      return segments;
    };
    await expect.poll(async () => (await recorded()).length, soon).toBeGreaterThanOrEqual(2);
    const segments = await recorded();
    expect(segments.some((segment) => segment.gapBeforeMs > 1000 && segment.gapReason !== "")).toBe(true);
    await client.send("DELETE", `/cameras/${id}`);
  });

  it.for(["reconnect", "in-band"] as const)(
    "after its stream became another one (%s): nothing stands still, nothing is lost",
    async (mode, { expect }) => {
      const id = await add(`changing-${mode}`, rtsp.url(mode));
      await healthThat(expect, id, { state: "ok" });
      rtsp.switchFile(mode, film("works-yard"), mode);
      const before = Date.now();
      await expect.poll(async () => (await healthOf(id)()).lastFrameAtMs ?? 0, soon).toBeGreaterThan(before + 3000);
      await healthThat(expect, id, { state: "ok" });
      await client.send("DELETE", `/cameras/${id}`);
    },
  );
});
