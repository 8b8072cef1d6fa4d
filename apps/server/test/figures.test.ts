// What verdicts say about scores, and figures over time that name nobody.
import type { Alarm, ScenarioCalibration, Statistics } from "@vigie/contracts";
import { encodeTimes } from "@vigie/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { intrusion, startSite, type TestSite, type Visitor } from "./site.ts";

let site: TestSite;
let administrator: Visitor;
beforeAll(async () => {
  site = await startSite();
  administrator = await site.as("administrator");
  const source = { kind: "rtsp", url: "rtsp://192.0.2.1/1" };
  await administrator.send("POST", "/api/v1/cameras", { id: "yard", name: "Yard", source });
  const polygon = [
    [0.1, 0.1],
    [0.5, 0.1],
    [0.5, 0.5],
  ];
  const scenarios = [
    { id: "night-door", name: "Door", kind: "intrusion", zone: "door", classes: ["person"], alarmScore: 0.2 },
  ];
  const scene = { zones: [{ id: "door", polygon }], scenarios };
  await administrator.send("PATCH", "/api/v1/cameras/yard", { scene }, { "if-match": "*" });
  await administrator.send("PUT", "/api/v1/settings", {
    siteName: "Depot",
    timeZone: "Europe/Paris",
    retentionDays: 30,
  });
});
afterAll(() => site.close());

const get = async <T>(path: string): Promise<T> => (await (await administrator.get(`/api/v1${path}`)).json()) as T;
const CALIBRATION = "/cameras/yard/scenarios/night-door/calibration";

/** An alarm far from all others, and a person's verdict on it. */
async function judged(n: number, score: number, verdict: "true" | "false"): Promise<Alarm> {
  const startedAtMs = Date.now() - 86_400_000 + n * 600_000;
  const id = `yard.night-door.${startedAtMs}.${n}`;
  await site.listener.onEvent(
    intrusion(id, { startedAtMs, endedAtMs: startedAtMs, phase: "instant", trackIds: [n], score }),
  );
  const alarm = (await site.records.alarms.findByEvent(id))!;
  await administrator.send("POST", `/api/v1/alarms/${alarm.id}/verdict`, { verdict });
  return alarm;
}

describe("a scenario's scores", () => {
  it("bear no confidence until ten alarms were judged; from then on alarms are sorted by it", async () => {
    expect(await get<ScenarioCalibration>(CALIBRATION)).toMatchObject({
      calibrated: false,
      reason: "Only 0 alarms were judged; from 10 on a score says how often it is right.",
      alarmScore: 0.2,
      automatic: null,
    });
    for (let n = 1; n <= 6; n++) expect((await judged(n, 0.9, "true")).confidence).toBeNull();
    for (let n = 7; n <= 12; n++) await judged(n, 0.3, "false");
    const table = await get<ScenarioCalibration>(CALIBRATION);
    expect(table).toMatchObject({
      calibrated: true,
      reason: "",
      verdicts: { true: 6, false: 6, nuisance: 0, unknown: 0 },
    });
    const [low, high] = [await judged(13, 0.31, "false"), await judged(14, 0.88, "true")];
    expect(low.confidence!).toBeLessThan(0.3);
    expect(high.confidence!).toBeGreaterThan(0.7);
  });

  it("have a price at each threshold, per day that was watched", async () => {
    const fromMs = Math.floor(Date.now() / 86_400_000) * 86_400_000 - 3 * 86_400_000;
    const times = Array.from({ length: 2 }, (_, i) => fromMs + i * 43_200_000);
    await site.records.trajectories.add({
      cameraId: "yard",
      session: fromMs,
      classes: ["person"],
      aspect: 16 / 9,
      fromMs,
      toMs: times[1]!,
      frames: 2,
      times: encodeTimes(times),
      endedAtMs: null,
      pieces: [],
    });
    const { days, perThreshold } = await get<ScenarioCalibration>(CALIBRATION);
    expect(days).toBeCloseTo(1);
    expect(perThreshold[0]).toMatchObject({ score: 0, alarmsPerDay: 14, missedShare: 0 });
    const half = perThreshold.find((price) => price.score === 0.5)!;
    expect(half.alarmsPerDay).toBe(7);
    expect(half.falsePerDay).toBeLessThan(perThreshold[0]!.falsePerDay / 2);
  });

  it("act without a person only where an administrator said so, which is kept with name and time", async () => {
    const path = "/api/v1/cameras/yard/scenarios/night-door/automatic";
    const operator = await site.as("operator");
    expect((await operator.send("PUT", path, { score: 0.9 })).status).toBe(403);
    const allowed = (await (await administrator.send("PUT", path, { score: 0.9 })).json()) as ScenarioCalibration;
    expect(allowed.automatic).toEqual({ score: 0.9, allowedBy: "Ada", allowedAtMs: expect.any(Number) });
    expect((await get<ScenarioCalibration>(CALIBRATION)).automatic?.allowedBy).toBe("Ada");
    const back = (await (await administrator.send("DELETE", path)).json()) as ScenarioCalibration;
    expect(back.automatic).toBeNull();
  });
});

