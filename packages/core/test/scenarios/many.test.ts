// Many at once: gatherings, queues, crowds that run or turn; and one right behind another.
import type { SceneInput } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { type Actor, analyse, first, type Path, show, stand, tremble, walk } from "../scenes/stage.ts";

type Wanted = NonNullable<SceneInput["scenarios"]>[number];
type P = [number, number];
const scene = (wanted: Wanted): SceneInput => ({
  zones: [
    {
      id: "place",
      name: "Place",
      polygon: [
        [0.2, 0.3],
        [0.8, 0.3],
        [0.8, 0.9],
        [0.2, 0.9],
      ],
    },
  ],
  lines: [
    {
      id: "door",
      name: "Door",
      points: [
        [0.4, 0.5],
        [0.6, 0.5],
      ],
    },
  ],
  scenarios: [wanted],
});
const run = (wanted: Wanted, actors: Actor[], untilMs: number, fps = 5) =>
  show(scene(wanted), actors, { untilMs, fps });
const events = (...args: Parameters<typeof run>) => run(...args).events;
const phases = (...args: Parameters<typeof run>) => events(...args).map((e) => e.phase);
const size = [0.03, 0.15] as const;
const RATES = [2, 5, 10, 25];

/** A row of people who stand still. */
const row = (count: number, fromMs: number, untilMs: number): Actor[] =>
  Array.from({ length: count }, (_, i) => ({ id: i + 1, size, path: stand([0.25 + 0.07 * i, 0.6], fromMs, untilMs) }));

const crowd: Wanted = { id: "group", kind: "crowd", zone: "place", minCount: 4, minStayS: 5, classes: ["person"] };

describe("vehicles", () => {
  const full: Wanted = { id: "full", kind: "occupancy", zone: "place", max: 1, minStayS: 2, classes: ["vehicle"] };
  const car = (id: number, x: number): Actor => ({
    id,
    className: "car",
    size: [0.12, 0.2],
    path: stand([x, 0.7], 0, 9000),
  });

  it.each<[string, Actor[], number]>([
    ["a box around the car and its shadow", [{ ...car(2, 0.44), size: [0.24, 0.22], className: "truck" }], 1],
    ["the car beside it", [car(2, 0.55)], 2],
    ["the car beside it, and a box around both", [car(2, 0.55), { ...car(3, 0.475), size: [0.28, 0.22] }], 2],
    [
      "a van whose lower half it hides",
      [{ ...car(2, 0.42), size: [0.2, 0.3], className: "truck", path: stand([0.42, 0.68], 0, 9000) }],
      2,
    ],
    [
      "a lorry behind it",
      [{ ...car(2, 0.4), size: [0.3, 0.4], className: "truck", path: stand([0.4, 0.62], 0, 9000) }],
      2,
    ],
  ])("OC-5 a car, and %s", (_, others, count) => {
    for (const order of [others, [...others].map((other) => ({ ...other, id: other.id - 5 }))]) {
      const { watch } = run(full, [car(1, 0.4), ...order], 8000);
      const { now } = watch.counts().zones.find(({ zone }) => zone === "place")!;
      expect(Object.values(now).reduce((sum, n) => sum + n, 0)).toBe(count);
    }
  });
});

describe("a hall that is too full of people who walk", () => {
  const chance = (seed: number, i: number): number => {
    let h = Math.imul(i + 1, 2_654_435_761) + Math.imul(seed, 40_503);
    for (const [shift, factor] of [
      [15, 2_246_822_519],
      [13, 3_266_489_917],
      [16, 1],
    ] as const) {
      h ^= h >>> shift;
      h = Math.imul(h, factor);
    }
    return (h >>> 0) / 2 ** 32;
  };
  /** Each walks to and fro, and is missed at that share of the looks. */
  const walkers = (count: number, missShare: number, fps: number): Actor[] =>
    Array.from({ length: count }, (_, k) => ({
      id: k + 1,
      size: [0.015, 0.07],
      path: (ms) => {
        const look = Math.round((ms * fps) / 1000);
        if (look > 1 && chance(k + 1, look) < missShare) return null;
        const way = (0.04 * (ms / 1000 + k)) % 0.2;
        return [0.24 + 0.08 * (k % 7) + 0.3 * (way < 0.1 ? way : 0.2 - way), 0.35 + 0.09 * Math.floor(k / 7)];
      },
    }));

  it.each([
    [12, 10, 0.3],
    [24, 21, 0.3],
    [36, 32, 0.3],
    [24, 21, 0.4],
  ])("OC-1 is told in time: %i people, %i allowed, each missed at a share of %d of the looks", (count, max, missed) => {
    const hall: Wanted = { id: "hall", kind: "occupancy", zone: "place", classes: ["person"], max, minStayS: 5 };
    const [told, ...more] = events(hall, walkers(count, missed, 5), 20_000).filter((e) => e.phase === "started");
    expect(told!.startedAtMs).toBeLessThan(8_000);
    expect(more).toEqual([]);
  });
});

