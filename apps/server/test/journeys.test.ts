// From one sighting, candidates on other cameras: asked by operators under a legal reference, and in the journal before it is answered.
import type { JournalEntry, Journey, Role } from "@vigie/contracts";
import { createCameraAnalysis, createDetections, type TraceChunk } from "@vigie/core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { recordedSegment, startSite, type TestSite } from "./site.ts";

const AT_MS = Date.now() - 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const REFERENCE = "PV 2026/0417, art. 60-1 CPP";
const asked = { cameraId: "quay", atMs: AT_MS, classes: ["person"], legalReference: REFERENCE };

let site: TestSite;
beforeAll(async () => {
  site = await startSite();
  const administrator = await site.as("administrator");
  for (const name of ["Quay", "Bridge", "Square", "Tunnel"]) {
    const source = { kind: "rtsp", url: "rtsp://192.0.2.1/1" };
    await administrator.send("POST", "/api/v1/cameras", { id: name.toLowerCase(), name, source });
  }
  // Seconds after the sighting at which somebody walks by; the tunnel is not analysed at all.
  await lived("quay", 10, [-5, 60]);
  await lived("bridge", 10, [-120, 90, 300]);
  await lived("square", 4, [30], ["moving"]);
  await site.records.segments.insert(recordedSegment("bridge", 1, AT_MS + 60_000, AT_MS + 120_000));
});
afterAll(() => site.close());
afterEach(() => vi.restoreAllMocks());

/** The camera is analysed from five minutes before the sighting; each passer-by is in sight for eight seconds. */
async function lived(cameraId: string, minutes: number, passesS: readonly number[], classes = ["person", "car"]) {
  const chunks: TraceChunk[] = [];
  const scene = { lines: [], zones: [], masks: [], scenarios: [], knownObjects: [] };
  const analysis = createCameraAnalysis({ cameraId, classes, scene, onTrace: (chunk) => chunks.push(chunk) });
  const beginMs = AT_MS - 5 * MINUTE_MS;
  for (let ms = 0; ms < minutes * MINUTE_MS; ms += 200) {
    const detections = createDetections(1);
    const pass = passesS.map((s) => (beginMs + ms - AT_MS - s * 1000) / 8_000).find((share) => share >= 0 && share < 1);
    if (pass !== undefined) {
      const x = 0.05 + 0.9 * pass;
      detections.boxes.set([x - 0.03, 0.4, x + 0.03, 0.7]);
      detections.scores[0] = 0.8;
      detections.count = 1;
    }
    analysis.step({ timeMs: beginMs + ms, detections, aspect: 16 / 9 });
  }
  analysis.interrupt(beginMs + minutes * MINUTE_MS);
  for (const chunk of chunks) await site.listener.onTrace(chunk);
}

async function ask(body: object, role: "viewer" | "operator" | "administrator" | "department" = "operator") {
  const visitor = await site.as(role);
  const answer = await visitor.send("POST", "/api/v1/journeys", body);
  const told = (await answer.json()) as Journey & { code: string; message: string };
  return { status: answer.status, body: told };
}
const lastSeq = () => site.records.journal.lastSeq();
const entriesAfter = (seq: number): Promise<JournalEntry[]> => site.records.journal.read(seq, 100);
const line = ({ cameraName, className, secondsAfter, hasRecording }: Journey["candidates"][number]) =>
  `${cameraName} ${className} ${Math.round(secondsAfter)}${hasRecording ? " recorded" : ""}`;

