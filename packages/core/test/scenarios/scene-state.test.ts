// What is judged from the picture of a place: lasting change, bins, lights, smoke and fire, the camera's own sight.
import type { SceneEvent } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { createSceneWatch } from "../../src/analysis/index.ts";
import { type Actor, CLASSES, first, sceneOf, stand, tracksOf, walk } from "../scenes/stage.ts";
import { MIDDLE_BOX, onZone, playViews } from "../scenes/view-play.ts";
import { inBox, type Paint, plain, STREET, type ViewOptions, viewPicture } from "../scenes/view-stage.ts";

const hand: ViewOptions = { paint: () => [40, 36, 30] };
const between = (from: number, to: number, paint: Paint) => (s: number) => ({
  paint: s >= from && s < to ? paint : null,
});

describe("tamper", () => {
  const scene = { scenarios: [{ id: "watch", kind: "tamper" as const, minStayS: 10 }] };
  it("TA-1 one event 10 s after the hand came, its end when the hand goes", () => {
    const { started, ended } = playViews(scene, 60, (s) => (s >= 15 && s < 40 ? hand : {}), { fps: 1 });
    expect(started.map(({ second }) => second)).toEqual([25]);
    expect(started[0]!.event).toMatchObject({
      id: "cam.watch.25000.0",
      box: null,
      trackIds: [],
      facts: { condition: "covered", limitS: 10 },
    });
    expect(ended).toHaveLength(1);
    expect(ended[0]!.endedAtMs! / 1000).toBeLessThanOrEqual(46);
  });

  it("TA-1 a hand that waves for 5 s is none", () => {
    expect(playViews(scene, 40, (s) => (s >= 15 && s < 20 ? hand : {}), { fps: 1 }).started).toEqual([]);
  });
});

describe("poor view", () => {
  const scene = { scenarios: [{ id: "watch", kind: "poor-view" as const, minStayS: 25 }] };
  const dark: ViewOptions = {
    light: 0.07,
    paint: (x, y) => (Math.hypot(x - 0.5, y - 0.3) < 0.05 ? [1200, 1200, 1200] : null),
  };
  it("PV-1 a night too dark to judge is told, a covered camera is not", () => {
    const night = playViews(scene, 60, (s) => (s > 15 ? dark : {}), { fps: 1 }).started;
    expect(night.map(({ event }) => event.facts.condition)).toEqual(["dark"]);
    expect(playViews(scene, 60, (s) => (s > 15 ? hand : {}), { fps: 1 }).started).toEqual([]);
  });
});

describe("VW-6 while the sight is lost", () => {
  const scene = onZone({ kind: "door-state", minStayS: 4 });
  it("nothing is judged by the picture, and the reason is said", () => {
    const { started, watch } = playViews(scene, 40, (s) => (s > 12 ? hand : {}));
    expect(started).toEqual([]);
    expect(watch.notWatching()).toEqual([{ scenarioId: "watch", reason: "the camera is covered" }]);
  });

  it("VW-8 a picture a second without a scenario that looks, every picture with one", () => {
    const idle = playViews({}, 4, () => ({})).watch;
    expect([4000, 4400].map((ms) => idle.needsPicture(ms))).toEqual([true, true]);
    const before = playViews({}, 4, () => ({}), { fps: 2 }).watch;
    expect(before.needsPicture(3600)).toBe(false);
    expect(playViews(scene, 4, () => ({}), { fps: 2 }).watch.needsPicture(3600)).toBe(true);
  });
});

