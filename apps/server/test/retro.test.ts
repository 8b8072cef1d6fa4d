// What a scenario would have found: asked over HTTP, answered by a thread from the tracks in the store.
import type { RetroJob, SceneEvent } from "@vigie/contracts";
import { createCameraAnalysis, createDetections, type TraceChunk } from "@vigie/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSite, type TestSite, type Visitor } from "./site.ts";

const FROM_MS = Date.now() - 3_600_000;
const SPAN_MS = 300_000;

let site: TestSite;
let operator: Visitor;
beforeAll(async () => {
  site = await startSite();
  const administrator = await site.as("administrator");
  operator = await site.as("operator");
  for (const id of ["yard", "empty"]) {
    const source = { kind: "rtsp", url: "rtsp://192.0.2.1/1" };
    await administrator.send("POST", "/api/v1/cameras", { id, name: id, source });
  }
});
afterAll(() => site.close());

const zones = [
  {
    id: "door",
    polygon: [
      [0.4, 0.4],
      [0.6, 0.4],
      [0.6, 0.9],
      [0.4, 0.9],
    ],
  },
];
const scenario = { id: "night-door", kind: "intrusion", zone: "door", classes: ["person"], minStayS: 0.5 };
const asked = { scenario, zones, fromMs: FROM_MS - 1000, toMs: FROM_MS + SPAN_MS + 1000 };

/** Every half minute somebody walks through the door's zone; the live analysis tells and keeps the tracks. */
function watchLive(): { chunks: TraceChunk[]; events: SceneEvent[] } {
  const chunks: TraceChunk[] = [];
  const events: SceneEvent[] = [];
  const scene = {
    lines: [],
    zones,
    masks: [],
    scenarios: [{ ...scenario, minScore: 0, alarmScore: 0, mode: "alarm", priority: "normal" }],
    knownObjects: [],
  };
  const analysis = createCameraAnalysis({
    cameraId: "yard",
    classes: ["person"],
    scene: scene as never,
    onTrace: (chunk) => chunks.push(chunk),
  });
  for (let ms = 0; ms < SPAN_MS; ms += 200) {
    const detections = createDetections(1);
    const x = ((ms % 30_000) / 8_000) * 0.9;
    if (x < 1) {
      detections.boxes.set([x - 0.03, 0.4, x + 0.03, 0.7]);
      detections.scores[0] = 0.8;
      detections.count = 1;
    }
    events.push(...analysis.step({ timeMs: FROM_MS + ms, detections, aspect: 16 / 9 }).events);
  }
  events.push(...analysis.interrupt(FROM_MS + SPAN_MS));
  return { chunks, events };
}

const answer = async (response: Response) => ({
  status: response.status,
  body: (await response.json()) as RetroJob & { code: string; message: string },
});
const ask = async (camera: string, body: object) =>
  answer(await operator.send("POST", `/api/v1/cameras/${camera}/retro`, body));

/** Asks until the job has ended. */
async function ended(id: string): Promise<RetroJob> {
  for (;;) {
    const { body } = await answer(await operator.get(`/api/v1/retro/${id}`));
    if (body.state !== "running") return body;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("the stored past", () => {
  it("is answered with the events of the live run, their scores and what was covered", async () => {
    const { chunks, events } = watchLive();
    for (const chunk of chunks) await site.listener.onTrace(chunk);
    const begun = await ask("yard", asked);
    expect([begun.status, begun.body.state]).toEqual([202, "running"]);
    const { state, progress, reason, result } = await ended(begun.body.id);
    expect([state, progress, reason]).toEqual(["done", 1, ""]);
    const ids = [...new Set(events.map((event) => event.id))];
    expect(ids).toHaveLength(10);
    expect(result!.events.map((event) => event.id)).toEqual(ids.reverse());
    expect(result!.events.every((event) => event.phase === "ended" && event.endedAtMs !== null)).toBe(true);
    expect(result).toMatchObject({
      totalEvents: 10,
      tracks: 10,
      coverage: [{ fromMs: FROM_MS, toMs: FROM_MS + SPAN_MS - 200 }],
    });
    expect(result!.scores).toHaveLength(10);
    expect(result!.eventsPerDay).toBeCloseTo((10 * 86_400_000) / (SPAN_MS - 200), 3);
  });

  it("says in one sentence when nothing is stored, when the picture is needed, and when the drawing does not fit", async () => {
    const nothing = await ask("empty", asked);
    expect([nothing.status, nothing.body.code]).toEqual([409, "retro.nothing-stored"]);
    expect(nothing.body.message).toMatch(/^No tracks of camera "empty" are stored for this period: .*\.$/);
    const picture = { id: "left", kind: "abandoned", zone: "door", classes: ["person"] };
    const needs = await ask("yard", { ...asked, scenario: picture });
    expect([needs.status, needs.body.code]).toEqual([400, "retro.needs-picture"]);
    const undrawn = await ask("yard", { ...asked, zones: [] });
    expect([undrawn.status, undrawn.body.message]).toEqual([400, expect.stringContaining('there is no zone "door"')]);
    expect((await ask("nowhere", asked)).status).toBe(404);
  });

  it("says that the scenario would not have watched when the detector could not see what it asks for", async () => {
    const begun = await ask("yard", { ...asked, scenario: { ...scenario, classes: ["dog"] } });
    expect(await ended(begun.body.id)).toMatchObject({
      state: "failed",
      reason: "The scenario would not have watched: the detector cannot see dog; it sees person.",
    });
  });

  it("keeps to the holidays of the site, as the live run does", async () => {
    const administrator = await site.as("administrator");
    const days = [FROM_MS, FROM_MS + SPAN_MS].map((ms) => new Date(ms).toISOString().slice(0, 10));
    const settings = { siteName: "Depot", timeZone: "UTC", retentionDays: 7, holidays: [...new Set(days)] };
    expect((await administrator.send("PUT", "/api/v1/settings", settings)).status).toBe(200);
    const always = { timeZone: "UTC", windows: [{ from: "00:00", to: "24:00" }] };
    const found = async (onHolidays: string) => {
      const begun = await ask("yard", { ...asked, scenario: { ...scenario, schedule: { ...always, onHolidays } } });
      return (await ended(begun.body.id)).result!.totalEvents;
    };
    expect([await found("as-usual"), await found("never")]).toEqual([10, 0]);
  });

  it("can be taken back; the answer of an unknown question is 404", async () => {
    const begun = await ask("yard", asked);
    const cancelled = await answer(await operator.send("DELETE", `/api/v1/retro/${begun.body.id}`));
    expect([cancelled.status, cancelled.body.state]).toEqual([200, "cancelled"]);
    expect((await ended(begun.body.id)).result).toBeNull();
    expect((await operator.get("/api/v1/retro/none")).status).toBe(404);
  });
});
