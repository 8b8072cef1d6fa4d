// A recorder (real FFmpeg) watches the simulated cameras over TCP and UDP, with and without passwords.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RtspServer, startMjpegServer, startRtspServer } from "../src/index.ts";
import { FILM_FPS, makeFilm, scratchFolder } from "./films.ts";
import { watch } from "./rtsp-client.ts";

const scratch = scratchFolder();
const films = { h264: join(scratch.path, "a.mp4"), h265: join(scratch.path, "b.mp4") };
let server: RtspServer;

beforeAll(async () => {
  makeFilm(films.h264, "h264");
  makeFilm(films.h265, "h265");
  server = await startRtspServer({
    paths: {
      "street/h264": { file: films.h264 },
      h265: { file: films.h265 },
      basic: { file: films.h264, auth: { user: "guard", password: "s3cret:x", scheme: "basic" } },
      digest: { file: films.h264, auth: { user: "guard", password: "s3cret:x", scheme: "digest" } },
      live: { file: films.h264, start: "live" },
    },
  });
});
afterAll(async () => {
  await server.close();
  scratch.remove();
});

describe("a recorder that watches a simulated camera", () => {
  it.concurrent.each([
    ["street/h264", "h264", "tcp"],
    ["street/h264", "h264", "udp"],
    ["h265", "h265", "tcp"],
    ["h265", "h265", "udp"],
  ] as const)(
    "gets every picture of %s (%s) over %s, on and on without a jump in time",
    async (path, codec, transport) => {
      const result = await watch(server.url(path), transport, (times) => times.length >= 45);
      expect(result).toMatchObject({ codec, widthPx: 320, heightPx: 192, decodedSizes: ["320x192"] });
      expect(result.decodedFrames).toBeGreaterThanOrEqual(40);
      const steps = result.timesS.slice(1).map((time, i) => time - result.timesS[i]!);
      for (const step of steps.slice(1)) expect(step).toBeCloseTo(1 / FILM_FPS, 3);
    },
  );

  it.concurrent("shares the camera with other recorders", async () => {
    const all = await Promise.all([1, 2, 3].map(() => watch(server.url("live"), "tcp", (times) => times.length >= 10)));
    for (const result of all) expect(result.timesS).toHaveLength(10);
  });
});

describe("a camera with a password", () => {
  const withUser = (path: string, user: string): string => server.url(path).replace("rtsp://", `rtsp://${user}@`);

  it.each(["basic", "digest"])("lets the right user watch (%s)", async (path) => {
    const result = await watch(withUser(path, "guard:s3cret%3Ax"), "tcp", (times) => times.length >= 3);
    expect(result.timesS).toHaveLength(3);
  });

  it.each([
    ["basic", "guard:wrong@"],
    ["digest", "guard:wrong@"],
    ["basic", ""],
    ["digest", ""],
    ["digest", "other:s3cret%3Ax@"],
  ])('refuses %s with the credentials "%s"', async (path, credentials) => {
    const url = server.url(path).replace("rtsp://", `rtsp://${credentials}`);
    await expect(watch(url, "tcp", () => true)).rejects.toThrow("401");
  });
});

describe("an MJPEG camera", () => {
  it("sends pictures to who knows the password, and nobody else", async () => {
    const camera = await startMjpegServer({
      file: films.h264,
      auth: { user: "guard", password: "pw" },
      maxPictures: 5,
    });
    const result = await watch(camera.url.replace("http://", "http://guard:pw@"), "http", (times) => times.length >= 8);
    expect(result.decodedSizes).toEqual(["320x192"]);
    await expect(watch(camera.url, "http", () => true)).rejects.toThrow("401");
    await camera.close();
  });
});

describe("the server itself", () => {
  it("says which paths it has when asked for another", () => {
    expect(() => server.url("nowhere")).toThrow(/no path "nowhere"; it has street\/h264/);
  });

  it("says that a port is taken", async () => {
    await expect(startRtspServer({ port: server.port, paths: {} })).rejects.toMatchObject({ code: "sim.port-taken" });
  });

  it("frees its port when closed, with clients still watching", async () => {
    const short = await startRtspServer({ paths: { a: { file: films.h264 } } });
    const watching = watch(short.url("a"), "tcp", () => false);
    while (short.playing("a") === 0) await new Promise((resolve) => setImmediate(resolve));
    await short.close();
    expect((await watching).timesS.length).toBeLessThan(1000);
    const again = await startRtspServer({ port: short.port, paths: {} });
    await again.close();
  });
});