describe("PM-5 a lorry that is parked before it for long", () => {
  const lorry = { id: 1, className: "truck", path: stand([0.5, 0.8], 10_000, 170_000), size: [0.5, 0.7] as const };
  const lorryPaint = inBox([0.25, 0.1, 0.75, 0.8], [60, 60, 110]);
  it.each<[string, object, number]>([
    ["door-state", { kind: "door-state", minStayS: 6 }, 1],
    ["bin-level", { kind: "bin-level", minStayS: 6 }, 1],
    ["light-on", { kind: "light-on", minStayS: 6 }, 0.25],
  ])("%s says that it cannot see its place, and watches on when the lorry has gone", (_kind, kind, light) => {
    const scenario = onZone(kind as Parameters<typeof onZone>[0]);
    const at = (s: number): ViewOptions => ({ light, paint: s >= 10 && s < 170 ? lorryPaint : null });
    const shown = (untilS: number) => playViews(scenario, untilS, at, { fps: 2, actors: [lorry] });
    expect(shown(60).watch.notWatching()).toEqual([]);
    const long = shown(150);
    expect(long.started).toEqual([]);
    expect(long.watch.notWatching()[0]?.reason).toContain("hidden the place for more than two minutes");
    expect(shown(180).watch.notWatching()).toEqual([]);
  });
});

describe("scene change", () => {
  const scene = onZone({ kind: "scene-change", minStayS: 8, minShare: 0.1 });
  const paint = inBox([0.43, 0.4, 0.55, 0.6], [190, 20, 30]);
  it("CH-1 paint on a wall is told after 8 s, once", () => {
    const { started } = playViews(scene, 40, between(10, 100, paint));
    expect(started).toHaveLength(1);
    expect(started[0]!.second).toBeGreaterThanOrEqual(18);
    expect(started[0]!.second).toBeLessThanOrEqual(20);
    expect(started[0]!.event.facts).toMatchObject({ placeName: "Place", limitS: 8, limitPercent: 10 });
  });

  it.each<[string, (s: number) => ViewOptions]>([
    [
      "people who pass here and there",
      (s) => ({
        paint:
          s < 5
            ? null
            : inBox([0.4 + 0.02 * (Math.floor(s) % 9), 0.35, 0.46 + 0.02 * (Math.floor(s) % 9), 0.7], [30, 30, 80]),
      }),
    ],
    ["the sun comes out", (s) => ({ light: s > 10 ? 1.5 : 1 })],
    ["a shadow over all", (s) => ({ light: s > 10 ? 0.5 : 1 })],
  ])("CH-2 %s: no lasting change", (_name, at) => {
    expect(playViews(scene, 40, at).started).toEqual([]);
  });
});

describe("scene change of the whole picture", () => {
  const corners = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];
  const whole = onZone({ kind: "scene-change", minStayS: 8, minShare: 0.05 }, corners);
  it.each([
    ["lamps light a third of the street", [0.1, 0.3, 0.9, 0.7], 0],
    ["a wall is painted", [0.4, 0.3, 0.7, 0.7], 1],
  ] as const)("CH-2 %s", (_name, [x1, y1, x2, y2], count) => {
    const lit: Paint = inBox([x1, y1, x2, y2], [240, 210, 150]);
    expect(playViews(whole, 40, between(10, 100, lit)).started).toHaveLength(count);
  });
});

describe("scene change and what the detector sees there", () => {
  const scene = onZone({ kind: "scene-change", minStayS: 8, minShare: 0.1 });
  const paint = inBox([0.43, 0.4, 0.55, 0.6], [190, 20, 30]);
  it.each<[string, Actor, number]>([
    [
      "paint that is taken for a lorry: told",
      { id: 1, className: "truck", size: [0.12, 0.2], path: stand([0.49, 0.6], 10_000, 60_000) },
      1,
    ],
    [
      "a lorry that was there before: not judged",
      { id: 1, className: "truck", size: [0.12, 0.2], path: stand([0.49, 0.6], 0, 60_000) },
      0,
    ],
    [
      "a larger lorry that stops before it: not judged",
      { id: 1, className: "truck", size: [0.5, 0.7], path: stand([0.5, 0.8], 10_000, 60_000) },
      0,
    ],
    [
      "somebody who stands before it: not judged",
      { id: 1, size: [0.14, 0.3], path: stand([0.49, 0.65], 10_000, 60_000) },
      0,
    ],
  ])("CH-3 %s", (_name, actor, count) => {
    expect(playViews(scene, 40, between(10, 100, paint), { actors: [actor] }).started).toHaveLength(count);
  });
});