describe("from one sighting", () => {
  it("lists who was in sight of other cameras, by time, and how much of the time each was looked at", async () => {
    const { status, body } = await ask({ ...asked, beforeS: 300, afterS: 600 });
    expect([status, body.fromMs, body.toMs]).toEqual([200, AT_MS - 300_000, AT_MS + 600_000]);
    // In sight from -120 to -112: 112 seconds before.
    expect(body.candidates.map(line)).toEqual(["Bridge person -112", "Bridge person 90 recorded"]);
    expect(body.leftOut).toBe(0);
    expect(body.cameras).toEqual([
      { cameraId: "bridge", cameraName: "Bridge", coveredShare: expect.closeTo(2 / 3, 2), candidates: 2, unseen: [] },
      { cameraId: "square", cameraName: "Square", coveredShare: 0, candidates: 0, unseen: ["person"] },
      { cameraId: "tunnel", cameraName: "Tunnel", coveredShare: 0, candidates: 0, unseen: [] },
    ]);
    expect(body.limits.join(" ")).toMatch(
      /nobody is recognised.*a person has to look.*does not mean that nobody came by/,
    );
  });

  it("asks only the cameras that are named, ten minutes after the sighting unless said otherwise", async () => {
    const { body } = await ask({ ...asked, classes: ["person", "moving"], cameraIds: ["square", "bridge"] });
    expect(body.candidates.map(line)).toEqual(["Bridge person 90 recorded"]);
    expect(body.cameras.map(({ cameraId }) => cameraId)).toEqual(["square", "bridge"]);
    expect(body.toMs - body.fromMs).toBe(600_000);
  });

  it("time that has not come is not asked about", async () => {
    const before = Date.now();
    const { body } = await ask({ ...asked, atMs: before - 60_000, afterS: 1800 });
    expect(body.toMs).toBeGreaterThanOrEqual(before);
    expect(body.toMs).toBeLessThanOrEqual(Date.now());
  });

  it("JN-7 of more than 500 those nearest in time stay, in the order of time, and it says how many were left out", async () => {
    const administrator = await site.as("administrator");
    const source = { kind: "rtsp", url: "rtsp://192.0.2.1/1" };
    await administrator.send("POST", "/api/v1/cameras", { id: "mall", name: "Mall", source });
    const pieces = Array.from({ length: 520 }, (_none, i) => ({
      trackId: i,
      thing: i,
      firstMs: AT_MS - 20_000 + i * 100,
      lastMs: AT_MS - 20_000 + i * 100,
      looks: 1,
      classes: ["person"],
      score: 0.9,
      area: [0, 0, 1, 1] as [number, number, number, number],
      size: 1,
      body: new Uint8Array([0]),
    }));
    const [fromMs, toMs] = [AT_MS - 20_000, AT_MS + 39_000];
    const run = { session: fromMs, classes: ["person"], aspect: 1, frames: 590, times: new Uint8Array([0]) };
    await site.listener.onTrace({ cameraId: "mall", ...run, fromMs, toMs, endedAtMs: toMs, pieces });
    const { body } = await ask({ ...asked, cameraIds: ["mall"], beforeS: 60, afterS: 60 });
    expect([body.candidates.length, body.leftOut, body.cameras[0]?.candidates]).toEqual([500, 20, 520]);
    const times = body.candidates.map(({ fromMs: ms }) => ms);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    // The far end of the longer side went.
    expect([times[0], times.at(-1)]).toEqual([AT_MS - 20_000, AT_MS + 29_900]);
    await administrator.send("DELETE", "/api/v1/cameras/mall");
  });
});

