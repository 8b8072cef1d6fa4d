// The whole product on PostgreSQL, which is killed and frozen under it: nothing seen is lost, nobody waits in vain.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { HealthReport, JournalEntry, SceneEvent } from "@vigie/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client } from "./support/client.ts";
import { type PrivatePostgres, startPrivatePostgres } from "./support/private-postgres.ts";
import { newDataFolder, type RunningServer, startProduct } from "./support/running-server.ts";

describe.skipIf(!process.env.VIGIE_TEST_DATABASE_URL)("the product on PostgreSQL", () => {
  let folder: string;
  let database: PrivatePostgres;
  let server: RunningServer;
  let client: Client;
  beforeAll(async () => {
    folder = await newDataFolder();
    database = await startPrivatePostgres();
    server = await startProduct(folder, { DATABASE_URL: database.url, VIGIE_DEMO: "1" });
    await Client.setUp(server);
    client = await Client.logIn(server);
  }, 90_000);
  afterAll(async () => {
    await server?.stop();
    await database?.remove();
  });

  const health = () => client.send<HealthReport>("GET", "/health");
  const stills = async (): Promise<string[]> =>
    (await readdir(join(folder, "stills")).catch(() => [] as string[])).filter((name) => name.endsWith(".jpg"));
  const journal = async (): Promise<JournalEntry[]> => {
    const all: JournalEntry[] = [];
    for (;;) {
      const after = all.at(-1)?.seq ?? 0;
      const page = await client.send<{ entries: JournalEntry[] }>("GET", `/journal?limit=1000&after=${after}`);
      if (page.entries.length === 0) return all;
      all.push(...page.entries);
    }
  };
  /** What health counts and what the list holds at one moment: no alarm came between the readings. */
  const raisedAndListed = async (): Promise<{ alarmsRaised: number; listed: number }> => {
    for (;;) {
      const before = (await client.alarms()).length;
      const { alarmsRaised } = await health();
      const listed = (await client.alarms()).length;
      if (before === listed) return { alarmsRaised, listed };
    }
  };
  /** What a person at the console meets while the database is away: at most ten seconds later, in one sentence. */
  const expectAway = async (): Promise<void> => {
    await expect.poll(health, { timeout: 10_000, interval: 250 }).toMatchObject({
      status: "degraded",
      store: { ok: false },
      reasons: expect.arrayContaining([expect.stringMatching(/^The database does not answer;/)]),
    });
    for (const path of ["/alarms", "/cameras", "/session"]) {
      const answer = await client.raw("GET", path);
      expect([path, answer.status]).toEqual([path, 503]);
      expect(await answer.json()).toMatchObject({
        code: "store.unavailable",
        message: expect.stringMatching(/^The database.*\.$/),
      });
    }
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/^vigie_store_up 0$/m);
    expect(metrics).toMatch(/^vigie_camera_analysed_fps\{/m);
  };
  /** Everything that the workers saw is there, once. */
  const expectWhole = async (): Promise<void> => {
    await expect
      .poll(
        async () => {
          const known = new Set((await client.alarms()).map((alarm) => `${alarm.eventId}.jpg`));
          return (await stills()).filter((name) => !known.has(name));
        },
        { timeout: 30_000, interval: 500 },
      )
      .toEqual([]);
    const alarms = await client.alarms();
    expect(new Set(alarms.map((alarm) => alarm.eventId)).size).toBe(alarms.length);
    const raised = (await journal()).flatMap((entry) =>
      entry.type === "alarm" &&
      entry.alarm.state === "raised" &&
      entry.alarm.occurrences === 1 &&
      entry.alarm.still === "pending" &&
      entry.alarm.endedAtMs === null
        ? [entry.alarm.id]
        : [],
    );
    expect(new Set(raised).size).toBe(raised.length);
    const { alarmsRaised, listed } = await raisedAndListed();
    expect(alarmsRaised).toBe(listed);
  };

  it("people log in, alarms come, a verdict is kept", async () => {
    await expect.poll(() => client.alarms(), { timeout: 60_000, interval: 500 }).not.toEqual([]);
    const [alarm] = await client.alarms();
    await client.send("POST", `/alarms/${alarm!.id}/verdict`, { verdict: "true", outcome: "call", note: "seen" });
    expect(await health()).toMatchObject({ store: { dialect: "postgres", ok: true } });
  }, 90_000);

  it("a killed database is told within ten seconds; what is seen meanwhile is stored when it is back", async () => {
    const before = new Set(await stills());
    const killedAtMs = Date.now();
    await database.kill();
    await expectAway();
    // The workers go on: an alarm's picture is taken although nobody can store the alarm.
    await expect
      .poll(async () => (await stills()).filter((name) => !before.has(name)), { timeout: 60_000, interval: 250 })
      .not.toEqual([]);
    const unseen = (await stills()).filter((name) => !before.has(name));
    database.startAgain();
    await expect.poll(async () => (await health()).store.ok, { timeout: 30_000, interval: 250 }).toBe(true);
    await expectWhole();
    const { events } = await client.send<{ events: SceneEvent[] }>("GET", "/events?limit=200");
    const late = events.filter((event) => unseen.includes(`${event.id}.jpg`));
    expect(late).toHaveLength(unseen.length);
    expect(late.every((event) => event.startedAtMs > killedAtMs - 10_000)).toBe(true);
    // Each is an alarm of its own, or belongs to one whose cause is the same.
    const alarms = await client.alarms();
    for (const event of late)
      expect(
        alarms.filter(
          (alarm) =>
            alarm.eventId === event.id ||
            (alarm.occurrences > 1 && alarm.cameraId === event.cameraId && alarm.scenarioId === event.scenarioId),
        ),
        event.why,
      ).not.toEqual([]);
  }, 150_000);

  it("a frozen database holds up nobody, and the same session goes on afterwards", async () => {
    database.freeze();
    try {
      await expectAway();
    } finally {
      database.thaw();
    }
    await expect.poll(async () => (await health()).store.ok, { timeout: 45_000, interval: 250 }).toBe(true);
    expect((await client.raw("GET", "/session")).status).toBe(200);
    await expectWhole();
    expect(await server.stop()).toBe(0);
  }, 120_000);
});