describe("gathering", () => {
  it.each(RATES)("GA-1 at %i looks a second four for 5 s are told once, three never", (fps) => {
    const told = events(crowd, row(4, 0, 12_000), 40_000, fps);
    expect(told.map((e) => e.phase)).toEqual(["started", "ended"]);
    expect(Math.abs(told[0]!.startedAtMs - 5500)).toBeLessThan(600);
    expect(told[0]).toMatchObject({
      trackIds: [1, 2, 3, 4],
      box: null,
      why: "4 gathered in Place for 5 s; told from 4 for 5 s",
      facts: { count: 4, placeName: "Place", seconds: 5, minCount: 4, limitS: 5 },
    });
    expect(events(crowd, row(3, 0, 12_000), 40_000, fps)).toEqual([]);
  });

  it("GA-1 four for 3 s, and a fourth who only passes, make none", () => {
    const three = row(3, 0, 30_000);
    const passes: Actor = { id: 9, size, path: walk([0.02, 0.8], [0.98, 0.8], 5000, 11_000) };
    expect(phases(crowd, [...three, passes], 40_000)).toEqual([]);
  });

  it("GA-1 once told, someone who steps out for 3 s does not make a second event", () => {
    const steps = first(
      stand([0.6, 0.6], 0, 12_000),
      walk([0.6, 0.6], [0.85, 0.95], 12_000, 13_000),
      walk([0.85, 0.95], [0.6, 0.6], 15_000, 16_000),
      stand([0.6, 0.6], 16_000, 30_000),
    );
    expect(phases(crowd, [...row(3, 0, 30_000), { id: 9, size, path: steps }], 60_000)).toEqual(["started", "ended"]);
  });

  it("GA-3 a fourth who walks out of sight before the limit is not told for the time nobody sees", () => {
    const three = row(3, 0, 30_000);
    // Seen inside for 4.6 s, with the limit of 5 s; then hidden, and forgotten 2 s later.
    const walksOff: Actor = { id: 9, size, path: walk([0.25, 0.8], [0.75, 0.8], 8000, 12_600) };
    expect(phases(crowd, [...three, walksOff], 40_000)).toEqual([]);
    const staysHidden: Actor = { ...walksOff, path: stand([0.6, 0.8], 8000, 12_600) };
    expect(phases(crowd, [...three, staysHidden], 40_000)).toEqual(["started", "ended"]);
  });

  it("GA-3 one whose track goes over to who walks past is still one person", () => {
    const three = (id: number, untilMs: number): Actor => ({ id, size, path: stand([0.46, 0.6], 0, untilMs) });
    // The track of the third is lost; that of the one who comes goes on where the third stands.
    const comes = first(walk([0.21, 0.6], [0.46, 0.6], 4000, 8000), stand([0.46, 0.6], 8000, 30_000));
    const told = phases(crowd, [...row(2, 0, 30_000), three(7, 8000), { id: 8, size, path: comes }], 40_000);
    expect(told).toEqual([]);
  });

  it("GA-2 two tracks of one person count once", () => {
    const three = row(3, 0, 20_000);
    const double: Actor = { id: 8, score: 0.4, size: [0.028, 0.14], path: stand([0.25, 0.6], 0, 20_000) };
    expect(phases(crowd, [...three, double], 40_000)).toEqual([]);
  });

  it.each<[string, P, [number, number], number]>([
    ["who stands half behind a sure one, with feet and a side of their own", [0.257, 0.575], [0.03, 0.14], 3],
    ["whose box lies within the sure one's", [0.25, 0.57], [0.028, 0.11], 2],
    ["whose feet are where the sure one's are", [0.256, 0.61], [0.03, 0.15], 2],
  ])("GA-2 a doubtful box %s", (_, at, boxSize, count) => {
    const from = (minCount: number) => ({ ...crowd, minCount }) as Wanted;
    const behind: Actor = { id: 8, score: 0.55, size: boxSize, path: stand(at, 0, 20_000) };
    const sure = row(2, 0, 20_000);
    expect(phases(from(count), [...sure, behind], 40_000)).toEqual(["started", "ended"]);
    expect(phases(from(count + 1), [...sure, behind], 40_000)).toEqual([]);
  });
});

