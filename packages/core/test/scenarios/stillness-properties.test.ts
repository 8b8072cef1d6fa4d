// What must hold for every stay, object and fall: no alarm before its time, one each, the same at any hour, place and size.
import type { SceneInput } from "@vigie/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Patch, showPainted } from "../scenes/picture-stage.ts";
import { type Actor, first, show, stand, walk } from "../scenes/stage.ts";

type Wanted = NonNullable<SceneInput["scenarios"]>[number];
type Point = [number, number];
const SEEDED = { seed: 41, numRuns: 25 };
/** Painted pictures cost more. */
const FEW = { seed: 41, numRuns: 4 };

const around = (x1: number, y1: number, x2: number, y2: number): Point[] => [
  [x1, y1],
  [x2, y1],
  [x2, y2],
  [x1, y2],
];
const sceneWith = (scenario: Wanted, polygon = around(0.02, 0.1, 0.98, 0.98)): SceneInput => ({
  zones: [{ id: "yard", name: "Yard", polygon }],
  scenarios: [scenario],
});
const stopped = (minStayS: number): Wanted => ({
  id: "stay",
  kind: "stopped",
  zone: "yard",
  classes: ["car"],
  minStayS,
});
const begun = (scene: SceneInput, actors: Actor[], untilMs: number, fromMs = 0): number[] =>
  show(scene, actors, { fps: 5, fromMs, untilMs })
    .events.filter(({ phase }) => phase === "started")
    .map(({ startedAtMs }) => startedAtMs);

/** Drives in, stands for so long, and drives off. */
const car = (stayMs: number, fromMs = 0, id = 1): Actor => ({
  id,
  className: "car",
  path: first(
    walk([0.1, 0.6], [0.5, 0.6], fromMs, fromMs + 2_000),
    stand([0.5, 0.6], fromMs + 2_000, fromMs + 2_000 + stayMs),
    walk([0.5, 0.6], [0.9, 0.6], fromMs + 2_000 + stayMs, fromMs + 4_000 + stayMs),
  ),
});

describe("a stay", () => {
  const limitS = fc.integer({ min: 4, max: 20 });
  const otherMs = fc.integer({ min: 1_500, max: 8_000 });

  it("ST-1 is silent when it ends before its limit, and told once, not before its time, when it lasts longer", () => {
    fc.assert(
      fc.property(limitS, otherMs, fc.boolean(), (limit, other, lasts) => {
        const stayMs = limit * 1000 + (lasts ? other : -other);
        const times = begun(sceneWith(stopped(limit)), [car(stayMs)], stayMs + 8_000);
        expect(times).toHaveLength(lasts ? 1 : 0);
        if (!lasts) return;
        expect(times[0]!).toBeGreaterThanOrEqual(limit * 1000);
        expect(times[0]!).toBeLessThanOrEqual(2_000 + limit * 1000 + 2_000);
      }),
      SEEDED,
    );
  });

  it("ST-1 is told once although its track breaks, wherever it breaks", () => {
    const breaks = fc.uniqueArray(fc.integer({ min: 5, max: 28 }), {
      minLength: 1,
      maxLength: 3,
      selector: (s) => s >> 2,
    });
    fc.assert(
      fc.property(breaks, fc.integer({ min: 400, max: 1_800 }), (seconds, gapMs) => {
        const edges = [...seconds.sort((a, b) => a - b).map((s) => s * 1000), 40_000];
        const parts = edges.map((untilMs, i): Actor => {
          const fromMs = i === 0 ? 0 : edges[i - 1]! + gapMs;
          const whole = car(30_000);
          return { ...whole, id: i + 1, path: (ms) => (ms >= fromMs && ms <= untilMs ? whole.path(ms) : null) };
        });
        expect(begun(sceneWith(stopped(12)), parts, 40_000)).toHaveLength(1);
      }),
      SEEDED,
    );
  });

  it("ST-1 is the same at any hour", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_000_000 }), limitS, (shift, limit) => {
        const shiftMs = shift * 200;
        const at = (fromMs: number) =>
          begun(sceneWith(stopped(limit)), [car(25_000, fromMs)], fromMs + 35_000, fromMs).map((ms) => ms - fromMs);
        expect(at(shiftMs)).toEqual(at(0));
      }),
      SEEDED,
    );
  });

  it("ST-1 is the same elsewhere in the picture and in another size", () => {
    const scale = fc.double({ min: 0.4, max: 1.1, noNaN: true });
    const shift = fc.double({ min: -0.04, max: 0.04, noNaN: true });
    fc.assert(
      fc.property(scale, shift, shift, (factor, dx, dy) => {
        const x = (v: number) => 0.5 + (v - 0.5) * factor + dx;
        const y = (v: number) => 0.5 + (v - 0.5) * factor + dy;
        const whole = car(20_000);
        const moved: Actor = {
          ...whole,
          size: [0.08 * factor, 0.12 * factor],
          path: (ms) => {
            const place = whole.path(ms);
            return place && [x(place[0]), y(place[1])];
          },
        };
        const polygon = around(x(0.3), y(0.4), x(0.7), y(0.7));
        expect(begun(sceneWith(stopped(10), polygon), [moved], 30_000)).toEqual(
          begun(sceneWith(stopped(10), around(0.3, 0.4, 0.7, 0.7)), [whole], 30_000),
        );
      }),
      SEEDED,
    );
  });
});

