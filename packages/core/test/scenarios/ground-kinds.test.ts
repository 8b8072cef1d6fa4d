// Kinds that measure on the ground: speed, density, proximity. The test's camera looks straight down: one picture height is 9 m.
import type { SceneInput } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { type Actor, type Path, show, stand, tremble, walk } from "../scenes/stage.ts";

type Wanted = NonNullable<SceneInput["scenarios"]>[number];
const groundPlane: SceneInput["groundPlane"] = {
  points: [
    { picture: [0, 0], groundM: [0, 0] },
    { picture: [1, 0], groundM: [16, 0] },
    { picture: [1, 1], groundM: [16, 9] },
    { picture: [0, 1], groundM: [0, 9] },
  ],
};
const zones: SceneInput["zones"] = [
  {
    id: "yard",
    name: "Yard",
    polygon: [
      [0.1, 0.1],
      [0.9, 0.1],
      [0.9, 0.9],
      [0.1, 0.9],
    ],
  },
  {
    // 5 m by 4 m.
    id: "stage",
    name: "Stage",
    polygon: [
      [0.3, 0.3],
      [0.6125, 0.3],
      [0.6125, 0.3 + 4 / 9],
      [0.3, 0.3 + 4 / 9],
    ],
  },
];
const see = (scenario: Wanted, actors: Actor[], untilMs: number, fps = 10, plane = groundPlane) =>
  show({ zones, scenarios: [scenario], ...(plane ? { groundPlane: plane } : {}) }, actors, { untilMs, fps });
const events = (...args: Parameters<typeof see>) => see(...args).events;

const speed: Wanted = { id: "fast", kind: "speed", zone: "yard", maxKmh: 30, minTravelM: 3, classes: ["car"] };
const density: Wanted = { id: "full", kind: "density", zone: "stage", maxPerM2: 0.2, minStayS: 2, classes: ["person"] };
const proximity: Wanted = {
  id: "near",
  kind: "proximity",
  zone: "yard",
  machines: ["truck"],
  minDistanceM: 2,
  minStayS: 0.5,
  classes: ["person"],
};
const car = (path: Path): Actor[] => [{ id: 1, className: "car", size: [0.12, 0.1], path }];
/** Metres a second along the picture's 16 m. */
const drive = (mps: number, fromMs = 0): Path => walk([0, 0.5], [1, 0.5], fromMs, fromMs + (16 / mps) * 1000);

