// The analysis of one camera as the engine steps it.
import { SCENARIO_KINDS, type SceneInput, sceneEventSchema, zoneCountSchemaOut } from "@vigie/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCameraAnalysis, createSceneWatch } from "../src/analysis/index.ts";
import { ruledKinds } from "../src/scenarios/index.ts";
import { type Actor, analyse, CLASSES, first, play, sceneOf, show, stand, tremble, walk } from "./scenes/stage.ts";

const line = {
  id: "gate",
  points: [
    [0.1, 0.6],
    [0.9, 0.6],
  ] as [number, number][],
};
const zone = {
  id: "yard",
  name: "Yard",
  polygon: [
    [0.3, 0.3],
    [0.7, 0.3],
    [0.7, 0.8],
    [0.3, 0.8],
  ] as [number, number][],
};
const everything: SceneInput = {
  lines: [line],
  zones: [zone],
  scenarios: [
    { id: "count", kind: "line-count", line: "gate", classes: ["vehicle", "person"] },
    { id: "cross", kind: "line-crossing", line: "gate", classes: ["person"], priority: "high" },
    { id: "one-way", kind: "wrong-way", line: "gate", allowed: "forward", classes: ["person"] },
    { id: "in", kind: "intrusion", zone: "yard", classes: ["person"], mode: "record" },
    { id: "loiter", kind: "loitering", zone: "yard", classes: ["person"], minStayS: 5 },
    { id: "stop", kind: "stopped", zone: "yard", classes: ["person", "car"], minStayS: 5 },
    { id: "full", kind: "occupancy", zone: "yard", classes: ["person"], max: 0 },
  ],
};
const size = [0.08, 0.14] as const;
/** Made anew for each run: noise goes on from where it was. */
const makeCast = (): Actor[] => [
  {
    id: 1,
    size,
    path: tremble(
      first(
        walk([0.5, 0.2], [0.5, 0.7], 0, 4000),
        stand([0.5, 0.7], 4000, 12_000),
        walk([0.5, 0.7], [0.1, 0.95], 12_000, 16_000),
      ),
      size,
      0.03,
    ),
  },
  { id: 2, size, path: walk([0.6, 0.95], [0.6, 0.2], 3000, 8000) },
  { id: 3, className: "car", size: [0.2, 0.16], path: walk([0.2, 0.3], [0.4, 0.95], 2000, 5000) },
];

it("AN-1 the same frames give the same events", () => {
  const run = () => {
    const trembling = makeCast().map((actor, i) => ({ ...actor, path: tremble(actor.path, size, 0.02, i + 1) }));
    const { events, analysis } = analyse(everything, trembling, { untilMs: 20_000, fps: 5 });
    return JSON.stringify([events, analysis.counts()]);
  };
  const once = run();
  expect(JSON.parse(once)[0].length).toBeGreaterThan(8);
  expect(run()).toBe(once);
});

it("AN-2 ids can name files; a start and its end share one, and nothing else does", () => {
  const { events } = show(everything, makeCast(), { untilMs: 30_000, fps: 5 });
  for (const { kind } of everything.scenarios!)
    expect(
      events.map((e) => e.kind),
      `an event of kind ${kind}`,
    ).toContain(kind);
  for (const event of events) {
    expect(sceneEventSchema.parse(event)).toEqual(event);
    expect(event.id).toMatch(/^cam\.[A-Za-z0-9_-]+\.\d+\.\d+$/);
  }
  const told = events.map((e) => `${e.id} ${e.phase}`);
  expect(new Set(told).size).toBe(told.length);
  for (const start of events.filter((e) => e.phase === "started"))
    expect(
      events.find((e) => e.id === start.id && e.phase === "ended"),
      start.id,
    ).toMatchObject({
      startedAtMs: start.startedAtMs,
      trackIds: start.trackIds,
    });
});

/** Kinds of the contract that no rule watches yet; they say that they are not watching. The list may only shrink. */
const UNBUILT: readonly string[] = SCENARIO_KINDS.map((k) => k.kind).filter((kind) => !ruledKinds.includes(kind));

it("AN-2 every kind of the contract has a rule, or says that it has none", () => {
  const known = SCENARIO_KINDS.map((k) => k.kind);
  expect([...ruledKinds, ...UNBUILT].sort()).toEqual([...known].sort());
});

