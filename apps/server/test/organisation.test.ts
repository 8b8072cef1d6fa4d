// How an organisation runs its scenarios: arm modes, holidays, ends that announce themselves, few slots, moved scenarios.
import type { CameraView, JournalEntry, Slots } from "@vigie/contracts";
import type { SceneInForce } from "@vigie/core";
import { createVirtualClock } from "@vigie/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { announceEndedScenarios } from "../src/scenarios/ended-scenarios.ts";
import { startSite, type TestSite, type Visitor } from "./site.ts";

let site: TestSite;
let administrator: Visitor;
const clock = createVirtualClock(Date.parse("2026-05-01T10:00:00Z"));
beforeAll(async () => {
  site = await startSite({ clock });
  administrator = await site.as("administrator");
});
afterAll(() => site.close());

type Answer = { status: number; body: never };
const send = async (method: string, path: string, body?: unknown, as = administrator): Promise<Answer> => {
  const answer = await as.send(method, `/api/v1${path}`, body, { "if-match": "*" });
  const text = await answer.text();
  return { status: answer.status, body: (text ? JSON.parse(text) : null) as never };
};
const source = { kind: "rtsp", url: "rtsp://192.0.2.1/1" };
const zone = (id: string, x: number) => ({
  id,
  name: `Zone ${id}`,
  polygon: [
    [x, 0.1],
    [x + 0.2, 0.1],
    [x + 0.2, 0.5],
    [x, 0.5],
  ],
});
const intrusion = (id: string, more: object = {}) => ({
  id,
  kind: "intrusion",
  zone: "door",
  classes: ["person"],
  ...more,
});
const inFleet = (id: string): SceneInForce => site.fleet.cameras.get(id)!.scene as SceneInForce;
const settings = {
  siteName: "Depot",
  timeZone: "Europe/Paris",
  retentionDays: 7,
  armModes: ["armed", "home"],
  armMode: "armed",
};
const journal = async (type: string): Promise<JournalEntry[]> =>
  (await site.records.journal.read(0, 1000)).filter((entry) => entry.type === type);

describe("arm modes and holidays", () => {
  it("reach the scenarios that ask for them at once, and nothing else", async () => {
    await send("PUT", "/settings", settings);
    await send("POST", "/cameras", { id: "gate", name: "Gate", source });
    await send("POST", "/cameras", { id: "plain", name: "Plain", source });
    const schedule = {
      timeZone: "Europe/Paris",
      windows: [{ from: "22:00", to: "06:00" }],
      onHolidays: "all-day",
      holidays: ["2026-06-01"],
    };
    const scenarios = [intrusion("night", { armModes: ["armed"], schedule })];
    await send("PATCH", "/cameras/gate", { scene: { zones: [zone("door", 0.1)], scenarios } });
    await send("PATCH", "/cameras/plain", { scene: { zones: [zone("door", 0.1)], scenarios: [intrusion("any")] } });
    expect(inFleet("gate").armMode).toBe("armed");
    expect(inFleet("plain")).not.toHaveProperty("armMode");

    const operator = await site.as("operator");
    const armed = await send("PUT", "/arm-mode", { armMode: "home" }, operator);
    expect(armed).toMatchObject({ status: 200, body: { armMode: "home" } });
    expect(inFleet("gate").armMode).toBe("home");
    expect(await journal("arm-mode")).toMatchObject([{ armMode: "home", by: "The operator" }]);
    const unknown = await send("PUT", "/arm-mode", { armMode: "party" }, operator);
    expect(unknown).toMatchObject({
      status: 400,
      body: { code: "site.unknown-arm-mode", message: 'The site has no arm mode "party"; it has armed, home.' },
    });

    await send("PUT", "/settings", { ...settings, armMode: "home", holidays: ["2026-05-08"] });
    expect(inFleet("gate").scenarios[0]!.schedule!.holidays).toEqual(["2026-05-08", "2026-06-01"]);
    const { body } = await send("GET", "/cameras/gate");
    expect((body as CameraView).scene.scenarios[0]!.schedule!.holidays, "what people wrote stays as it was").toEqual([
      "2026-06-01",
    ]);
  });
});

