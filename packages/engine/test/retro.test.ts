// A scenario asked about the stored past says what it would have said live: the same events, kind by kind.
import {
  SCENARIO_KINDS,
  type Scenario,
  type ScenarioKindName,
  type SceneEvent,
  scenarioSchema,
  sceneSchema,
} from "@vigie/contracts";
import { createCameraAnalysis, createDetections, ruledKinds, type TraceChunk } from "@vigie/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askThePast } from "../src/index.ts";
import { memoryReader } from "./fixtures/memory-reader.ts";

const CLASSES = ["person", "bicycle", "car", "truck", "suitcase"];
const ASPECT = 16 / 9;
const FROM_MS = Date.parse("2026-03-10T10:00:00Z");

const LINES = [
  {
    id: "line",
    points: [
      [0.55, 0.2],
      [0.6, 0.6],
      [0.5, 0.9],
    ],
  },
];
const ZONES = [
  ["zone", 0.15, 0.3, 0.4, 0.6],
  ["near", 0.6, 0.6, 0.98, 0.99],
  ["far", 0.7, 0.1, 0.9, 0.3],
].map(([id, x1, y1, x2, y2]) => ({
  id: id as string,
  polygon: [
    [x1, y1],
    [x2, y1],
    [x2, y2],
    [x1, y2],
  ],
}));
const GROUND = {
  points: [
    { picture: [0, 0.1], groundM: [0, 40] },
    { picture: [1, 0.1], groundM: [40, 40] },
    { picture: [1, 1], groundM: [25, 0] },
    { picture: [0, 1], groundM: [15, 0] },
  ],
};
/** What a kind needs besides its places, and times short enough for a few minutes. */
const NEEDED: Partial<Record<ScenarioKindName, object>> = {
  "wrong-way": { allowed: "forward" },
  "wrong-way-zone": {
    heading: [
      [0.2, 0.5],
      [0.3, 0.5],
    ],
  },
  speed: { maxKmh: 8, minTravelM: 2 },
  occupancy: { max: 0, minStayS: 1 },
  loitering: { minStayS: 6 },
  stopped: { minStayS: 4 },
  parking: { minStayS: 5 },
  overstay: { maxStayS: 8 },
  crowd: { minCount: 2, minStayS: 1 },
  density: { maxPerM2: 0.1, minStayS: 1 },
  queue: { maxLength: 1, minStayS: 1 },
};

function definitionOf(kind: ScenarioKindName): Record<string, unknown> {
  const info = SCENARIO_KINDS.find((item) => item.kind === kind)!;
  const places = info.places.map(({ field, shape, many }) => {
    if (many) return [field, field === "exits" ? ["far", "near"] : ["zone", "near"]];
    return [field, shape === "line" ? "line" : "zone"];
  });
  const isAboutThings = "classes" in (info.schema as unknown as { shape: object }).shape;
  return {
    id: `ask-${kind}`,
    kind,
    ...Object.fromEntries(places),
    ...(isAboutThings ? { classes: ["person", "vehicle"] } : {}),
    ...NEEDED[kind],
  };
}

const KINDS = ruledKinds.filter((kind) => SCENARIO_KINDS.find((info) => info.kind === kind)!.evidence === "tracks");

interface Actor {
  classId: number;
  startMs: number;
  points: (readonly [number, number])[];
  /** Time on each way, and time standing at each point. */
  wayMs: number;
  standMs: number;
  hiddenFromMs: number;
  hiddenMs: number;
  height: number;
}

const actor = fc.record<Actor>({
  classId: fc.nat(CLASSES.length - 1),
  startMs: fc.integer({ min: 0, max: 110_000 }),
  points: fc.array(
    fc.tuple(fc.double({ min: 0.02, max: 0.98, noNaN: true }), fc.double({ min: 0.2, max: 0.98, noNaN: true })),
    { minLength: 2, maxLength: 4 },
  ),
  wayMs: fc.integer({ min: 1_500, max: 12_000 }),
  standMs: fc.constantFrom(0, 0, 2_000, 12_000),
  hiddenFromMs: fc.integer({ min: 0, max: 20_000 }),
  hiddenMs: fc.constantFrom(0, 0, 700, 2_500),
  height: fc.double({ min: 0.08, max: 0.25, noNaN: true }),
});