describe("statistics", () => {
  // Monday, 4 May 2026, 00:00 in Paris.
  const MONDAY = Date.parse("2026-05-04T00:00:00+02:00");
  const DAY = 86_400_000;
  const HOUR = 3_600_000;

  it("count events by hour of the week, and lay a second period beside the first", async () => {
    for (const [n, atMs] of [
      MONDAY + 8 * HOUR,
      MONDAY + 8.5 * HOUR,
      MONDAY + DAY + 17 * HOUR,
      MONDAY + 7 * DAY + 8 * HOUR,
    ].entries())
      await site.records.events.put([
        intrusion(`yard.night-door.${atMs}.${n}`, {
          startedAtMs: atMs,
          endedAtMs: atMs,
          phase: "instant",
          mode: "record",
        }),
      ]);
    const query = `of=events&by=week-hour&split=scenario&from=${MONDAY}&to=${MONDAY + 7 * DAY}&compareFrom=${MONDAY + 7 * DAY}`;
    const { bins, period, compared, timeZone } = await get<Statistics>(`/statistics?${query}`);
    expect([bins.length, timeZone]).toEqual([168, "Europe/Paris"]);
    const [series] = period.series;
    expect([series!.key, series!.name, series!.total]).toEqual(["yard/night-door", "Door", 3]);
    expect([series!.values[8], series!.values[24 + 17]]).toEqual([2, 1]);
    expect(compared!.series[0]!.values[8]).toBe(1);
  });

  it("count crossings a day by class, and say how much of the time a place was used", async () => {
    const bin = { cameraId: "yard", placeId: "lane", direction: "forward" as const };
    await site.records.counts.add([
      { ...bin, className: "bicycle", binStartMs: MONDAY + 8 * HOUR, value: 7 },
      { ...bin, className: "car", binStartMs: MONDAY + 9 * HOUR, value: 2 },
      { ...bin, className: "bicycle", binStartMs: MONDAY + DAY, value: 5 },
      { ...bin, placeId: "door", direction: "inside", className: "person", binStartMs: MONDAY + 10 * HOUR, value: 3 },
    ]);
    const days = await get<Statistics>(
      `/statistics?of=counts&by=day&split=class&from=${MONDAY}&to=${MONDAY + 2 * DAY}`,
    );
    expect(days.bins).toEqual([MONDAY, MONDAY + DAY]);
    expect(days.period.series.map(({ key, values }) => [key, values])).toEqual([
      ["bicycle", [7, 5]],
      ["car", [2, 0]],
    ]);
    const used = await get<Statistics>(
      `/statistics?of=activity&by=hour&place=door&from=${MONDAY + 10 * HOUR}&to=${MONDAY + 12 * HOUR}`,
    );
    expect(used.period.series[0]!.values).toEqual([0.25, 0]);
    expect(used.period.watched, "nobody knows any more").toEqual([null, null]);
  });

  it("count a vehicle once where a line is counted by class and by axles", async () => {
    const source = { kind: "rtsp", url: "rtsp://192.0.2.1/2" };
    await administrator.send("POST", "/api/v1/cameras", { id: "toll", name: "Toll", source });
    const scene = {
      lines: ["gate", "exit"].map((id, i) => ({ id, points: [0.2, 0.8].map((y) => [0.3 + 0.3 * i, y]) })),
      scenarios: [
        { id: "by-class", kind: "line-count", line: "gate", classes: ["car"] },
        { id: "gate", name: "By axles", kind: "axle-count", line: "gate", classes: ["car"] },
        { id: "out", kind: "axle-count", line: "exit", classes: ["car"] },
      ],
    };
    const drawn = await administrator.send("PATCH", "/api/v1/cameras/toll", { scene }, { "if-match": "*" });
    expect(drawn.status).toBe(200);
    const atMs = MONDAY + 21 * DAY;
    const bin = { cameraId: "toll", direction: "forward" as const, binStartMs: atMs };
    await site.records.counts.add([
      { ...bin, placeId: "gate", className: "car", value: 5 },
      { ...bin, placeId: "axles-gate", className: "2 axles", value: 4 },
      { ...bin, placeId: "axles-gate", className: "axles unknown", value: 1 },
      { ...bin, placeId: "out", className: "2 axles", value: 3 },
    ]);
    const totals = async (more: string) => {
      const asked = `/statistics?of=counts&by=day&from=${atMs}&to=${atMs + DAY}&camera=toll&${more}`;
      return (await get<Statistics>(asked)).period.series.map(({ name, total }) => [name, total]);
    };
    expect(await totals("split=none")).toEqual([["", 8]]);
    expect(await totals("split=camera")).toEqual([["Toll", 8]]);
    expect(await totals("split=none&place=axles-gate")).toEqual([["", 5]]);
    expect(await totals("split=place")).toEqual([
      ["By axles", 5],
      ["gate", 5],
      ["out", 3],
    ]);
  });

  it("cut days where the clocks of the site cut them, also on the night of a change", async () => {
    const from = Date.parse("2026-03-28T00:00:00+01:00");
    const to = Date.parse("2026-03-31T00:00:00+02:00");
    const { bins } = await get<Statistics>(`/statistics?of=events&by=day&from=${from}&to=${to}`);
    expect(bins.map((ms, i) => (bins[i + 1] ?? to) - ms)).toEqual([24 * HOUR, 23 * HOUR, 24 * HOUR]);
  });

  it("say what is wrong with a period", async () => {
    const answer = await administrator.get(`/api/v1/statistics?from=${MONDAY}&to=${MONDAY}`);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, "request.bad-span"]);
  });
});