it("GA-2 somebody with a doubtful box round them and what they push is one", () => {
  const full: Wanted = { id: "full", kind: "occupancy", zone: "place", max: 1, minStayS: 2, classes: ["person"] };
  const pushes: Actor[] = [
    { id: 1, size: [0.05, 0.24], path: stand([0.5, 0.7], 0, 30_000) },
    { id: 2, size: [0.08, 0.24], score: 0.4, path: stand([0.528, 0.72], 0, 30_000) },
  ];
  expect(phases(full, pushes, 40_000)).toEqual([]);
});

describe("queue", () => {
  const queue: Wanted = { id: "queue", kind: "queue", zone: "place", maxLength: 3, minStayS: 5, classes: ["person"] };
  it.each(RATES)("QU-1 at %i looks a second four in the queue are told once", (fps) => {
    const told = events(queue, row(4, 0, 20_000), 60_000, fps);
    expect(told.map((e) => [e.phase, e.mode])).toEqual([
      ["started", "record"],
      ["ended", "record"],
    ]);
    expect(told[0]).toMatchObject({
      why: "4 in the queue Place for 5 s; limit 3",
      facts: { count: 4, maxLength: 3, passed: "length", placeName: "Place" },
    });
    expect(told[0]!.facts).not.toHaveProperty("waitS");
    expect(events(queue, row(3, 0, 20_000), 60_000, fps)).toEqual([]);
  });

  /** Five come at once; every 10 s one leaves over the lower border. */
  const served: Actor[] = Array.from({ length: 5 }, (_, i) => {
    const at: P = [0.25 + 0.1 * i, 0.6];
    const leavesMs = 10_000 * (i + 1);
    return { id: i + 1, size, path: first(stand(at, 0, leavesMs), walk(at, [at[0], 0.99], leavesMs, leavesMs + 3000)) };
  });

  it("QU-2 three served within 34 s: the two who are left wait 23 s", () => {
    const { watch } = run(queue, served, 34_000);
    const [counts] = watch.counts().queues;
    // 3 * 60 / 34 = 5.3 a minute; 2 * 60 / 5.29 = 22.7 s.
    expect(counts).toMatchObject({
      scenario: "queue",
      zone: "place",
      now: 2,
      peak: 5,
      servedPerMinute: 5.3,
      waitS: 23,
    });
  });

  it("QU-2 until three were served the wait is not known", () => {
    expect(run(queue, served, 25_000).watch.counts().queues[0]).toMatchObject({
      now: 3,
      waitS: null,
      servedPerMinute: null,
    });
  });

  it("QU-1 a wait above the limit is told although the queue is short", () => {
    const slow = { ...queue, maxLength: 9, maxWaitS: 15 } as Wanted;
    const [told] = events(slow, served, 60_000);
    expect(told).toMatchObject({ phase: "started", facts: { passed: "wait", maxWaitS: 15 } });
    expect(told!.why).toMatch(/^2 in the queue Place for 5 s, about \d+ s to wait; limit 15 s$/);
  });

  it("QU-3 who only passes through is not in the queue, and the zone stands in the counts", () => {
    const passers: Actor[] = Array.from({ length: 6 }, (_, i) => ({
      id: i + 1,
      size,
      path: walk([0.35 + 0.05 * i, 0.1], [0.35 + 0.05 * i, 0.98], 2000 * i, 2000 * i + 2400),
    }));
    const { watch, events: told } = run(queue, passers, 20_000, 10);
    expect(told).toEqual([]);
    expect(watch.counts().queues[0]).toMatchObject({ peak: 0, waitS: null });
    expect(watch.counts().zones[0]).toMatchObject({ zone: "place", now: { person: 0 } });
  });
});

it("QU-4 a flower tub that looks a little like somebody does not lengthen the queue, a fourth who is hard to see does", () => {
  const queue: Wanted = { id: "queue", kind: "queue", zone: "place", maxLength: 3, minStayS: 5, classes: ["person"] };
  const fourth = (path: Path): Actor => ({ id: 9, size: [0.07, 0.07], score: 0.4, path });
  const comes = first(walk([0.05, 0.6], [0.6, 0.6], 0, 4000), stand([0.6, 0.6], 4001, 20_000));
  expect(phases(queue, [...row(3, 0, 20_000), fourth(stand([0.6, 0.6], 0, 20_000))], 40_000)).toEqual([]);
  expect(phases(queue, [...row(3, 0, 20_000), fourth(comes)], 40_000)).toEqual(["started", "ended"]);
  const outOfADoor = (untilMs: number) => [...row(3, 0, 40_000), fourth(stand([0.6, 0.6], 10_000, untilMs))];
  expect(phases(queue, outOfADoor(18_000), 60_000)).toEqual([]);
  expect(phases(queue, outOfADoor(40_000), 60_000)).toEqual(["started", "ended"]);
});

