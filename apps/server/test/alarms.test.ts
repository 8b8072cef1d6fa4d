// An alarm's life at the desk, over real HTTP and a real store.
import type { Alarm, SceneEvent } from "@vigie/contracts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { JPEG } from "./fake-fleet.ts";
import { intrusion, startSite, type TestSite, type Visitor } from "./site.ts";

let site: TestSite;
let operator: Visitor;
let camera = 0;
beforeAll(async () => {
  site = await startSite();
  operator = await site.as("operator");
});
afterAll(() => site.close());
beforeEach(() => {
  camera++;
});

/** Each test has a camera of its own, so that no event joins another test's alarm. */
const event = (id: string, more: Partial<SceneEvent> = {}): SceneEvent =>
  intrusion(`${id}-${camera}`, { cameraId: `cam-${camera}`, ...more });
const alarms = async (query = ""): Promise<Alarm[]> => {
  const answer = await operator.get(`/api/v1/alarms?camera=cam-${camera}${query}`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { alarms: Alarm[] }).alarms;
};
const act = async (method: string, path: string, body?: unknown) => {
  const answer = await operator.send(method, path, body);
  return { status: answer.status, body: (await answer.json()) as Alarm & { code?: string } };
};
const raised = async (): Promise<Alarm> => {
  await site.listener.onEvent(event("e"));
  return (await alarms())[0]!;
};

describe("an event that asks for attention", () => {
  it("is one alarm in the list, with the names that people gave", async () => {
    const administrator = await site.as("administrator");
    const made = await administrator.send("POST", "/api/v1/cameras", {
      id: `cam-${camera}`,
      name: "Yard, north",
      place: "Depot",
      source: { kind: "rtsp", url: "rtsp://192.0.2.1/1" },
    });
    expect(made.status).toBe(201);
    await site.listener.onEvent(event("e"));
    const [alarm, ...others] = await alarms();
    expect(others).toEqual([]);
    expect(alarm).toMatchObject({ cameraName: "Yard, north", place: "Depot", state: "raised", occurrences: 1 });
    expect(alarm!.why).toContain("stayed 2 s");
    expect(await (await operator.get(`/api/v1/alarms/${alarm!.id}`)).json()).toEqual(alarm);
  });

  it("told twice, and told again after its end, is still one alarm that happened once", async () => {
    const start = event("e");
    const end = { ...start, phase: "ended" as const, endedAtMs: start.startedAtMs + 5000 };
    for (const told of [start, start, end, end, start]) await site.listener.onEvent(told);
    const list = await alarms();
    expect(list.map(({ occurrences, endedAtMs }) => ({ occurrences, endedAtMs }))).toEqual([
      { occurrences: 1, endedAtMs: end.endedAtMs },
    ]);
    const register = await operator.get(`/api/v1/events?camera=cam-${camera}`);
    expect(((await register.json()) as { events: unknown[] }).events).toHaveLength(1);
  });

  it("that begins again at the same place joins the alarm, once however often it is told", async () => {
    const first = event("first");
    await site.listener.onEvent(first);
    const second = event("second", { trackIds: [2], startedAtMs: first.startedAtMs + 3000 });
    await site.listener.onEvent(second);
    await site.listener.onEvent(second);
    const list = await alarms();
    expect(list.map((alarm) => alarm.occurrences)).toEqual([2]);
    await site.listener.onEvent({ ...second, phase: "ended", endedAtMs: second.startedAtMs + 1000 });
    expect((await alarms())[0]!.endedAtMs).toBe(second.startedAtMs + 1000);
  });

  it("is raised again once the first alarm has its verdict", async () => {
    const alarm = await raised();
    await act("POST", `/api/v1/alarms/${alarm.id}/verdict`, { verdict: "nuisance" });
    await site.listener.onEvent(event("later", { startedAtMs: alarm.startedAtMs + 1000 }));
    expect((await alarms()).map((item) => item.state).sort()).toEqual(["cleared", "raised"]);
  });

  it("in record mode only fills the register", async () => {
    await site.listener.onEvent(event("quiet", { mode: "record" }));
    expect(await alarms()).toEqual([]);
    const register = await operator.get(`/api/v1/events?camera=cam-${camera}`);
    expect(((await register.json()) as { events: SceneEvent[] }).events.map((e) => e.mode)).toEqual(["record"]);
  });

  it("is not lost when the store fails at any step and the fleet tries again", async () => {
    const real = site.records.alarms.raise;
    let failures = 2;
    site.records.alarms.raise = async (alarm) => {
      if (failures-- > 0) throw new Error("disk trouble");
      return real(alarm);
    };
    try {
      for (let i = 0; i < 2; i++) await expect(site.listener.onEvent(event("e"))).rejects.toThrow("disk trouble");
      await site.listener.onEvent(event("e"));
    } finally {
      site.records.alarms.raise = real;
    }
    expect(await alarms()).toHaveLength(1);
  });
});

