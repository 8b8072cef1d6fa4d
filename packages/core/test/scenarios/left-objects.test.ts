// Things that are left, taken, thrown away or in the way: one alarm an object, and none while somebody looks after it.
import type { SceneInput } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { createSceneWatch } from "../../src/analysis/index.ts";
import { sceneWith, told } from "../scenes/hall.ts";
import { type Patch, painter, showPainted, type Weather } from "../scenes/picture-stage.ts";
import { type Actor, CLASSES, first, play, sceneOf, stand, tracksOf, walk } from "../scenes/stage.ts";
import type { Wanted } from "../scenes/yard.ts";

const bag: Patch = { box: [0.48, 0.52, 0.53, 0.6], rgb: [30, 40, 110], fromMs: 6_000 };
const tall = [0.06, 0.26] as const;

const abandoned: Wanted = { id: "left", kind: "abandoned", zone: "hall", minStayS: 10 };
const removed: Wanted = { id: "gone", kind: "removed", zone: "hall", minStayS: 5 };
const dumping: Wanted = { id: "dump", kind: "dumping", zone: "hall", minStopS: 5, minLeftS: 6 };
const obstruction: Wanted = { id: "way", kind: "obstruction", zone: "hall", minStayS: 10 };
const waste: Wanted = { id: "waste", kind: "waste", zone: "hall", minStayS: 10 };

/** Comes, puts the bag down, and goes at that time. */
const owner = (leavesMs: number, id = 1): Actor => ({
  id,
  size: tall,
  path: first(
    walk([0.05, 0.62], [0.47, 0.62], 3_400, 6_000),
    stand([0.47, 0.62], 6_000, leavesMs),
    walk([0.47, 0.62], [0.98, 0.62], leavesMs, leavesMs + 3_000),
  ),
});

