// "Do not tell me again of this one", over real HTTP and a real store.
import type { Alarm, CameraView, KnownObject, SceneEvent } from "@vigie/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { intrusion, startSite, type TestSite, type Visitor } from "./site.ts";

let site: TestSite;
let operator: Visitor;
beforeAll(async () => {
  site = await startSite();
  operator = await site.as("operator");
  const administrator = await site.as("administrator");
  const made = await administrator.send("POST", "/api/v1/cameras", {
    id: "yard",
    name: "Yard",
    source: { kind: "rtsp", url: "rtsp://192.0.2.1/1" },
  });
  expect(made.status).toBe(201);
});
afterAll(() => site.close());

const event = (id: string, more: Partial<SceneEvent> = {}): SceneEvent =>
  intrusion(id, { cameraId: "yard", scenarioId: "left", kind: "parking", box: [0.1, 0.2, 0.3, 0.4], ...more });
const alarmOf = async (eventId: string): Promise<Alarm> => {
  const answer = await operator.get("/api/v1/alarms?camera=yard");
  const { alarms } = (await answer.json()) as { alarms: Alarm[] };
  return alarms.find((alarm) => alarm.eventId === eventId)!;
};
const notes = async (): Promise<KnownObject[]> =>
  ((await (await operator.get("/api/v1/cameras/yard")).json()) as CameraView).scene.knownObjects;

describe("a known object", () => {
  it("is noted from the alarm at its place, once however often it is said, and taken back", async () => {
    await site.listener.onEvent(event("first"));
    const alarm = await alarmOf("first");
    const path = `/api/v1/alarms/${alarm.id}/known-object`;
    const answer = await operator.send("POST", path, {});
    expect(answer.status).toBe(201);
    const note = (await answer.json()) as KnownObject;
    expect(note).toMatchObject({ box: alarm.box, scenarioId: "left" });
    await operator.send("POST", path, { everyScenario: true });
    const [kept, ...others] = await notes();
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ id: note.id });
    expect(kept).not.toHaveProperty("scenarioId");
    expect((await operator.send("DELETE", `/api/v1/cameras/yard/known-objects/${note.id}`)).status).toBe(200);
    expect(await notes()).toEqual([]);
    expect((await operator.send("DELETE", `/api/v1/cameras/yard/known-objects/${note.id}`)).status).toBe(404);
  });

  it("is told to every console, and to the fleet that watches", async () => {
    await site.listener.onEvent(event("second", { box: [0.6, 0.6, 0.7, 0.8], trackIds: [7] }));
    const alarm = await alarmOf("second");
    const note = (await (
      await operator.send("POST", `/api/v1/alarms/${alarm.id}/known-object`, {})
    ).json()) as KnownObject;
    const entries = await site.records.journal.read(0, 500);
    expect(entries.at(-1)).toMatchObject({ type: "camera", cameraId: "yard", change: "changed" });
    expect(note.box).toEqual([0.6, 0.6, 0.7, 0.8]);
  });

  it("is deleted when the fleet tells that it is spent, and another one beside it stays", async () => {
    await site.listener.onEvent(event("third", { box: [0.3, 0.6, 0.4, 0.8], trackIds: [8] }));
    const alarm = await alarmOf("third");
    const answer = await operator.send("POST", `/api/v1/alarms/${alarm.id}/known-object`, {});
    const { id } = (await answer.json()) as KnownObject;
    const others = (await notes()).filter((note) => note.id !== id);
    expect(others.length).toBeGreaterThan(0);
    for (let time = 0; time < 2; time++) await site.listener.onKnownObjectsSpent({ cameraId: "yard", ids: [id] });
    expect(await notes()).toEqual(others);
    await site.listener.onKnownObjectsSpent({ cameraId: "gone", ids: [id] });
  });

  it("is refused where the alarm is not about one object, where there is no alarm, and to who only looks", async () => {
    await site.listener.onEvent(event("whole", { scenarioId: "flow", box: null, trackIds: [9] }));
    const alarm = await alarmOf("whole");
    const answer = await operator.send("POST", `/api/v1/alarms/${alarm.id}/known-object`, {});
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, "known-object.no-place"]);
    expect((await operator.send("POST", "/api/v1/alarms/none/known-object", {})).status).toBe(404);
    const viewer = await site.as("viewer");
    expect((await viewer.send("POST", `/api/v1/alarms/${alarm.id}/known-object`, {})).status).toBe(403);
  });
});
