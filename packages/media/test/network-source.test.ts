// Cameras on the network: what they send arrives, what they do wrong is said in time, and no password is ever repeated.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AppError, CameraSource } from "@vigie/contracts";
import type { EncodedPacket, VideoSource } from "@vigie/core";
import { type RtspServer, startMjpegServer, startRtspServer } from "@vigie/sim";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createMedia } from "../src/index.ts";
import { decodeAll, readAll } from "./drain.ts";
import { makeVideo } from "./make-video.ts";

const media = createMedia();
const USER = "operator";
const PASSWORD = "p@ss:w/rd?#%&é";
let folder: string;
let server: RtspServer;
const opened: VideoSource[] = [];
const servers: Server[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "vigie-net-"));
  const film = (name: string, codec: "libx264" | "libx265", widthPx = 320, bFrames = 0) =>
    makeVideo({ path: join(folder, name), codec, frames: 100, gop: 25, widthPx, bFrames });
  const h264 = film("h264.mp4", "libx264");
  film("other.mp4", "libx264", 640);
  const auth = (scheme: "basic" | "digest") => ({ user: USER, password: PASSWORD, scheme });
  server = await startRtspServer({
    paths: {
      h264: { file: h264 },
      h265: { file: film("h265.mp4", "libx265") },
      reordered: { file: film("b.mp4", "libx264", 320, 2) },
      basic: { file: h264, auth: auth("basic") },
      digest: { file: h264, auth: auth("digest") },
      faulty: { file: h264 },
    },
  });
});
afterEach(async () => {
  for (const source of opened.splice(0)) await source.close();
  for (const each of servers.splice(0)) each.close();
  server.setFaults("faulty", {});
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

type Limits = { dialTimeoutMs?: number; stallTimeoutMs?: number };

function open(source: CameraSource, limits: Limits = {}): VideoSource {
  const video = media.openSource(source, { pace: "live", ...limits });
  opened.push(video);
  return video;
}

function rtsp(
  path: string,
  more: Partial<Extract<CameraSource, { kind: "rtsp" }>> = {},
  limits: Limits = {},
): VideoSource {
  return open({ kind: "rtsp", url: server.url(path), transport: "tcp", ...more }, limits);
}

/** A server on this machine that treats its clients badly. */
async function rude(onClient: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const listener = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    onClient(socket);
  });
  listener.on("close", () => undefined);
  const close = listener.close.bind(listener);
  listener.close = (done) => {
    for (const socket of sockets) socket.destroy();
    return close(done);
  };
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  servers.push(listener);
  return (listener.address() as { port: number }).port;
}

async function failure(source: VideoSource): Promise<AppError> {
  const error = await source.open().then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: "AppError" });
  return error as AppError;
}

describe("pictures over RTSP", () => {
  it.each([
    { path: "h264", transport: "tcp", codec: "h264", codecString: /^avc1\./ },
    { path: "h264", transport: "udp", codec: "h264", codecString: /^avc1\./ },
    { path: "h265", transport: "tcp", codec: "hevc", codecString: /^hvc1\.1\.6\.L/ },
    { path: "reordered", transport: "tcp", codec: "h264", codecString: /^avc1\./ },
    { path: "basic", transport: "tcp", codec: "h264", codecString: /^avc1\./ },
    { path: "digest", transport: "tcp", codec: "h264", codecString: /^avc1\./ },
  ] as const)(
    "$path over $transport: the first picture is a key frame, times rise, every picture decodes",
    async ({ path, transport, codec, codecString }) => {
      const isLocked = path === "basic" || path === "digest";
      const source = rtsp(path, { transport, ...(isLocked ? { username: USER, password: PASSWORD } : {}) });
      const info = await source.open();
      expect(info).toMatchObject({ codec, widthPx: 320, heightPx: 240, durationUs: null });
      expect(info.codecString).toMatch(codecString);
      const beganMs = Date.now();
      const packets = await readAll(source, 28);
      expect(packets).toHaveLength(28);
      expect(packets[0]!.isKey).toBe(true);
      for (const [i, packet] of packets.entries()) {
        expect(packet.ptsUs).toBeGreaterThanOrEqual(packet.dtsUs);
        if (i > 0) expect(packet.dtsUs).toBeGreaterThan(packets[i - 1]!.dtsUs);
        expect(Math.abs(packet.capturedAtMs - beganMs)).toBeLessThan(10_000);
      }
      expect(packets.at(-1)!.dtsUs - packets[5]!.dtsUs).toBeCloseTo(22 * 40_000, -5);
      const decoder = media.createDecoder(info, source, []);
      let count = 0;
      let last = { ptsUs: -1, capturedAtMs: 0 };
      decodeAll(decoder, packets, (frame) => {
        count++;
        expect(frame.ptsUs).toBeGreaterThan(last.ptsUs);
        expect(frame.capturedAtMs).toBeGreaterThanOrEqual(last.capturedAtMs);
        last = { ptsUs: frame.ptsUs, capturedAtMs: frame.capturedAtMs };
      });
      expect(decoder.damagedPackets).toBe(0);
      expect(count).toBeGreaterThanOrEqual(26);
      decoder.close();
    },
  );
});

