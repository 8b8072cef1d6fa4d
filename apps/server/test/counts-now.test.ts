// What is counted at this moment: as the workers say it, and never a number where nobody can look.
import { type CameraHealth, type CountsNow, WEEKDAYS } from "@vigie/contracts";
import type { CameraFigures } from "@vigie/engine";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startSite, type TestSite, type Visitor } from "./site.ts";

let site: TestSite;
let administrator: Visitor;

const square = (x: number, y: number) => [
  [x, y],
  [x + 0.1, y],
  [x + 0.1, y + 0.1],
  [x, y + 0.1],
];
const zones = ["p1", "p2", "p3", "till", "north", "south", "platform"].map((id, i) => ({
  id,
  polygon: square(0.02 + i * 0.13, 0.3),
}));
const scene = {
  lines: [{ id: "stop", points: [square(0.1, 0.6)[0], square(0.5, 0.6)[1]] }],
  zones,
  scenarios: [
    { id: "spaces", kind: "parking-spaces", spaces: ["p1", "p2", "p3"] },
    { id: "till-queue", kind: "queue", zone: "till", maxLength: 4 },
    { id: "turns", kind: "turn-count", entries: ["north"], exits: ["north", "south"] },
    { id: "on-platform", kind: "occupancy", zone: "platform", classes: ["person"], max: 40 },
    { id: "cars", kind: "line-count", line: "stop", classes: ["car"] },
    { id: "toll", kind: "axle-count", line: "stop" },
    { id: "packed", kind: "density", zone: "platform", maxPerM2: 2 },
    { id: "door", kind: "intrusion", zone: "till", classes: ["person"] },
  ],
};
const figures: CameraFigures = {
  atMs: 1_700_000_000_000,
  totals: {
    lines: [{ camera: "lot", line: "stop", forward: { car: 12 }, backward: { car: 3 } }],
    zones: [{ camera: "lot", zone: "platform", now: { person: 7 }, peak: { person: 9 }, mean: 3 }],
    turns: [
      { camera: "lot", scenario: "turns", from: "north", to: "north", counts: {} },
      { camera: "lot", scenario: "turns", from: "north", to: "south", counts: { car: 5 } },
    ],
    queues: [
      { camera: "lot", scenario: "till-queue", zone: "till", now: 3, peak: 6, waitS: null, servedPerMinute: null },
    ],
    spaces: [
      {
        camera: "lot",
        scenario: "spaces",
        total: 3,
        free: 1,
        taken: 1,
        states: { p1: "free", p2: "taken", p3: "unknown" },
      },
    ],
    axles: [{ camera: "lot", scenario: "toll", line: "stop", forward: { 2: 4, 5: 1, unknown: 2 }, backward: {} }],
    gathered: [{ scenario: "packed", now: 7, areaM2: 14 }],
  },
  sinceMs: { cars: 1_699_999_000_000 },
  notWatching: [{ scenarioId: "spaces", reason: "whether these spaces are free is not known yet: p3" }],
  isSightLost: false,
};

beforeAll(async () => {
  site = await startSite();
  administrator = await site.as("administrator");
  const camera = { id: "lot", name: "Car park", source: { kind: "rtsp", url: "rtsp://192.0.2.1/1" } };
  expect((await administrator.send("POST", "/api/v1/cameras", camera)).status).toBe(201);
  const drawn = await administrator.send("PATCH", "/api/v1/cameras/lot", { scene }, { "if-match": "*" });
  expect(await drawn.text()).toContain("till-queue");
});
afterAll(() => site.close());
beforeEach(() => {
  site.fleet.states.set("lot", health({}));
  site.fleet.counted.set("lot", figures);
});

function health(more: Partial<CameraHealth>): CameraHealth {
  return {
    cameraId: "lot",
    state: "ok",
    reason: "",
    code: null,
    sinceMs: 0,
    recording: true,
    analysing: true,
    detector: "embedded",
    notWatching: [],
    video: null,
    sourceFps: 25,
    decodedFps: 25,
    analysedFps: 5,
    droppedFrames: 0,
    lastFrameAtMs: 1_700_000_000_000,
    ...more,
  };
}
async function now(): Promise<CountsNow> {
  const answer = await (await site.as("viewer")).get("/api/v1/cameras/lot/counts/now");
  expect(answer.status).toBe(200);
  return (await answer.json()) as CountsNow;
}
const row = (counts: CountsNow, id: string) => counts.figures.find(({ scenarioId }) => scenarioId === id)!;