describe("abandoned", () => {
  it("AB-1 a bag is told when its owner has been away for the limit, once", () => {
    const events = showPainted(
      sceneWith(abandoned),
      { actors: [owner(9_000)], patches: [bag] },
      { untilMs: 40_000 },
    ).events;
    expect(events.map((e) => e.phase)).toEqual(["started", "ended"]);
    expect(events[0]!.startedAtMs).toBeGreaterThanOrEqual(19_000);
    expect(events[0]!.startedAtMs).toBeLessThanOrEqual(23_000);
    expect(events[0]!.why).toMatch(/^object left alone 10 s in Hall; limit 10 s$/);
    expect(events[0]!.facts).toMatchObject({ className: "object", placeName: "Hall", seconds: 10, limitS: 10 });
  });

  it("AB-1 while its owner stays, nothing is told", () => {
    expect(told(abandoned, { actors: [owner(60_000)], patches: [bag] }, 45_000)).toEqual([]);
  });

  it("AB-1 who only passes by is no owner", () => {
    const passers = [20_000, 24_000, 28_000].map(
      (ms, k): Actor => ({
        id: 10 + k,
        size: tall,
        path: walk([0.05, 0.7], [0.95, 0.7], ms, ms + 4_000),
      }),
    );
    const times = told(abandoned, { actors: [owner(9_000), ...passers], patches: [bag] }, 40_000);
    expect(times.filter((t) => t.startsWith("started"))).toHaveLength(1);
  });

  it("AB-1 who comes to stand beside it after it was put down is no owner either", () => {
    const waits: Actor = {
      id: 10,
      size: tall,
      path: first(walk([0.98, 0.66], [0.62, 0.66], 6_400, 8_800), stand([0.62, 0.66], 8_800, 50_000)),
    };
    const times = told(abandoned, { actors: [owner(9_000), waits], patches: [bag] }, 40_000);
    expect(times[0]).toMatch(/^started (19|20|21|22|23)$/);
  });

  it("AB-1 who walked out of the picture has left, whoever comes in there next", () => {
    const edge = (ms: number, id: number): Actor => ({
      id,
      size: tall,
      path: first(walk([0.98, 0.62], [0.8, 0.62], ms, ms + 1_500), stand([0.8, 0.62], ms + 1_500, 60_000)),
    });
    const near: Wanted = { ...abandoned, ownerDistance: 2.5 } as Wanted;
    const times = told(near, { actors: [owner(9_000), edge(13_500, 8)], patches: [bag] }, 40_000);
    expect(times[0]).toMatch(/^started (2\d)$/);
  });

  it("AB-1 a bag that is put down seconds after the camera began to look is told as well", () => {
    const early: Actor = {
      id: 1,
      size: tall,
      path: first(stand([0.42, 0.62], 0, 1_200), walk([0.42, 0.62], [-0.1, 0.62], 1_200, 4_000)),
    };
    const times = told(abandoned, { actors: [early], patches: [{ ...bag, fromMs: 1_100 }] }, 30_000);
    expect(times[0]).toMatch(/^started 1[1-5]$/);
  });

  it("AB-1 an owner whose track breaks while they stand there is still the owner", () => {
    const before: Actor = {
      ...owner(60_000),
      path: first(walk([0.05, 0.62], [0.47, 0.62], 3_400, 6_000), stand([0.47, 0.62], 6_000, 15_000)),
    };
    const after: Actor = { id: 2, size: tall, path: stand([0.55, 0.62], 17_000, 50_000) };
    expect(told(abandoned, { actors: [before, after], patches: [bag] }, 45_000)).toEqual([]);
  });

  it("AB-4 a bag that the detector takes for a person, or for a car, is no owner of itself and no person", () => {
    for (const className of ["person", "car"]) {
      const mistaken: Actor = { id: 9, className, size: [0.05, 0.08], path: stand([0.505, 0.6], 10_500, 60_000) };
      const events = showPainted(
        sceneWith(abandoned),
        { actors: [owner(9_000), mistaken], patches: [bag] },
        { untilMs: 40_000 },
      ).events;
      expect(events.map((e) => [e.phase, e.classes[0]])).toEqual([
        ["started", "object"],
        ["ended", "object"],
      ]);
      expect(events[0]!.startedAtMs).toBeLessThanOrEqual(23_000);
    }
  });

  it("AB-2 it ends when the owner has come back to it", () => {
    const back: Actor = {
      id: 1,
      size: tall,
      path: first(
        walk([0.05, 0.62], [0.47, 0.62], 3_400, 6_000),
        stand([0.47, 0.62], 6_000, 9_000),
        walk([0.47, 0.62], [0.95, 0.62], 9_000, 12_000),
        stand([0.95, 0.62], 12_000, 26_000),
        walk([0.95, 0.62], [0.5, 0.62], 26_000, 29_000),
        stand([0.5, 0.62], 29_000, 60_000),
      ),
    };
    const near: Wanted = { ...abandoned, ownerDistance: 1 } as Wanted;
    expect(told(near, { actors: [back], patches: [bag] }, 45_000)).toEqual([
      expect.stringMatching(/^started 2/),
      expect.stringMatching(/^ended 2[89]$/),
    ]);
  });

  it("AB-2 it ends when the owner is back or the bag is gone, and is not told again", () => {
    const back = walk([0.98, 0.62], [0.5, 0.62], 26_000, 29_000);
    const returns: Actor = {
      id: 3,
      size: tall,
      path: first(owner(9_000).path, back, stand([0.5, 0.62], 29_000, 33_000)),
    };
    expect(told(abandoned, { actors: [returns], patches: [{ ...bag, untilMs: 31_000 }] }, 45_000)).toHaveLength(2);
  });

  it.each<[string, Weather]>([
    ["the rain begins", { drops: 50 }],
    ["a cloud comes and goes", { light: (t) => (t > 24_000 && t < 34_000 ? 0.65 : 1) }],
    ["the camera switches to infrared", { isInfrared: (t) => t > 26_000 }],
  ])("AB-3 one alarm an object, although %s and somebody walks in front", (_, weather) => {
    const crowd: Actor = { id: 7, size: [0.1, 0.4], path: walk([0.1, 0.64], [0.9, 0.64], 28_000, 34_000) };
    const times = told(abandoned, { actors: [owner(9_000), crowd], patches: [bag], weather }, 50_000);
    expect(times.filter((t) => t.startsWith("started"))).toHaveLength(1);
  });
});