describe("under a legal reference", () => {
  it("stands in the journal with who, when, which sighting and why, for administrators to read", async () => {
    const before = await lastSeq();
    await ask({ ...asked, legalReference: `  ${REFERENCE} `, reason: "Missing child", cameraIds: ["bridge"] });
    expect(await entriesAfter(before)).toMatchObject([
      {
        type: "journey.asked",
        by: "The operator",
        userId: expect.stringMatching(/./),
        atMs: expect.closeTo(Date.now(), -5),
        legalReference: REFERENCE,
        reason: "Missing child",
        cameraId: "quay",
        cameraName: "Quay",
        sightingMs: AT_MS,
        classes: ["person"],
        fromMs: AT_MS,
        toMs: AT_MS + 600_000,
        cameraIds: ["bridge"],
      },
    ]);
    const readBy = async (role: Role) => {
      const page = await (await site.as(role)).get(`/api/v1/journal?after=${before}`);
      return ((await page.json()) as { entries: JournalEntry[] }).entries;
    };
    expect(await readBy("administrator")).toMatchObject([{ legalReference: REFERENCE }]);
    for (const role of ["operator", "viewer"] as const) expect(await readBy(role)).toEqual([]);
  });

  it("reaches no stream but an administrator's, and the streams of others go on", async () => {
    const before = await lastSeq();
    await ask({ ...asked, cameraIds: ["bridge"] });
    await site.records.journal.append({ type: "arm-mode", armMode: "armed", by: "Ada" }, Date.now());
    const typesFor = async (role: Role): Promise<string[]> => {
      const socket = (await site.as(role)).open(`/api/v1/stream?after=${before}`);
      const types: string[] = [];
      await new Promise<void>((resolve) => {
        socket.on("message", (data) => {
          types.push((JSON.parse(String(data)) as { type: string }).type);
          if (types.includes("arm-mode")) resolve();
        });
      });
      socket.close();
      return types;
    };
    expect(await typesFor("viewer")).toEqual(["hello", "arm-mode"]);
    expect(await typesFor("administrator")).toEqual(["hello", "journey.asked", "arm-mode"]);
  });

  it("leaves no page of the journal empty before its end: whoever goes on from the last entry comes to all they may read", async () => {
    const before = await lastSeq();
    for (let n = 0; n < 3; n++) await ask({ ...asked, cameraIds: ["bridge"] });
    await site.records.journal.append({ type: "arm-mode", armMode: "home", by: "Ada" }, Date.now());
    await ask({ ...asked, cameraIds: ["bridge"] });
    await site.records.journal.append({ type: "arm-mode", armMode: "armed", by: "Ada" }, Date.now());
    const operator = await site.as("operator");
    const modes: string[] = [];
    for (let after = before; ; ) {
      const page = await operator.get(`/api/v1/journal?after=${after}&limit=1`);
      const { entries } = (await page.json()) as { entries: JournalEntry[] };
      const [entry] = entries;
      if (!entry) break;
      modes.push(entry.type === "arm-mode" ? entry.armMode : entry.type);
      after = entry.seq;
    }
    expect(modes).toEqual(["home", "armed"]);
  });

  it("what cannot be written down is not answered", async () => {
    vi.spyOn(site.records.journal, "append").mockRejectedValue(new Error("the disk is full"));
    const read = vi.spyOn(site.records.segments, "list");
    const { status, body } = await ask(asked);
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain("Bridge");
    expect(read).not.toHaveBeenCalled();
  });

  it.each(["viewer", "department"] as const)("a %s cannot ask, and nothing is written", async (role) => {
    const before = await lastSeq();
    expect((await ask(asked, role)).status).toBe(403);
    expect(await entriesAfter(before)).toEqual([]);
  });

  const { legalReference: _left, ...unfounded } = asked;
  it.each<[string, object, number, string, RegExp]>([
    ["without a legal reference", unfounded, 400, "request.invalid", /"legalReference" is missing/],
    ["with an empty one", { ...asked, legalReference: "   " }, 400, "request.invalid", /3 to 200 characters\.$/],
    ["about an unknown camera", { ...asked, cameraId: "moon" }, 404, "camera.not-found", /no camera "moon"/],
    ["of an unknown camera", { ...asked, cameraIds: ["moon"] }, 404, "camera.not-found", /no camera "moon"/],
    ["of the same camera", { ...asked, cameraIds: ["quay"] }, 400, "request.invalid", /only other cameras/],
    ["for a name that is no class", { ...asked, classes: ["face"] }, 400, "request.invalid", /no detector can see/],
    ["for nothing", { ...asked, classes: [] }, 400, "request.invalid", /"classes"/],
    ["about no time", { ...asked, afterS: 0 }, 400, "request.invalid", /cannot both be 0\.$/],
    ["about a long time", { ...asked, afterS: 1801 }, 400, "request.invalid", /"afterS"/],
    ["about the future", { ...asked, atMs: Date.now() + DAY_MS }, 400, "journey.in-future", /lies in the future/],
    ["about what is gone", { ...asked, atMs: Date.now() - 8 * DAY_MS }, 409, "journey.too-old", /deleted after 7 days/],
    ["by a look", { ...asked, embedding: [0.1] }, 400, "request.invalid", /not a field there/],
  ])("is refused in one sentence %s, and nothing is written", async (_what, body, status, code, sentence) => {
    const before = await lastSeq();
    const refused = await ask(body);
    expect(refused).toMatchObject({ status, body: { code, message: expect.stringMatching(sentence) } });
    expect(refused.body.message.match(/\.( |$)/g)).toHaveLength(1);
    expect(await entriesAfter(before)).toEqual([]);
  });

  it("says so when no camera that was analysed could see such a class", async () => {
    const refused = await ask({ ...asked, classes: ["bear"] });
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: "journey.unseen-class",
        message: expect.stringMatching(/^No camera that was analysed then could see bear/),
      },
    });
  });
});