describe("a department", () => {
  const ASKED = "of=events&from=1777845600000&to=1778450400000";

  it.each<[string, string, number]>([
    ["reads figures", `/statistics?${ASKED}`, 200],
    ["knows cameras by their names", "/statistics/cameras", 200],
    ["sees what is counted now", "/counts/now", 200],
    ["sees what was counted", "/cameras/yard/counts", 200],
    ["gets no camera with its address and drawings", "/cameras", 403],
    ["gets no still", "/cameras/yard/still.jpg", 403],
    ["gets no alarm", "/alarms?limit=10", 403],
    ["gets no single occurrence", "/events", 403],
    ["gets no recording", "/cameras/yard/recordings", 403],
    ["hears nothing of the journal", "/journal", 403],
  ])("%s", async (_, path, status) => {
    expect((await (await site.as("department")).get(`/api/v1${path}`)).status).toBe(status);
  });

  it("knows of a camera its name and nothing else", async () => {
    const answer = await (await site.as("department")).get("/api/v1/statistics/cameras");
    const { cameras } = (await answer.json()) as { cameras: object[] };
    expect(cameras).toContainEqual({ id: "yard", name: "Yard" });
    expect(new Set(cameras.flatMap(Object.keys))).toEqual(new Set(["id", "name"]));
  });

  it("opens no stream of pictures or of what happens", async () => {
    const department = await site.as("department");
    for (const path of ["/api/v1/stream", "/api/v1/cameras/yard/live"]) {
      const answer = await department.get(path);
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });
});
