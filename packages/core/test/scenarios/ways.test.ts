// Ways through zones: against the direction, in a forbidden order, from entry to exit.
import type { SceneInput } from "@vigie/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Actor, analyse, first, type Path, show, stand, tremble, walk } from "../scenes/stage.ts";

type Wanted = NonNullable<SceneInput["scenarios"]>[number];
type P = [number, number];
const box = (x0: number, y0: number, x1: number, y1: number): P[] => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
];
const zones = [
  { id: "lane", name: "Lane", polygon: box(0.1, 0.3, 0.9, 0.7) },
  { id: "west", name: "West", polygon: box(0.05, 0.4, 0.25, 0.6) },
  { id: "east", name: "East", polygon: box(0.75, 0.4, 0.95, 0.6) },
  { id: "north", name: "North", polygon: box(0.4, 0.05, 0.6, 0.25) },
  { id: "next", name: "Next", polygon: box(0.25, 0.4, 0.45, 0.6) },
];
const size = [0.08, 0.1] as const;
const car = (path: Path, id = 1): Actor => ({ id, className: "car", size, path });
const sceneOf = (wanted: Wanted): SceneInput => ({ zones, scenarios: [wanted] });
const events = (wanted: Wanted, actors: Actor[], untilMs: number, fps = 10) =>
  show(sceneOf(wanted), actors, { untilMs, fps }).events;

const RATES = [2, 5, 10, 25];
const wrong: Wanted = {
  id: "wrong",
  kind: "wrong-way-zone",
  zone: "lane",
  heading: [
    [0.2, 0.5],
    [0.8, 0.5],
  ],
  minTravel: 1.5,
  classes: ["car"],
};

describe("wrong way in a zone", () => {
  it("WZ-1 to the left through a lane to the right is told once, when 1.5 sizes are gone, at every rate", () => {
    // Its size is sqrt(0.08 * 16/9 * 0.1) = 0.119 heights; it goes 0.1422 heights a second and enters after 1 s: 1.26 s later.
    for (const fps of RATES) {
      const told = events(wrong, [car(walk([0.98, 0.5], [0.02, 0.5], 0, 12_000))], 20_000, fps);
      expect(told, `${fps} looks a second`).toHaveLength(1);
      expect(told[0]!.startedAtMs).toBeGreaterThan(2200);
      expect(told[0]!.startedAtMs).toBeLessThan(3600);
      expect(told[0]).toMatchObject({
        phase: "instant",
        facts: { className: "car", placeName: "Lane", limitSizes: 1.5 },
      });
    }
    const [told] = events(wrong, [car(walk([0.98, 0.5], [0.02, 0.5], 0, 12_000))], 20_000, 25);
    expect(told!.why).toMatch(/^car went 1\.[56] of its sizes against the direction of Lane; limit 1.5$/);
  });

  it("WZ-1 in a mirror, with the direction mirrored, it is the same", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.35, max: 0.65, noNaN: true }),
        fc.integer({ min: 4000, max: 20_000 }),
        (y, endMs) => {
          const mirrored = {
            ...wrong,
            heading: [
              [0.8, 0.5],
              [0.2, 0.5],
            ] as [P, P],
          } as Wanted;
          const straight = events(wrong, [car(walk([0.98, y], [0.02, y], 0, endMs))], endMs);
          const turned = events(mirrored, [car(walk([0.02, y], [0.98, y], 0, endMs))], endMs);
          expect(turned.map((e) => e.startedAtMs)).toEqual(straight.map((e) => e.startedAtMs));
          expect(straight).toHaveLength(1);
        },
      ),
      { numRuns: 15 },
    );
  });

  it.each<[string, Path]>([
    ["along it", walk([0.02, 0.5], [0.98, 0.5], 0, 9000)],
    ["across it", walk([0.52, 0.2], [0.48, 0.9], 0, 9000)],
    [
      "back by less than the limit",
      first(walk([0.02, 0.5], [0.6, 0.5], 0, 5000), walk([0.6, 0.5], [0.53, 0.5], 5000, 8000)),
    ],
    ["outside the zone", walk([0.98, 0.9], [0.02, 0.9], 0, 9000)],
  ])("WZ-2 going %s makes none", (_, path) => {
    for (const fps of RATES) expect(events(wrong, [car(path)], 9000, fps)).toEqual([]);
  });

  it.each([1, 2, 3])("WZ-2 a parked car whose box trembles makes none (noise %i)", (seed) => {
    expect(events(wrong, [car(tremble(stand([0.5, 0.5], 0, 30_000), size, 0.15, seed))], 30_000)).toEqual([]);
  });

  it("WZ-2 a direction without a length is said, not silent", () => {
    const pointless = {
      ...wrong,
      heading: [
        [0.5, 0.5],
        [0.5, 0.5],
      ] as [P, P],
    } as Wanted;
    expect(show(sceneOf(pointless), [], { untilMs: 1000 }).watch.notWatching()).toEqual([
      { scenarioId: "wrong", reason: "the allowed direction has no length; draw it with two clicks apart" },
    ]);
  });

  it("WZ-2 one event although the track breaks, and through the tracker", () => {
    const whole = walk([0.98, 0.5], [0.02, 0.5], 0, 12_000);
    const broken = [car((t) => (t < 6000 ? whole(t) : null), 1), car((t) => (t > 6800 ? whole(t) : null), 2)];
    expect(events(wrong, broken, 20_000)).toHaveLength(1);
    expect(analyse(sceneOf(wrong), broken, { untilMs: 20_000, fps: 5 }).events).toHaveLength(1);
  });
});