function placeOf(one: Actor, ms: number): readonly [number, number] | null {
  let rest = ms - one.startMs;
  if (rest < 0 || (rest >= one.hiddenFromMs && rest < one.hiddenFromMs + one.hiddenMs)) return null;
  for (let i = 0; i < one.points.length; i++) {
    if (rest < one.standMs) return one.points[i]!;
    rest -= one.standMs;
    const next = one.points[i + 1];
    if (!next) return null;
    if (rest < one.wayMs) {
      const share = rest / one.wayMs;
      const [x, y] = one.points[i]!;
      return [x + (next[0] - x) * share, y + (next[1] - y) * share];
    }
    rest -= one.wayMs;
  }
  return null;
}

interface Run {
  actors: Actor[];
  seed: number;
  /** Frames between two looks, ms, and how much each time trembles. */
  everyMs: number;
  jitterMs: number;
  interruptedAtMs: number | null;
}

const run = fc.record<Run>({
  actors: fc.array(actor, { minLength: 2, maxLength: 14 }),
  seed: fc.nat(1_000_000),
  everyMs: fc.constantFrom(100, 200, 333.33),
  jitterMs: fc.constantFrom(0, 0, 9.7),
  interruptedAtMs: fc.option(fc.integer({ min: 20_000, max: 100_000 }), { nil: null }),
});

const LONG_MS = 190_000;

/** The live run: detections through tracker and rules, and the minutes that it kept. */
function live(
  scenarios: readonly Record<string, unknown>[],
  { actors, seed, everyMs, jitterMs, interruptedAtMs }: Run,
) {
  const scene = sceneSchema.parse({ lines: LINES, zones: ZONES, groundPlane: GROUND, scenarios });
  const chunks: TraceChunk[] = [];
  const events: SceneEvent[] = [];
  const random = noise(seed);
  const begin = () =>
    createCameraAnalysis({ cameraId: "gate", classes: CLASSES, scene, onTrace: (chunk) => chunks.push(chunk) });
  let analysis = begin();
  let holeMs = interruptedAtMs;
  for (let i = 0; i * everyMs < LONG_MS; i++) {
    const ms = i * everyMs;
    if (holeMs !== null && ms >= holeMs) {
      if (ms < holeMs + 5_000) continue;
      events.push(...analysis.interrupt(FROM_MS + holeMs + 12.4));
      analysis = begin();
      holeMs = null;
    }
    const detections = createDetections(actors.length);
    for (const one of actors) {
      const place = placeOf(one, ms);
      if (!place) continue;
      const width = (one.height * (one.classId === 0 ? 0.4 : 1.4)) / ASPECT;
      const [x, y] = [place[0] + random() * 0.003, place[1] + random() * 0.003];
      detections.boxes.set([x - width / 2, y - one.height, x + width / 2, y], detections.count * 4);
      detections.scores[detections.count] = 0.7 + random() * 0.2;
      detections.classIds[detections.count++] = one.classId;
    }
    const timeMs = FROM_MS + ms + jitterMs * random();
    events.push(...analysis.step({ timeMs, detections, aspect: ASPECT }).events);
  }
  events.push(...analysis.interrupt(FROM_MS + LONG_MS));
  return { chunks, events, scene };
}

/** As the store keeps them: beginnings with their ends. */
function closed(events: readonly SceneEvent[]): SceneEvent[] {
  const byId = new Map<string, SceneEvent>();
  for (const event of events) {
    const begun = byId.get(event.id);
    byId.set(event.id, begun ? { ...begun, phase: event.phase, endedAtMs: event.endedAtMs } : event);
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function noise(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

const ask = (
  chunks: readonly TraceChunk[],
  scenario: Scenario,
  scene = sceneSchema.parse({ lines: LINES, zones: ZONES, groundPlane: GROUND }),
) => {
  const reader = memoryReader(chunks);
  const { lines, zones, groundPlane } = scene;
  const question = {
    cameraId: "gate",
    scenario,
    lines,
    zones,
    groundPlane,
    fromMs: FROM_MS - 60_000,
    toMs: FROM_MS + 600_000,
  };
  return askThePast(reader, question).then((result) => ({ result, reader }));
};

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
});