describe("what people decide", () => {
  it("acknowledge, judge, undo, judge again: each step is kept and named", async () => {
    const { id } = await raised();
    const seen = await act("POST", `/api/v1/alarms/${id}/acknowledge`);
    expect(seen.body).toMatchObject({ state: "acknowledged", acknowledgedBy: "The operator" });
    const judged = await act("POST", `/api/v1/alarms/${id}/verdict`, {
      verdict: "true",
      outcome: "call",
      note: "rang",
    });
    expect(judged.body).toMatchObject({ state: "cleared", verdict: "true", outcome: "call", verdictNote: "rang" });
    const undone = await act("DELETE", `/api/v1/alarms/${id}/verdict`);
    expect(undone.body).toMatchObject({ state: "acknowledged", verdict: null, verdictBy: null });
    const again = await act("POST", `/api/v1/alarms/${id}/verdict`, { verdict: "false" });
    expect(again.body).toMatchObject({ state: "cleared", verdict: "false", verdictBy: "The operator" });
    expect((await alarms("&verdict=false")).map((alarm) => alarm.id)).toEqual([id]);
    expect(await alarms("&verdict=none")).toEqual([]);
  });

  it("two people at once: the second is told that it is closed", async () => {
    const { id } = await raised();
    const answers = await Promise.all([
      act("POST", `/api/v1/alarms/${id}/verdict`, { verdict: "true" }),
      act("POST", `/api/v1/alarms/${id}/verdict`, { verdict: "false" }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(answers.find((answer) => answer.status === 409)!.body.code).toBe("alarm.closed");
  });

  it.each([
    [
      "an unknown verdict",
      { verdict: "maybe" },
      'The field "verdict" must be one of "true", "false", "nuisance", "unknown".',
    ],
    [
      "a field too many",
      { verdict: "true", state: "raised" },
      'The body has "state", which is not a field there; remove it.',
    ],
    ["nothing", {}, /The field "verdict"/],
  ])("%s is refused in one sentence", async (_name, body, message) => {
    const { id } = await raised();
    const answer = await operator.send("POST", `/api/v1/alarms/${id}/verdict`, body);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { message: string }).message).toMatch(message);
  });

  it("an unknown alarm is said to be unknown", async () => {
    expect(await act("POST", "/api/v1/alarms/nothing/acknowledge")).toMatchObject({
      status: 404,
      body: { code: "alarm.not-found" },
    });
  });
});

describe("the list", () => {
  it("goes on from page to page without missing or repeating one, also while alarms arrive", async () => {
    for (let i = 0; i < 5; i++) await site.listener.onEvent(event(`e${i}`, { scenarioId: `s${i}` }));
    const seen: string[] = [];
    let after = "";
    do {
      const answer = await operator.get(`/api/v1/alarms?camera=cam-${camera}&limit=2${after}`);
      const page = (await answer.json()) as { alarms: Alarm[]; next: string | null };
      seen.push(...page.alarms.map((alarm) => alarm.scenarioId));
      after = page.next === null ? "" : `&after=${encodeURIComponent(page.next)}`;
      await site.listener.onEvent(event(`late${seen.length}`, { scenarioId: `late${seen.length}` }));
    } while (after !== "");
    expect([...new Set(seen)].filter((id) => id.startsWith("s")).sort()).toEqual(["s0", "s1", "s2", "s3", "s4"]);
    expect(seen).toHaveLength(new Set(seen).size);
  });

  it("as a queue puts what is urgent first", async () => {
    await site.listener.onEvent(event("a", { scenarioId: "a", priority: "low", score: 0.9 }));
    await site.listener.onEvent(event("b", { scenarioId: "b", priority: "high", score: 0.5 }));
    await site.listener.onEvent(event("c", { scenarioId: "c", priority: "high", score: 0.8 }));
    expect((await alarms("&order=queue")).map((alarm) => alarm.scenarioId)).toEqual(["c", "b", "a"]);
  });

  it("takes several states, and says what is wrong with a bad question", async () => {
    await raised();
    expect(await alarms("&state=raised&state=acknowledged")).toHaveLength(1);
    expect(await alarms("&state=cleared")).toHaveLength(0);
    const bad = await operator.get("/api/v1/alarms?limit=1000");
    expect(bad.status).toBe(400);
    expect(((await bad.json()) as { message: string }).message).toMatch(/"limit"/);
  });
});

describe("the pictures of an alarm", () => {
  const write = async (path: string, bytes: Uint8Array): Promise<void> => {
    const file = await site.files.create(path);
    await file.append(bytes);
    await file.sync();
    await file.close();
  };

  it("are pending, then there, and the clip is served in the ranges that a player asks for", async () => {
    const alarm = await raised();
    const { eventId } = alarm;
    const still = `/api/v1/alarms/${alarm.id}/still.jpg`;
    const clip = `/api/v1/alarms/${alarm.id}/clip.mp4`;
    const early = await operator.get(still);
    expect([early.status, ((await early.json()) as { code: string }).code]).toEqual([409, "media.pending"]);

    await write(`stills/${eventId}.jpg`, JPEG);
    await site.listener.onEventMedia({ eventId, still: { state: "ready", path: `stills/${eventId}.jpg` } });
    const content = Uint8Array.from({ length: 700_000 }, (_, i) => i % 251);
    await write(`clips/${eventId}.mp4`, content);
    await site.listener.onEventMedia({
      eventId,
      clip: { state: "ready", path: `clips/${eventId}.mp4`, startMs: 5, durationMs: 20_000 },
    });
    expect((await alarms())[0]).toMatchObject({
      still: "ready",
      clip: "ready",
      clipStartMs: 5,
      clipDurationMs: 20_000,
    });

    const picture = await operator.get(still);
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(JPEG);

    const get = (range?: string) => operator.fetch(clip, range === undefined ? {} : { headers: { range } });
    const whole = await get();
    expect([whole.status, whole.headers.get("accept-ranges")]).toEqual([200, "bytes"]);
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(content);
    for (const [range, start, end] of [
      ["bytes=0-0", 0, 1],
      ["bytes=100-199", 100, 200],
      ["bytes=699000-", 699_000, 700_000],
      ["bytes=-10", 699_990, 700_000],
      ["bytes=0-9999999", 0, 700_000],
    ] as const) {
      const part = await get(range);
      expect([range, part.status]).toEqual([range, 206]);
      expect(part.headers.get("content-range")).toBe(`bytes ${start}-${end - 1}/700000`);
      expect(Buffer.from(await part.arrayBuffer()).equals(Buffer.from(content.slice(start, end)))).toBe(true);
    }
    const beyond = await get("bytes=700000-");
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */700000"]);
    expect(await beyond.json()).toMatchObject({ code: "media.bad-range" });
  });

  it("that failed, or whose time is over, are said to be missing", async () => {
    const { id, eventId } = await raised();
    await site.listener.onEventMedia({
      eventId,
      still: { state: "ready", path: `stills/${eventId}.jpg` },
      clip: { state: "failed", path: `clips/${eventId}.mp4`, startMs: 0, durationMs: 0 },
    });
    expect((await operator.get(`/api/v1/alarms/${id}/still.jpg`)).status).toBe(404);
    const clip = await operator.get(`/api/v1/alarms/${id}/clip.mp4`);
    expect([clip.status, ((await clip.json()) as { code: string }).code]).toEqual([404, "media.none"]);
  });

  it("of an event that joined another alarm are not kept", async () => {
    const alarm = await raised();
    const second = event("second", { startedAtMs: alarm.startedAtMs + 2000 });
    await site.listener.onEvent(second);
    const path = `stills/${second.id}.jpg`;
    await write(path, JPEG);
    await site.listener.onEventMedia({ eventId: second.id, still: { state: "ready", path } });
    expect(await site.files.stat(path)).toBeNull();
  });

  it("never lie outside their folder, whatever the fleet says", async () => {
    const { id, eventId } = await raised();
    await site.listener.onEventMedia({ eventId, still: { state: "ready", path: "keys/secrets.key" } });
    expect((await operator.get(`/api/v1/alarms/${id}/still.jpg`)).status).toBe(404);
  });
});