it("AN-8 each event says why in one sentence, how sure it is, and carries its scenario's mode and priority", () => {
  const { events } = show(everything, makeCast(), { untilMs: 30_000, fps: 5 });
  for (const event of events) {
    expect(event.score).toBeGreaterThan(0.3);
    expect(event.score).toBeLessThanOrEqual(0.8);
    expect(event.why).toMatch(/gate|Yard/);
    expect(event.why).not.toMatch(/undefined|NaN|null/);
    // Every value of the sentence is a fact, so that other languages lose nothing.
    for (const number of event.why.match(/\d+(\.\d+)?/g) ?? [])
      expect(Object.values(event.facts)).toContain(Number(number));
    expect(event.why).toContain(event.facts.placeName);
    const definition = sceneOf(everything).scenarios.find((s) => s.id === event.scenarioId)!;
    expect([event.mode, event.priority]).toEqual([definition.mode, definition.priority]);
    if (event.box) for (const side of event.box) expect(side >= 0 && side <= 1).toBe(true);
  }
});

it("AN-8 more looks make surer", () => {
  const scene: SceneInput = {
    lines: [line],
    scenarios: [{ id: "cross", kind: "line-crossing", line: "gate", classes: ["person"] }],
  };
  const score = (fps: number) =>
    show(scene, [{ id: 1, path: walk([0.5, 0.5], [0.5, 0.75], 0, 1000) }], { untilMs: 2000, fps }).events[0]!.score;
  expect(score(2)).toBeLessThan(score(5));
});

describe("a new scene while running", () => {
  const scene = sceneOf({
    lines: [line],
    zones: [zone],
    scenarios: [everything.scenarios![0]!, everything.scenarios![5]!],
  });
  const parked: Actor[] = [
    { id: 1, className: "car", size: [0.2, 0.16], path: stand([0.5, 0.5], 0, 60_000) },
    { id: 2, path: walk([0.8, 0.4], [0.8, 0.8], 0, 3000) },
  ];
  const begin = () => {
    const watch = createSceneWatch({ cameraId: "cam", classes: CLASSES, scene });
    const events = play(watch, parked, { untilMs: 8000, fps: 5 });
    return { watch, events };
  };

  it("AN-3 unchanged scenarios keep their state and totals", () => {
    const { watch, events } = begin();
    expect(events.map((e) => [e.kind, e.phase])).toEqual([
      ["line-count", "instant"],
      ["stopped", "started"],
    ]);
    watch.setScene(
      sceneOf({
        ...everything,
        scenarios: [everything.scenarios![0]!, everything.scenarios![3]!, everything.scenarios![5]!],
      }),
    );
    const more = play(watch, parked, { fromMs: 8200, untilMs: 20_000, fps: 5 });
    expect(more, "no second event for the car that still stands there").toEqual([]);
    expect(watch.counts().lines[0]!.forward).toMatchObject({ person: 1, car: 0 });
  });

  it("AN-3 a scenario that was taken away ends its event with the reason", () => {
    const { watch } = begin();
    watch.setScene(sceneOf({ lines: [line] }));
    const [ended, ...others] = play(watch, parked, { fromMs: 8200, untilMs: 9000, fps: 5 });
    expect(ended).toMatchObject({ phase: "ended", scenarioId: "stop" });
    expect(ended!.why).toContain("ended because the scenario was changed");
    expect(others).toEqual([]);
    expect(watch.counts()).toEqual({ lines: [], zones: [], turns: [], queues: [] });
  });

  it("AN-3 a changed limit begins anew with the things that are there", () => {
    const { watch } = begin();
    const longer = { ...scene.scenarios[1]!, minStayS: 10 } as (typeof scene.scenarios)[number];
    watch.setScene({ ...scene, scenarios: [scene.scenarios[0]!, longer] });
    const events = play(watch, parked, { fromMs: 8200, untilMs: 30_000, fps: 5 });
    expect(events.map((e) => [e.phase, e.startedAtMs])).toEqual([
      ["ended", 5000],
      ["started", 18_200],
    ]);
  });
});