describe("QU-5 the figures of one place", () => {
  const queue: Wanted = { id: "queue", kind: "queue", zone: "place", maxLength: 9, minStayS: 5, classes: ["person"] };
  const tub: Actor = { id: 9, size: [0.07, 0.07], score: 0.4, path: stand([0.6, 0.6], 0, 60_000) };
  const passes: Actor = { id: 8, size, path: walk([0.5, 0.1], [0.5, 0.98], 18_500, 21_000) };
  const figures = (scenarios: Wanted[], untilMs: number) => {
    const input = { ...scene(queue), scenarios };
    const { queues, zones } = show(input, [...row(3, 0, 60_000), tub, passes], { untilMs, fps: 5 }).watch.counts();
    return { length: queues[0]!.now, longest: queues[0]!.peak, now: zones[0]!.now.person, most: zones[0]!.peak.person };
  };

  it.each([1_000, 5_000, 20_000, 40_000])("are the same for the queue and for its zone after %i ms", (untilMs) => {
    const { length, longest, now, most } = figures([queue], untilMs);
    expect([now, most]).toEqual([length, longest]);
    expect(length).toBe(untilMs < 2_000 ? 0 : 3);
  });

  it("hold everybody inside where somebody asks how many are inside", () => {
    const occupancy: Wanted = { id: "all", kind: "occupancy", zone: "place", classes: ["person"] };
    expect(figures([queue, occupancy], 20_000)).toEqual({ length: 3, longest: 3, now: 5, most: 5 });
  });
});

describe("crowd movement", () => {
  const rush: Wanted = {
    id: "rush",
    kind: "crowd-movement",
    zone: "place",
    minCount: 4,
    minSpeed: 1.2,
    classes: ["person"],
  };
  /** Heights of the box a second to picture widths a second. */
  const widths = (heights: number): number => (heights * size[1]) / (16 / 9);
  /** They walk for 5 s and then do something else. */
  const people = (count: number, after: (at: P, i: number) => Path): Actor[] =>
    Array.from({ length: count }, (_, i) => {
      const from: P = [0.22, 0.45 + 0.08 * i];
      const at: P = [0.22 + 5 * widths(0.7), from[1]];
      return { id: i + 1, size, path: first(walk(from, at, 0, 5000), after(at, i)) };
    });
  const ahead = ([x, y]: P, heights: number): Path => walk([x, y], [x + 4 * widths(heights), y], 5000, 9000);

  it.each(RATES)("CM-1 at %i looks a second five who run at twice their height are told once", (fps) => {
    const told = events(
      rush,
      people(5, (at) => first(ahead(at, 2))),
      9000,
      fps,
    );
    expect(told.map((e) => e.phase)).toEqual(["started", "ended"]);
    expect(told[0]!.startedAtMs).toBeGreaterThan(6000);
    expect(told[0]!.startedAtMs).toBeLessThan(7600);
    expect(told[0]).toMatchObject({
      facts: { count: 5, movement: "running", minCount: 4, minSpeed: 1.2, placeName: "Place" },
    });
  });

  it.each([5, 10, 25])("CM-2 at %i looks a second five who turn round at once are told once", (fps) => {
    const told = events(
      rush,
      people(5, ([x, y]) => walk([x, y], [x - 4 * widths(0.7), y], 5000, 9000)),
      9000,
      fps,
    );
    expect(told.map((e) => e.phase)).toEqual(["started", "ended"]);
    expect(told[0]!.facts).toMatchObject({ movement: "turning", count: 5 });
    expect(told[0]!.why).toMatch(/^5 turned at once in Place at 0\.\d+ body heights a second; told from 4 at 1\.2$/);
  });

  it.each(RATES)("CM-3 at %i looks a second walking on, and two runners among five, make none", (fps) => {
    expect(
      events(
        rush,
        people(5, (at) => ahead(at, 0.8)),
        9000,
        fps,
      ),
    ).toEqual([]);
    expect(
      events(
        rush,
        people(5, (at, i) => ahead(at, i < 2 ? 2.2 : 0.7)),
        9000,
        fps,
      ),
    ).toEqual([]);
  });

  it("CM-3 standing people whose boxes tremble make none", () => {
    const stands = row(6, 0, 15_000).map((a, i) => ({ ...a, path: tremble(a.path, size, 0.06, i) }));
    expect(events(rush, stands, 15_000, 10)).toEqual([]);
  });
});

