// What an administrator sees of the clean-up: fewer days act at once, a jump of the clock is told and can be confirmed.
import type { HealthReport, RetentionReport } from "@vigie/contracts";
import { createVirtualClock, type VirtualClock } from "@vigie/core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRetentionKeeper } from "../src/jobs/retention-keeper.ts";
import { intrusion, startSite, type TestSite } from "./site.ts";

const DAY_MS = 86_400_000;
let site: TestSite;
let clock: VirtualClock;
beforeAll(async () => {
  clock = createVirtualClock(Date.now());
  site = await startSite({ clock, elapsedMs: () => clock.monotonicMs() });
});
afterAll(() => site.close());

const health = async (): Promise<HealthReport> =>
  (await (await site.visitor().get("/api/v1/health")).json()) as HealthReport;
const clean = async (body: unknown): Promise<RetentionReport> =>
  (await (
    await (await site.as("administrator")).send("POST", "/api/v1/retention/run", body)
  ).json()) as RetentionReport;

it("fewer days take effect at once, without waiting for the next hour", async () => {
  const administrator = await site.as("administrator");
  for (const [id, ageDays] of [
    ["old", 5],
    ["young", 1],
  ] as const) {
    const startedAtMs = clock.nowMs() - ageDays * DAY_MS;
    await site.listener.onEvent(intrusion(id, { scenarioId: id, startedAtMs, mode: "record" }));
  }
  const settings = { siteName: "Depot", timeZone: "Europe/Paris", retentionDays: 3 };
  expect((await administrator.send("PUT", "/api/v1/settings", settings)).status).toBe(200);
  const ids = async () => {
    const { events } = (await (await administrator.get("/api/v1/events")).json()) as { events: { id: string }[] };
    return events.map((event) => event.id);
  };
  await expect.poll(ids).toEqual(["young"]);
});

it("a jump of a year is in the health reasons until an administrator confirms the clock, who is told what went", async () => {
  await site.desk.onEvent(intrusion("before the jump", { startedAtMs: clock.nowMs() }));
  expect((await clean({})).refused).toBeNull();
  clock.stepWall(clock.nowMs() + 365 * DAY_MS);
  expect(await clean({ confirmed: false })).toMatchObject({
    alarms: 0,
    refused: expect.stringContaining("365.0 days"),
  });
  expect(await health()).toMatchObject({
    status: "degraded",
    reasons: [expect.stringMatching(/clock has jumped forward by 365\.0 days: 1 of 1 recordings and alarms/)],
  });
  expect(await clean({ confirmed: true })).toMatchObject({ alarms: 1, refused: null, filesFailed: 0 });
  expect((await health()).reasons).toEqual([]);
  expect(site.log.join("")).toContain("The server's clock was confirmed.");
});

it("only an administrator may, and only with a true or a false", async () => {
  const operator = await site.as("operator");
  expect((await operator.send("POST", "/api/v1/retention/run", { confirmed: true })).status).toBe(403);
  const administrator = await site.as("administrator");
  expect((await administrator.send("POST", "/api/v1/retention/run", { confirmed: "yes" })).status).toBe(400);
});

it("a file that cannot be deleted is in the health reasons until it is gone", async () => {
  const stubborn = { ...site.files, remove: () => Promise.reject(new Error("held by another program")) };
  const held = createRetentionKeeper({ ...site, files: stubborn });
  await site.desk.onEvent(intrusion("held", { scenarioId: "held", startedAtMs: clock.nowMs() }));
  clock.advance(4 * DAY_MS);
  await held.run();
  expect(held.reasons()).toEqual([expect.stringMatching(/^2 files whose time is over could not be deleted/)]);
});