describe("holes and ends", () => {
  const scene: SceneInput = {
    lines: [line],
    zones: [zone],
    scenarios: [
      everything.scenarios![0]!,
      { id: "stop", kind: "stopped", zone: "yard", classes: ["car"], minStayS: 3 },
      { id: "full", kind: "occupancy", zone: "yard", classes: ["car"] },
    ],
  };
  const parked: Actor[] = [{ id: 1, className: "car", size: [0.2, 0.16], path: stand([0.5, 0.5], 0, 60_000) }];

  it("AN-4 an interruption ends open events with the reason and keeps the totals", () => {
    const watch = createSceneWatch({ cameraId: "cam", classes: CLASSES, scene: sceneOf(scene) });
    play(watch, [...parked, { id: 2, path: walk([0.8, 0.4], [0.8, 0.8], 0, 2000) }], { untilMs: 8000, fps: 5 });
    expect(watch.counts().zones[0]).toMatchObject({ now: { car: 1 }, peak: { car: 1 } });
    const events = watch.interrupt(9000, "the picture was interrupted");
    expect(events).toMatchObject([{ phase: "ended", endedAtMs: 8000 }]);
    expect(events[0]!.why).toBe("car stopped 8 s in Yard; limit 3 s; ended because the picture was interrupted");
    expect(watch.counts().lines[0]!.forward).toMatchObject({ person: 1 });
    expect(watch.counts().zones[0]).toMatchObject({ now: { car: 0 }, peak: { car: 1 } });
    expect(watch.interrupt(9500, "the picture was interrupted")).toEqual([]);
  });

  it("AN-4 what stands there after the interruption is an event of its own", () => {
    const analysis = createCameraAnalysis({ cameraId: "cam", classes: CLASSES, scene: sceneOf(scene) });
    const box = Float32Array.from([0.4, 0.34, 0.6, 0.5]);
    const detections = {
      count: 1,
      boxes: box,
      scores: Float32Array.from([0.9]),
      classIds: Uint8Array.from([CLASSES.indexOf("car")]),
    };
    const ids: string[] = [];
    for (const fromMs of [0, 20_000]) {
      for (let ms = fromMs; ms <= fromMs + 6000; ms += 200)
        ids.push(
          ...analysis.step({ timeMs: ms, detections, aspect: 16 / 9 }).events.map((e) => `${e.phase} ${e.trackIds}`),
        );
      ids.push(...analysis.interrupt(fromMs + 6500).map((e) => `${e.phase} ${e.trackIds}`));
    }
    expect(ids).toEqual(["started 1", "ended 1", "started 2", "ended 2"]);
  });

  it("AN-5 the end of a file tells the crossing in hand and ends what is open", () => {
    const walker: Actor = { id: 2, path: walk([0.8, 0.4], [0.8, 0.8], 5000, 9000) };
    const { events, watch } = show(scene, [...parked, walker], { untilMs: 7200, fps: 5 });
    expect(events.map((e) => [e.kind, e.phase])).toEqual([
      ["stopped", "started"],
      ["line-count", "instant"],
      ["stopped", "ended"],
    ]);
    expect(watch.counts()).toMatchObject({ lines: [{ forward: { person: 1 } }], zones: [{ now: { car: 1 } }] });
    expect(zoneCountSchemaOut.parse(watch.counts().zones[0])).toBeTruthy();
  });
});

