// Zones: who is inside for how long, however the track breaks and the box trembles.
import type { SceneInput } from "@vigie/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Actor, analyse, first, type Path, show, stand, tremble, walk } from "../scenes/stage.ts";
import { sceneWith, times, told, type Wanted } from "../scenes/yard.ts";

const one = (path: Path, more: Partial<Actor> = {}): Actor[] => [{ id: 1, path, ...more }];

const intrusion: Wanted = { id: "in", kind: "intrusion", zone: "yard", classes: ["person"], minStayS: 1 };
const loitering: Wanted = { id: "loiter", kind: "loitering", zone: "yard", classes: ["person"], minStayS: 10 };
const stopped: Wanted = { id: "stop", kind: "stopped", zone: "yard", classes: ["person", "car"], minStayS: 10 };
const occupancy: Wanted = { id: "full", kind: "occupancy", zone: "yard", classes: ["person"], max: 2, minStayS: 2 };

describe("inside", () => {
  it.each<[string, [number, number], boolean]>([
    ["in the middle", [0.5, 0.5], true],
    ["with the feet just above the lower edge", [0.5, 0.79], true],
    ["with the head inside and the feet below", [0.5, 0.85], false],
    ["with the feet inside and the head above the zone", [0.5, 0.32], true],
    ["left of it", [0.28, 0.5], false],
  ])("ZN-1 who stands %s", (_, at, isInside) => {
    expect(times(intrusion, one(stand(at, 0, 4000)), 4000).length > 0).toBe(isInside);
  });

  it.each<[string, [number, number]]>([
    ["an edge", [0.25, 0.5]],
    ["a corner", [0.75, 0.75]],
  ])("ZN-1 who stands exactly on %s is inside", (_, at) => {
    const polygon: [number, number][] = [
      [0.25, 0.25],
      [0.75, 0.25],
      [0.75, 0.75],
      [0.25, 0.75],
    ];
    const scene: SceneInput = { zones: [{ id: "yard", polygon }], scenarios: [intrusion] };
    expect(show(scene, one(stand(at, 0, 4000), { size: [0.0625, 0.125] }), { untilMs: 4000 }).events).toHaveLength(2);
  });

  it.each([1, 2, 3, 4])("ZN-2 trembling on the border is one visit (noise %i)", (seed) => {
    const size = [0.08, 0.16] as const;
    const path = tremble(stand([0.31, 0.5], 0, 30_000), size, 0.12, seed);
    expect(times(intrusion, one(path, { size }), 30_000, 10).filter((t) => t.startsWith("started"))).toHaveLength(1);
  });

  it("ZN-3 who vanishes inside and appears again inside is the same, who walks in is another", () => {
    const lost = { id: 1, path: walk([0.35, 0.5], [0.5, 0.5], 0, 4000) };
    const found = { id: 2, path: walk([0.6, 0.5], [0.65, 0.5], 10_000, 13_000) };
    const newcomer = { id: 3, path: walk([0.1, 0.5], [0.65, 0.5], 6000, 13_000) };
    expect(times(intrusion, [lost, found], 13_000).filter((t) => t.startsWith("started"))).toHaveLength(1);
    expect(times(intrusion, [lost, newcomer], 13_000).filter((t) => t.startsWith("started"))).toHaveLength(2);
  });

  it.each([10 / 6, 2, 5, 10])(
    "ZN-2 whose way had taken them out when they were gone has left, at %f looks a second",
    (fps) => {
      const leaves = { id: 1, path: walk([0.3, 0.5], [0.72, 0.5], 4000, 6100) };
      const newcomer = { id: 2, path: stand([0.6, 0.5], 9000, 13_000) };
      const starts = times(intrusion, [leaves, newcomer], 13_000, fps).filter((t) => t.startsWith("started"));
      expect(starts).toHaveLength(2);
    },
  );

  it.each([10 / 6, 2, 5, 10])(
    "ZN-2 who paces up and down inside is lost and found inside, at %f looks a second",
    (fps) => {
      const paces = (t: number): readonly [number, number] => [0.5 + 0.1 * Math.sin(t / 900), 0.55];
      const lost = { id: 1, path: (t: number) => (t < 6000 ? paces(t) : null) };
      const found = { id: 2, path: (t: number) => (t > 9000 ? paces(t) : null) };
      const starts = times(intrusion, [lost, found], 14_000, fps).filter((t) => t.startsWith("started"));
      expect(starts).toHaveLength(1);
    },
  );

  it("ZN-3 who vanishes inside and appears much later or as something else is another", () => {
    const lost = { id: 1, path: walk([0.35, 0.5], [0.5, 0.5], 0, 4000) };
    const later = { id: 2, path: stand([0.5, 0.5], 40_000, 44_000) };
    expect(times(intrusion, [lost, later], 44_000).filter((t) => t.startsWith("started"))).toHaveLength(2);
    const car = { id: 2, className: "car", path: stand([0.52, 0.5], 6000, 9000) };
    const both: Wanted = { id: "in", kind: "intrusion", zone: "yard", classes: ["person", "car"], minStayS: 1 };
    expect(times(both, [lost, car], 9000).filter((t) => t.startsWith("started"))).toHaveLength(2);
  });
});