describe("MJPEG over HTTP", () => {
  it("arrives with the times of its arrival, with user and password", async () => {
    const http = await startMjpegServer({ file: join(folder, "h264.mp4"), auth: { user: USER, password: PASSWORD } });
    const source = open({ kind: "http", url: http.url, username: USER, password: PASSWORD });
    const info = await source.open();
    expect(info).toMatchObject({ codec: "mjpeg", codecString: null, widthPx: 320, heightPx: 240 });
    const packets = await readAll(source, 20);
    const decoder = media.createDecoder(info, source, []);
    let count = 0;
    for (const [i, packet] of packets.entries()) if (i > 0) expect(packet.dtsUs).toBeGreaterThan(packets[i - 1]!.dtsUs);
    decodeAll(decoder, packets, () => count++);
    expect(count).toBe(20);
    decoder.close();
    const wrong = await failure(open({ kind: "http", url: http.url, username: USER, password: "wrong-secret" }));
    expect(wrong.code).toBe("source.unauthorised");
    await source.close();
    await http.close();
  });
});

describe("cameras that cannot be watched", () => {
  it("a wrong password, a missing one, and a camera that always answers 401", async () => {
    for (const credentials of [{}, { username: USER, password: "wrong-secret" }]) {
      const error = await failure(rtsp("digest", credentials));
      expect(error.code).toBe("source.unauthorised");
      expect(JSON.stringify({ ...error, text: error.message, stack: error.stack })).not.toContain("wrong-secret");
    }
    server.setFaults("faulty", { always401: true });
    expect((await failure(rtsp("faulty", { username: USER, password: PASSWORD }))).code).toBe("source.unauthorised");
  });

  it("a path that does not exist", async () => {
    server.setFaults("faulty", { notFound: true });
    expect((await failure(rtsp("faulty"))).code).toBe("source.not-found");
  });

  it.each(["rtsp", "http"] as const)("%s: nobody listens", async (kind) => {
    const port = await rude(() => undefined);
    servers.pop()!.close();
    const url = `${kind}://127.0.0.1:${port}/live`;
    const error = await failure(open(kind === "rtsp" ? { kind, url, transport: "tcp" } : { kind, url }));
    expect(error).toMatchObject({ code: "source.refused", retryable: true });
    expect(error.message).toContain(`127.0.0.1:${port}`);
  });

  it("a name that nobody knows", async () => {
    const error = await failure(open({ kind: "rtsp", url: "rtsp://camera.invalid/live", transport: "tcp" }));
    expect(error.code).toBe("source.unreachable");
  });

  it.each(["rtsp", "http"] as const)("%s: connected but silent: said in time, and closed in time", async (kind) => {
    const port = await rude(() => undefined);
    const url = `${kind}://127.0.0.1:${port}/live`;
    const source = open(
      kind === "rtsp" ? { kind, url, transport: "tcp", username: USER, password: PASSWORD } : { kind, url },
      { dialTimeoutMs: 400, stallTimeoutMs: 400 },
    );
    const error = await failure(source);
    expect(error).toMatchObject({ code: "source.silent", retryable: true });
    expect(error.message).not.toContain(USER);
    await source.close();
  });

  it("one byte a second is silence too", async () => {
    const port = await rude((socket) => {
      const drip = setInterval(() => socket.write("R"), 150);
      socket.on("close", () => clearInterval(drip));
    });
    const limits = { dialTimeoutMs: 500, stallTimeoutMs: 500 };
    const error = await failure(open({ kind: "rtsp", url: `rtsp://127.0.0.1:${port}/`, transport: "tcp" }, limits));
    expect(error.code).toBe("source.silent");
  });

  it("answers, but not with video", async () => {
    const port = await rude((socket) => {
      socket.once("data", () =>
        socket.end("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 24\r\n\r\n<html>a web page</html>\n"),
      );
    });
    const error = await failure(open({ kind: "http", url: `http://127.0.0.1:${port}/` }));
    expect(error.code).toBe("source.not-video");
  });

  it("a redirection to a file of this machine is not followed", async () => {
    const port = await rude((socket) => {
      socket.once("data", () =>
        socket.end(`HTTP/1.1 302 Found\r\nLocation: file://${join(folder, "h264.mp4")}\r\nContent-Length: 0\r\n\r\n`),
      );
    });
    const error = await failure(open({ kind: "http", url: `http://127.0.0.1:${port}/` }));
    expect(error.code).toMatch(/^source\.(unsupported|unreachable|refused|not-video)$/);
  });

  it("hangs up in the middle of the describe", async () => {
    const port = await rude((socket) => socket.once("data", () => socket.destroy()));
    const error = await failure(open({ kind: "rtsp", url: `rtsp://127.0.0.1:${port}/`, transport: "tcp" }));
    expect(error.code).toBe("source.unreachable");
  });

  it("never describes itself", async () => {
    server.setFaults("faulty", { neverDescribe: true });
    expect((await failure(rtsp("faulty", {}, { dialTimeoutMs: 500, stallTimeoutMs: 500 }))).code).toBe("source.silent");
  });
});