describe("something left behind", () => {
  const abandoned: Wanted = { id: "left", kind: "abandoned", zone: "yard", minStayS: 8 };

  it("AB-1 AB-3 is told once, not before its limit, however often somebody walks in front", () => {
    const passers = fc.array(fc.integer({ min: 9, max: 26 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 8 }), passers, (leftS, seconds) => {
        const bag: Patch = { box: [0.48, 0.52, 0.53, 0.6], rgb: [30, 40, 110], fromMs: leftS * 1000 - 800 };
        const owner: Actor = {
          id: 1,
          size: [0.06, 0.26],
          path: first(
            stand([0.44, 0.62], 0, leftS * 1000),
            walk([0.44, 0.62], [-0.1, 0.62], leftS * 1000, leftS * 1000 + 3_000),
          ),
        };
        const others = seconds.map(
          (s, i): Actor => ({
            id: 2 + i,
            size: [0.06, 0.26],
            path: walk([1.05, 0.7], [-0.05, 0.7], s * 1000, s * 1000 + 3_500),
          }),
        );
        const { events } = showPainted(
          sceneWith(abandoned),
          { actors: [owner, ...others], patches: [bag] },
          { untilMs: 34_000 },
        );
        const times = events.filter(({ phase }) => phase === "started").map(({ startedAtMs }) => startedAtMs);
        expect(times).toHaveLength(1);
        expect(times[0]!).toBeGreaterThanOrEqual(leftS * 1000 + 8_000);
      }),
      FEW,
    );
  });
});

describe("a fall", () => {
  it("FA-1 is told once at any hour and anywhere on the ground, never before the limit", () => {
    const fall: Wanted = { id: "fall", kind: "fall", zone: "yard", minDownS: 2 };
    const place = fc.tuple(
      fc.double({ min: 0.25, max: 0.75, noNaN: true }),
      fc.double({ min: 0.55, max: 0.85, noNaN: true }),
    );
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: 50_000_000 }), (at, shift) => {
        const fromMs = shift * 200;
        const falls: Actor = {
          id: 1,
          path: stand(at, fromMs, fromMs + 30_000),
          size: (ms) => {
            const share = Math.min(1, Math.max(0, (ms - fromMs - 6_000) / 700));
            return [0.06 + 0.11 * share, 0.3 - 0.2 * share];
          },
        };
        const times = begun(sceneWith(fall), [falls], fromMs + 16_000, fromMs);
        expect(times).toHaveLength(1);
        expect(times[0]! - fromMs).toBeGreaterThanOrEqual(8_000);
        expect(times[0]! - fromMs).toBeLessThanOrEqual(11_000);
      }),
      SEEDED,
    );
  });
});