describe("removed", () => {
  it("RM-1 something that stood in the zone and is gone is told after the limit, once", () => {
    const times = told(removed, { patches: [{ ...bag, fromMs: 0, untilMs: 10_000 }] }, 40_000);
    expect(times.map((t) => t.split(" ")[0])).toEqual(["started", "ended"]);
    expect(Number(times[0]!.split(" ")[1])).toBeLessThanOrEqual(17);
  });

  it("RM-1 silent when it stays, when somebody only stands in front of it, and when something is put down instead", () => {
    const inFront: Actor = {
      id: 1,
      size: [0.12, 0.3],
      path: first(
        walk([0.05, 0.63], [0.5, 0.63], 8_000, 10_000),
        stand([0.5, 0.63], 10_000, 25_000),
        walk([0.5, 0.63], [0.95, 0.63], 25_000, 27_000),
      ),
    };
    expect(told(removed, { actors: [inFront], patches: [{ ...bag, fromMs: 0 }] }, 35_000)).toEqual([]);
    expect(told(removed, { patches: [bag] }, 30_000)).toEqual([]);
  });

  it("RM-3 who was there when the camera began to look, and walks off, is not missing, also when recognised late or never", () => {
    const rgb = [150, 70, 60] as const;
    const stands: Actor = {
      id: 1,
      size: [0.12, 0.3],
      path: first(stand([0.5, 0.63], 2_400, 14_000), walk([0.5, 0.63], [1.2, 0.63], 14_000, 17_000)),
    };
    const unseen: Patch = { box: [0.44, 0.33, 0.56, 0.63], rgb, fromMs: 0, untilMs: 2_400 };
    expect(told({ ...removed, minStayS: 3 } as Wanted, { actors: [stands], patches: [unseen] }, 35_000)).toEqual([]);
    const never: Patch = { ...unseen, untilMs: 1_500 };
    expect(told({ ...removed, minStayS: 3 } as Wanted, { patches: [never] }, 35_000)).toEqual([]);
  });

  it("RM-3 a car that drives off is told only where the zone is drawn around it", () => {
    const drives: Actor = {
      id: 1,
      className: "car",
      size: [0.2, 0.2],
      path: first(stand([0.5, 0.63], 0, 14_000), walk([0.5, 0.63], [1.3, 0.63], 14_000, 17_000)),
    };
    expect(told(removed, { actors: [drives] }, 35_000)).toEqual([]);
    const around: SceneInput = {
      zones: [
        {
          id: "hall",
          polygon: [
            [0.38, 0.4],
            [0.62, 0.4],
            [0.62, 0.66],
            [0.38, 0.66],
          ],
        },
      ],
      scenarios: [removed],
    };
    const { events } = showPainted(around, { actors: [drives] }, { untilMs: 35_000 });
    expect(events.filter((e) => e.phase === "started")).toHaveLength(1);
  });

  it("RM-3 a thing that the detector took for a car, and that somebody carries off, is missing", () => {
    const mistaken: Actor = { id: 9, className: "car", size: [0.05, 0.08], path: stand([0.505, 0.6], 0, 13_000) };
    const thief: Actor = {
      id: 1,
      size: tall,
      path: first(
        walk([0.05, 0.63], [0.44, 0.63], 8_000, 11_500),
        stand([0.44, 0.63], 11_500, 14_000),
        walk([0.44, 0.63], [-0.1, 0.63], 14_000, 17_000),
      ),
    };
    const times = told(removed, { actors: [mistaken, thief] }, 35_000);
    expect(times.map((t) => t.split(" ")[0])).toEqual(["started", "ended"]);
  });

  it("RM-4 something very small is told in a zone around it, and in no larger one", () => {
    const small: Patch = { box: [0.5, 0.57, 0.53, 0.605], rgb: [225, 40, 40], untilMs: 12_000 };
    expect(told(removed, { patches: [small] }, 30_000)).toEqual([]);
    const around: [number, number][] = [
      [0.48, 0.54],
      [0.55, 0.54],
      [0.55, 0.63],
      [0.48, 0.63],
    ];
    const { events } = showPainted(
      { zones: [{ id: "hall", polygon: around }], scenarios: [removed] },
      { patches: [small] },
      { untilMs: 30_000 },
    );
    expect(events.map((e) => e.phase)).toEqual(["started", "ended"]);
  });

  it("RM-3 a vehicle that had stood there before the place was known drives off: nothing came and nothing is missing", () => {
    const drives: Actor = {
      id: 1,
      className: "car",
      size: [0.2, 0.2],
      path: first(
        walk([0.4, 0.63], [0.5, 0.63], 0, 1_200),
        stand([0.5, 0.63], 1_200, 24_000),
        walk([0.5, 0.63], [1.3, 0.63], 24_000, 27_000),
      ),
    };
    const whole: SceneInput = {
      ...sceneWith(removed),
      scenarios: [removed, dumping, abandoned, { ...waste, id: "w" }],
    };
    expect(showPainted(whole, { actors: [drives] }, { untilMs: 50_000 }).events).toEqual([]);
  });

  it("RM-2 it ends when the thing is back", () => {
    const taken = { ...bag, fromMs: 0, untilMs: 10_000 };
    expect(told(removed, { patches: [taken, { ...bag, fromMs: 24_000 }] }, 40_000)).toEqual([
      expect.stringMatching(/^started/),
      "ended 24",
    ]);
  });
});

