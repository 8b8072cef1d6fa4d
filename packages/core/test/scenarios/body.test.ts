// People who fall, lie and wave, and all those who only look like it.
import type { SceneInput } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { createSceneWatch } from "../../src/analysis/index.ts";
import { type Patch, showPainted, type Weather } from "../scenes/picture-stage.ts";
import { type Actor, CLASSES, first, play, sceneOf, show, stand, walk } from "../scenes/stage.ts";

type Wanted = NonNullable<SceneInput["scenarios"]>[number];
type Size = readonly [number, number];
const polygon: [number, number][] = [
  [0.02, 0.1],
  [0.98, 0.1],
  [0.98, 0.98],
  [0.02, 0.98],
];
const sceneWith = (scenario: Wanted): SceneInput => ({
  zones: [{ id: "hall", name: "Hall", polygon }],
  scenarios: [scenario],
});
const fall: Wanted = { id: "fall", kind: "fall", zone: "hall", minDownS: 2 };
const lying: Wanted = { id: "lying", kind: "lying", zone: "hall", minStayS: 10 };
const waving: Wanted = { id: "wave", kind: "waving", zone: "hall", minStayS: 3 };

// Widths are shares of the width: on a 16:9 picture 0.06 by 0.3 is a third as wide as tall.
const UPRIGHT: Size = [0.06, 0.3];
const LYING: Size = [0.17, 0.1];
const SITTING: Size = [0.1, 0.2];
const CROUCHED: Size = [0.085, 0.16];

/** From one size to the next between two moments. */
function turning(from: Size, to: Size, fromMs: number, overMs: number, back?: [atMs: number, overMs: number]) {
  return (ms: number): Size => {
    const down = Math.min(1, Math.max(0, (ms - fromMs) / overMs));
    const up = back ? Math.min(1, Math.max(0, (ms - back[0]) / back[1])) : 0;
    const share = down - up;
    return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  };
}
const arrives = first(walk([0.1, 0.7], [0.5, 0.7], 0, 4_000), stand([0.5, 0.7], 4_000, 60_000));
const times = (scenario: Wanted, actors: Actor[], untilMs = 30_000, fps = 5): string[] =>
  show(sceneWith(scenario), actors, { untilMs, fps }).events.map(
    (e) => `${e.phase} ${Math.round((e.phase === "ended" ? e.endedAtMs! : e.startedAtMs) / 1000)}`,
  );

