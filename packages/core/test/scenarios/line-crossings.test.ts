// Lines: who crossed, which way, how often, whatever the frame rate and the trembling.

import type { SceneInput } from "@vigie/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSceneWatch } from "../../src/analysis/index.ts";
import {
  type Actor,
  analyse,
  CLASSES,
  first,
  noise,
  type Path,
  play,
  sceneOf,
  show,
  stand,
  tremble,
  walk,
} from "../scenes/stage.ts";

type Point = [number, number];
const across: Point[] = [
  [0.1, 0.6],
  [0.9, 0.6],
];

function counting(points: Point[] = across, classes = ["person", "car", "bus", "truck"]): SceneInput {
  return {
    lines: [{ id: "gate", points }],
    scenarios: [{ id: "count", kind: "line-count", line: "gate", classes }],
  };
}

function tally(scene: SceneInput, actors: Actor[], untilMs: number, fps = 10): string {
  const { events } = show(scene, actors, { untilMs, fps });
  const forward = events.filter((e) => e.direction === "forward").length;
  return `${forward} forward, ${events.length - forward} backward`;
}

const one = (path: Path, more: Partial<Actor> = {}): Actor[] => [{ id: 1, path, ...more }];

describe("which way", () => {
  it.each<[string, Point[], Point, Point, string]>([
    ["down over a line drawn to the right", across, [0.5, 0.3], [0.5, 0.9], "1 forward, 0 backward"],
    ["up over it", across, [0.5, 0.9], [0.5, 0.3], "0 forward, 1 backward"],
    [
      "down over a line drawn to the left",
      [
        [0.9, 0.6],
        [0.1, 0.6],
      ],
      [0.5, 0.3],
      [0.5, 0.9],
      "0 forward, 1 backward",
    ],
    [
      "to the left over a line drawn down",
      [
        [0.5, 0.1],
        [0.5, 0.9],
      ],
      [0.8, 0.5],
      [0.2, 0.5],
      "1 forward, 0 backward",
    ],
    [
      "over a bent line",
      [
        [0.1, 0.5],
        [0.5, 0.7],
        [0.9, 0.5],
      ],
      [0.5, 0.3],
      [0.5, 0.95],
      "1 forward, 0 backward",
    ],
    ["beside the line", across, [0.95, 0.3], [0.95, 0.9], "0 forward, 0 backward"],
    ["towards it but not over it", across, [0.5, 0.3], [0.5, 0.58], "0 forward, 0 backward"],
  ])("LX-1 a walk %s", (_, points, from, to, expected) => {
    expect(tally(counting(points), one(walk(from, to, 0, 4000)), 5000)).toBe(expected);
  });

  const inside = fc.double({ min: 0.15, max: 0.85, noNaN: true });
  const clearWalk = fc
    .record({
      fromX: inside,
      toX: inside,
      fromY: fc.double({ min: 0.15, max: 0.45, noNaN: true }),
      toY: fc.double({ min: 0.75, max: 0.98, noNaN: true }),
      down: fc.boolean(),
    })
    .map(({ fromX, toX, fromY, toY, down }): [Point, Point] =>
      down
        ? [
            [fromX, fromY],
            [toX, toY],
          ]
        : [
            [toX, toY],
            [fromX, fromY],
          ],
    );

  it("LX-1 in a mirror forward and backward change places", () => {
    fc.assert(
      fc.property(fc.array(clearWalk, { minLength: 1, maxLength: 3 }), (walks) => {
        const mirror = ([x, y]: Point): Point => [1 - x, y];
        // Far apart in time, so that each walker is a thing of its own.
        const cast = (flip: (p: Point) => Point): Actor[] =>
          walks.map(([from, to], i) => ({ id: i + 1, path: walk(flip(from), flip(to), i * 9000, i * 9000 + 3000) }));
        const untilMs = walks.length * 9000;
        const straight = tally(
          counting(),
          cast((p) => p),
          untilMs,
        );
        const mirrored = tally(counting(across.map(mirror)), cast(mirror), untilMs);
        const [f, b] = straight.match(/\d+/g)!;
        expect(mirrored).toBe(`${b} forward, ${f} backward`);
      }),
      { numRuns: 60 },
    );
  });

  it("LX-2 the same walk gives the same crossings and times at 2, 5, 10 and 25 looks a second", () => {
    fc.assert(
      fc.property(clearWalk, fc.integer({ min: 1200, max: 6000 }), ([from, to], lastsMs) => {
        const goingOn: Point = [2 * to[0] - from[0], 2 * to[1] - from[1]];
        const path = walk(from, goingOn, 0, 2 * lastsMs);
        const crossed = (fps: number) =>
          show(counting(), one(path), { untilMs: lastsMs + 1000, fps }).events.map((e) => [e.direction, e.startedAtMs]);
        const reference = crossed(25);
        expect(reference).toHaveLength(1);
        for (const fps of [2, 5, 10]) {
          const found = crossed(fps);
          expect(found.map(([direction]) => direction)).toEqual(reference.map(([direction]) => direction));
          expect(Math.abs(Number(found[0]![1]) - Number(reference[0]![1]))).toBeLessThanOrEqual(2);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("LX-2 a whole walk there, back and there again gives the same at every rate", () => {
    const path: Path = (t) => [0.2 + t / 30000, 0.6 - 0.3 * Math.cos((t / 4000) * Math.PI)];
    for (const fps of [2, 5, 10, 25])
      expect(tally(counting(), one(path), 12_000, fps), `${fps} looks a second`).toBe("2 forward, 1 backward");
  });

  it("LX-2 the tracker between them changes nothing: a car at 2 looks a second is counted", () => {
    for (const fps of [2, 5, 10, 25]) {
      const actors: Actor[] = one(walk([0.1, 0.3], [0.8, 0.95], 0, 4000), { className: "car", size: [0.2, 0.18] });
      const { analysis } = analyse(counting(), actors, { untilMs: 5000, fps });
      expect(analysis.counts().lines[0]!.forward, `${fps} looks a second`).toMatchObject({ car: 1 });
      expect(analysis.counts().lines[0]!.backward).toMatchObject({ car: 0 });
    }
  });
});

/** A second track on the same car, a little beside the first. */
const doubled: Path = walk([0.505, 0.31], [0.505, 0.96], 0, 6500);

describe("once and only once", () => {
  const size = [0.1, 0.16] as const;

  it.each([1, 2, 3, 4, 5])("LX-3 someone who stops on the line and trembles counts once (noise %i)", (seed) => {
    const path = first(
      walk([0.5, 0.2], [0.5, 0.6], 0, 3000),
      stand([0.5, 0.6], 3000, 30_000),
      walk([0.5, 0.6], [0.5, 0.95], 30_000, 33_000),
    );
    expect(tally(counting(), one(tremble(path, size, 0.06, seed), { size }), 34_000)).toBe("1 forward, 0 backward");
  });

  it.each([1, 2, 3, 4, 5])("LX-3 someone who only trembles on the line never counts (noise %i)", (seed) => {
    const path = tremble(stand([0.5, 0.601], 0, 30_000), size, 0.06, seed);
    expect(tally(counting(), one(path, { size }), 30_000)).toBe("0 forward, 0 backward");
  });

  it("LX-3 noise of some percent of the box gives no crossing more", () => {
    const x = fc.double({ min: 0.2, max: 0.8, noNaN: true });
    const y = fc.oneof(fc.double({ min: 0.2, max: 0.5, noNaN: true }), fc.double({ min: 0.7, max: 0.98, noNaN: true }));
    fc.assert(
      fc.property(
        fc.tuple(x, y),
        fc.tuple(x, y),
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom(2, 5, 10, 25),
        (from, to, seed, fps) => {
          const path: Path = (t) => walk(from, to, 0, 4000)(Math.min(t, 4000));
          const clean = tally(counting(), one(path, { size }), 6000, fps);
          expect(tally(counting(), one(tremble(path, size, 0.05, seed), { size }), 6000, fps)).toBe(clean);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("LX-4 who comes back counts once in each direction", () => {
    const path = first(walk([0.5, 0.3], [0.5, 0.8], 0, 3000), walk([0.5, 0.8], [0.5, 0.3], 3000, 6000));
    expect(tally(counting(), one(path), 7000)).toBe("1 forward, 1 backward");
  });

  it("LX-5 steps of half a size to and fro count once each way, whole walks count each time", () => {
    const swing =
      (amplitude: number): Path =>
      (t) => [0.5, 0.6 - amplitude * Math.cos((t / 2000) * Math.PI)];
    const steps = one(swing(0.3 * 0.16), { size: [0.09, 0.16] });
    expect(tally(counting(), steps, 20_000)).toBe("1 forward, 1 backward");
    expect(tally(counting(), one(swing(0.3), { size: [0.09, 0.16] }), 7900)).toBe("2 forward, 2 backward");
  });

  it.each<[string, Point, string]>([
    ["down", [0.5, 0.9], "1 forward, 0 backward"],
    ["up", [0.5, 0.3], "0 forward, 1 backward"],
    ["along the line and off its end", [0.98, 0.6], "0 forward, 0 backward"],
  ])("LX-6 first seen exactly on the line and leaving %s", (_, to, expected) => {
    expect(tally(counting(), one(walk([0.5, 0.6], to, 0, 3000)), 4000)).toBe(expected);
  });

  it("LX-6 first seen on the line, it does not count a second time on its way", () => {
    const path = first(
      tremble(stand([0.5, 0.6], 0, 3000), [0.08, 0.12], 0.04),
      walk([0.5, 0.6], [0.5, 0.95], 3000, 6000),
    );
    expect(tally(counting(), one(path), 7000)).toBe("1 forward, 0 backward");
  });

  it.each([400, 1000, 2000])("LX-7 lost before the line and found behind it %i ms later counts once", (hiddenMs) => {
    const path = walk([0.5, 0.3], [0.5, 0.9], 0, 6000);
    const hiddenFromMs = 3000 - hiddenMs / 2;
    const actors: Actor[] = [
      { id: 1, path: (t) => (t <= hiddenFromMs ? path(t) : null) },
      { id: 2, path: (t) => (t >= hiddenFromMs + hiddenMs ? path(t) : null) },
    ];
    const { events } = show(counting(), actors, { untilMs: 7000 });
    expect(events.map((e) => [e.direction, e.trackIds])).toEqual([["forward", [1, 2]]]);
    expect(Math.abs(events[0]!.startedAtMs - 3000)).toBeLessThan(30);
  });

  it("LX-7 lost just behind the line and found again counts once", () => {
    const path = walk([0.5, 0.3], [0.5, 0.9], 0, 6000);
    const actors: Actor[] = [
      { id: 1, path: (t) => (t <= 3200 ? path(t) : null) },
      { id: 2, path: (t) => (t >= 4000 ? path(t) : null) },
    ];
    expect(tally(counting(), actors, 7000)).toBe("1 forward, 0 backward");
  });

  it("LX-7 two who follow each other closely count twice", () => {
    const actors: Actor[] = [
      { id: 1, path: walk([0.5, 0.3], [0.5, 0.9], 0, 4000) },
      { id: 2, path: walk([0.5, 0.3], [0.5, 0.9], 1000, 5000) },
      { id: 3, path: walk([0.62, 0.3], [0.62, 0.9], 1000, 5000) },
    ];
    expect(tally(counting(), actors, 6000)).toBe("3 forward, 0 backward");
  });

  const beside =
    (dx: number, dy: number): Path =>
    (t) => {
      const at = walk([0.5, 0.3], [0.5, 0.95], 0, 6500)(t);
      return at && [at[0] + dx, at[1] + dy];
    };

  it.each<[string, Partial<Actor>, string]>([
    ["a weak double of the same car", { score: 0.35 }, "1 forward, 0 backward"],

    ["a second car as sure as the first", {}, "2 forward, 0 backward"],
    [
      "a sure box around the same car and its beam of light",
      { size: [0.26, 0.19], path: beside(0.05, 0) },
      "1 forward, 0 backward",
    ],
    [
      "a bus on the same lane that ends farther down",
      { size: [0.26, 0.26], path: beside(0, 0.07) },
      "2 forward, 0 backward",
    ],
    [
      "a van behind it in the next lane, of which it hides the lower half",
      { className: "truck", size: [0.24, 0.25], path: beside(0, 0.02) },
      "2 forward, 0 backward",
    ],
    ["a lorry beside it on the same ground", { size: [0.26, 0.24], path: beside(0.18, 0) }, "2 forward, 0 backward"],
    ["a second, weaker car a length behind", { score: 0.35, path: (t) => doubled(t - 700) }, "2 forward, 0 backward"],
    [
      "a second, weaker car beside it",
      {
        score: 0.35,
        path: (t) => {
          const at = doubled(t);
          return at && [at[0] + 0.2, at[1]];
        },
      },
      "2 forward, 0 backward",
    ],
  ])("LX-11 %s", (_, other, expected) => {
    const car = { className: "car", size: [0.16, 0.16] as const };
    const cast: Actor[] = [
      { id: 1, ...car, path: (t) => walk([0.5, 0.3], [0.5, 0.95], 0, 6500)(t) },
      { id: 2, ...car, path: doubled, ...other },
    ];
    expect(tally(counting(), cast, 9000)).toBe(expected);
  });

  it("LX-9 a toe over the line and back is no crossing", () => {
    const path = first(walk([0.5, 0.2], [0.5, 0.605], 0, 3000), walk([0.5, 0.605], [0.5, 0.2], 3000, 6000));
    expect(tally(counting(), one(path), 7000)).toBe("0 forward, 0 backward");
  });

  it("LX-9 a track that ends just behind the line has crossed it", () => {
    expect(tally(counting(), one(walk([0.5, 0.2], [0.5, 0.605], 0, 3000)), 8000)).toBe("1 forward, 0 backward");
  });

  it.each([
    ["a hair past it", 0.04, "1 forward, 0 backward"],
    ["clearly past it", 0.1, "0 forward, 0 backward"],
  ])("LX-12 who passes the end of the line %s", (_, sizes, expected) => {
    const size = [0.1, (0.1 * 16) / 9] as const;
    // Its size is 0.178 picture heights: a tenth of that is a hundredth of the picture's width.
    const x = 0.9 + sizes * 0.1;
    expect(tally(counting(), one(walk([x, 0.3], [x, 0.9], 0, 3000), { size }), 4000)).toBe(expected);
    const atStart = 0.1 - sizes * 0.1;
    expect(tally(counting(), one(walk([atStart, 0.3], [atStart, 0.9], 0, 3000), { size }), 4000)).toBe(expected);
  });

  it("LX-10 round the end of the line and back over it is one crossing", () => {
    const path = first(
      walk([0.8, 0.4], [0.97, 0.6], 0, 2000),
      walk([0.97, 0.6], [0.8, 0.8], 2000, 4000),
      walk([0.8, 0.8], [0.8, 0.4], 4000, 7000),
    );
    expect(tally(counting(), one(path), 8000)).toBe("0 forward, 1 backward");
  });
});

describe("what crossed", () => {
  it("LX-8 a car first taken for a person is counted as a car, at the time of its crossing", () => {
    const car = one(walk([0.5, 0.3], [0.5, 0.9], 0, 3000), { className: (t) => (t < 1700 ? "person" : "car") });
    const { events } = show(counting(), car, { untilMs: 4000 });
    expect(events).toMatchObject([{ classes: ["car"], startedAtMs: 1500, endedAtMs: 1500 }]);
  });

  it("LX-8 a car that is called a cell phone for a second after its crossing is counted as a car", () => {
    const car = one(walk([0.5, 0.3], [0.5, 0.9], 0, 3000), { className: (t) => (t < 2600 ? "cell phone" : "car") });
    const { events } = show(counting(), car, { untilMs: 4000 });
    expect(events).toMatchObject([{ classes: ["car"], startedAtMs: 1500, endedAtMs: 1500 }]);
  });

  it("LX-8 a track that ends before that counts with its last class", () => {
    const car = one(walk([0.5, 0.3], [0.5, 0.7], 0, 2000), { className: (t) => (t < 1800 ? "person" : "car") });
    const { events } = show(counting(), car, { untilMs: 2000 });
    expect(events).toMatchObject([{ classes: ["car"], startedAtMs: 1500 }]);
  });

  it("LC-1 each crossing is one instant event for the register", () => {
    const { events } = show(counting(), one(walk([0.5, 0.3], [0.5, 0.9], 0, 3000)), { untilMs: 4000 });
    expect(events).toMatchObject([
      {
        id: "cam.count.1500.1",
        phase: "instant",
        mode: "record",
        why: "person counted forward across gate",
        facts: { className: "person", placeName: "gate", direction: "forward" },
      },
    ]);
  });

  it("LC-2 two scenarios on one line tell a crossing once in the totals", () => {
    const scene = counting();
    scene.scenarios!.push({ id: "again", kind: "line-count", line: "gate", classes: ["person"] });
    const { watch, events } = show(scene, one(walk([0.5, 0.3], [0.5, 0.9], 0, 3000)), { untilMs: 4000 });
    expect(events).toHaveLength(2);
    expect(watch.counts().lines).toMatchObject([{ camera: "cam", line: "gate", forward: { person: 1 } }]);
  });

  it("LC-3 ticked classes stand at 0, classes that nobody ticked do not stand", () => {
    const { watch } = show(counting(across, ["car", "dog"]), one(walk([0.5, 0.3], [0.5, 0.9], 0, 3000)), {
      untilMs: 4000,
    });
    expect(watch.counts().lines).toEqual([{ camera: "cam", line: "gate", forward: { car: 0 }, backward: { car: 0 } }]);
  });

  const directed = (direction: "forward" | "backward" | "both"): SceneInput => ({
    lines: [{ id: "gate", name: "the gate", points: across }],
    scenarios: [{ id: "cross", kind: "line-crossing", line: "gate", direction, classes: ["person"] }],
  });
  it.each([
    ["forward", ["forward"]],
    ["backward", ["backward"]],
    ["both", ["forward", "backward"]],
  ] as const)("LR-1 watching %s tells %j", (direction, told) => {
    const path = first(walk([0.5, 0.3], [0.5, 0.8], 0, 3000), walk([0.5, 0.8], [0.5, 0.3], 3000, 6000));
    const { events } = show(directed(direction), one(path), { untilMs: 7000 });
    expect(events.map((e) => e.direction)).toEqual(told);
    for (const event of events)
      expect(event).toMatchObject({
        phase: "instant",
        mode: "alarm",
        why: `person crossed the gate ${event.direction}`,
      });
  });
});

describe("wrong way", () => {
  const oneWay: SceneInput = {
    lines: [{ id: "street", name: "Mill Street", points: across }],
    scenarios: [{ id: "one-way", kind: "wrong-way", line: "street", allowed: "forward", classes: ["vehicle"] }],
  };
  const car = (path: Path): Actor[] => one(path, { className: "car", size: [0.12, 0.12] });

  it("WW-1 against the allowed direction is one event, along it none", () => {
    const against = show(oneWay, car(walk([0.5, 0.95], [0.5, 0.3], 0, 4000)), { untilMs: 5000 }).events;
    expect(against).toMatchObject([
      {
        direction: "backward",
        phase: "instant",
        mode: "alarm",
        why: "car crossed Mill Street backward; allowed is forward",
        facts: { className: "car", placeName: "Mill Street", direction: "backward", allowed: "forward" },
      },
    ]);
    expect(show(oneWay, car(walk([0.5, 0.3], [0.5, 0.95], 0, 4000)), { untilMs: 5000 }).events).toEqual([]);
  });

  it("WW-2 rolling back a little over the line is no wrong way", () => {
    const path = first(
      walk([0.5, 0.3], [0.5, 0.63], 0, 3000),
      stand([0.5, 0.63], 3000, 6000),
      walk([0.5, 0.63], [0.5, 0.57], 6000, 7000),
      stand([0.5, 0.57], 7000, 12_000),
      walk([0.5, 0.57], [0.5, 0.95], 12_000, 15_000),
    );
    expect(show(oneWay, car(path), { untilMs: 16_000 }).events).toEqual([]);
  });

  it("WW-2 who is slow to leave no doubt is told a little later, with the time of the crossing", () => {
    const path: Path = (t) => (t > 9000 ? null : [0.5, 0.63 - 0.00003 * t]);
    const { events } = show(oneWay, car(path), { untilMs: 10_000 });
    expect(events).toMatchObject([{ direction: "backward", startedAtMs: 1000 }]);
  });

  /** Of both directions, so that the one it goes is wrong in one of them. */
  const wrongWays = (path: Path, fps: number) =>
    (["forward", "backward"] as const).flatMap((allowed) => {
      const lines: SceneInput["lines"] = [{ id: "lane", points: LANE }];
      const wanted = { id: "one-way", kind: "wrong-way" as const, line: "lane", allowed, classes: ["car"] };
      return show({ lines, scenarios: [wanted] }, car(path), { untilMs: 6000, fps }).events;
    });
  const LANE: Point[] = [
    [0.45, 0.8],
    [0.45, 0.5],
  ];
  /** At one look its lower edge is too low, for something nearer hides it. */
  const jumps = (y: number, atMs: number): Path => {
    const drives = walk([0.95, y], [0.05, y], 0, 4000);
    return (t) => (t === atMs ? [drives(t)![0], y + 0.07] : drives(t));
  };

  it.each([5, 10])("WW-3 at %i looks a second who passes the end of the line crosses it in no single look", (fps) => {
    for (const atMs of [2000, 2200, 2400]) expect(wrongWays(jumps(0.46, atMs), fps), `${atMs} ms`).toEqual([]);
  });

  it.each([2, 5, 10, 25])("WW-3 at %i looks a second who crosses it is told, also with such a look", (fps) => {
    for (const atMs of [2000, 2200, 2400]) expect(wrongWays(jumps(0.6, atMs), fps), `${atMs} ms`).toHaveLength(1);
  });
});

it("LX-3 a crowd that trembles and walks counts as many as walked", () => {
  const next = noise(7);
  const actors: Actor[] = Array.from({ length: 12 }, (_, i) => {
    const x = 0.14 + 0.06 * i;
    const down = i % 3 !== 0;
    const path = walk([x, down ? 0.3 : 0.95], [x + next() * 0.02, down ? 0.95 : 0.3], i * 300, i * 300 + 5000);
    return { id: i + 1, size: [0.03, 0.1], path: tremble(path, [0.03, 0.1], 0.05, i + 1) };
  });
  const watch = createSceneWatch({ cameraId: "cam", classes: CLASSES, scene: sceneOf(counting()) });
  play(watch, actors, { untilMs: 12_000, fps: 5 });
  expect(watch.counts().lines[0]).toMatchObject({ forward: { person: 8 }, backward: { person: 4 } });
});
