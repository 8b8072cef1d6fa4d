// Cameras as an administrator sets them up.
import { AppError, type CameraView } from "@vigie/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { idFromName } from "../src/cameras/camera-id.ts";
import { startSite, type TestSite, type Visitor } from "./site.ts";

let site: TestSite;
let administrator: Visitor;
beforeAll(async () => {
  site = await startSite();
  administrator = await site.as("administrator");
});
afterAll(() => site.close());

const rtsp = { kind: "rtsp", url: "rtsp://192.0.2.1/1" };
const OVERWRITE = { "if-match": "*" };
const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = OVERWRITE) => {
  const answer = await administrator.send(method, `/api/v1${path}`, body, headers);
  const text = await answer.text();
  return {
    status: answer.status,
    body: (text ? JSON.parse(text) : null) as CameraView & { code: string; message: string },
  };
};

const scene = {
  lines: [
    {
      id: "stop",
      points: [
        [0.1, 0.6],
        [0.9, 0.6],
      ],
    },
  ],
  zones: [
    {
      id: "door",
      polygon: [
        [0.2, 0.2],
        [0.4, 0.2],
        [0.4, 0.6],
        [0.2, 0.6],
      ],
    },
  ],
  scenarios: [{ id: "night", kind: "intrusion", zone: "door", classes: ["person"] }],
};