describe("in the way, and waste", () => {
  it("OB-1 something that stands in the passage for the limit is told once, and ends when it is taken away", () => {
    const times = told(obstruction, { patches: [{ ...bag, untilMs: 26_000 }] }, 40_000);
    expect(times).toEqual([expect.stringMatching(/^started 1[67]/), "ended 26"]);
  });

  it("OB-1 outside the passage, too small, or a person: silent", () => {
    expect(told(obstruction, { patches: [{ ...bag, box: [0.05, 0.5, 0.1, 0.6] }] }, 30_000)).toEqual([]);
    expect(told({ ...obstruction, minSize: 0.2 } as Wanted, { patches: [bag] }, 30_000)).toEqual([]);
    expect(told(obstruction, { actors: [owner(40_000)] }, 35_000)).toEqual([]);
  });

  it("SO-10 the shadow of somebody who stands there is nothing in the way; a dark thing that stays when they have gone is", () => {
    const shadow: Patch = { box: [0.5, 0.58, 0.6, 0.62], shade: 0.68, fromMs: 6_000, untilMs: 25_000 };
    expect(told(obstruction, { actors: [owner(25_000)], patches: [shadow] }, 45_000)).toEqual([]);
    const { untilMs: _, ...stays } = shadow;
    const times = told(obstruction, { actors: [owner(9_000)], patches: [stays] }, 45_000);
    expect(times.map((t) => t.split(" ")[0])).toEqual(["started", "ended"]);
  });

  it("SO-10 a grey bag is told at its time although somebody waits a step away from it", () => {
    const grey: Patch = { ...bag, rgb: [55, 55, 55] };
    const waits: Actor = { id: 2, size: tall, path: stand([0.71, 0.62], 0, 90_000) };
    const times = told(
      { ...abandoned, minStayS: 20 } as Wanted,
      { actors: [owner(9_000), waits], patches: [grey] },
      60_000,
    );
    expect(times).toEqual([expect.stringMatching(/^started (29|3[0-3])$/), "ended 60"]);
  });

  it.each([
    [55, 55, 55],
    [40, 60, 120],
  ] as const)("SO-10 who stood by a bag for two minutes and steps aside still attends to it (%i %i %i)", (...rgb) => {
    const beside: Actor = {
      id: 1,
      size: [0.08, 0.3],
      path: first(
        walk([0.05, 0.7], [0.5, 0.7], 3_400, 6_000),
        stand([0.5, 0.7], 6_000, 120_000),
        walk([0.5, 0.7], [0.66, 0.7], 120_000, 122_000),
        stand([0.66, 0.7], 122_000, 200_000),
      ),
    };
    const put: Patch = { box: [0.4, 0.62, 0.45, 0.7], rgb, fromMs: 6_000 };
    expect(told(abandoned, { actors: [beside], patches: [put] }, 150_000)).toEqual([]);
  });

  it("SO-11 somebody whom the detector loses while they stand there is nothing in the way", () => {
    const rgb = [150, 70, 60] as const;
    const lost: Actor = { ...owner(60_000), path: first(owner(60_000).path, stand([0.47, 0.62], 60_000, 60_000)) };
    const path = lost.path;
    const seenUntil: Actor = { ...lost, path: (t) => (t < 12_000 ? path(t) : null) };
    const stays: Patch = { box: [0.44, 0.36, 0.5, 0.62], rgb, fromMs: 12_000 };
    expect(told(obstruction, { actors: [seenUntil], patches: [stays] }, 45_000)).toEqual([]);
  });

  it("SO-11 who stands farther off than somebody else looks smaller, and was not put down", () => {
    const nearer: Actor = { id: 1, size: [0.09, 0.5], path: stand([0.55, 0.9], 0, 60_000) };
    for (const high of [0.2, 0.3])
      for (const fromMs of [0, 10_000]) {
        const farther: Actor = { id: 2, size: [0.05, high], path: stand([0.42, 0.7], fromMs, 60_000) };
        expect(told(obstruction, { actors: [nearer, farther] }, 45_000), `${high} from ${fromMs}`).toEqual([]);
      }
  });

  it("SO-11 RM-3 who was there from the start and is lost is not missing when somebody nearer walks off", () => {
    const nearer: Actor = {
      id: 1,
      size: [0.09, 0.5],
      path: first(stand([0.55, 0.9], 0, 20_000), walk([0.55, 0.9], [1.1, 0.9], 20_000, 26_000)),
    };
    const farther: Actor = { id: 2, size: [0.05, 0.3], path: stand([0.42, 0.7], 0, 19_000) };
    expect(told(removed, { actors: [nearer, farther] }, 60_000)).toEqual([]);
  });

  it("OB-1 a parked car is in the way, and is named", () => {
    const car: Actor = {
      id: 1,
      className: "car",
      size: [0.2, 0.2],
      path: first(walk([-0.1, 0.6], [0.5, 0.6], 4_000, 7_000), stand([0.5, 0.6], 7_000, 40_000)),
    };
    const { events } = showPainted(sceneWith(obstruction), { actors: [car] }, { untilMs: 35_000 });
    expect(events.map((e) => [e.phase, e.classes[0]])).toEqual([
      ["started", "car"],
      ["ended", "car"],
    ]);
  });

  it("WS-1 a can that nobody is with is noted for the register", () => {
    const can: Patch = { box: [0.5, 0.57, 0.525, 0.615], rgb: [225, 225, 215], fromMs: 6_000 };
    const { events } = showPainted(sceneWith(waste), { actors: [owner(8_000)], patches: [can] }, { untilMs: 35_000 });
    expect(events.map((e) => [e.phase, e.mode])).toEqual([
      ["started", "record"],
      ["ended", "record"],
    ]);
  });
});