describe("a temporary scenario", () => {
  it("announces its end once, also when the server was off when it came", async () => {
    await announceEndedScenarios(site.records, clock);
    const until = new Date(clock.nowMs() + 3_600_000).toISOString();
    await send("POST", "/cameras", { id: "works", name: "Works", source });
    const scenarios = [intrusion("tonight", { name: "Only tonight", until })];
    await send("PATCH", "/cameras/works", { scene: { zones: [zone("door", 0.1)], scenarios } });
    clock.advance(3_599_000);
    expect(await announceEndedScenarios(site.records, clock)).toBe(0);
    clock.advance(7_200_000);
    expect(await announceEndedScenarios(site.records, clock)).toBe(1);
    expect(await announceEndedScenarios(site.records, clock)).toBe(0);
    expect(await journal("scenario")).toMatchObject([
      { change: "ended", cameraName: "Works", scenarioName: "Only tonight", untilMs: Date.parse(until) },
    ]);
  });
});

describe("analysis slots", () => {
  it("are refused with the names of those who hold them, and shown", async () => {
    for (const id of ["plain", "works"]) await send("PATCH", `/cameras/${id}`, { analysis: { enabled: false } });
    await send("PUT", "/settings", { ...settings, analysisSlots: 1 });
    expect((await send("GET", "/slots")).body as Slots).toEqual({ limit: 1, used: ["gate"] });
    const refused = await send("PATCH", "/cameras/works", { analysis: { enabled: true } });
    expect(refused).toMatchObject({ status: 409, body: { code: "slots.all-used" } });
    expect((refused.body as { message: string }).message).toBe(
      'The only analysis slot is in use, by "Gate": switch the analysis of one of them off, or move its last scenario to another camera.',
    );
    expect(await send("POST", "/cameras", { name: "New", source })).toMatchObject({ status: 409 });
    const off = { name: "New", source, analysis: { enabled: false } };
    expect(await send("POST", "/cameras", off)).toMatchObject({ status: 201 });
    expect(await send("PATCH", "/cameras/gate", { name: "Main gate" }), "who holds a slot may change").toMatchObject({
      status: 200,
    });
    await send("PUT", "/settings", { ...settings, analysisSlots: 2 });
    await send("PATCH", "/cameras/works", { analysis: { enabled: true } });
    const fewer = await send("PUT", "/settings", { ...settings, analysisSlots: 1 });
    expect(fewer).toMatchObject({ status: 409, body: { code: "slots.in-use" } });
    await send("PATCH", "/cameras/works", { analysis: { enabled: false } });
    await send("PUT", "/settings", { ...settings, analysisSlots: 1 });
  });

  it("move with a scenario and its drawing; ids that are taken get a number", async () => {
    await send("PATCH", "/cameras/plain", { scene: { zones: [zone("door", 0.6)], scenarios: [intrusion("night")] } });
    const moved = await send("POST", "/cameras/gate/scenarios/night/move", { toCameraId: "plain" });
    expect(moved).toMatchObject({
      status: 200,
      body: { fromCameraId: "gate", toCameraId: "plain", scenarioId: "night-2", sourceAnalysisOff: true },
    });
    const to = (await send("GET", "/cameras/plain")).body as CameraView;
    expect(to.analysis.enabled).toBe(true);
    expect(to.scene.scenarios[1]).toMatchObject({ id: "night-2", zone: "door-2", armModes: ["armed"] });
    expect(to.scene.zones.map((item) => [item.id, item.polygon[0]![0]])).toEqual([
      ["door", 0.6],
      ["door-2", 0.1],
    ]);
    const from = (await send("GET", "/cameras/gate")).body as CameraView;
    expect([from.analysis.enabled, from.scene.scenarios]).toEqual([false, []]);
    expect((await send("GET", "/slots")).body as Slots).toEqual({ limit: 1, used: ["plain"] });
    expect(await send("POST", "/cameras/gate/scenarios/none/move", { toCameraId: "plain" })).toMatchObject({
      status: 404,
    });
    expect(await send("POST", "/cameras/plain/scenarios/night/move", { toCameraId: "plain" })).toMatchObject({
      status: 400,
    });
  });
});
