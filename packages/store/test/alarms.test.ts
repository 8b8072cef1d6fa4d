// Alarms as the person at the desk meets them: none lost, none twice, in the order in which to look.
import type { Alarm, SceneEvent } from "@vigie/contracts";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { StoreRecords } from "../src/index.ts";
import { onEachStore } from "./support/each-store.ts";
import { alarm, event } from "./support/samples.ts";

async function allPages(records: StoreRecords, order: "newest" | "queue", limit: number): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await records.alarms.list({ order, limit, ...(after === undefined ? {} : { after }) });
    expect(page.alarms.length).toBeLessThanOrEqual(limit);
    ids.push(...page.alarms.map((found) => found.id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids;
}

onEachStore("alarms", (make) => {
  it("gives an alarm back exactly as it was raised, and again after a restart", async () => {
    await using place = await make();
    const records = await place.open();
    const raised = alarm("a1", { startedAtMs: 1_700_000_000_000.25, score: 0.1 + 0.2 });
    expect(await records.alarms.raise(raised)).toBe(true);
    expect(await records.alarms.get("a1")).toEqual(raised);
    await records.close();
    const again = await place.open();
    expect(await again.alarms.findByEvent("event-a1")).toEqual(raised);
    expect(await again.alarms.get("nobody")).toBeNull();
  });

  it("reads what an older version stored without facts as having none", async () => {
    await using place = await make();
    const records = await place.open();
    const { facts: _none, ...old } = alarm("a1");
    await records.alarms.raise(old as Alarm);
    expect(await records.alarms.get("a1")).toEqual({ ...old, facts: {} });
    expect((await records.alarms.list({ limit: 9 })).alarms[0]?.facts).toEqual({});
    const [entry] = await records.journal.read(0, 1);
    expect(entry).toMatchObject({ alarm: { facts: {} } });
    const { facts: _unsaid, ...oldEvent } = event("e1");
    await records.events.put([oldEvent as SceneEvent]);
    expect((await records.events.list({ limit: 9 })).events).toEqual([{ ...oldEvent, facts: {} }]);
  });

  it("raises one alarm for one event, however often and however parallel it is delivered", async () => {
    await using place = await make();
    const records = await place.open();
    const deliveries = Array.from({ length: 20 }, (_, i) => records.alarms.raise(alarm(`a${i}`, { eventId: "same" })));
    expect((await Promise.all(deliveries)).filter(Boolean)).toHaveLength(1);
    expect(await records.alarms.totalRaised()).toBe(1);
    expect(await records.journal.read(0, 100)).toHaveLength(1);
    expect(await records.alarms.countByState()).toEqual({ raised: 1, acknowledged: 0, cleared: 0, suppressed: 0 });
  });

  it("loses no change when many people change the same alarm at once", async () => {
    await using place = await make();
    const records = await place.open();
    await records.alarms.raise(alarm("a1"));
    const more = (before: Alarm): Alarm => ({ ...before, occurrences: before.occurrences + 1 });
    await Promise.all(Array.from({ length: 40 }, (_, i) => records.alarms.change("a1", i, more)));
    expect((await records.alarms.get("a1"))?.occurrences).toBe(41);
    const entries = await records.journal.read(0, 100);
    expect(entries.map((entry) => (entry.type === "alarm" ? entry.alarm.occurrences : 0))).toEqual(
      Array.from({ length: 41 }, (_, i) => i + 1),
    );
  });

  it("leaves alarm and journal alone when a change declines or fails", async () => {
    await using place = await make();
    const records = await place.open();
    await records.alarms.raise(alarm("a1"));
    expect(await records.alarms.change("a1", 5, () => null)).toEqual(alarm("a1"));
    const broken = records.alarms.change("a1", 5, () => {
      throw new Error("a rule was broken");
    });
    await expect(broken).rejects.toThrow("a rule was broken");
    await expect(records.alarms.change("a9", 5, () => null)).rejects.toMatchObject({ code: "alarm.not-found" });
    expect(await records.alarms.get("a1")).toEqual(alarm("a1"));
    expect(await records.journal.lastSeq()).toBe(1);
  });

  it("finds by state, camera, scenario, verdict and time (from included, to excluded)", async () => {
    await using place = await make();
    const records = await place.open();
    await records.alarms.raise(alarm("a1", { raisedAtMs: 100 }));
    await records.alarms.raise(alarm("a2", { raisedAtMs: 200, cameraId: "yard", state: "suppressed" }));
    await records.alarms.raise(
      alarm("a3", { raisedAtMs: 300, scenarioId: "loitering", verdict: "true", state: "cleared" }),
    );
    const ids = async (filter: object) =>
      (await records.alarms.list({ limit: 10, ...filter })).alarms.map((found) => found.id);
    expect(await ids({})).toEqual(["a3", "a2", "a1"]);
    expect(await ids({ states: ["raised", "cleared"] })).toEqual(["a3", "a1"]);
    expect(await ids({ states: [] })).toEqual([]);
    expect(await ids({ cameraId: "yard" })).toEqual(["a2"]);
    expect(await ids({ scenarioId: "loitering" })).toEqual(["a3"]);
    expect(await ids({ verdict: "none" })).toEqual(["a2", "a1"]);
    expect(await ids({ verdict: "true" })).toEqual(["a3"]);
    expect(await ids({ fromMs: 100, toMs: 300 })).toEqual(["a2", "a1"]);
  });

  it("pages through every alarm once in both orders, whatever ties there are", async () => {
    await using place = await make();
    const records = await place.open();
    const some = fc.array(
      fc.record({
        priority: fc.constantFrom("low" as const, "normal" as const, "high" as const),
        score: fc.constantFrom(0.1, 0.5, 1 / 3),
        raisedAtMs: fc.integer({ min: 1, max: 4 }),
      }),
      { minLength: 30, maxLength: 30 },
    );
    const alarms = fc.sample(some, { numRuns: 1, seed: 7 })[0]!.map((over, i) => alarm(`a${i}`, over));
    for (const each of alarms) await records.alarms.raise(each);
    const rank = { low: 0, normal: 1, high: 2 };
    const byText = (a: string, b: string) => (a < b ? -1 : 1);
    const newest = [...alarms].sort((a, b) => b.raisedAtMs - a.raisedAtMs || byText(b.id, a.id)).map((a) => a.id);
    const queue = [...alarms]
      .sort(
        (a, b) =>
          rank[b.priority] - rank[a.priority] || b.score - a.score || a.raisedAtMs - b.raisedAtMs || byText(a.id, b.id),
      )
      .map((a) => a.id);
    for (const limit of [1, 7, 30, 100]) {
      expect(await allPages(records, "newest", limit)).toEqual(newest);
      expect(await allPages(records, "queue", limit)).toEqual(queue);
    }
  });

  it("neither repeats nor skips when an alarm comes in between two pages", async () => {
    await using place = await make();
    const records = await place.open();
    for (let i = 1; i <= 4; i++) await records.alarms.raise(alarm(`a${i}`, { raisedAtMs: i }));
    const first = await records.alarms.list({ limit: 2 });
    await records.alarms.raise(alarm("a5", { raisedAtMs: 5 }));
    const second = await records.alarms.list({ limit: 2, after: first.next! });
    expect([...first.alarms, ...second.alarms].map((found) => found.id)).toEqual(["a4", "a3", "a2", "a1"]);
    expect(second.next).toBeNull();
  });

  it.each(["", "nonsense", Buffer.from('["queue",1,2,3,4]').toString("base64url"), "W10"])(
    "refuses the page mark %j with a sentence",
    async (after) => {
      await using place = await make();
      const records = await place.open();
      const page = records.alarms.list({ limit: 2, after });
      await expect(page).rejects.toMatchObject({ code: "store.bad-cursor", kind: "invalid" });
    },
  );
});