describe("without a picture", () => {
  it("SO-5 a scenario that needs the picture says that it cannot judge, and says nothing of what it cannot know", () => {
    const watch = createSceneWatch({ cameraId: "cam", classes: CLASSES, scene: sceneOf(sceneWith(abandoned)) });
    expect(watch.needsPicture(0)).toBe(true);
    expect(play(watch, [owner(9_000)], { untilMs: 30_000, fps: 2 })).toEqual([]);
    expect(watch.notWatching()).toEqual([
      { scenarioId: "left", reason: "it judges from the picture itself, and none is given to it" },
    ]);
    const seeing = showPainted(sceneWith(abandoned), {}, { untilMs: 4_000 }).watch;
    expect(seeing.notWatching()).toEqual([]);
  });

  it("SO-6 in the first seconds it says that it is still learning what belongs to the place", () => {
    const watch = createSceneWatch({ cameraId: "cam", classes: CLASSES, scene: sceneOf(sceneWith(removed)) });
    const paint = painter([]);
    for (const ms of [0, 400, 800, 1_200]) watch.step(tracksOf([], ms, new Map()), ms, 16 / 9, paint(ms));
    expect(watch.notWatching()).toEqual([
      { scenarioId: "gone", reason: "it has seen the place only for seconds, and is learning what belongs to it" },
    ]);
  });
});
