// Stays firmly inside: pavement, tracks, heights; and return visits.
import type { SceneInput } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { type Actor, analyse, first, type Path, show, stand, tremble, walk } from "../scenes/stage.ts";

type Wanted = NonNullable<SceneInput["scenarios"]>[number];
const scene = (wanted: Wanted, polygon: [number, number][] = AREA): SceneInput => ({
  zones: [{ id: "area", name: "Platform 2", polygon }],
  scenarios: [wanted],
});
const AREA: [number, number][] = [
  [0.3, 0.4],
  [0.7, 0.4],
  [0.7, 0.7],
  [0.3, 0.7],
];
const size = [0.06, 0.16] as const;
const one = (path: Path, className = "person"): Actor[] => [{ id: 1, className, size, path }];
const phases = (wanted: Wanted, actors: Actor[], untilMs: number, fps = 10) =>
  show(scene(wanted), actors, { untilMs, fps }).events.map((e) => e.phase);

const KINDS: [Wanted, string, string][] = [
  [
    { id: "stay", kind: "pavement", zone: "area", minStayS: 1, classes: ["car"] },
    "car",
    "car on Platform 2 for 1 s; limit 1 s",
  ],
  [{ id: "stay", kind: "on-tracks", zone: "area", minStayS: 1 }, "person", "person on Platform 2 for 1 s; limit 1 s"],
  [
    { id: "stay", kind: "work-at-height", zone: "area", minStayS: 1 },
    "person",
    "person at height on Platform 2 for 1 s; limit 1 s",
  ],
];

describe.each(KINDS)("stays: $kind", (wanted, className, why) => {
  it("FI-2 who crosses it for 4 s is told once, at every rate, with the reason", () => {
    // Inside from x = 0.3 after 2 s to 0.7 after 6 s; size 0.13, so firm 0.0065 heights or 0.0037 widths later.
    for (const fps of [2, 5, 10, 25]) {
      const { events } = show(scene(wanted), one(walk([0.1, 0.55], [0.9, 0.55], 0, 8000), className), {
        untilMs: 20_000,
        fps,
      });
      expect(
        events.map((e) => e.phase),
        `${fps} looks a second`,
      ).toEqual(["started", "ended"]);
      expect(events[0]!.startedAtMs).toBeGreaterThanOrEqual(3000);
      expect(events[0]!.startedAtMs).toBeLessThanOrEqual(3600);
      expect(events[0]).toMatchObject({ why, facts: { className, placeName: "Platform 2", seconds: 1, limitS: 1 } });
      expect(events[0]!.priority).toBe(wanted.kind === "on-tracks" ? "high" : "normal");
    }
  });

  it("FI-2 who passes faster makes none, another class neither", () => {
    expect(phases(wanted, one(walk([0.1, 0.55], [0.9, 0.55], 0, 1500), className), 9000)).toEqual([]);
    expect(phases(wanted, one(stand([0.5, 0.55], 0, 9000), "bicycle"), 9000)).toEqual([]);
  });

  it("FI-2 who steps out before the limit and stands beside the border makes none", () => {
    const out = first(stand([0.5, 0.69], 0, 900), stand([0.5, 0.705], 950, 9000));
    expect(phases(wanted, one(out, className), 9000)).toEqual([]);
  });

  it("FI-2 a zone drawn to 2 % of the edge of the picture holds whose feet the edge cuts off", () => {
    const whole: [number, number][] = [
      [0.02, 0.02],
      [0.98, 0.02],
      [0.98, 0.98],
      [0.02, 0.98],
    ];
    const cast = one(stand([0.5, 0.995], 0, 9000), className);
    expect(show(scene(wanted, whole), cast, { untilMs: 20_000 }).events.map((e) => e.phase)).toEqual([
      "started",
      "ended",
    ]);
  });

  it.each([1, 2, 3])("FI-3 standing and walking along the border, trembling, make none (noise %i)", (seed) => {
    const stands = tremble(stand([0.5, 0.4], 0, 20_000), size, 0.03, seed);
    const walks = tremble(walk([0.1, 0.702], [0.9, 0.702], 0, 20_000), size, 0.03, seed);
    for (const path of [stands, walks]) expect(phases(wanted, one(path, className), 20_000)).toEqual([]);
  });

  it("FI-3 one event although the track breaks or two tracks follow it, and through the tracker", () => {
    const stays = stand([0.5, 0.55], 0, 20_000);
    const broken: Actor[] = [
      { id: 1, className, size, path: (t) => (t < 8000 ? stays(t) : null) },
      { id: 2, className, size, path: (t) => (t > 10_000 ? stays(t) : null) },
    ];
    const double: Actor[] = [
      ...one(stays, className),
      { id: 2, className, score: 0.4, size: [0.055, 0.15], path: stays },
    ];
    for (const cast of [broken, double]) expect(phases(wanted, cast, 40_000)).toEqual(["started", "ended"]);
    expect(analyse(scene(wanted), broken, { untilMs: 40_000, fps: 5 }).events.map((e) => e.phase)).toEqual([
      "started",
      "ended",
    ]);
  });
});