it("ZN-3 one person whom two tracks follow is one event", () => {
  const path = walk([0.32, 0.5], [0.68, 0.5], 0, 9000);
  const double: Actor = { id: 2, score: 0.4, size: [0.07, 0.1], path };
  expect(times(intrusion, [...one(path), double], 20_000)).toHaveLength(2);
  expect(times({ ...loitering, minStayS: 5 } as Wanted, [...one(path), double], 20_000)).toHaveLength(2);
});

it.each([
  [0.999, 1],
  [1.02, 1],
  [0.94, 0],
])(
  "ZN-4 whose box ends at %f, a zone drawn almost to the lower edge of the picture has %i events of",
  (foot, expected) => {
    const polygon: [number, number][] = [
      [0.015, 0.95],
      [0.985, 0.95],
      [0.985, 0.985],
      [0.015, 0.985],
    ];
    const scene: SceneInput = { zones: [{ id: "yard", polygon }], scenarios: [intrusion] };
    const { events } = show(scene, one(stand([0.5, foot], 0, 4000)), { untilMs: 4000 });
    expect(events.filter((e) => e.phase === "started")).toHaveLength(expected);
  },
);

describe("intrusion", () => {
  it("IN-1 one event after the limit, with the reason, and its end", () => {
    // Enters at x = 0.3 after 1.95 s, leaves at 0.7 after 5.95 s.
    const events = told(intrusion, one(walk([0.105, 0.5], [0.905, 0.5], 0, 8000)), 20_000, 10);
    expect(events.map((e) => e.at)).toEqual(["started 3000", "ended 5900"]);
    expect(events[0]).toMatchObject({
      id: "cam.in.3000.1",
      why: "person in School entrance for 1 s; limit 1 s",
      facts: { className: "person", placeName: "School entrance", seconds: 1, limitS: 1 },
      mode: "alarm",
      endedAtMs: null,
    });
    expect(events[1]).toMatchObject({
      id: "cam.in.3000.1",
      why: "person in School entrance for 3.9 s; limit 1 s",
      facts: { seconds: 3.9 },
    });
  });

  it("IN-1 who passes faster than the limit makes none", () => {
    expect(times(intrusion, one(walk([0.1, 0.5], [0.9, 0.5], 0, 1600)), 9000, 10)).toEqual([]);
  });

  it("IN-1 the same stay gives one event at every rate and through the tracker", () => {
    const actors = one(walk([0.1, 0.5], [0.9, 0.5], 0, 8000));
    for (const fps of [2, 5, 10, 25]) {
      expect(times(intrusion, actors, 20_000, fps), `${fps} looks a second`).toHaveLength(2);
      expect(analyse(sceneWith(intrusion), actors, { untilMs: 20_000, fps }).events.map((e) => e.phase)).toEqual([
        "started",
        "ended",
      ]);
    }
  });

  it("IN-2 coming back within 5 s is the same event, later another", () => {
    const twice = (awayMs: number) =>
      first(
        walk([0.2, 0.5], [0.5, 0.5], 0, 4000),
        walk([0.5, 0.5], [0.2, 0.5], 4000, 8000),
        stand([0.2, 0.5], 8000, 8000 + awayMs),
        walk([0.2, 0.5], [0.5, 0.5], 8000 + awayMs, 12_000 + awayMs),
      );
    expect(times(intrusion, one(twice(1000)), 30_000).filter((t) => t.startsWith("started"))).toHaveLength(1);
    expect(times(intrusion, one(twice(8000)), 30_000).filter((t) => t.startsWith("started"))).toHaveLength(2);
  });

  it("IN-3 a track that breaks inside every two seconds is one event", () => {
    const path = walk([0.32, 0.5], [0.68, 0.5], 0, 20_000);
    const actors: Actor[] = Array.from({ length: 10 }, (_, i) => ({
      id: i + 1,
      path: (t: number) => (t >= i * 2000 && t < i * 2000 + 1500 ? path(t) : null),
    }));
    const events = told(intrusion, actors, 20_000);
    expect(events.map((e) => e.phase)).toEqual(["started", "ended"]);
  });
});