describe("tailgating", () => {
  const gate: Wanted = { id: "tail", kind: "tailgating", line: "door", withinS: 2, classes: ["person"] };
  /** Down over the door (forward), at its middle 2 s after the start. */
  const through = (startMs: number, x = 0.5, up = false): Path =>
    up ? walk([x, 0.9], [x, 0.1], startMs, startMs + 4000) : walk([x, 0.1], [x, 0.9], startMs, startMs + 4000);
  const two = (other: Path): Actor[] => [
    { id: 1, size, path: through(0) },
    { id: 2, size, path: other },
  ];

  it.each(RATES)("TG-1 at %i looks a second the one 1.2 s behind is told, the first is not", (fps) => {
    const told = events(gate, two(through(1200)), 9000, fps);
    expect(told.map((e) => [e.phase, e.trackIds])).toEqual([["instant", [2, 1]]]);
    expect(Math.abs(told[0]!.startedAtMs - 3200)).toBeLessThan(60);
    expect(told[0]).toMatchObject({
      why: "person crossed Door 1.2 s behind another; told within 2 s",
      direction: "forward",
    });
    expect(told[0]!.facts).toMatchObject({ className: "person", placeName: "Door", seconds: 1.2, limitS: 2 });
  });

  it("TG-1 of three in a row the second and the third are told", () => {
    const third: Actor = { id: 3, size, path: through(2600) };
    expect(events(gate, [...two(through(1200)), third], 9000).map((e) => e.trackIds[0])).toEqual([2, 3]);
  });

  it.each<[string, Path]>([
    ["three seconds later", through(3000)],
    ["the other way", through(1000, 0.5, true)],
    ["beside the door", through(1000, 0.75)],
  ])("TG-2 another %s makes none", (_, path) => {
    for (const fps of RATES) expect(events(gate, two(path), 9000, fps)).toEqual([]);
  });

  it("TG-2 a second track of the same person, or a broken one, makes none", () => {
    const double: Actor = { id: 2, score: 0.4, size: [0.028, 0.14], path: through(0) };
    expect(events(gate, [{ id: 1, size, path: through(0) }, double], 9000, 10)).toEqual([]);
    const whole = through(0);
    const broken: Actor[] = [
      { id: 1, size, path: (t) => (t < 1800 ? whole(t) : null) },
      { id: 2, size, path: (t) => (t > 2300 ? whole(t) : null) },
    ];
    expect(events(gate, broken, 9000, 10)).toEqual([]);
    expect(analyse(scene(gate), broken, { untilMs: 9000, fps: 10 }).events).toEqual([]);
  });

  /** The one behind has no box until it is seen apart, half a second behind, from `fromMs` on. */
  const comesOut = (fromMs: number, more: Partial<Actor> = {}, path: Path = through(500)): Actor[] => [
    { id: 1, size, path: through(0) },
    { id: 2, size, path: (t) => (t >= fromMs ? path(t) : null), ...more },
  ];

  it.each([1900, 2400, 3000])("TG-3 who comes out of the box of one who crossed, at %i ms, is told once", (fromMs) => {
    for (const fps of [5, 10]) {
      const told = events(gate, comesOut(fromMs, {}, through(500, 0.52)), 9000, fps);
      expect(told.map((e) => [e.phase, e.trackIds])).toEqual([["instant", [2, 1]]]);
    }
  });

  it.each<[string, Actor[]]>([
    ["a weak box of the same person", comesOut(2400, { score: 0.4 })],
    ["a box that stays behind", comesOut(2400, {}, stand([0.5, 0.5], 0, 9000))],
    ["somebody who goes the other way", comesOut(2400, {}, walk([0.5, 0.65], [0.5, 0.2], 2400, 5000))],
    ["somebody far away", comesOut(2400, {}, through(500, 0.75))],
    ["a box within the first one", comesOut(2400, { size: [0.028, 0.13] }, through(0))],
  ])("TG-3 %s makes none", (_, actors) => {
    for (const fps of [5, 10]) expect(events(gate, actors, 9000, fps)).toEqual([]);
  });
});