describe("a camera", () => {
  it("is added with an id from its name, runs at once, is changed, and goes", async () => {
    const made = await send("POST", "/cameras", { name: "Entrée n° 2 — École", source: rtsp });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ id: "entree-n-2-ecole", enabled: true, demo: false, hasPassword: false });
    expect(made.body.health.state).toBe("unknown");
    expect(site.fleet.cameras.has("entree-n-2-ecole")).toBe(true);

    const changed = await send("PATCH", "/cameras/entree-n-2-ecole", { place: "School", scene });
    expect(changed.body.scene.scenarios[0]).toMatchObject({ id: "night", mode: "alarm", minStayS: 0.5 });
    expect(site.fleet.cameras.get("entree-n-2-ecole")!.scene.zones).toHaveLength(1);
    const seen = await send("GET", "/cameras/entree-n-2-ecole");
    expect(seen.body).toEqual(changed.body);

    expect((await send("DELETE", "/cameras/entree-n-2-ecole")).status).toBe(204);
    expect(site.fleet.cameras.has("entree-n-2-ecole")).toBe(false);
    expect((await send("GET", "/cameras/entree-n-2-ecole")).status).toBe(404);
  });

  it("keeps what a change does not name", async () => {
    await send("POST", "/cameras", { id: "keeps", name: "Keeps", place: "Here", source: rtsp });
    await send("PATCH", "/cameras/keeps", { scene });
    const changed = await send("PATCH", "/cameras/keeps", { enabled: false });
    expect(changed.body).toMatchObject({ enabled: false, place: "Here", name: "Keeps" });
    expect(changed.body.scene.zones).toHaveLength(1);
  });

  it("changed by two people at once keeps what each of them changed", async () => {
    await send("POST", "/cameras", { id: "shared", name: "Shared", source: rtsp });
    await Promise.all([
      send("PATCH", "/cameras/shared", { name: "New name" }),
      send("PATCH", "/cameras/shared", { place: "New place" }),
      send("PATCH", "/cameras/shared", { enabled: false }),
    ]);
    const after = (await send("GET", "/cameras/shared")).body;
    expect(after).toMatchObject({ name: "New name", place: "New place", enabled: false });
  });

  it("with an id that is taken is refused; without one gets a number", async () => {
    await send("POST", "/cameras", { id: "twin", name: "Twin", source: rtsp });
    const again = await send("POST", "/cameras", { id: "twin", name: "Twin", source: rtsp });
    expect([again.status, again.body.code]).toEqual([409, "camera.exists"]);
    expect((await send("POST", "/cameras", { name: "Twin", source: rtsp })).body.id).toBe("twin-2");
  });

  it.each([
    [
      "a scheme that is no camera's",
      { source: { kind: "rtsp", url: "file:///etc/passwd" } },
      /rtsp:\/\/ or rtsps:\/\//,
    ],
    ["a video outside the folder of videos", { source: { kind: "file", path: "keys/secrets.key" } }, /upload it first/],
    ["a way out of the folder", { source: { kind: "file", path: "videos/../keys/secrets.key" } }, /upload it first/],
    ["an absolute path", { source: { kind: "file", path: "/etc/passwd" } }, /upload it first/],
    ["a video that is not there", { source: { kind: "file", path: "videos/none.mp4" } }, /no video "videos\/none.mp4"/],
    [
      "an outline that crosses itself",
      {
        scene: {
          zones: [
            {
              id: "z",
              polygon: [
                [0, 0],
                [1, 1],
                [1, 0],
                [0, 1],
              ],
            },
          ],
        },
      },
      /crosses itself/,
    ],
    ["a scenario without its zone", { scene: { scenarios: scene.scenarios } }, /no zone is drawn yet/],
    [
      "an unknown class",
      { scene: { ...scene, scenarios: [{ ...scene.scenarios[0], classes: ["dragon"] }] } },
      /"dragon"/,
    ],
    ["an unknown field", { colour: "red" }, /"colour"/],
  ])("with %s is refused in one sentence, and stays as it was", async (_name, patch, message) => {
    await send("POST", "/cameras", { id: "firm", name: "Firm", source: rtsp });
    const before = (await send("GET", "/cameras/firm")).body;
    const answer = await send("PATCH", "/cameras/firm", patch);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body.message).toMatch(message);
    const { health: _now, ...after } = (await send("GET", "/cameras/firm")).body;
    const { health: _then, ...wanted } = before;
    expect(after).toEqual(wanted);
  });

  it("shows its newest picture with the time at which it was taken", async () => {
    await send("POST", "/cameras", { id: "shown", name: "Shown", source: rtsp });
    const viewer = await site.as("viewer");
    const still = await viewer.get("/api/v1/cameras/shown/still.jpg?width=320");
    expect([still.status, still.headers.get("content-type"), still.headers.get("x-captured-at-ms")]).toEqual([
      200,
      "image/jpeg",
      "1234",
    ]);
    expect((await viewer.get("/api/v1/cameras/shown/still.jpg?width=9")).status).toBe(400);
  });

  it("is probed with its picture, and a failure is said as it is", async () => {
    site.fleet.probeError = null;
    const found = await administrator.send("POST", "/api/v1/cameras/probe", { source: rtsp });
    expect(await found.json()).toMatchObject({
      codec: "h264",
      still: expect.stringMatching(/^data:image\/jpeg;base64,/),
    });
    site.fleet.probeError = new AppError({ code: "source.silent", kind: "timeout", message: "The camera is silent." });
    const failed = await administrator.send("POST", "/api/v1/cameras/probe", { source: rtsp });
    expect([failed.status, await failed.json()]).toEqual([
      504,
      { code: "source.silent", kind: "timeout", message: "The camera is silent." },
    ]);
    site.fleet.probeError = new AppError({ code: "source.unauthorised", kind: "unauthorised", message: "Refused." });
    const refused = await administrator.send("POST", "/api/v1/cameras/probe", { source: rtsp });
    expect(refused.status, "401 would say that the person's own login has ended").toBe(422);
    site.fleet.probeError = null;
  });
});