describe("loitering", () => {
  it("LO-1 the time inside adds up to the limit, time outside does not", () => {
    const path = first(
      stand([0.5, 0.5], 0, 6000),
      stand([0.2, 0.5], 6001, 11_000),
      walk([0.5, 0.5], [0.55, 0.5], 11_001, 20_000),
    );
    const events = told(loitering, one(path), 20_000, 10);
    // 5.9 s and then 4.1 s more, from 11.1 s on.
    expect(events[0]).toMatchObject({
      phase: "started",
      why: "person stayed 10 s in School entrance; limit 10 s",
      facts: { seconds: 10, limitS: 10 },
    });
    expect(events[0]!.startedAtMs).toBeGreaterThanOrEqual(15_000);
    expect(events[0]!.startedAtMs).toBeLessThanOrEqual(15_300);
  });

  it.each([
    [10_000, 1],
    [20_000, 0],
  ])("LO-2 after %i ms away there are %i events", (awayMs, expected) => {
    const path = first(
      stand([0.5, 0.5], 0, 8000),
      stand([0.2, 0.5], 8001, 8000 + awayMs),
      stand([0.5, 0.5], 8001 + awayMs, 16_000 + awayMs),
    );
    expect(times(loitering, one(path), 16_000 + awayMs).filter((t) => t.startsWith("started"))).toHaveLength(expected);
  });

  it("LO-3 a prowler whose track breaks is one event, and his time adds up", () => {
    const path: Path = (t) => [0.5 + 0.15 * Math.sin(t / 2500), 0.55 + 0.1 * Math.cos(t / 1700)];
    const actors: Actor[] = Array.from({ length: 6 }, (_, i) => ({
      id: i + 1,
      path: (t: number) => (t >= i * 5000 && t < i * 5000 + 4000 ? path(t) : null),
    }));
    const events = told(loitering, actors, 30_000);
    expect(events.filter((e) => e.phase === "started")).toHaveLength(1);
    expect(events[0]!.startedAtMs).toBeLessThanOrEqual(11_000);
  });
});