describe("what the detector can see", () => {
  const watching = (classes: string[], seen: string[]) =>
    createSceneWatch({
      cameraId: "cam",
      classes: seen,
      scene: sceneOf({ lines: [line], scenarios: [{ id: "count", kind: "line-count", line: "gate", classes }] }),
    }).notWatching();

  it.each<[string[], string[], string | null]>([
    [["person"], ["person", "car"], null],
    [["vehicle"], ["person", "car"], null],
    [["moving"], ["moving"], null],
    [["person"], ["moving"], "the detector cannot see person; it sees moving"],
    [["vehicle", "dog"], ["person"], "the detector cannot see vehicle or dog; it sees person"],
    [
      ["person", "dog"],
      ["person", "car"],
      "the detector cannot see dog; it sees person and car; the other ticked classes are watched",
    ],
    [
      ["dog"],
      ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"],
      "the detector cannot see dog; it sees a, b, c, d, e, f, g, h and 3 more",
    ],
  ])("AN-6 ticked %j, seen %j", (classes, seen, reason) => {
    expect(watching(classes, seen)).toEqual(reason === null ? [] : [{ scenarioId: "count", reason }]);
  });

  const count = (classes: string[], actor: Partial<Actor>, minScore = 0) =>
    show(
      { lines: [line], scenarios: [{ id: "count", kind: "line-count", line: "gate", classes, minScore }] },
      [{ id: 1, path: walk([0.5, 0.4], [0.5, 0.8], 0, 3000), ...actor }],
      { untilMs: 4000 },
    ).events.length;

  it.each<[string, string[], Partial<Actor>, number, number]>([
    ["a bus is a vehicle", ["vehicle"], { className: "bus" }, 0, 1],
    ["a bicycle is none", ["vehicle"], { className: "bicycle" }, 0, 0],
    ["a person is not a car", ["car"], { className: "person" }, 0, 0],
    ["unsure things are left out", ["person"], { score: 0.4 }, 0.5, 0],
    ["sure things are not", ["person"], { score: 0.6 }, 0.5, 1],
  ])("AN-7 %s", (_, classes, actor, minScore, expected) => {
    expect(count(classes, actor, minScore)).toBe(expected);
  });

  it("AN-7 moving things can be ticked as such", () => {
    const scene = sceneOf({
      zones: [zone],
      scenarios: [{ id: "in", kind: "intrusion", zone: "yard", classes: ["moving"] }],
    });
    const analysis = createCameraAnalysis({ cameraId: "cam", classes: ["moving"], scene });
    const events = [];
    for (let ms = 0; ms <= 6000; ms += 100) {
      const x = 0.1 + ms / 8000;
      const detections = {
        count: 1,
        boxes: Float32Array.from([x - 0.05, 0.4, x + 0.05, 0.6]),
        scores: Float32Array.from([0.7]),
        classIds: Uint8Array.from([0]),
      };
      events.push(...analysis.step({ timeMs: ms, detections, aspect: 16 / 9 }).events);
    }
    expect(events).toMatchObject([
      { phase: "started", classes: ["moving"], why: expect.stringContaining("something") },
    ]);
  });
});

it("AN-1 no tracks, odd numbers and a picture that jumps never throw and never make an event of nothing", () => {
  const value = fc.oneof(fc.double({ min: -2, max: 3, noNaN: true }), fc.constantFrom(0, 1, 0.6, 0.3));
  const row = fc.record({
    id: fc.integer({ min: 1, max: 4 }),
    box: fc.tuple(value, value, value, value),
    classId: fc.integer({ min: 0, max: 4 }),
    seen: fc.constantFrom(0, 1),
  });
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(row, { selector: (r) => r.id, maxLength: 4 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 20, max: 900 }),
      (frames, stepMs) => {
        const watch = createSceneWatch({ cameraId: "cam", classes: CLASSES, scene: sceneOf(everything) });
        const born = new Map<number, number>();
        const events = frames.flatMap((rows, i) => {
          const sorted = [...rows].sort((a, b) => a.id - b.id);
          for (const r of sorted) if (!born.has(r.id)) born.set(r.id, i * stepMs);
          return watch.step(
            {
              count: sorted.length,
              ids: Float64Array.from(sorted, (r) => r.id),
              boxes: Float32Array.from(sorted.flatMap((r) => r.box)),
              classIds: Uint8Array.from(sorted, (r) => r.classId),
              scores: new Float32Array(sorted.length).fill(0.6),
              seen: Uint8Array.from(sorted, (r) => r.seen),
              bornAtMs: Float64Array.from(sorted, (r) => born.get(r.id)!),
              detectionRows: new Int32Array(sorted.length).fill(-1),
            },
            i * stepMs,
            16 / 9,
          );
        });
        events.push(...watch.finish(frames.length * stepMs, "the recording ended"));
        for (const event of events) {
          expect(sceneEventSchema.safeParse(event).success).toBe(true);
          expect(event.trackIds.length).toBeGreaterThan(0);
        }
        const starts = events.filter((e) => e.phase === "started").map((e) => e.id);
        const ends = events.filter((e) => e.phase === "ended").map((e) => e.id);
        expect([...ends].sort()).toEqual([...starts].sort());
        expect(new Set(starts).size).toBe(starts.length);
      },
    ),
    { numRuns: 80 },
  );
});