describe("a fall", () => {
  it.each([2, 5, 10, 25])(
    "FA-1 somebody who drops and stays down is told within seconds, once, at %i looks a second",
    (fps) => {
      const falls: Actor = { id: 1, size: turning(UPRIGHT, LYING, 8_000, 700), path: arrives };
      const { events } = show(sceneWith(fall), [falls], { untilMs: 30_000, fps });
      expect(events.map((e) => e.phase)).toEqual(["started", "ended"]);
      expect(events[0]!.startedAtMs).toBeGreaterThanOrEqual(10_000);
      expect(events[0]!.startedAtMs).toBeLessThanOrEqual(12_500);
      expect(events[0]!.why).toMatch(/^person fell and is down for [\d.]+ s in Hall; limit 2 s$/);
    },
  );

  it("FA-1 when the track breaks with the change of shape it is told all the same", () => {
    const before: Actor = {
      id: 1,
      size: UPRIGHT,
      path: first(walk([0.1, 0.7], [0.5, 0.7], 0, 4_000), stand([0.5, 0.7], 4_000, 8_000)),
    };
    const after: Actor = { id: 2, size: LYING, path: stand([0.54, 0.71], 8_800, 30_000) };
    expect(times(fall, [before, after])).toEqual([expect.stringMatching(/^started 1[01]$/), "ended 30"]);
  });

  describe("FA-4 when the detector takes the body for a vehicle", () => {
    const before: Actor = {
      id: 1,
      size: UPRIGHT,
      path: first(walk([0.1, 0.7], [0.5, 0.7], 0, 4_000), stand([0.5, 0.7], 4_000, 8_000)),
    };
    const called = (className: string, size: Size, fromMs = 8_600): Actor => ({
      id: 2,
      className,
      size,
      path: stand([0.54, 0.71], fromMs, 30_000),
    });

    it.each(["car", "truck"])("a %s of a person's size that nobody saw come is told as the person", (name) => {
      const { events } = show(sceneWith(fall), [before, called(name, LYING)], { untilMs: 30_000, fps: 5 });
      expect(events.map((e) => [e.phase, e.classes])).toEqual([
        ["started", ["person"]],
        ["ended", ["person"]],
      ]);
      expect(events[0]!.why).toMatch(/^person fell/);
    });

    it("also when a second, larger one appears around it", () => {
      expect(
        times(fall, [before, called("car", LYING), { ...called("truck", [0.3, 0.3], 9_000), id: 3 }]),
      ).toHaveLength(2);
    });

    it.each<[string, Actor[]]>([
      ["a car as large as cars are", [before, called("car", [0.3, 0.22])]],
      ["a small car that stood there before", [before, called("car", LYING, 0)]],
      ["a dog beside whom somebody was lost", [before, called("dog", LYING)]],
      ["a small car that comes where nobody stood", [called("car", LYING)]],
    ])("and %s is nobody", (_, actors) => {
      expect(times(fall, actors)).toEqual([]);
    });
  });

  it.each<[string, Actor]>([
    ["walks by", { id: 1, size: UPRIGHT, path: walk([0.1, 0.7], [0.9, 0.7], 0, 10_000) }],
    ["sits down", { id: 1, size: turning(UPRIGHT, SITTING, 8_000, 800), path: arrives }],
    ["ties a shoe", { id: 1, size: turning(UPRIGHT, CROUCHED, 8_000, 600, [16_000, 600]), path: arrives }],
    ["lies down slowly", { id: 1, size: turning(UPRIGHT, LYING, 8_000, 9_000), path: arrives }],
    ["stumbles and is up at once", { id: 1, size: turning(UPRIGHT, LYING, 8_000, 500, [9_200, 500]), path: arrives }],
    ["is a child", { id: 1, size: [0.04, 0.14], path: arrives }],
    ["spreads both arms", { id: 1, size: turning(UPRIGHT, [0.17, 0.3], 8_000, 500), path: arrives }],
    [
      "leaves over the lower border",
      {
        id: 1,
        size: turning(UPRIGHT, [0.09, 0.06], 8_000, 900),
        path: first(walk([0.5, 0.6], [0.5, 0.995], 0, 8_000), stand([0.5, 0.995], 8_000, 30_000)),
      },
    ],
  ])("FA-2 silent when somebody %s", (_, actor) => {
    expect(times(fall, [actor])).toEqual([]);
  });

  it("FA-2 silent when a car hides the legs", () => {
    const hidden: Actor = {
      id: 1,
      size: turning(UPRIGHT, [0.08, 0.11], 8_000, 700),
      path: (ms) => [0.5, ms < 8_000 ? 0.7 : 0.52],
    };
    const car: Actor = {
      id: 2,
      className: "car",
      size: [0.3, 0.22],
      path: first(walk([0.1, 0.72], [0.5, 0.72], 5_000, 8_000), stand([0.5, 0.72], 8_000, 30_000)),
    };
    expect(times(fall, [hidden, car])).toEqual([]);
  });

  it("FA-3 it ends when the person gets up", () => {
    const falls: Actor = { id: 1, size: turning(UPRIGHT, LYING, 8_000, 700, [18_000, 700]), path: arrives };
    expect(times(fall, [falls])).toEqual([expect.stringMatching(/^started/), "ended 18"]);
  });
});