describe("stays that a detector sees badly", () => {
  const tracks: Wanted = { id: "stay", kind: "on-tracks", zone: "area", minStayS: 0.5 };
  const deck: Wanted = { id: "stay", kind: "work-at-height", zone: "area", minStayS: 2 };
  const seenAt = (moments: readonly (readonly [number, number])[]): Path => {
    const stays = stand([0.5, 0.55], 0, 20_000);
    return (ms) => (moments.some(([from, to]) => ms >= from && ms <= to) ? stays(ms) : null);
  };

  it("FI-4 sleepers that look like somebody for a moment, every few seconds, are nobody's stay", () => {
    const moments = [
      [1000, 1200],
      [4000, 4200],
      [13_000, 13_200],
    ] as const;
    expect(phases(tracks, one(seenAt(moments)), 30_000, 5)).toEqual([]);
  });

  it("FI-4 who is not seen for a second and a half now and then stays all the same", () => {
    const moments = Array.from({ length: 8 }, (_, i) => [1000 + i * 2000, 1500 + i * 2000] as const);
    expect(phases(deck, one(seenAt(moments)), 60_000, 5)).toEqual(["started", "ended"]);
  });

  it.each([0.5, 0.48, 0.3])("FI-4 who stays is told although the camera looks only %f times a second", (fps) => {
    for (const wanted of [tracks, deck])
      expect(phases(wanted, one(stand([0.5, 0.55], 0, 60_000)), 90_000, fps), wanted.kind).toEqual([
        "started",
        "ended",
      ]);
  });

  /** Two hundredths of the picture high; a person's size is 0.13. */
  const EDGE_ON: [number, number][] = [
    [0.3, 0.5],
    [0.7, 0.5],
    [0.7, 0.52],
    [0.3, 0.52],
  ];
  it("FI-5 who walks on it and then stoops behind a rail is told once, and has left when they have climbed down", () => {
    const stoops = first(
      walk([0.35, 0.51], [0.5, 0.51], 0, 4000),
      stand([0.5, 0.46], 4001, 12_000),
      walk([0.5, 0.51], [0.6, 0.51], 12_001, 15_000),
      walk([0.6, 0.51], [0.6, 0.8], 15_001, 18_000),
      stand([0.6, 0.8], 18_001, 30_000),
    );
    const { events } = show(scene(deck, EDGE_ON), one(stoops), { untilMs: 30_000, fps: 5 });
    expect(events.map((e) => e.phase)).toEqual(["started", "ended"]);
    expect(events[1]!.endedAtMs).toBeLessThan(18_000);
  });

  it.each([
    ["on it", 0.51, 1],
    ["whose box ends a little above it", 0.48, 1],
    ["whose box ends a little below it", 0.54, 1],
    ["who stands well before it on the ground", 0.56, 0],
    ["far behind it", 0.45, 0],
  ])("FI-5 a deck seen edge on, a worker %s (%f)", (_, foot, expected) => {
    const { events } = show(scene(deck, EDGE_ON), one(stand([0.5, foot], 0, 9000)), { untilMs: 20_000 });
    expect(events.filter((e) => e.phase === "started")).toHaveLength(expected);
  });

  it("FI-5 who stands beside its end is not on it, and tracks are drawn as they are meant", () => {
    const started = (wanted: Wanted, x: number, foot: number) =>
      show(scene(wanted, EDGE_ON), one(stand([x, foot], 0, 9000)), { untilMs: 20_000 }).events.length;
    expect(started(deck, 0.72, 0.51)).toBe(0);
    expect(started(tracks, 0.5, 0.54)).toBe(0);
  });
});

