// The whole server with real worker processes and real video: an uploaded film becomes a camera that raises an alarm.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Alarm, type CameraView, cameraConfigSchema, type JournalEntry } from "@vigie/contracts";
import { demoAssetsFolder, demoCameras } from "@vigie/sim";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { configFromEnvironment } from "../src/config.ts";
import { type RunningServer, startServer } from "../src/index.ts";
import { PASSWORD, Visitor } from "./site.ts";

let folder: string;
let server: RunningServer;
let visitor: Visitor;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vigie-whole-"));
  const environment = { VIGIE_DATA: folder, VIGIE_PORT: "0", VIGIE_DEMO: "0", VIGIE_LOG_LEVEL: "error" };
  server = await startServer(configFromEnvironment(environment, { consoleFolder: null, version: "0" }));
  visitor = new Visitor(server.url);
  const token = server.setupLink!.split("#token=")[1];
  const person = { token, name: "Ada", email: "ada@example.org", password: PASSWORD };
  expect((await visitor.send("POST", "/api/v1/setup", person)).status).toBe(201);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const upload = async (name: string, bytes: Uint8Array) => {
  const form = new FormData();
  form.set("file", new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  const answer = await visitor.fetch("/api/v1/videos", { method: "POST", body: form });
  return { status: answer.status, body: (await answer.json()) as { path: string; code: string; message: string } };
};

it("a text with the name of a film is refused by its own name", async () => {
  const { status, body } = await upload("street.mp4", new TextEncoder().encode("hello, this is no video ".repeat(500)));
  expect([status >= 400 && status < 500, body.code.startsWith("source.")]).toEqual([true, true]);
  expect(body.message).toContain("street.mp4");
});

it("a film becomes a camera; its scenario raises an alarm with a still, and it is acknowledged", async () => {
  const film = demoCameras({ rtspBaseUrl: "rtsp://127.0.0.1:1", assetsFolder: demoAssetsFolder })
    .map((camera) => cameraConfigSchema.parse(camera))
    .find((camera) => camera.source.kind === "file" && camera.scene.scenarios.some((s) => s.kind === "intrusion"))!;
  const path = film.source.kind === "file" ? film.source.path : "";
  const uploaded = await upload("my film.mp4", await readFile(path));
  expect(uploaded.status).toBe(201);

  const source = { kind: "file", path: uploaded.body.path };
  const probed = await visitor.send("POST", "/api/v1/cameras/probe", { source });
  expect(await probed.json()).toMatchObject({ codec: "h264", widthPx: expect.any(Number) });
  const made = await visitor.send("POST", "/api/v1/cameras", { name: "My film", source, analysis: film.analysis });
  const { id } = (await made.json()) as CameraView;
  const drawn = await visitor.send("PATCH", `/api/v1/cameras/${id}`, { scene: film.scene }, { "if-match": "*" });
  expect(drawn.status).toBe(200);

  const entries: JournalEntry[] = [];
  const stream = visitor.open("/api/v1/stream?after=0");
  stream.on("message", (text: Buffer) => entries.push(JSON.parse(text.toString("utf8"))));
  const alarm = await vi.waitFor(
    () => {
      const ready = entries.flatMap((entry) =>
        entry.type === "alarm" && entry.alarm.still === "ready" ? [entry.alarm] : [],
      );
      expect(ready.length).toBeGreaterThan(0);
      return ready[0] as Alarm;
    },
    { timeout: 60_000, interval: 100 },
  );
  stream.close();
  expect(alarm).toMatchObject({ cameraId: id, cameraName: "My film" });
  expect(alarm.why).toMatch(/\w+ .*\d/);
  const still = await visitor.get(`/api/v1/alarms/${alarm.id}/still.jpg`);
  const picture = new Uint8Array(await still.arrayBuffer());
  expect([still.status, picture[0], picture[1]]).toEqual([200, 0xff, 0xd8]);
  const seen = await visitor.send("POST", `/api/v1/alarms/${alarm.id}/acknowledge`);
  expect(await seen.json()).toMatchObject({ state: "acknowledged", acknowledgedBy: "Ada" });
}, 90_000);

it("the live picture begins with what a player needs", async () => {
  const { cameras } = (await (await visitor.get("/api/v1/cameras")).json()) as { cameras: CameraView[] };
  const socket = visitor.open(`/api/v1/cameras/${cameras[0]!.id}/live`);
  const received: { text?: string; bytes?: Buffer }[] = [];
  socket.on("message", (data: Buffer, isBinary) =>
    received.push(isBinary ? { bytes: data } : { text: data.toString("utf8") }),
  );
  await vi.waitFor(() => expect(received.length).toBeGreaterThan(5), { timeout: 20_000 });
  expect(JSON.parse(received[0]!.text!)).toMatchObject({ type: "hello", mimeType: expect.stringContaining("avc1") });
  expect(received[1]!.bytes!.toString("latin1", 4, 8)).toBe("ftyp");
  socket.close();
});