describe("stopped", () => {
  const size = [0.14, 0.12] as const;
  const car = (path: Path): Actor[] => one(path, { className: "car", size });
  const parks = first(
    walk([0.1, 0.6], [0.5, 0.6], 0, 4000),
    stand([0.5, 0.6], 4000, 40_000),
    walk([0.5, 0.6], [0.9, 0.6], 40_000, 44_000),
  );

  it("ST-1 one event after the limit, with the reason", () => {
    const events = told(stopped, car(parks), 60_000);
    expect(events.map((e) => e.phase)).toEqual(["started", "ended"]);
    expect(events[0]!.startedAtMs).toBeGreaterThanOrEqual(13_000);
    expect(events[0]!.startedAtMs).toBeLessThanOrEqual(14_000);
    expect(events[0]!.why).toBe("car stopped 10 s in School entrance; limit 10 s");
  });

  it("ST-1 trembling of a tenth of the box changes nothing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(2, 5, 10), (seed, fps) => {
        const events = told(stopped, car(tremble(parks, size, 0.1, seed)), 60_000, fps);
        expect(events.map((e) => e.phase)).toEqual(["started", "ended"]);
        expect(events[0]!.startedAtMs).toBeLessThanOrEqual(15_000);
      }),
      { numRuns: 30 },
    );
  });

  it.each([500, 2000, 8000, 25_000])("ST-2 a track that breaks for %i ms makes no second event", (hiddenMs) => {
    const actors: Actor[] = [
      { id: 1, className: "car", size, path: (t) => (t < 20_000 ? stand([0.5, 0.6], 0, 90_000)(t) : null) },
      {
        id: 2,
        className: "car",
        size,
        path: (t) => (t >= 20_000 + hiddenMs ? stand([0.5, 0.605], 0, 90_000)(t) : null),
      },
    ];
    const events = told(stopped, actors, 90_000);
    expect(events.map((e) => e.phase)).toEqual(["started", "ended"]);
    expect(events[1]!.endedAtMs).toBe(90_000);
  });

  it("ST-2 a track that breaks before the limit keeps the time that was stood", () => {
    const actors: Actor[] = [
      { id: 1, className: "car", size, path: stand([0.5, 0.6], 0, 6000) },
      { id: 2, className: "truck", size, path: stand([0.5, 0.6], 8000, 9000) },
      { id: 3, className: "car", size, path: stand([0.505, 0.6], 9500, 20_000) },
    ];
    // Nothing ticked was seen for 3.5 s: it is looked at for a second first (ST-5).
    expect(times(stopped, actors, 20_000)[0]).toBe("started 10600");
  });

  it("ST-2 someone who walks in front and hides half of it for 3 s changes nothing", () => {
    const half = { id: 1, className: "car", path: stand([0.5, 0.6], 0, 40_000) };
    const hiding = (t: number) => t > 20_000 && t < 23_000;
    const actors: Actor[] = [
      {
        ...half,
        get size(): readonly [number, number] {
          return size;
        },
      },
      { id: 2, className: "person", size: [0.06, 0.2], path: walk([0.1, 0.62], [0.9, 0.62], 15_000, 28_000) },
    ];
    const cropped: Actor[] = [
      { id: 1, className: "car", size, path: (t) => (hiding(t) ? null : stand([0.5, 0.6], 0, 40_000)(t)) },
      {
        id: 3,
        className: "car",
        size: [0.07, 0.12],
        path: (t) => (hiding(t) ? stand([0.465, 0.6], 0, 40_000)(t) : null),
      },
      actors[1]!,
    ];
    for (const cast of [actors, cropped]) {
      const cars = told(stopped, cast, 40_000).filter((e) => e.classes[0] === "car");
      expect(cars.map((e) => e.phase)).toEqual(["started", "ended"]);
    }
  });

  it("ST-2 a second track on the same car makes no second event, and goes on when the first is lost", () => {
    const actors: Actor[] = [
      { id: 1, className: "car", size, path: stand([0.5, 0.6], 0, 30_000) },
      { id: 2, className: "car", size: [0.12, 0.11], score: 0.5, path: stand([0.505, 0.6], 5000, 200_000) },
    ];
    const events = told(stopped, actors, 200_000);
    expect(events.map((e) => [e.phase, e.classes[0]])).toEqual([
      ["started", "car"],
      ["ended", "car"],
    ]);
    expect(events[1]!.endedAtMs).toBe(200_000);
  });

  it("ZN-3 a cause that was taken over is not told again for the thing that is gone", () => {
    const loiters: Wanted = { id: "loiter", kind: "loitering", zone: "yard", classes: ["person"], minStayS: 3 };
    const path: Path = (t) => [0.5 + 0.15 * Math.sin(t / 900), 0.55];
    const actors: Actor[] = Array.from({ length: 8 }, (_, i) => ({
      id: i + 1,
      path: (t: number) => (t >= i * 2000 && t < i * 2000 + 1200 ? path(t) : null),
    }));
    for (const scenario of [intrusion, loiters]) {
      const starts = told(scenario, actors, 16_000).filter((e) => e.phase === "started");
      expect(new Set(starts.map((e) => e.id)).size).toBe(starts.length);
      expect(starts).toHaveLength(1);
    }
  });

  it.each<[string, number, number, number]>([
    ["so near that it could be the same and drives on", 0.933, 5200, 0],
    ["so near that it could be the same and is seen to stand", 0.933, 8000, 1],
    ["cut off by the edge of the picture and drives on", 0.92, 5200, 0],
    ["cut off by the edge of the picture and is seen to stand", 0.92, 8000, 1],
  ])("ST-5 who comes in where another one was lost, %s", (_, lostAt, untilMs, expected) => {
    const polygon: [number, number][] = [
      [0, 0.5],
      [1, 0.5],
      [1, 1],
      [0, 1],
    ];
    const short: Wanted = { id: "stop", kind: "stopped", zone: "yard", classes: ["car"], minStayS: 3 };
    const lost: Actor = { id: 1, className: "car", path: stand([0.104, lostAt], 1400, 2600), size: [0.118, 0.12] };
    const path = first(stand([0.074, 0.998], 4600, untilMs), walk([0.2, 0.85], [0.6, 0.6], untilMs, untilMs + 1500));
    const comes: Actor = { id: 2, className: "car", path, size: [0.147, 0.155] };
    const scene: SceneInput = { zones: [{ id: "yard", polygon }], scenarios: [short] };
    const { events } = show(scene, [lost, comes], { untilMs: 10_000, fps: 5 });
    expect(events.filter((e) => e.phase === "started")).toHaveLength(expected);
  });

  it("ST-2 through the tracker: hidden for 6 s, one event", () => {
    const actors: Actor[] = car((t) => (t > 20_000 && t < 26_000 ? null : stand([0.5, 0.6], 0, 60_000)(t)));
    for (const fps of [2, 5, 10]) {
      const { events } = analyse(sceneWith(stopped), actors, { untilMs: 60_000, fps });
      expect(
        events.map((e) => e.phase),
        `${fps} looks a second`,
      ).toEqual(["started", "ended"]);
    }
  });

  it("ST-3 it ends when the car leaves its place, and a second stop is a second event", () => {
    const path = first(
      parks,
      stand([0.9, 0.6], 44_000, 50_000),
      walk([0.9, 0.6], [0.5, 0.6], 50_000, 54_000),
      stand([0.5, 0.6], 54_000, 70_000),
    );
    const events = told(stopped, car(path), 70_000);
    expect(events.map((e) => e.phase)).toEqual(["started", "ended", "started", "ended"]);
    expect(Math.abs(events[1]!.endedAtMs! - 40_600)).toBeLessThanOrEqual(1500);
    expect(events[1]!.why).toMatch(/^car stopped 3[67] s in School entrance; limit 10 s$/);
    expect(events[3]!.why).toContain("; ended because the recording ended");
  });

  it("ST-3 moving up by a third of its length is still the same stop", () => {
    const path = first(
      stand([0.5, 0.6], 0, 15_000),
      walk([0.5, 0.6], [0.55, 0.6], 15_000, 16_000),
      stand([0.55, 0.6], 16_000, 40_000),
    );
    expect(told(stopped, car(path), 40_000).map((e) => e.phase)).toEqual(["started", "ended"]);
  });

  it("ST-4 a queue that creeps does not stand", () => {
    expect(times(stopped, car(walk([0.32, 0.6], [0.68, 0.6], 0, 40_000)), 40_000)).toEqual([]);
  });

  it("ST-5 where one after another comes into sight and drives on, nobody has stood", () => {
    const brief: Wanted = { ...stopped, minStayS: 3 } as Wanted;
    const passers: Actor[] = [0, 6000, 12_000, 20_000].map((fromMs, i) => ({
      id: i + 1,
      className: "car",
      size,
      path: first(
        stand([0.5, 0.6], fromMs, fromMs + 1000),
        i === 3 ? walk([0.5, 0.6], [0.65, 0.6], fromMs + 1000, fromMs + 2000) : () => null,
      ),
    }));
    for (const fps of [2, 5, 10]) expect(times(brief, passers, 25_000, fps), `${fps} looks a second`).toEqual([]);
  });

  it("ST-5 who is seen where another one stood, and drives on, did not stand there meanwhile", () => {
    const stood: Actor = { id: 1, className: "car", size, path: stand([0.5, 0.6], 0, 5000) };
    const next: Actor = { id: 2, className: "car", size, path: walk([0.48, 0.6], [0.9, 0.6], 15_000, 17_500) };
    const stays: Actor = { ...next, path: stand([0.5, 0.6], 15_000, 30_000) };
    for (const fps of [1, 5, 10]) {
      expect(times(stopped, [stood, next], 30_000, fps), `${fps} looks a second`).toEqual([]);
      expect(times(stopped, [stood, stays], 30_000, fps)[0]).toBe("started 16000");
    }
  });

  it.each([3, 4, 6, 12])("ST-5 who stands for long is told, also where looks are %d s apart", (everyS) => {
    const path = first(walk([0.1, 0.6], [0.5, 0.6], 0, 30_000), stand([0.5, 0.6], 30_000, 200_000));
    const events = told({ ...stopped, minStayS: 20 } as Wanted, car(path), 210_000, 1 / everyS);
    expect(events.map((e) => e.phase)).toEqual(["started", "ended"]);
    expect(events[0]!.startedAtMs).toBeLessThanOrEqual(62_000);
  });

  it("ST-4 who only passes makes no event", () => {
    expect(times(stopped, car(walk([0.1, 0.6], [0.9, 0.6], 0, 9000)), 20_000)).toEqual([]);
  });
});

