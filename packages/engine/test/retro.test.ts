// A scenario asked about the stored past says what it would have said live: the same events, kind by kind.
import { scenarioSchema, sceneSchema } from "@vigie/contracts";
import { createCameraAnalysis, createDetections, type TraceChunk } from "@vigie/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askThePast } from "../src/index.ts";
import { ask, closed, definitionOf, FROM_MS, KINDS, live, questionOf, run } from "./fixtures/lived-past.ts";
import { memoryReader } from "./fixtures/memory-reader.ts";

describe("a question about the past", () => {
  it("is answered with exactly the events of the live run, for every kind that is judged from tracks", async () => {
    const found = new Map<string, number>();
    let read = 0;
    let stored = 0;
    await fc.assert(
      fc.asyncProperty(run, async (given) => {
        const { chunks, events } = live(KINDS.map(definitionOf), given);
        for (const kind of KINDS) {
          const scenario = scenarioSchema.parse(definitionOf(kind));
          const told = closed(events.filter((event) => event.scenarioId === scenario.id));
          const { result, reader } = await ask(chunks, scenario);
          expect(
            [...result.events].sort((a, b) => (a.id < b.id ? -1 : 1)),
            kind,
          ).toEqual(told);
          found.set(kind, (found.get(kind) ?? 0) + told.length);
          if (kind === "intrusion") {
            read += reader.bodiesRead;
            stored += chunks.reduce((sum, chunk) => sum + chunk.pieces.length, 0);
          }
        }
      }),
      { numRuns: 8, seed: 23 },
    );
    expect(read, "what was never near the zone was left out").toBeLessThan(0.75 * stored);
    for (const kind of ["intrusion", "line-crossing", "wrong-way", "stopped", "loitering", "occupancy"])
      expect([kind, (found.get(kind) ?? 0) > 0]).toEqual([kind, true]);
  }, 120_000);

  it("knows who rides in a vehicle that is beside the zone, and leaves out who was never in it", async () => {
    let [things, shown] = [0, 0];
    const told = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(run, async (given) => {
        // Everybody on foot has a car that comes along around him, its foot lower, and somebody else far away.
        const actors = given.actors.flatMap((one) => [
          { ...one, classId: 0, height: 0.1 },
          { ...one, classId: 2, height: 0.25, points: one.points.map(([x, y]): [number, number] => [x, y + 0.05]) },
          { ...one, classId: 0, points: one.points.map(([x]): [number, number] => [x, 0.95]) },
        ]);
        const definitions = [
          { ...definitionOf("crowd"), classes: ["person"], minCount: 2 },
          { ...definitionOf("occupancy"), classes: ["person"], max: 0 },
        ];
        const { chunks, events } = live(definitions, { ...given, actors });
        for (const definition of definitions) {
          const scenario = scenarioSchema.parse(definition);
          const lived = closed(events.filter((event) => event.scenarioId === scenario.id));
          const { result } = await ask(chunks, scenario);
          expect(
            [...result.events].sort((a, b) => (a.id < b.id ? -1 : 1)),
            scenario.kind,
          ).toEqual(lived);
          told.set(scenario.kind, (told.get(scenario.kind) ?? 0) + lived.length);
          shown += result.tracks;
          things += new Set(chunks.flatMap(({ session, pieces }) => pieces.map(({ thing }) => `${session} ${thing}`)))
            .size;
        }
      }),
      { numRuns: 8, seed: 31 },
    );
    expect(shown, "who was never in the zone was left out").toBeLessThan(0.9 * things);
    expect(told.get("occupancy"), "some walk beside their car").toBeGreaterThan(0);
  });

  it("keeps to hours: the same as live when they begin and end on the way", async () => {
    const schedule = { timeZone: "Europe/Paris", windows: [{ from: "11:01", to: "11:02" }] };
    await fc.assert(
      fc.asyncProperty(run, async (given) => {
        const kinds = ["intrusion", "line-crossing", "stopped", "loitering", "occupancy"] as const;
        const definitions = kinds.map((kind) => ({ ...definitionOf(kind), schedule }));
        const { chunks, events } = live(definitions, given);
        for (const definition of definitions) {
          const scenario = scenarioSchema.parse(definition);
          const told = closed(events.filter((event) => event.scenarioId === scenario.id));
          const { result } = await ask(chunks, scenario);
          expect(
            [...result.events].sort((a, b) => (a.id < b.id ? -1 : 1)),
            scenario.kind,
          ).toEqual(told);
        }
      }),
      { numRuns: 10, seed: 5 },
    );
  });

  it.each([
    ["intrusion", {}],
    ["line-crossing", {}],
    ["stopped", {}],
    ["loitering", {}],
    ["line-count", {}],
    // What is asked about ends outside these hours.
    ["intrusion", { schedule: { timeZone: "UTC", windows: [{ from: "02:00", to: "02:30" }] } }],
  ] as const)(
    "says of %s (%o) that it could not have watched, also of a quiet time that begins and ends within a minute",
    async (kind, hours) => {
      const chunks: TraceChunk[] = [];
      const onTrace = (chunk: TraceChunk) => chunks.push(chunk);
      const scene = sceneSchema.parse({});
      const analysis = createCameraAnalysis({ cameraId: "gate", classes: ["person", "car"], scene, onTrace });
      for (let ms = 0; ms < 400_000; ms += 500)
        analysis.step({ timeMs: FROM_MS + ms, detections: createDetections(1), aspect: 16 / 9 });
      analysis.interrupt(FROM_MS + 400_000);
      const scenario = scenarioSchema.parse({ ...definitionOf(kind), ...hours, classes: ["bicycle"] });
      const question = { ...questionOf(scenario), fromMs: FROM_MS + 95_000, toMs: FROM_MS + 333_000 };
      await expect(askThePast(memoryReader(chunks), question)).rejects.toMatchObject({ code: "retro.not-watching" });
    },
  );
});
