// Sums for statistics: events per quarter of an hour, scores of a scenario, counters of all cameras.
import { expect, it } from "vitest";
import { onEachStore } from "./support/each-store.ts";
import { event } from "./support/samples.ts";

const QUARTER_MS = 900_000;
const AT_MS = 1_700_000_100_000;

onEachStore("figures", (make) => {
  it("add up without naming anyone", async () => {
    await using place = await make();
    const records = await place.open();
    await records.events.put([
      event("a", { startedAtMs: AT_MS, score: 0.4 }),
      event("b", { startedAtMs: AT_MS + 1000, score: 0.9 }),
      event("c", { startedAtMs: AT_MS + QUARTER_MS, classes: [], kind: "tamper", scenarioId: "lens" }),
      event("d", { startedAtMs: AT_MS + 2000, cameraId: "yard" }),
    ]);
    const period = { fromMs: AT_MS, toMs: AT_MS + 2 * QUARTER_MS };
    const quarterMs = Math.floor(AT_MS / QUARTER_MS) * QUARTER_MS;
    const figures = await records.figures.events({ ...period, cameraId: "gate" });
    const base = { cameraId: "gate", quarterMs };
    expect(figures.sort((a, b) => a.quarterMs - b.quarterMs)).toEqual([
      { ...base, scenarioId: "intrusion", kind: "intrusion", className: "person", events: 2 },
      { ...base, quarterMs: quarterMs + QUARTER_MS, scenarioId: "lens", kind: "tamper", className: "", events: 1 },
    ]);
    expect(await records.figures.events({ ...period, scenarioId: "intrusion" })).toHaveLength(2);
    const scores = await records.figures.scores({ cameraId: "gate", scenarioId: "intrusion", ...period, limit: 10 });
    expect(scores).toEqual([0.9, 0.4]);
    const bin = { placeId: "door", className: "person", direction: "forward" as const, binStartMs: quarterMs };
    await records.counts.add([
      { ...bin, cameraId: "gate", value: 2 },
      { ...bin, cameraId: "yard", value: 3 },
    ]);
    const all = { fromMs: quarterMs, toMs: quarterMs + 1 };
    expect((await records.figures.counts(all)).map((row) => row.value).sort()).toEqual([2, 3]);
    expect(await records.figures.counts({ ...all, cameraId: "yard" })).toEqual([
      { ...bin, cameraId: "yard", value: 3 },
    ]);
    expect(await records.figures.counts({ ...all, placeId: "gate" })).toEqual([]);
  });
});