describe("health", () => {
  it("counts cameras by state and is degraded with a reason as long as one sees nothing", async () => {
    const { id, health } = (await send("POST", "/cameras", { id: "blind", name: "Blind one", source: rtsp })).body;
    site.fleet.states.set(id, { ...health, state: "blind", reason: "No picture for 10 s." });
    const report = await (await administrator.get("/api/v1/health")).json();
    expect(report).toMatchObject({ status: "degraded", cameras: { blind: 1 }, store: { dialect: "sqlite", ok: true } });
    expect((report as { reasons: string[] }).reasons.join()).toContain('"Blind one" is blind');
    const stranger = await (await site.visitor().get("/api/v1/health")).text();
    expect(stranger).not.toContain("Blind one");
    site.fleet.states.delete(id);
  });

  it("reaches the journal when state or reason change, not with each report", async () => {
    const { health } = (await send("GET", "/cameras/blind")).body;
    const last = await site.records.journal.lastSeq();
    for (const reason of ["No picture for 3 s.", "No picture for 4 s.", "No picture for 5 s."]) {
      site.listener.onHealth({ ...health, state: "blind", reason, droppedFrames: Math.random() });
    }
    site.listener.onHealth({ ...health, state: "ok", reason: "" });
    site.listener.onHealth({ ...health, state: "ok", reason: "", sourceFps: 25 });
    await site.health.settled();
    const entries = await site.records.journal.read(last, 100);
    expect(entries.map((entry) => entry.type === "health" && entry.health.state)).toEqual(["blind", "ok"]);
  });
});

describe("an uploaded video", () => {
  const upload = (name: string, bytes: Uint8Array, field = "file") => {
    const form = new FormData();
    form.set(field, new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
    return administrator.fetch("/api/v1/videos", { method: "POST", body: form });
  };

  it("is stored under a name of our own, and can then be a camera", async () => {
    const answer = await upload("../../keys/évil name.MP4", new Uint8Array(5000).fill(1));
    expect(answer.status).toBe(201);
    const { path, sizeBytes } = (await answer.json()) as { path: string; sizeBytes: number };
    expect(path).toMatch(/^videos\/[0-9a-f-]{36}\.mp4$/);
    expect(sizeBytes).toBe(5000);
    expect((await site.files.stat(path))?.sizeBytes).toBe(5000);
    const made = await send("POST", "/cameras", { name: "Film", source: { kind: "file", path } });
    expect(made.status).toBe(201);
    expect(made.body.source).toMatchObject({ kind: "file", path, loop: true });
    const atFleet = site.fleet.cameras.get("film")!.source;
    expect(atFleet.kind === "file" && atFleet.path).toBe(site.files.absolute(path));
  });

  it.each([
    ["that is no video", "notes.txt", 10, 415, "source.not-video"],
    ["that is too large", "long.mp4", 70_000, 413, "video.too-large"],
  ])("%s is refused and leaves nothing behind", async (_name, name, size, status, code) => {
    const before = await site.files.list("videos");
    site.fleet.probeError = new AppError({
      code: "source.not-video",
      kind: "unsupported",
      message: "It is no video.",
    });
    const answer = await upload(name, new Uint8Array(size));
    site.fleet.probeError = null;
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
    expect(await site.files.list("videos")).toEqual(before);
  });

  it("is named in the refusal as its owner named it", async () => {
    const probe = site.fleet.probe;
    site.fleet.probe = async (source) => {
      const path = source.kind === "file" ? source.path : "";
      const message = `${path} (${path.split("/").at(-1)}) is no video.`;
      throw new AppError({ code: "source.not-video", kind: "unsupported", message, details: { path } });
    };
    const answer = await upload("holiday.mp4", new Uint8Array(10));
    site.fleet.probe = probe;
    expect(await answer.json()).toEqual({
      code: "source.not-video",
      kind: "unsupported",
      message: "holiday.mp4 (holiday.mp4) is no video.",
    });
  });

  it("in the wrong field, or without a form, is asked for again", async () => {
    const wrong = await upload("a.mp4", new Uint8Array(1), "video");
    expect([wrong.status, ((await wrong.json()) as { code: string }).code]).toEqual([400, "video.missing"]);
    expect((await administrator.send("POST", "/api/v1/videos", {})).status).toBe(400);
  });
});

it.each([
  ["Cour", [], "cour"],
  ["Cour", ["cour"], "cour-2"],
  ["Cour", ["cour", "cour-2"], "cour-3"],
  ["  --  ", [], "camera"],
  ["日本", [], "camera"],
  ["Ü".repeat(200), [], "u".repeat(63)],
])("the camera %j gets an id beside %j", (name, taken, id) => {
  expect(idFromName(name, new Set(taken))).toBe(id);
});