it.each<[string, Path, number, string[]]>([
  ["sleepers that look a little like somebody for 6 s", stand([0.5, 0.55], 1000, 7000), 0.45, []],
  ["sleepers that look like somebody from the first look on, for a minute", stand([0.5, 0.55], 0, 60_000), 0.45, []],
  [
    "somebody who appears there, lies still and is hard to see",
    stand([0.5, 0.55], 8000, 60_000),
    0.42,
    ["started", "ended"],
  ],
  ["sleepers that look more like somebody than not for a second", stand([0.5, 0.55], 5000, 6200), 0.6, []],
  ["somebody who lies there and is well seen", stand([0.5, 0.55], 1000, 2600), 0.75, ["started", "ended"]],
  ["somebody who lies there and is rather seen", stand([0.5, 0.55], 1000, 7000), 0.62, ["started", "ended"]],
  ["somebody hard to see who walks on", walk([0.3, 0.55], [0.6, 0.55], 0, 7000), 0.45, ["started", "ended"]],
])("FI-6 %s", (_, path, score, expected) => {
  const wanted: Wanted = { id: "stay", kind: "on-tracks", zone: "area", minStayS: 0.5 };
  expect(phases(wanted, [{ id: 1, size, path, score }], 90_000, 5)).toEqual(expected);
});

it("CR-1 passengers behind the windows of a moving bus are not on the tracks, who walks beside it is", () => {
  const wanted: Wanted = { id: "stay", kind: "on-tracks", zone: "area", minStayS: 1 };
  const bus: Actor = { id: 1, className: "bus", size: [0.4, 0.3], path: walk([0, 0.62], [1, 0.62], 0, 8000) };
  const passenger = (id: number, dx: number): Actor => ({
    id,
    size: [0.03, 0.08],
    path: walk([dx, 0.5], [1 + dx, 0.5], 0, 8000),
  });
  expect(phases(wanted, [bus, passenger(2, -0.1), passenger(3, 0.08)], 12_000)).toEqual([]);
  const walker: Actor = { id: 4, size, path: walk([0.2, 0.66], [0.8, 0.66], 0, 12_000) };
  expect(phases(wanted, [bus, walker], 20_000)).toEqual(["started", "ended"]);
});

it.each<[string, number, number]>([
  ["a person's width of 0.2 % inside", 0.402, 0],
  ["firmly inside", 0.42, 2],
])("FI-1 %s", (_, y, expected) => {
  const wanted: Wanted = { id: "stay", kind: "on-tracks", zone: "area", minStayS: 1 };
  expect(phases(wanted, one(stand([0.5, y], 0, 5000)), 5000)).toHaveLength(expected);
});

it("FI-1 a border on the edge of the picture is none", () => {
  const wanted: Wanted = { id: "stay", kind: "on-tracks", zone: "area", minStayS: 1 };
  const polygon: [number, number][] = [
    [0.01, 0.8],
    [0.99, 0.8],
    [0.99, 0.99],
    [0.01, 0.99],
  ];
  const { events } = show(scene(wanted, polygon), one(stand([0.5, 1], 0, 5000)), { untilMs: 5000 });
  expect(events).toHaveLength(2);
});

describe("return visits", () => {
  const loiters = (returnWithinS?: number): Wanted => ({
    id: "loiter",
    kind: "loitering",
    zone: "area",
    minStayS: 10,
    classes: ["person"],
    ...(returnWithinS === undefined ? {} : { returnWithinS }),
  });
  /** In sight all the time: 6 s inside, `awayS` outside, 8 s inside. */
  const returns = (awayS: number): Path => {
    const backMs = 7000 + awayS * 1000;
    return first(
      stand([0.5, 0.55], 0, 6000),
      walk([0.5, 0.55], [0.9, 0.55], 6000, 7000),
      stand([0.9, 0.55], 7000, backMs),
      walk([0.9, 0.55], [0.5, 0.55], backMs, backMs + 1000),
      stand([0.5, 0.55], backMs + 1000, backMs + 9000),
    );
  };

  it.each<[number | undefined, number, number]>([
    [undefined, 10, 2],
    [undefined, 25, 0],
    [60, 25, 2],
    [5, 10, 0],
  ])("LO-4 with returns within %s s, who was away for %i s makes %i events", (within, awayS, expected) => {
    expect(phases(loiters(within), one(returns(awayS)), 60_000, 5)).toHaveLength(expected);
  });
});
