// A question about the past may be answered in parts, by several threads: the answer is that of one pass, wherever it was cut.
import { type RetroResult, type Scenario, type ScenarioKindName, scenarioSchema } from "@vigie/contracts";
import type { TraceChunk } from "@vigie/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { surveyThePast } from "../src/index.ts";
import {
  type Actor,
  actor,
  ask,
  closed,
  definitionOf,
  KINDS,
  live,
  questionOf,
  type Run,
} from "./fixtures/lived-past.ts";
import { memoryReader } from "./fixtures/memory-reader.ts";

const MINUTE_MS = 60_000;

/** Where things like to stand: inside both zones, so that rules remember who was lost or came back there. */
const inside = fc.constantFrom<[number, number]>([0.25, 0.5], [0.3, 0.45], [0.8, 0.8]);
const guest = fc.record({
  one: actor,
  place: inside,
  standMs: fc.constantFrom(0, 4_000, 12_000, 60_000),
  /** Each time it comes: in which burst; whether it is there at once, having been seen nowhere before; whether it is seen to leave. */
  comings: fc.array(fc.record({ burst: fc.nat(4), isThere: fc.boolean(), leaves: fc.boolean() }), {
    minLength: 1,
    maxLength: 4,
  }),
});

/** A few bursts of things; between them nothing for a minute, or for up to half an hour. */
const longRun = fc
  .record({
    guests: fc.array(guest, { minLength: 4, maxLength: 12 }),
    gapsMs: fc.array(fc.constantFrom(1, 1.5, 2, 4, 7, 12, 24), { minLength: 4, maxLength: 4 }),
    seed: fc.nat(1_000_000),
    everyMs: fc.constantFrom(333.33, 500),
    isInterrupted: fc.boolean(),
  })
  .map(({ guests, gapsMs, seed, everyMs, isInterrupted }): Run => {
    const burstMs = [0];
    for (const gap of gapsMs) burstMs.push(burstMs.at(-1)! + (1.5 + gap) * MINUTE_MS);
    const actors = guests.flatMap(({ one, place, standMs, comings }) =>
      comings.map(({ burst, isThere, leaves }): Actor => {
        const [first, second] = one.points;
        const points = [...(isThere ? [] : [first!]), place, ...(leaves ? [second!] : [])];
        // Nobody stands where it comes from for long.
        const startMs = burstMs[burst]! + (one.startMs % 20_000);
        return { ...one, points, standMs: isThere || leaves ? standMs : Math.min(standMs, 12_000), startMs };
      }),
    );
    const longMs = burstMs.at(-1)! + 3 * MINUTE_MS;
    return { actors, seed, everyMs, jitterMs: 0, interruptedAtMs: isInterrupted ? burstMs[2]! + 5_000 : null, longMs };
  });

const person = (startMs: number, points: [number, number][], standMs: number): Actor => ({
  classId: 0,
  startMs,
  points,
  wayMs: 4_000,
  standMs,
  hiddenFromMs: 0,
  hiddenMs: 0,
  height: 0.2,
});

const partsOf = async (chunks: readonly TraceChunk[], scenario: Scenario): Promise<number> =>
  (await surveyThePast(memoryReader(chunks), questionOf(scenario), Number.POSITIVE_INFINITY)).parts.length;

const byId = ({ events }: RetroResult) => [...events].sort((a, b) => (a.id < b.id ? -1 : 1));

describe("a question about the past that is answered in parts", () => {
  it("gets the very answer of one pass and of the live run, cut at every place that is allowed", async () => {
    const parts = new Map<ScenarioKindName, number>();
    const told = new Map<ScenarioKindName, number>();
    await fc.assert(
      fc.asyncProperty(longRun, async (given) => {
        const { chunks, events } = live(KINDS.map(definitionOf), given);
        const sessions = new Set(chunks.map((chunk) => chunk.session)).size;
        for (const kind of KINDS) {
          const scenario = scenarioSchema.parse(definitionOf(kind));
          const lived = closed(events.filter((event) => event.scenarioId === scenario.id));
          const { result: once } = await ask(chunks, scenario);
          expect(byId(once), kind).toEqual(lived);
          const { result: cut } = await ask(chunks, scenario, Number.POSITIVE_INFINITY);
          expect(cut, kind).toEqual(once);
          const { result: shared } = await ask(chunks, scenario, 3);
          expect(shared, kind).toEqual(once);
          const count = await partsOf(chunks, scenario);
          expect(count, kind).toBeGreaterThanOrEqual(sessions);
          parts.set(kind, (parts.get(kind) ?? 0) + count - sessions);
          told.set(kind, (told.get(kind) ?? 0) + lived.length);
        }
      }),
      { numRuns: 4, seed: 11 },
    );
    for (const kind of ["intrusion", "line-crossing", "stopped", "parking", "overstay", "occupancy", "crowd"] as const)
      expect([kind, (told.get(kind) ?? 0) > 0, (parts.get(kind) ?? 0) > 0]).toEqual([kind, true, true]);
    for (const kind of ["fall", "lying"] as const) expect([kind, parts.get(kind)]).toEqual([kind, 0]);
  }, 120_000);

  it("counts who left a queue as long as one pass does, however short or long the silence before was", async () => {
    const served = [0, 1, 2].map((i) =>
      person(
        i * 5_000,
        [
          [0.05, 0.5],
          [0.25, 0.5],
          [0.25, 0.9],
        ],
        6_000,
      ),
    );
    const last = person(
      30_000,
      [
        [0.05, 0.5],
        [0.3, 0.5],
      ],
      40_000,
    );
    const cuts: number[] = [];
    for (const gapMs of [7 * MINUTE_MS, 24 * MINUTE_MS]) {
      const later = (one: Actor): Actor => ({ ...one, startMs: one.startMs + gapMs });
      const actors = [...served.slice(1), ...[...served, last].map(later)];
      const given = {
        actors,
        seed: 1,
        everyMs: 500,
        jitterMs: 0,
        interruptedAtMs: null,
        longMs: gapMs + 3 * MINUTE_MS,
      };
      const scenario = scenarioSchema.parse(definitionOf("queue"));
      const { chunks, events } = live([definitionOf("queue")], given);
      expect(events.length).toBeGreaterThan(0);
      const { result } = await ask(chunks, scenario, Number.POSITIVE_INFINITY);
      expect(byId(result)).toEqual(closed(events));
      cuts.push((await partsOf(chunks, scenario)) - 1);
    }
    expect(cuts.map((count) => count > 0)).toEqual([false, true]);
  });

  it("keeps to hours that begin and end while nothing is in sight", async () => {
    const schedule = { timeZone: "Europe/Paris", windows: [{ from: "11:02", to: "11:17" }] };
    await fc.assert(
      fc.asyncProperty(longRun, async (given) => {
        const kinds = ["intrusion", "wrong-way", "stopped", "loitering", "queue"] as const;
        const definitions = kinds.map((kind) => ({ ...definitionOf(kind), schedule }));
        const { chunks, events } = live(definitions, given);
        for (const definition of definitions) {
          const scenario = scenarioSchema.parse(definition);
          const lived = closed(events.filter((event) => event.scenarioId === scenario.id));
          const { result } = await ask(chunks, scenario, Number.POSITIVE_INFINITY);
          expect(byId(result), scenario.kind).toEqual(lived);
        }
      }),
      { numRuns: 5, seed: 3 },
    );
  }, 60_000);
});