describe("bin level", () => {
  const scene = onZone({ kind: "bin-level", maxLevel: "full", minStayS: 6, mode: "alarm" });
  const filled = (share: number) => inBox([0.4, 0.7 - 0.4 * share, 0.6, 0.7], [40, 60, 110]);
  it("BI-1 filled to three quarters: one event, labelled as experimental", () => {
    const { started } = playViews(scene, 36, (s) => ({ paint: s > 8 ? filled(s > 14 ? 0.65 : 0.35) : null }));
    expect(started).toHaveLength(1);
    expect(started[0]!.second).toBeGreaterThanOrEqual(20);
    expect(started[0]!.second).toBeLessThanOrEqual(22);
    expect(started[0]!.event.why).toContain("experimental");
    expect(started[0]!.event.facts).toMatchObject({ level: "full", limitLevel: "full" });
  });

  it.each<[string, Paint]>([
    ["a third", filled(0.33)],
    ["something that hangs in the upper half", inBox([0.4, 0.3, 0.6, 0.45], [40, 60, 110])],
  ])("BI-2 %s makes none", (_name, paint) => {
    expect(playViews(scene, 30, between(8, 100, paint)).started).toEqual([]);
  });

  it.each<[string, Actor, number]>([
    [
      "sacks that the detector takes for a car: told",
      { id: 1, className: "car", size: [0.18, 0.24], path: stand([0.5, 0.7], 9000, 60_000) },
      1,
    ],
    [
      "somebody who stands before it: not judged",
      { id: 1, size: [0.2, 0.6], path: stand([0.5, 0.95], 9000, 60_000) },
      0,
    ],
  ])("BI-3 %s", (_name, actor, count) => {
    const { started } = playViews(scene, 36, between(8, 100, filled(0.65)), { actors: [actor] });
    expect(started).toHaveLength(count);
  });

  const around = { id: 1, className: "truck", size: [0.24, 0.5] as const };
  it.each<[string, Actor, number]>([
    ["the full bin itself, taken for a truck: told", { ...around, path: stand([0.5, 0.75], 9000, 60_000) }, 1],
    [
      "a truck that drove up before it: not judged",
      { ...around, path: first(walk([0.05, 0.75], [0.5, 0.75], 5000, 8000), stand([0.5, 0.75], 8001, 60_000)) },
      0,
    ],
    [
      "something much larger than the bin: not judged",
      { ...around, size: [0.5, 0.7], path: stand([0.5, 0.8], 9000, 60_000) },
      0,
    ],
  ])("BI-4 %s", (_name, actor, count) => {
    const { started } = playViews(scene, 36, between(8, 100, filled(0.65)), { actors: [actor] });
    expect(started).toHaveLength(count);
  });
});

describe("bin level after the stream broke", () => {
  it("BI-4 a truck that stands before an empty bin is no load: it drove up before the break", () => {
    const scene = sceneOf(onZone({ kind: "bin-level", maxLevel: "full", minStayS: 6, mode: "alarm" }));
    const watch = createSceneWatch({ cameraId: "cam", classes: CLASSES, scene });
    const drivesUp = first(walk([0.05, 0.75], [0.5, 0.75], 15_000, 18_000), stand([0.5, 0.75], 18_001, 90_000));
    const truck = { className: "truck", size: [0.24, 0.5] as const, path: drivesUp };
    const events: SceneEvent[] = [];
    let bornMs = new Map<number, number>();
    for (let ms = 0; ms < 90_000; ms += 500) {
      if (ms === 40_000) {
        events.push(...watch.interrupt(ms, "no picture"));
        bornMs = new Map();
      }
      if (ms >= 40_000 && ms < 50_000) continue;
      const actors = [{ ...truck, id: ms < 40_000 ? 1 : 2 }];
      const paint = ms < 17_500 ? null : inBox([0.38, 0.25, 0.62, 0.75], [40, 60, 110]);
      const picture = watch.needsPicture(ms) ? viewPicture({ frame: ms / 500, paint }) : null;
      events.push(...watch.step(tracksOf(actors, ms, bornMs), ms, 16 / 9, picture));
    }
    expect(events).toEqual([]);
  });
});