describe("what is counted now", () => {
  it("is one row for each scenario that counts, with the worker's own numbers", async () => {
    const counts = await now();
    expect(counts.figures.map(({ scenarioId }) => scenarioId)).toEqual([
      "spaces",
      "till-queue",
      "turns",
      "on-platform",
      "cars",
      "toll",
      "packed",
    ]);
    expect(row(counts, "till-queue")).toMatchObject({ length: 3, peak: 6, waitS: null, unknown: null, maxLength: 4 });
    expect(row(counts, "on-platform")).toMatchObject({ now: { person: 7 }, peak: { person: 9 }, max: 40 });
    expect(row(counts, "cars")).toMatchObject({
      forward: { car: 12 },
      backward: { car: 3 },
      sinceMs: 1_699_999_000_000,
    });
    expect(row(counts, "toll")).toMatchObject({ line: "stop", forward: { 2: 4, 5: 1, unknown: 2 }, backward: {} });
    expect(row(counts, "packed")).toMatchObject({ count: 7, areaM2: 14, perM2: 0.5 });
    expect(row(counts, "turns")).toMatchObject({
      pairs: [
        { from: "north", to: "north", counts: {} },
        { from: "north", to: "south", counts: { car: 5 } },
      ],
    });
  });

  it("a space that nobody can judge yet is unknown, and the others are told all the same", async () => {
    expect(row(await now(), "spaces")).toMatchObject({
      unknown: null,
      total: 3,
      free: 1,
      taken: 1,
      states: { p1: "free", p2: "taken", p3: "unknown" },
    });
  });

  it.each<[string, () => void, RegExp]>([
    [
      "a blind camera",
      () =>
        site.fleet.states.set("lot", health({ state: "blind", reason: "The camera is covered.", analysing: false })),
      /shows nothing: The camera is covered$/,
    ],
    [
      "a camera whose analysis is off",
      () => {
        const notWatching = scene.scenarios.map(({ id: scenarioId }) => ({ scenarioId, reason: "it is switched off" }));
        site.fleet.states.set("lot", health({ analysing: false, notWatching, reason: "Something else." }));
      },
      /^it is switched off$/,
    ],
    ["a worker that says nothing", () => site.fleet.counted.delete("lot"), /is not analysed now/],
    [
      "a camera that has not shown its first picture",
      () => site.fleet.counted.set("lot", { ...figures, atMs: null }),
      /first picture/,
    ],
  ])("%s: nothing is free, no queue is empty", async (_what, happens, because) => {
    happens();
    const counts = await now();
    for (const figure of counts.figures) expect(figure.unknown).toMatch(because);
    expect(row(counts, "spaces")).toMatchObject({
      free: null,
      taken: null,
      states: { p1: "unknown", p2: "unknown", p3: "unknown" },
    });
    expect(row(counts, "till-queue")).toMatchObject({ length: null, waitS: null });
    expect(row(counts, "on-platform")).toMatchObject({ now: null });
    expect(row(counts, "packed")).toMatchObject({ count: null, perM2: null });
  });

  it("while no space was judged yet, none is free and none is taken", async () => {
    const states = { p1: "unknown", p2: "unknown", p3: "unknown" } as const;
    const spaces = [{ camera: "lot", scenario: "spaces", total: 3, free: 0, taken: 0, states }];
    site.fleet.counted.set("lot", { ...figures, totals: { ...figures.totals, spaces } });
    expect(row(await now(), "spaces")).toMatchObject({ free: null, taken: null, states, unknown: null });
  });

  it("a picture that shows nothing to judge makes every space unknown", async () => {
    const reason = "the camera is dazzled";
    const notWatching = scene.scenarios.map(({ id }) => ({ scenarioId: id, reason }));
    site.fleet.counted.set("lot", { ...figures, notWatching, isSightLost: true });
    expect(row(await now(), "spaces")).toMatchObject({ free: null, unknown: reason, states: { p1: "unknown" } });
  });

  it("outside its watching hours a scenario says so", async () => {
    const inThreeDays = WEEKDAYS[(new Date().getUTCDay() + 2) % 7];
    const schedule = { timeZone: "UTC", windows: [{ days: [inThreeDays], from: "00:00", to: "24:00" }] };
    const scenarios = scene.scenarios.map((item) => (item.id === "till-queue" ? { ...item, schedule } : item));
    await administrator.send("PATCH", "/api/v1/cameras/lot", { scene: { ...scene, scenarios } }, { "if-match": "*" });
    expect(row(await now(), "till-queue")).toMatchObject({ length: null, unknown: expect.stringMatching(/hours/) });
    await administrator.send("PATCH", "/api/v1/cameras/lot", { scene }, { "if-match": "*" });
  });

  it("all cameras that count answer together", async () => {
    const answer = await (await site.as("viewer")).get("/api/v1/counts/now");
    const { cameras } = (await answer.json()) as { cameras: CountsNow[] };
    expect(cameras).toMatchObject([{ cameraId: "lot", cameraName: "Car park", atMs: figures.atMs }]);
    expect((await site.visitor().get("/api/v1/counts/now")).status).toBe(401);
  });

  it("a department reads that a camera shows nothing, and neither here nor in the site's health at which address", async () => {
    const reason = "rtsp://192.0.2.1/1 refused the connection.";
    site.fleet.states.set("lot", health({ state: "blind", reason, analysing: false }));
    const told = async (role: "department" | "viewer") => {
      const visitor = await site.as(role);
      const paths = ["/cameras/lot/counts/now", "/counts/now", "/health"];
      return Promise.all(paths.map(async (path) => (await visitor.get(`/api/v1${path}`)).text()));
    };
    for (const text of await told("viewer")) expect(text).toContain("192.0.2.1");
    const [ofCamera, ofAll, ofSite] = await told("department");
    for (const text of [ofCamera, ofAll]) expect(text).toContain('"unknown":"the camera shows nothing"');
    expect(ofSite).toContain("1 cameras are degraded or blind.");
    for (const text of [ofCamera, ofAll, ofSite]) expect(text).not.toContain("192.0.2.1");
  });
});