describe("lying", () => {
  it("LY-1 somebody who was never seen upright and lies for the limit is told once", () => {
    expect(times(lying, [{ id: 1, size: LYING, path: stand([0.5, 0.7], 0, 60_000) }])).toEqual([
      "started 10",
      "ended 30",
    ]);
  });

  it("LY-1 how tall people are there is learnt from those who walk by, so that lying along the view is seen too", () => {
    const passers = [0, 4_000, 8_000].map(
      (ms, k): Actor => ({ id: 1 + k, size: UPRIGHT, path: walk([0.1, 0.7], [0.9, 0.7], ms, ms + 4_000) }),
    );
    const along: Actor = { id: 9, size: [0.06, 0.11], path: stand([0.5, 0.72], 14_000, 60_000) };
    expect(times(lying, [...passers, along], 40_000)).toEqual([expect.stringMatching(/^started 2[45]$/), "ended 40"]);
    expect(times(lying, [along], 40_000)).toEqual([]);
  });

  it.each<[string, Actor]>([
    ["sits on a bench for long", { id: 1, size: SITTING, path: stand([0.5, 0.7], 0, 60_000) }],
    ["crouches for long", { id: 1, size: CROUCHED, path: stand([0.5, 0.7], 0, 60_000) }],
    ["is a child who stands", { id: 1, size: [0.04, 0.14], path: stand([0.5, 0.7], 0, 60_000) }],
    ["is cut off by the border", { id: 1, size: [0.2, 0.1], path: stand([0.89, 0.7], 0, 60_000) }],
    ["crawls on", { id: 1, size: LYING, path: walk([0.15, 0.7], [0.85, 0.7], 0, 20_000) }],
  ])("LY-2 silent when somebody %s", (_, actor) => {
    expect(times(lying, [actor])).toEqual([]);
  });

  it("LY-3 one event although the track breaks and somebody bends over", () => {
    const lies = (id: number, fromMs: number, untilMs: number): Actor => ({
      id,
      size: LYING,
      path: stand([0.5, 0.7], fromMs, untilMs),
    });
    const helper: Actor = {
      id: 5,
      size: UPRIGHT,
      path: first(walk([0.1, 0.74], [0.5, 0.74], 14_000, 16_000), stand([0.5, 0.74], 16_000, 20_000)),
    };
    expect(
      times(lying, [lies(1, 0, 17_000), lies(2, 20_000, 60_000), helper], 40_000).filter((t) => t.startsWith("s")),
    ).toHaveLength(1);
  });

  it("LY-4 what nobody saw upright must be likelier a person than not; whoever was seen to go there need not", () => {
    const doubtful = { id: 1, size: LYING, score: 0.42 } as const;
    expect(times(lying, [{ ...doubtful, path: stand([0.5, 0.7], 0, 60_000) }])).toEqual([]);
    const falls: Actor = { ...doubtful, size: turning(UPRIGHT, LYING, 8_000, 700), path: arrives };
    expect(times(lying, [falls], 40_000)).toEqual([expect.stringMatching(/^started 1[89]$/), "ended 40"]);
  });

  const bench = { size: LYING, score: 0.4 } as const;
  const walker = (path: Actor["path"]): Actor => ({ id: 7, size: UPRIGHT, path });
  it.each<[string, [number, number], Actor]>([
    ["who walked out of the picture", [0.89, 0.7], walker(walk([0.3, 0.7], [0.99, 0.7], 8_000, 14_000))],
    ["who is lost in a doorway before it", [0.5, 0.7], walker(walk([0.2, 0.68], [0.5, 0.68], 8_000, 14_000))],
  ])("LY-5 a bench that is taken for somebody now and then is not %s", (_, at, passer) => {
    const seen = (id: number, fromMs: number, untilMs: number): Actor => ({
      id,
      ...bench,
      path: stand(at, fromMs, untilMs),
    });
    expect(times(lying, [seen(1, 1_000, 6_000), passer, seen(2, 14_800, 60_000)], 40_000)).toEqual([]);
  });

  it("LY-5 who lay there, got up and falls again at the same place is told", () => {
    const again: Actor = {
      id: 1,
      size: (ms) => (ms < 20_000 || ms >= 40_000 ? LYING : UPRIGHT),
      path: stand([0.5, 0.7], 0, 60_000),
    };
    expect(times(fall, [again], 60_000)).toEqual(["started 42", "ended 60"]);
  });

  it("LY-5 what lay there more than ten minutes ago says nothing of who falls there now", () => {
    const laterMs = 700_000;
    const seen: Actor = { id: 1, ...bench, path: stand([0.5, 0.7], 0, 600) };
    const upright: Actor = {
      id: 2,
      size: UPRIGHT,
      path: first(
        walk([0.1, 0.7], [0.5, 0.7], laterMs, laterMs + 4_000),
        stand([0.5, 0.7], laterMs + 4_000, laterMs + 8_000),
      ),
    };
    const down: Actor = { id: 3, size: LYING, score: 0.8, path: stand([0.5, 0.7], laterMs + 8_800, laterMs + 60_000) };
    expect(times(fall, [seen, upright, down], laterMs + 30_000)).toEqual(["started 711", "ended 730"]);
  });

  it("LY-5 who falls beside it is told, and who is lost upright and lies where nothing lay before too", () => {
    const falls: Actor = { id: 2, size: turning(UPRIGHT, LYING, 8_000, 700), path: arrives };
    const far: Actor = { id: 1, ...bench, path: stand([0.15, 0.5], 1_000, 6_000) };
    expect(times(lying, [far, falls], 40_000)).toEqual([expect.stringMatching(/^started 1[89]$/), "ended 40"]);
  });
});