describe("light on", () => {
  const scene = onZone({ kind: "light-on", minStayS: 6 });
  const lamp = inBox([0.42, 0.35, 0.58, 0.65], [800, 720, 520]);
  const night = (paint: (s: number) => Paint | null) => (s: number) => ({ light: 0.25, paint: paint(s) });
  it("LI-1 a light at night is told after 6 s, and when it goes out", () => {
    const { started, ended } = playViews(
      scene,
      40,
      night((s) => (s >= 10 && s < 28 ? lamp : null)),
    );
    expect(started.map(({ second }) => second)).toEqual([16]);
    expect(started[0]!.event.facts).toMatchObject({ placeName: "Place", limitS: 6 });
    expect(ended).toHaveLength(1);
  });

  it("LI-4 a zone over the whole picture has nothing to compare with, and says so", () => {
    const whole = onZone({ kind: "light-on", minStayS: 6 }, [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ]);
    const { started, watch } = playViews(
      whole,
      30,
      night((s) => (s >= 10 ? lamp : null)),
    );
    expect(started).toEqual([]);
    expect(watch.notWatching()[0]?.reason).toContain("nothing around it to compare with");
  });

  it("LI-3 by day it says that it cannot judge, and a light of the night is over", () => {
    const dawn = (s: number): ViewOptions => (s < 22 ? night((at) => (at >= 6 ? lamp : null))(s) : { light: 2 });
    const { started, ended, watch } = playViews(scene, 60, dawn);
    expect(started).toHaveLength(1);
    expect(ended.map(({ facts }) => facts.endedBecause)).toEqual(["it became day"]);
    expect(watch.notWatching()).toEqual([
      { scenarioId: "watch", reason: "by day a light cannot be told; give it the hours of the dark" },
    ]);
    expect(
      playViews(
        scene,
        20,
        night(() => null),
      ).watch.notWatching(),
    ).toEqual([]);
  });

  it.each<[string, (s: number) => ViewOptions]>([
    ["a beam that passes", night((s) => (s >= 10 && s < 14 ? lamp : null))],
    ["a lamp beside the zone", night((s) => (s > 10 ? inBox([0.66, 0.3, 0.8, 0.7], [800, 720, 520]) : null))],
    ["a white wall by day", (s) => ({ light: 1.3, paint: s > 10 ? inBox(MIDDLE_BOX, [190, 190, 185]) : null })],
  ])("LI-2 %s makes none", (_name, at) => {
    expect(playViews(scene, 36, at).started).toEqual([]);
  });
});