const turn: Wanted = { id: "turn", kind: "zone-sequence", zones: ["west", "north"], withinS: 5, classes: ["car"] };
const leftTurn = (fromMs = 0): Path =>
  first(
    walk([0.02, 0.5], [0.5, 0.5], fromMs, fromMs + 3000),
    walk([0.5, 0.5], [0.5, 0.05], fromMs + 3000, fromMs + 6000),
  );

describe("zones in their order", () => {
  it("ZS-1 west then north is told once, at every rate, with the time between them", () => {
    for (const fps of RATES) {
      const told = events(turn, [car(leftTurn())], 9000, fps);
      expect(
        told.map((e) => [e.phase, e.why.replace(/in \d.*/, "")]),
        `${fps} looks a second`,
      ).toEqual([["instant", "car went West → North "]]);
      // It reaches y = 0.25 after 4.67 s.
      expect(Math.abs(told[0]!.startedAtMs - 4700)).toBeLessThan(150);
      // West ends at x = 0.25 after 1.44 s: 3.2 s.
      expect(told[0]!.facts).toMatchObject({ className: "car", placeName: "West → North", limitS: 5 });
      expect(told[0]!.facts.seconds).toBeGreaterThan(3.05);
      expect(told[0]!.facts.seconds).toBeLessThan(3.5);
    }
  });

  it("ZS-1 waiting in the first zone takes no time off", () => {
    const waits = first(
      stand([0.15, 0.5], 0, 20_000),
      walk([0.15, 0.5], [0.5, 0.5], 20_000, 22_000),
      walk([0.5, 0.5], [0.5, 0.1], 22_000, 24_000),
    );
    expect(events(turn, [car(waits)], 26_000)).toHaveLength(1);
  });

  it.each<[string, Wanted, Path]>([
    ["straight on", turn, walk([0.02, 0.5], [0.98, 0.5], 0, 6000)],
    ["the other order", turn, first(walk([0.5, 0.05], [0.5, 0.5], 0, 3000), walk([0.5, 0.5], [0.02, 0.5], 3000, 6000))],
    ["too slowly", { ...turn, withinS: 2 } as Wanted, leftTurn()],
    ["without the middle one", { ...turn, zones: ["west", "east", "north"] } as Wanted, leftTurn()],
  ])("ZS-2 %s makes none", (_, wanted, path) => {
    for (const fps of RATES) expect(events(wanted, [car(path)], 9000, fps)).toEqual([]);
  });

  it.each([1, 2, 3])("ZS-2 standing on the border of two zones makes none (noise %i)", (seed) => {
    const wanted = { ...turn, zones: ["west", "next"] } as Wanted;
    const path = tremble(stand([0.25, 0.5], 0, 30_000), size, 0.04, seed);
    expect(events(wanted, [car(path)], 30_000)).toEqual([]);
  });

  it("ZS-3 a zone that was passed between two looks was passed", () => {
    const wanted = { ...turn, zones: ["west", "next", "east"] } as Wanted;
    expect(events(wanted, [car(walk([0.02, 0.5], [0.98, 0.5], 0, 1500))], 3000, 2)).toHaveLength(1);
  });
});