it.each<Wanted>([speed, density, proximity])(
  "GP-5 without a ground plane $kind says that it does not watch",
  (wanted) => {
    const { watch } = see(wanted, [], 1000, 5, undefined);
    const [told] = show({ zones, scenarios: [wanted] }, [], { untilMs: 1000 }).watch.notWatching();
    expect(told).toMatchObject({ scenarioId: wanted.id });
    expect(told!.reason).toMatch(/needs the camera's ground plane; measure at least four points/);
    expect(watch.notWatching()).toEqual([]);
    const crooked = { points: groundPlane!.points.map((p) => ({ ...p, groundM: [1, 1] as [number, number] })) };
    expect(see(wanted, [], 1000, 5, crooked).watch.notWatching()[0]!.reason).toMatch(/cannot be used: .*in one row/);
  },
);

it("GP-5 a zone beyond the measured ground is said, wholly or in part", () => {
  // Measured in the lowest tenth of a camera that looks level: the horizon lies at half the height.
  const points = [
    [-2, 5],
    [2, 5],
    [-2, 6],
    [2, 6],
  ].map(([x, d]) => ({
    picture: [0.5 + x! / d!, 0.5 + 2 / d!] as [number, number],
    groundM: [x!, d!] as [number, number],
  }));
  expect(see(speed, [], 1000, 5, { points }).watch.notWatching()[0]!.reason).toMatch(
    /^speed is not known in the part of Yard beyond the measured ground; draw it nearer/,
  );
  const above = {
    id: "yard",
    name: "Sky",
    polygon: [
      [0.1, 0.1],
      [0.9, 0.1],
      [0.9, 0.4],
    ] as [number, number][],
  };
  const { watch } = show({ zones: [above], scenarios: [speed], groundPlane: { points } }, [], { untilMs: 1000 });
  expect(watch.notWatching()[0]!.reason).toMatch(/^Sky lies beyond the ground that was measured/);
});

describe("speed", () => {
  it("SP-1 12 m/s are 43 km/h, told once with limit and doubt, at every rate", () => {
    for (const fps of [5, 10, 25]) {
      const told = events(speed, car(drive(12)), 9000, fps);
      expect(
        told.map((e) => e.phase),
        `${fps} looks a second`,
      ).toEqual(["started", "ended"]);
      expect(told[0]).toMatchObject({
        facts: { className: "car", placeName: "Yard", kmh: 43, limitKmh: 30 },
        why: expect.stringMatching(/^car at 43 km\/h \(within \d\) in Yard; limit 30 km\/h$/),
      });
    }
    // At 2 looks a second it goes 4 m from look to look: three looks lie inside 12.8 m.
    expect(events(speed, car(drive(8.8)), 9000, 2).map((e) => e.phase)).toEqual(["started", "ended"]);
  });

  it("SP-1 in a mirror it is as fast", () => {
    const back: Path = walk([1, 0.5], [0, 0.5], 0, 16_000 / 12);
    expect(events(speed, car(back), 9000)[0]!.facts).toMatchObject({ kmh: 43 });
  });

  it.each([2, 5, 10, 25])("SP-2 at %i looks a second 28 km/h are allowed", (fps) => {
    expect(events(speed, car(drive(28 / 3.6)), 9000, fps)).toEqual([]);
  });

  it.each([1, 2, 3])("SP-2 a parked car whose box trembles does not move (noise %i)", (seed) => {
    const parked = tremble(stand([0.5, 0.5], 0, 20_000), [0.12, 0.1], 0.15, seed);
    expect(events(speed, car(parked), 20_000, 10)).toEqual([]);
  });
});

describe("density", () => {
  const people = (count: number): Actor[] =>
    Array.from({ length: count }, (_, i) => ({ id: i + 1, path: stand([0.34 + 0.06 * i, 0.5], 0, 9000) }));
  it("DE-1 five on 20 square metres are too many, four are not", () => {
    const told = events(density, people(5), 30_000);
    expect(told.map((e) => e.phase)).toEqual(["started", "ended"]);
    expect(told[0]).toMatchObject({
      why: "0.25 per square metre in Stage for 2 s (5 on 20 square metres); limit 0.2",
      facts: { perM2: 0.25, count: 5, areaM2: 20, seconds: 2, maxPerM2: 0.2, limitS: 2, placeName: "Stage" },
    });
    expect(events(density, people(4), 30_000)).toEqual([]);
  });

  it("DE-2 a zone that reaches beyond the measured ground is not watched", () => {
    const far = {
      points: [
        [-2, 5],
        [2, 5],
        [-2, 10],
        [2, 10],
      ].map(([x, d]) => ({
        picture: [0.5 + x! / d!, 0.5 + 2 / d!] as [number, number],
        groundM: [x!, d!] as [number, number],
      })),
    };
    expect(see(density, people(5), 9000, 5, far).watch.notWatching()[0]!.reason).toMatch(
      /^Stage reaches beyond the ground that was measured/,
    );
  });
});

describe("proximity", () => {
  const worker: Actor = { id: 1, size: [0.03, 0.1], path: stand([0.6, 0.55], 0, 20_000) };
  const truck = (path: Path): Actor => ({ id: 2, className: "truck", size: [0.2, 0.2], path });
  it("PX-1 a truck that passes 0.9 m away is told once, with the nearest distance", () => {
    // Its lower edge at y = 0.45, the feet at 0.55: a tenth of 9 m.
    const told = events(proximity, [worker, truck(walk([0.15, 0.45], [0.85, 0.45], 0, 8000))], 20_000);
    expect(told.map((e) => e.phase)).toEqual(["started", "ended"]);
    expect(told[0]).toMatchObject({ classes: ["person"], facts: { className: "person", machine: "truck", limitM: 2 } });
    expect(told[1]).toMatchObject({
      why: "person 0.9 m from a moving truck in Yard; limit 2 m",
      facts: { metres: 0.9, placeName: "Yard" },
    });
  });

  it.each([2, 5, 25])("PX-1 at %i looks a second as well", (fps) => {
    const told = events(proximity, [worker, truck(walk([0.15, 0.45], [0.85, 0.45], 0, 8000))], 20_000, fps);
    expect(told.map((e) => e.phase)).toEqual(["started", "ended"]);
  });

  it("PX-2 who keeps 2.7 m away, and a truck that stands, make none", () => {
    expect(events(proximity, [worker, truck(walk([0.15, 0.25], [0.85, 0.25], 0, 8000))], 20_000)).toEqual([]);
    expect(events(proximity, [worker, truck(stand([0.6, 0.45], 0, 20_000))], 20_000)).toEqual([]);
  });

  it.each([1, 2, 3])("PX-2 a standing truck whose box trembles makes none (noise %i)", (seed) => {
    const trembles = truck(tremble(stand([0.6, 0.45], 0, 20_000), [0.2, 0.2], 0.03, seed));
    expect(events(proximity, [worker, trembles], 20_000)).toEqual([]);
  });

  it("AN-6 machines that the detector cannot see are said", () => {
    const boats: Wanted = { ...proximity, machines: ["boat"] } as Wanted;
    expect(see(boats, [], 1000).watch.notWatching()[0]!.reason).toMatch(/the detector cannot see boat/);
  });

  it("PX-3 a wheel that looks like somebody is a part of its truck", () => {
    const wheel: Actor = { id: 1, size: [0.03, 0.06], path: walk([0.2, 0.45], [0.9, 0.45], 0, 8000) };
    expect(events(proximity, [wheel, truck(walk([0.15, 0.45], [0.85, 0.45], 0, 8000))], 20_000)).toEqual([]);
  });

  it("PX-3 who walks along beside a truck is told, also when the picture shows them before it", () => {
    const came = walk([0.15, 0.7], [0.24, 0.45], 0, 1500);
    const along = walk([0.24, 0.45], [0.86, 0.45], 1500, 8000);
    const walker: Actor = { id: 1, size: [0.03, 0.08], path: (ms) => (ms <= 1500 ? came(ms) : along(ms)) };
    const told = events(proximity, [walker, truck(walk([0.15, 0.45], [0.85, 0.45], 0, 8000))], 20_000);
    expect(told.map((e) => e.phase)).toEqual(["started", "ended"]);
  });

  it("PX-3 a cab that looks like somebody is a part of its truck, although its box grows as it comes into sight", () => {
    const cab: Actor = {
      id: 1,
      size: (ms) => [0.05, Math.min(0.16, 0.08 + ms / 40_000)],
      path: walk([0.22, 0.36], [0.92, 0.43], 0, 8000),
    };
    const trembles = truck(tremble(walk([0.15, 0.45], [0.85, 0.45], 0, 8000), [0.2, 0.2], 0.03, 1));
    expect(events(proximity, [cab, trembles], 20_000)).toEqual([]);
  });

  it("PX-4 who is first seen before a truck that passes is told once it has moved on", () => {
    const seenLate: Actor = { id: 1, size: [0.03, 0.08], path: stand([0.4, 0.44], 2500, 20_000) };
    const told = events(proximity, [seenLate, truck(walk([0.15, 0.45], [0.85, 0.45], 0, 8000))], 20_000);
    expect(told.map((e) => e.phase)).toEqual(["started", "ended"]);
    expect(told[0]!.startedAtMs).toBeGreaterThan(3000);
    expect(told[0]!.startedAtMs).toBeLessThan(5000);
  });

  it("PX-4 who is first seen when a reversing truck is nearly upon them is told, also when the truck's box trembles", () => {
    // 0.45 m a second: in the two seconds in which they are seen it moves on by less than their size.
    const reverses = walk([0.5, 0.4], [0.5, 0.6], 0, 4000);
    const behind: Actor = { id: 1, size: [0.05, 0.2], path: stand([0.5, 0.605], 2000, 20_000) };
    for (const path of [reverses, tremble(reverses, [0.3, 0.35], 0.01, 1)]) {
      const told = events(proximity, [behind, { ...truck(path), size: [0.3, 0.35] }], 20_000);
      expect(told.map((e) => e.phase)).toEqual(["started", "ended"]);
      expect(told[0]!.startedAtMs).toBeLessThan(5000);
    }
  });

  it.each([1, 2, 3])(
    "PX-3 a wheel of a reversing truck is a part of it, although both boxes tremble (noise %i)",
    (seed) => {
      const size = [0.3, 0.35] as const;
      const reverses = truck(tremble(walk([0.5, 0.4], [0.5, 0.6], 0, 4000), size, 0.02, seed));
      const turning = tremble(walk([0.42, 0.4], [0.42, 0.6], 0, 4000), [0.03, 0.06], 0.1, seed + 9);
      expect(
        events(
          proximity,
          [
            { id: 1, size: [0.03, 0.06], path: turning },
            { ...reverses, size },
          ],
          20_000,
        ),
      ).toEqual([]);
    },
  );

  it("PX-5 a cab that stuck out of a box which lagged behind its truck, and goes along in the truck's next one, is a part of it", () => {
    const drives = walk([0.15, 0.45], [0.85, 0.45], 0, 8000);
    const inCab: Path = (t) => {
      const at = t < 4000 ? null : drives(t);
      return at && [at[0] + 0.06, 0.445];
    };
    const lags = truck((t) => (t <= 4200 ? drives(Math.max(0, t - 1200)) : null));
    const next = { ...truck((t) => (t >= 4200 ? drives(t) : null)), id: 3 };
    expect(events(proximity, [{ id: 1, size: [0.05, 0.15], path: inCab }, lags, next], 20_000)).toEqual([]);
    const walker: Actor = {
      id: 1,
      size: [0.03, 0.08],
      path: (t) => (t < 4000 ? null : stand([0.6, 0.47], 0, 9000)(t)),
    };
    expect(events(proximity, [walker, lags, next], 20_000)).toHaveLength(2);
  });

  it.each([
    [0.45, 0],
    [0.6, 2],
  ])(
    "PX-5 with a score of %f, what goes along with a truck and looks out of its box makes %i events",
    (score, count) => {
      const drives = walk([0.15, 0.45], [0.85, 0.45], 0, 8000);
      const cab: Actor = {
        id: 1,
        score,
        size: [0.05, 0.24],
        path: (t) => {
          const at = t < 1000 ? null : drives(t);
          return at && [at[0] + Math.max(0.064, 0.1 - (t - 1000) * 0.00003), 0.44];
        },
      };
      expect(events(proximity, [cab, truck(drives)], 20_000)).toHaveLength(count);
    },
  );

  it("ZN-5 who was there all the time is told too, although somebody near vanished just before", () => {
    const near: Actor = { id: 1, size: [0.06, 0.16], path: stand([0.4, 0.47], 0, 2200) };
    const next: Actor = { id: 3, size: [0.06, 0.16], path: stand([0.54, 0.47], 0, 20_000) };
    const told = events(proximity, [near, truck(walk([0.05, 0.45], [0.75, 0.45], 0, 8000)), next], 8000);
    expect(told.filter((e) => e.phase === "started").map((e) => e.trackIds[0])).toEqual([1, 3]);
  });

  describe("who goes along with a truck", () => {
    const drives = walk([0.15, 0.45], [0.85, 0.45], 0, 14_000);
    /** Beside the truck for 3.5 s, then along at the same pace with the feet at that height of the picture. */
    const banksman = (foot: number): Actor => {
      const at = (t: number) => drives(t)![0];
      const from: Path = (t) => (t <= 3000 ? [at(t) + 0.02, 0.55] : null);
      const aside = walk([at(3000) + 0.02, 0.55], [at(4000) + 0.02, foot], 3000, 4000);
      const along: Path = (t) => (t <= 14_000 ? [at(t) + 0.02, foot] : null);
      return { id: 1, size: [0.03, 0.08], path: (t) => from(t) ?? aside(t) ?? along(t) };
    };
    const parked =
      (startMs: number): Path =>
      (t) =>
        walk([0.4, 0.45], [0.85, 0.45], startMs, 14_000)(Math.max(t, startMs));

    it.each([0.45, 0.4])(
      "PX-5 a banksman seen beside it, then along in its box with feet at %f, is too near to the end",
      (foot) => {
        const told = events(proximity, [banksman(foot), truck(drives)], 14_000);
        expect(told.map((e) => e.phase)).toEqual(["started", "ended"]);
        expect(told[1]!.endedAtMs).toBeGreaterThan(13_500);
      },
    );

    it("PX-5 who stood beside it and goes along before it is told to the end, as they did not climb into it", () => {
      const starts = parked(3000);
      const steps = walk([0.42, 0.55], [0.43, 0.45], 3000, 3800);
      const path: Path = (t) => (t < 3000 ? [0.42, 0.55] : (steps(t) ?? [starts(Math.min(t, 14_000))![0], 0.45]));
      const told = events(proximity, [{ id: 1, size: [0.03, 0.08], path }, truck(starts)], 14_000);
      expect(told.map((e) => e.phase)).toEqual(["started", "ended"]);
      expect(told[1]!.endedAtMs).toBeGreaterThan(13_500);
    });

    it("PX-5 a driver who stood beside it, climbs into it and drives away makes none", () => {
      const rides = parked(6000);
      const driver: Path = (t) => (t < 4000 ? [0.4, 0.6] : [rides(Math.min(t, 14_000))![0], 0.38]);
      expect(events(proximity, [{ id: 1, size: [0.03, 0.08], path: driver }, truck(rides)], 14_000)).toEqual([]);
    });

    it("PX-5 is judged against another truck that comes the other way, the driver is not", () => {
      const other: Actor = {
        id: 3,
        className: "truck",
        size: [0.2, 0.1],
        path: walk([0.85, 0.56], [0.15, 0.56], 0, 14_000),
      };
      const goes = (foot: number): Actor => ({
        id: 1,
        size: [0.03, 0.08],
        path: (t) => [drives(Math.min(t, 14_000))![0], foot],
      });
      expect(events(proximity, [goes(0.45), truck(drives), other], 14_000).map((e) => e.phase)).toEqual([
        "started",
        "ended",
      ]);
      expect(events(proximity, [goes(0.4), truck(drives), other], 14_000)).toEqual([]);
      expect(events(proximity, [{ ...goes(0.45), score: 0.4 }, truck(drives), other], 14_000)).toEqual([]);
    });
  });

  it("PX-2 the driver rides along", () => {
    const driver: Actor = { id: 1, size: [0.03, 0.08], path: walk([0.2, 0.4], [0.9, 0.4], 0, 8000) };
    expect(events(proximity, [driver, truck(walk([0.15, 0.45], [0.85, 0.45], 0, 8000))], 20_000)).toEqual([]);
  });
});