describe("smoke and fire", () => {
  const wide = [
    [0.2, 0.15],
    [0.8, 0.15],
    [0.8, 0.85],
    [0.2, 0.85],
  ];
  const scene = onZone({ kind: "smoke-fire", minStayS: 3 }, wide);
  const smokeAt =
    (s: number): Paint =>
    (x, y, there) => {
      const grown = Math.min(1, (s - 10) / 6);
      const away =
        Math.hypot((x - 0.5 - 0.03 * Math.sin(s * 2 + y * 9)) * 1.78, (y - 0.55) * 0.8) / (0.32 * grown + 0.02);
      if (away > 1) return null;
      const share = 0.85 * (1 - away * 0.3);
      const tone = 165 + 14 * Math.sin(s * 3 + x * 30 + y * 20);
      return there.map((v) => v * (1 - share) + tone * share) as unknown as [number, number, number];
    };
  const flamesAt =
    (s: number): Paint =>
    (x, y) => {
      const tall = 0.14 + 0.08 * Math.sin(s * 9) + 0.05 * Math.sin(s * 23 + x * 90);
      return Math.abs(x - 0.5) < 0.06 && y < 0.6 && y > 0.6 - tall ? [420, 250, 66] : null;
    };

  it("SM-1 smoke that grows and drifts is told, and is called experimental", () => {
    const { started } = playViews(scene, 30, (s) => ({ paint: s > 10 ? smokeAt(s) : null }), { fps: 4 });
    expect(started.map(({ event }) => event.facts.sign)).toEqual(["smoke"]);
    expect(started[0]!.second).toBeLessThanOrEqual(22);
    expect(started[0]!.event.why).toContain("experimental");
  });

  it("SM-5 smoke that comes in swaths is one event", () => {
    const swaths = (s: number): Paint | null => (s > 10 && (s < 20 || s > 26) ? smokeAt(Math.min(s, 18)) : null);
    const stirred = (s: number): Paint => {
      const paint = swaths(s);
      return (x, y, there) =>
        paint?.(x + 0.01 * Math.sin(s * 2), y, there.map((v) => v + 5 * Math.sin(s * 3 + x * 9)) as never) ?? null;
    };
    const { started, ended } = playViews(scene, 40, (s) => ({ paint: stirred(s) }), { fps: 4 });
    expect([started.length, ended.length]).toEqual([1, 0]);
  });

  it("SM-1 flames are told", () => {
    const { started } = playViews(scene, 26, (s) => ({ light: 0.6, paint: s > 10 ? flamesAt(s) : null }), { fps: 4 });
    expect(started.map(({ event }) => event.facts.sign)).toEqual(["fire"]);
    expect(started[0]!.second).toBeLessThanOrEqual(19);
  });

  it("SM-7 flames before something as red as fire can be are told: they are warmer", () => {
    const lit = inBox([0.2, 0.15, 0.8, 0.85], [215, 150, 120]);
    const paint =
      (s: number): Paint =>
      (...at) =>
        (s > 10 ? flamesAt(s)(...at) : null) ?? lit(...at);
    const { started } = playViews(scene, 26, (s) => ({ paint: paint(s) }), { fps: 4 });
    expect(started.map(({ event }) => event.facts.sign)).toEqual(["fire"]);
  });

  it("SM-7 a red door in a light that grows, and somebody in red who passes it, are none", () => {
    const door = inBox([0.62, 0.3, 0.7, 0.6], [158, 60, 50]);
    const walked = (s: number): number => 0.05 * s - 0.2;
    const paint =
      (s: number): Paint =>
      (...at) =>
        inBox([walked(s), 0.35, walked(s) + 0.04 + 0.02 * Math.sin(s * 9), 0.5], [230, 110, 50])(...at) ?? door(...at);
    const at = (s: number): ViewOptions => ({ light: 1 + 0.12 * Math.min(1, s / 20), paint: paint(s) });
    expect(playViews(scene, 26, at, { fps: 4 }).started).toEqual([]);
  });

  it.each<[string, (s: number) => ViewOptions]>([
    ["a cloud", (s) => ({ light: s > 10 && s < 20 ? 0.6 : 1 })],
    [
      "a white van that passes",
      (s) => ({ paint: inBox([s * 0.06 - 0.7, 0.4, s * 0.06 - 0.35, 0.7], [225, 225, 220]) }),
    ],
    [
      "a red lamp that shines evenly",
      (s) => ({ light: 0.6, paint: s > 10 ? inBox([0.46, 0.4, 0.54, 0.52], [400, 200, 40]) : null }),
    ],
    [
      "the sun that comes back on an awning",
      (s) => ({
        light: s < 10 ? 0.9 : 0.9 + 0.08 * Math.min(10, s - 10),
        paint: (x, y) => {
          const red = 90 + 90 * Math.abs(Math.sin(x * 70 + y * 31));
          return inBox([0.4, 0.3, 0.6, 0.5], [red, red * 0.5, red * 0.4])(x, y, [0, 0, 0]);
        },
      }),
    ],
    [
      "a lamp that blinks",
      (s) => ({ light: 0.6, paint: s % 1 < 0.5 ? inBox([0.46, 0.4, 0.54, 0.52], [400, 200, 40]) : null }),
    ],
  ])("SM-2 %s is neither", (_name, at) => {
    expect(playViews(scene, 26, at, { fps: 4 }).started).toEqual([]);
  });
});