it("ZS-4 a car that leaves over the edge and one that comes in there on the same track are two ways", () => {
  const wanted = { ...turn, zones: ["east", "north"], withinS: 20 } as Wanted;
  const leaves = walk([0.6, 0.5], [0.985, 0.5], 0, 2000);
  const comes = first(walk([0.985, 0.5], [0.5, 0.5], 2800, 5000), walk([0.5, 0.5], [0.5, 0.05], 5000, 8000));
  const one = first(leaves, comes);
  // On one track it goes on where it comes in: the east arm is entered anew, so it is told once; without coming in it is not.
  expect(
    events(
      { ...wanted, zones: ["next", "north"] } as Wanted,
      [car(first(walk([0.3, 0.5], [0.985, 0.5], 0, 2000), comes))],
      9000,
    ),
  ).toEqual([]);
  expect(events(wanted, [car(one)], 9000)).toHaveLength(1);
});

const counting: Wanted = {
  id: "turns",
  kind: "turn-count",
  entries: ["west", "north"],
  exits: ["west", "east", "north"],
  classes: ["car", "bus"],
};

describe("turning movements", () => {
  it("TC-1, TC-2 one event and one more per pair and class", () => {
    for (const fps of RATES) {
      const cast: Actor[] = [
        car(leftTurn(), 1),
        car(walk([0.02, 0.5], [0.98, 0.5], 8000, 12_000), 2),
        { ...car(walk([0.02, 0.5], [0.98, 0.5], 16_000, 20_000), 3), className: "bus" },
      ];
      const { events: told, watch } = show(sceneOf(counting), cast, { untilMs: 24_000, fps });
      expect(told.map((e) => [e.phase, e.mode, e.facts.from, e.facts.to, e.classes[0]])).toEqual([
        ["instant", "record", "west", "north", "car"],
        ["instant", "record", "west", "east", "car"],
        ["instant", "record", "west", "east", "bus"],
      ]);
      expect(told[1]!.why).toMatch(/^car went West → East in \d(\.\d)? s$/);
      const { turns } = watch.counts();
      expect(turns).toHaveLength(6);
      expect(turns).toContainEqual({
        camera: "cam",
        scenario: "turns",
        from: "west",
        to: "east",
        counts: { car: 1, bus: 1 },
      });
      expect(turns).toContainEqual({ camera: "cam", scenario: "turns", from: "north", to: "west", counts: {} });
    }
  });

  it("TC-1 who enters nowhere, or takes too long, is not counted", () => {
    expect(events(counting, [car(walk([0.98, 0.5], [0.02, 0.5], 0, 4000))], 6000)).toEqual([]);
    expect(events({ ...counting, withinS: 1 } as Wanted, [car(leftTurn())], 9000)).toEqual([]);
  });

  it("TC-4 a way that is lost in the bend is counted, a newcomer from the edge has no entry", () => {
    const whole = leftTurn();
    const broken = [car((t) => (t < 2600 ? whole(t) : null), 1), car((t) => (t > 3600 ? whole(t) : null), 2)];
    for (const fps of [5, 10, 25])
      expect(events(counting, broken, 9000, fps).map((e) => [e.facts.from, e.facts.to])).toEqual([["west", "north"]]);
    const other = [car((t) => (t < 2600 ? whole(t) : null), 1), car(walk([0.5, 0.95], [0.5, 0.05], 9000, 13_000), 2)];
    expect(events(counting, other, 14_000)).toEqual([]);
  });

  it("TC-3 turning round counts, standing on the border of the entry does not", () => {
    const back = first(walk([0.1, 0.5], [0.5, 0.5], 0, 4000), walk([0.5, 0.5], [0.1, 0.5], 4000, 8000));
    expect(events(counting, [car(back)], 9000).map((e) => [e.facts.from, e.facts.to])).toEqual([["west", "west"]]);
    const stands = tremble(stand([0.25, 0.5], 0, 30_000), size, 0.2, 4);
    expect(events(counting, [car(stands)], 30_000)).toEqual([]);
  });

  it("TC-3 who stands where an entry and an exit overlap has gone nowhere; who drives through has", () => {
    const overlapping = { ...counting, entries: ["lane"], exits: ["next"] } as Wanted;
    for (const fps of RATES) expect(events(overlapping, [car(stand([0.35, 0.5], 0, 20_000))], 20_000, fps)).toEqual([]);
    expect(events(overlapping, [car(walk([0.98, 0.5], [0.02, 0.5], 0, 6000))], 7000)).toHaveLength(1);
  });
});