describe("cameras that fail while they are watched", () => {
  async function untilError(source: VideoSource): Promise<AppError> {
    try {
      for (let packet = await source.read(); packet; packet = await source.read()) packet.release();
    } catch (error) {
      return error as AppError;
    }
    throw new Error("the stream ended without an error");
  }

  it("stalls with an open connection: silence is said in time and stays said, closing takes no longer than 2 s", async () => {
    server.setFaults("faulty", { stallAfterS: 0.6 });
    const source = rtsp("faulty", {}, { stallTimeoutMs: 500 });
    await source.open();
    expect((await untilError(source)).code).toBe("source.silent");
    await expect(source.read()).rejects.toMatchObject({ code: "source.silent" });
    await source.close();
    await expect(source.read()).rejects.toMatchObject({ code: "source.silent" });
  });

  it("drops the connection", async () => {
    server.setFaults("faulty", { dropAfterS: 0.6 });
    const source = rtsp("faulty");
    await source.open();
    expect((await untilError(source)).code).toBe("source.unreachable");
  });

  it("changes its picture size in the middle", async () => {
    const source = rtsp("faulty");
    await source.open();
    await readAll(source, 10);
    server.switchFile("faulty", join(folder, "other.mp4"), "in-band");
    const error = await untilError(source);
    expect(error).toMatchObject({ code: "source.changed", retryable: true });
    await source.close();
    expect(await rtsp("faulty").open()).toMatchObject({ widthPx: 640 });
    server.switchFile("faulty", join(folder, "h264.mp4"), "reconnect");
  });

  it("a read that waits ends when the source is closed", async () => {
    server.setFaults("faulty", { stallAfterS: 1 });
    const source = rtsp("faulty", {}, { stallTimeoutMs: 8000 });
    await source.open();
    let pending: Promise<EncodedPacket | null> = Promise.resolve(null);
    for (let i = 0; i < 200; i++) {
      pending = Promise.resolve(source.read());
      const first = await Promise.race([
        pending,
        new Promise<"waits">((resolve) => setTimeout(() => resolve("waits"), 300)),
      ]);
      if (first === "waits") break;
    }
    await source.close();
    expect(await pending).toBeNull();
  });
});

describe("user names and passwords", () => {
  it.each([
    { username: "a:b", password: "c", says: /must not contain a colon/ },
    { username: "u".repeat(80), password: "p".repeat(80), says: /too long/ },
  ])("what FFmpeg would cut or misread is refused: $says", ({ username, password, says }) => {
    const source = { kind: "rtsp", url: "rtsp://127.0.0.1:5540/x", transport: "tcp", username, password } as const;
    expect(() => media.openSource(source, { pace: "live" })).toThrow(says);
  });
});