describe("waving", () => {
  const person: Actor = { id: 1, size: [0.12, 0.5], path: stand([0.5, 0.8], 0, 60_000) };
  /** An arm beside the head that is left or right of it by turns. */
  function arm(fromMs: number, untilMs: number, halfMs: number, y: number): Patch[] {
    const patches: Patch[] = [];
    for (let ms = fromMs, left = true; ms < untilMs; ms += halfMs, left = !left) {
      const x = left ? 0.39 : 0.43;
      patches.push({ box: [x, y, x + 0.04, y + 0.12], rgb: [230, 190, 160], fromMs: ms, untilMs: ms + halfMs });
    }
    return patches;
  }
  const told = (patches: Patch[], actors = [person]): string[] =>
    showPainted(sceneWith(waving), { actors, patches }, { untilMs: 14_000, fps: 10 }).events.map((e) => e.phase);

  it("WV-1 arms that swing to and fro above the shoulders for the limit are told once", () => {
    expect(told(arm(3_000, 9_000, 400, 0.27))).toEqual(["started", "ended"]);
  });

  it.each<[string, Patch[]]>([
    ["nothing moves", []],
    ["an arm is raised once and stays up", [{ box: [0.39, 0.27, 0.43, 0.39], rgb: [230, 190, 160], fromMs: 4_000 }]],
    ["it lasts a second only", arm(3_000, 4_000, 400, 0.27)],
    ["hands move at the hips", arm(3_000, 9_000, 400, 0.6)],
  ])("WV-2 silent when %s", (_, patches) => {
    expect(told(patches)).toEqual([]);
  });

  describe("WV-4 an arm as bright as what is behind it", () => {
    const coloured = (patches: Patch[]): Patch[] =>
      patches.map(({ rgb: _, ...patch }) => ({ ...patch, tint: [1.3, 1, 0.8] }));
    const seenBy = (patches: Patch[], weather: Weather = {}) =>
      showPainted(sceneWith(waving), { actors: [person], patches, weather }, { untilMs: 14_000, fps: 10 }).events.map(
        (e) => e.phase,
      );

    it("is told once", () => {
      expect(seenBy(coloured(arm(3_000, 9_000, 400, 0.27)))).toEqual(["started", "ended"]);
    });

    it.each<[string, Patch[]]>([
      ["hands move at the hips", coloured(arm(3_000, 9_000, 400, 0.6))],
      ["it lasts a second only", coloured(arm(3_000, 4_000, 400, 0.27))],
    ])("is silent when %s", (_, patches) => {
      expect(seenBy(patches)).toEqual([]);
    });

    it("is told although colours tremble as at night, which alone is silent", () => {
      expect(seenBy(coloured(arm(3_000, 9_000, 400, 0.27)), { colourNoise: 6 })).toEqual(["started", "ended"]);
      const far: Actor = { id: 1, size: [0.06, 0.33], path: stand([0.5, 0.8], 0, 60_000) };
      for (const colourNoise of [8, 12, 20]) {
        const shown = { actors: [far], weather: { colourNoise } };
        expect(showPainted(sceneWith(waving), shown, { untilMs: 60_000, fps: 5 }).events).toEqual([]);
      }
    });

    it("is silent when leaves move all around", () => {
      expect(seenBy(coloured(arm(3_000, 9_000, 400, 0.27)), { leavesFrom: 0 })).toEqual([]);
    });
  });

  it("WV-2 silent when somebody walks, and when leaves move all around", () => {
    const walker: Actor = { ...person, path: walk([0.1, 0.8], [0.9, 0.8], 0, 8_000) };
    expect(told(arm(3_000, 9_000, 400, 0.27), [walker])).toEqual([]);
    const leaves = showPainted(
      sceneWith(waving),
      { actors: [person], weather: { leavesFrom: 0 } },
      { untilMs: 8_000, fps: 10 },
    );
    expect(leaves.events).toEqual([]);
  });

  it("WV-3 without a picture it says that it cannot judge", () => {
    const watch = createSceneWatch({ cameraId: "cam", classes: CLASSES, scene: sceneOf(sceneWith(waving)) });
    play(watch, [person], { untilMs: 12_000, fps: 2 });
    expect(watch.notWatching()[0]!.reason).toMatch(/picture itself/);
  });
});