describe("occupancy", () => {
  const people = (number: number, fromMs: number, untilMs: number, firstId = 1): Actor[] =>
    Array.from({ length: number }, (_, i) => ({
      id: firstId + i,
      path: stand([0.35 + 0.1 * i, 0.5], fromMs, untilMs),
    }));

  it("OC-1 one event when more than allowed are inside for long enough", () => {
    const events = told(occupancy, people(3, 0, 10_000), 30_000);
    expect(events.map((e) => e.phase)).toEqual(["started", "ended"]);
    expect(events[0]).toMatchObject({
      trackIds: [1, 2, 3],
      box: null,
      mode: "record",
      why: "3 at once in School entrance for 2 s; limit 2",
      facts: { count: 3, placeName: "School entrance", seconds: 2, max: 2 },
    });
    expect(times(occupancy, people(2, 0, 10_000), 30_000)).toEqual([]);
    expect(times(occupancy, people(3, 0, 1500), 30_000, 10).filter((t) => t.startsWith("started"))).toEqual([
      // They were last seen after 1.5 s and count for 2 s more.
      "started 2400",
    ]);
  });

  it("OC-1 nothing begins with those who walked and are out of sight", () => {
    const walkers = [0.4, 0.5, 0.6].map((y, i) => ({ id: i + 1, path: walk([0.35, y], [0.45, y], 0, 1600) }));
    expect(times(occupancy, walkers, 10_000)).toEqual([]);
    const seenAgain = walkers.map(({ id, path }) => ({
      id,
      path: first(path, walk([0.5, 0.3 + 0.1 * id], [0.6, 0.3 + 0.1 * id], 2400, 4000)),
    }));
    expect(times(occupancy, seenAgain, 6000).filter((t) => t.startsWith("started"))).toHaveLength(1);
  });

  it("OC-1 without a limit there is no event", () => {
    const unlimited: Wanted = { id: "full", kind: "occupancy", zone: "yard", classes: ["person"] };
    expect(times(unlimited, people(4, 0, 10_000), 12_000)).toEqual([]);
  });

  it("OC-2 a person missed for less than a second does not end it, one who leaves does", () => {
    const [a, b, c] = people(3, 0, 60_000);
    const leaves = { id: 3, path: first(stand([0.55, 0.5], 0, 20_000), walk([0.55, 0.5], [0.9, 0.9], 20_000, 22_000)) };
    const flickers = { id: 3, path: (t: number) => (t % 4000 < 800 && t > 4000 ? null : c!.path(t)) };
    expect(told(occupancy, [a!, b!, flickers], 60_000).map((e) => e.phase)).toEqual(["started", "ended"]);
    const events = told(occupancy, [a!, b!, leaves], 60_000);
    expect(events.map((e) => e.phase)).toEqual(["started", "ended"]);
    expect(Math.abs(events[1]!.endedAtMs! - 21_500)).toBeLessThanOrEqual(700);
  });

  it("OC-3 now, peak and mean per class", () => {
    const scene = sceneWith({ id: "full", kind: "occupancy", zone: "yard", classes: ["person", "car"] });
    const cast: Actor[] = [...people(2, 0, 10_000), { id: 9, className: "car", path: stand([0.6, 0.7], 0, 21_000) }];
    const { watch } = show(scene, cast, { untilMs: 21_000, fps: 5 });
    const { zones } = watch.counts();
    expect(zones).toMatchObject([
      { camera: "cam", zone: "yard", now: { person: 0, car: 1 }, peak: { person: 2, car: 1 } },
    ]);
    // A car for 21 s and two people for 10 s, who stood and count for 10 s more after their last look: at most 3, at least 2.
    expect(zones[0]!.mean).toBeGreaterThan(1.9);
    expect(zones[0]!.mean).toBeLessThan(3.01);
  });

  it("OC-4 a passer-by of one look does not count, a walker counts until 2 s after his last look", () => {
    const scene = sceneWith({ id: "full", kind: "occupancy", zone: "yard", classes: ["person"] });
    const glimpse = show(scene, one(stand([0.5, 0.5], 1000, 1100)), { untilMs: 2000, fps: 5 });
    expect(glimpse.watch.counts().zones[0]!.peak).toEqual({ person: 0 });
    const walker = one(walk([0.35, 0.5], [0.6, 0.5], 0, 3000));
    expect(show(scene, walker, { untilMs: 4900, fps: 10 }).watch.counts().zones[0]!.now).toEqual({ person: 1 });
    expect(show(scene, walker, { untilMs: 5200, fps: 10 }).watch.counts().zones[0]!.now).toEqual({ person: 0 });
  });
});
