// Kinds that tell of several at once are shown only what was there while so many were: the events stay those of the live run.
import { scenarioSchema } from "@vigie/contracts";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createCompany } from "../src/retro/company.ts";
import { type Actor, actor, ask, closed, definitionOf, live, type Run } from "./fixtures/lived-past.ts";

/** Somebody walks or stands somewhere now and then, and at times a few come to the zone at once. */
const visitors = fc
  .record({
    alone: fc.array(actor, { minLength: 3, maxLength: 8 }),
    groups: fc.array(
      fc.record({ atMs: fc.nat(420_000), size: fc.integer({ min: 2, max: 4 }), standMs: fc.nat(9_000) }),
      {
        minLength: 2,
        maxLength: 4,
      },
    ),
    seed: fc.nat(1_000_000),
    isInterrupted: fc.boolean(),
  })
  .map(({ alone, groups, seed, isInterrupted }): Run => {
    const actors: Actor[] = alone.map((one) => ({ ...one, startMs: 4 * one.startMs }));
    for (const { atMs, size, standMs } of groups) {
      for (let i = 0; i < size; i++) {
        const place: [number, number] = [0.2 + 0.05 * i, 0.4 + 0.04 * i];
        const points: Actor["points"] = [[0.02, 0.4], place, [0.02, 0.5 + 0.04 * i]];
        const way = { classId: 0, wayMs: 4_000, hiddenFromMs: 5_000, hiddenMs: 700 * (i % 2), height: 0.15 };
        actors.push({ ...way, startMs: atMs + 1_500 * i, points, standMs });
      }
    }
    const interruptedAtMs = isInterrupted ? groups[0]!.atMs + 6_000 : null;
    return { actors, seed, everyMs: 333.33, jitterMs: 0, interruptedAtMs, longMs: 500_000 };
  });

it("tells of gatherings and of too many what it told live, and leaves out who came alone", async () => {
  const told = new Map<string, number>();
  /** Who is shown when more than two are too many, and when one is. */
  let [shown, things] = [0, 0];
  await fc.assert(
    fc.asyncProperty(visitors, async (given) => {
      const definitions = [
        { ...definitionOf("crowd"), id: "two", classes: ["person"], minCount: 2 },
        { ...definitionOf("crowd"), id: "three", classes: ["person"], minCount: 3 },
        { ...definitionOf("crowd"), id: "any", minCount: 2 },
        { ...definitionOf("occupancy"), id: "most", classes: ["person"], max: 2 },
      ];
      const { chunks, events } = live(definitions, given);
      const alone = scenarioSchema.parse({ ...definitionOf("occupancy"), classes: ["person"], max: 0 });
      things += (await ask(chunks, alone)).result.tracks;
      for (const definition of definitions) {
        const scenario = scenarioSchema.parse(definition);
        const lived = closed(events.filter((event) => event.scenarioId === scenario.id));
        for (const parts of [1, Number.POSITIVE_INFINITY]) {
          const { result } = await ask(chunks, scenario, parts);
          const byId = [...result.events].sort((a, b) => (a.id < b.id ? -1 : 1));
          expect(byId, `${definition.id} in ${parts}`).toEqual(lived);
          if (definition.id === "most") shown += result.tracks / 2;
        }
        told.set(definition.id, (told.get(definition.id) ?? 0) + lived.length);
      }
    }),
    { numRuns: 6, seed: 17 },
  );
  for (const id of ["two", "three", "any", "most"]) expect([id, (told.get(id) ?? 0) > 0]).toEqual([id, true]);
  expect(shown, "who came alone was left out").toBeLessThan(0.8 * things);
}, 60_000);

it("keeps everything that was there at a moment at which so many were", () => {
  const life = fc.record({ fromMs: fc.nat(900_000), lastsMs: fc.nat(60_000), isCounted: fc.boolean() });
  fc.assert(
    fc.property(fc.array(life, { maxLength: 30 }), fc.integer({ min: 1, max: 5 }), (all, least) => {
      const firstMs = Float64Array.from(all, ({ fromMs }) => fromMs);
      const lastMs = Float64Array.from(all, ({ fromMs, lastsMs }) => fromMs + lastsMs);
      const isThere = (thing: number, ms: number) => firstMs[thing]! <= ms && ms <= lastMs[thing]!;
      const hasCompany = createCompany({ firstMs, lastMs }, (thing) => all[thing]!.isCounted, least);
      for (const ms of [...firstMs, ...lastMs]) {
        const there = all.flatMap((_, thing) => (isThere(thing, ms) ? [thing] : []));
        if (there.filter((thing) => all[thing]!.isCounted).length < least) continue;
        for (const thing of there) expect(hasCompany(thing)).toBe(true);
      }
      // Far from everybody else, who comes alone is never among so many.
      const alone = createCompany({ firstMs, lastMs }, (thing) => thing === 0, least);
      for (const thing of firstMs.keys()) expect(alone(thing)).toBe(least === 1);
    }),
  );
});

it.each([3, 6, 8])("counts who was lost %d s before another one came, as live did", async (gapS) => {
  const stands = { classId: 0, wayMs: 1, hiddenMs: 1e9, height: 0.15 };
  const at = (place: [number, number]): Actor["points"] => [place, place];
  const first: Actor = { ...stands, startMs: 200_000, points: at([0.2, 0.45]), standMs: 20_000, hiddenFromMs: 20_000 };
  const startMs = 220_000 + gapS * 1000;
  const second: Actor = { ...stands, startMs, points: at([0.3, 0.5]), standMs: 8_000, hiddenFromMs: 30_000 };
  const run: Run = {
    actors: [first, second],
    seed: 3,
    everyMs: 200,
    jitterMs: 0,
    interruptedAtMs: null,
    longMs: 420_000,
  };
  const definition = { ...definitionOf("crowd"), id: "two", classes: ["person"], minCount: 2, minStayS: 1 };
  const { chunks, events } = live([definition], run);
  expect(closed(events)).toHaveLength(1);
  for (const parts of [1, Number.POSITIVE_INFINITY])
    expect((await ask(chunks, scenarioSchema.parse(definition), parts)).result.events).toEqual(closed(events));
});