describe("parking spaces", () => {
  const spaces = [0, 1, 2].map((i) => ({
    id: `space-${i + 1}`,
    polygon: [
      [0.2 + i * 0.2, 0.5],
      [0.36 + i * 0.2, 0.5],
      [0.36 + i * 0.2, 0.8],
      [0.2 + i * 0.2, 0.8],
    ] as [number, number][],
  }));
  const scene = (minFree?: number) => ({
    zones: spaces,
    scenarios: [
      {
        id: "watch",
        kind: "parking-spaces" as const,
        spaces: spaces.map(({ id }) => id),
        minStayS: 5,
        ...(minFree === undefined ? {} : { minFree }),
      },
    ],
  });
  /** A car as a picture shows it: a body with windows. */
  const carOn =
    (i: number): Paint =>
    (x, y) => {
      const [u, v] = [(x - 0.2 - i * 0.2) / 0.16, (y - 0.5) / 0.3];
      if (u < 0.08 || u > 0.92 || v < 0.02 || v > 0.98) return null;
      return Math.floor(u * 5) % 2 === 1 && Math.floor(v * 6) % 2 === 1 ? [20, 24, 30] : [205, 206, 204];
    };
  const both =
    (...paints: Paint[]): Paint =>
    (x, y, there) =>
      paints.map((paint) => paint(x, y, there)).find(Boolean) ?? null;
  const parked = { id: 1, className: "car", path: stand([0.68, 0.78], 12_000, 60_000), size: [0.15, 0.28] as const };

  it("PS-1 PS-2 the last free space is taken: one event, by the picture alone or by the car's track", () => {
    const at = (s: number) => ({
      view: plain,
      paint: s > 12 ? both(carOn(0), carOn(1), carOn(2)) : both(carOn(0), carOn(1)),
    });
    // The first two are followed at the start, and their tracks are lost at 6 s.
    const first = [0, 1].map((i) => ({
      id: i + 2,
      className: "car",
      path: stand([0.28 + i * 0.2, 0.78], 0, 6_000),
      size: [0.15, 0.28] as const,
    }));
    const { started: byPicture, watch } = playViews(scene(1), 36, at, { actors: first });
    expect(watch.counts().spaces).toMatchObject([{ scenario: "watch", total: 3, free: 0, taken: 3 }]);
    expect(byPicture.map(({ event }) => event.facts)).toMatchObject([{ free: 0, total: 3, minFree: 1 }]);
    const unseen = (): ViewOptions => ({ view: plain, paint: both(carOn(0), carOn(1)) });
    const byTrack = playViews(scene(1), 36, unseen, { actors: [...first, parked] }).started;
    expect(byTrack.map(({ second }) => second)).toHaveLength(1);
  });

  it("PS-2 nobody asked for a limit, or a car only passes: none", () => {
    const at = (): ViewOptions => ({ view: plain, paint: both(carOn(0), carOn(1)) });
    expect(playViews(scene(), 30, at).started).toEqual([]);
    const passing = {
      id: 1,
      className: "car",
      path: walk([0.1, 0.75], [1.1, 0.75], 10_000, 20_000),
      size: [0.15, 0.28] as const,
    };
    expect(playViews(scene(1), 36, at, { actors: [passing] }).started).toEqual([]);
  });
});

it("PM-2 the street of these tests is no even ground", () => {
  expect(new Set(Array.from({ length: 50 }, (_, i) => STREET(i / 50, 0.5).join())).size).toBeGreaterThan(5);
});
