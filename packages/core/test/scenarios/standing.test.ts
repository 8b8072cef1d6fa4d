// From when somebody stands: the last steps are none of it, and what the edge of the picture hides proves nothing.
import type { SceneInput } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { type Actor, first, type Path, show, stand, tremble, walk } from "../scenes/stage.ts";

const WHOLE: [number, number][] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];
const sceneWith = (minStayS: number): SceneInput => ({
  zones: [{ id: "hall", name: "Hall", polygon: WHOLE }],
  scenarios: [{ id: "halt", kind: "stopped", zone: "hall", classes: ["person", "car"], minStayS }],
});
const started = (actors: Actor[], untilMs: number, fps = 5, minStayS = 5): number[] =>
  show(sceneWith(minStayS), actors, { untilMs, fps })
    .events.filter(({ phase }) => phase === "started")
    .map(({ startedAtMs }) => startedAtMs);

const HEIGHT = 0.8;
const WIDTH = 0.16;
/** Cut off by the lower edge of the picture for as long as the feet are below it. */
function comingIn(feet: Path): Actor {
  const below = (ms: number): number => Math.max(0, (feet(ms)?.[1] ?? 0) - 1);
  return {
    id: 1,
    path: (ms) => {
      const at = feet(ms);
      return at && [at[0], Math.min(1, at[1])];
    },
    size: (ms) => [WIDTH, HEIGHT - below(ms)],
  };
}

describe("from when somebody stands", () => {
  it.each([5, 10, 25])("ST-7 who comes in over the lower edge does not stand yet (%i looks a second)", (fps) => {
    const feet = first(walk([0.5, 1.7], [0.5, 0.92], 0, 2000), stand([0.5, 0.92], 2000, 20_000));
    const [atMs] = started([comingIn(feet)], 20_000, fps);
    expect(atMs).toBeGreaterThanOrEqual(6_600);
    expect(atMs).toBeLessThanOrEqual(7_600);
  });

  it("ST-7 whose feet the edge hides stands all the same, and is told once", () => {
    const feet = tremble(stand([0.5, 1.3], 0, 30_000), [WIDTH, HEIGHT], 0.04, 3);
    expect(started([comingIn(feet)], 30_000)).toHaveLength(1);
  });

  it("ST-7 who stands there cut off, and is half hidden by a passer-by for 2 s, has not moved", () => {
    const isHidden = (ms: number) => ms > 2_000 && ms < 4_000;
    const car: Actor = {
      id: 1,
      className: "car",
      path: (ms) => (ms > 30_000 ? null : [isHidden(ms) ? 0.575 : 0.5, 1]),
      size: (ms) => [isHidden(ms) ? 0.15 : 0.3, 0.2],
    };
    const [atMs, ...others] = started([car], 30_000);
    expect(others).toEqual([]);
    expect(atMs).toBeLessThanOrEqual(5_200);
  });

  it("ST-7 who walks about while the edge hides their feet does not stand", () => {
    const feet: Path = (ms) => [0.5, 1.3 - 0.25 * Math.sin(ms / 1500)];
    expect(started([comingIn(feet)], 30_000)).toEqual([]);
  });

  it("ST-7 a car that drives in over the side of the picture does not stand yet", () => {
    const nose: Path = first(walk([0.02, 0.7], [0.42, 0.7], 0, 3000), stand([0.42, 0.7], 3000, 20_000));
    const shownOf = (ms: number): number => Math.min(0.4, nose(ms)?.[0] ?? 0);
    const car: Actor = {
      id: 1,
      className: "car",
      path: (ms) => {
        const at = nose(ms);
        return at && [at[0] - shownOf(ms) / 2, at[1]];
      },
      size: (ms) => [shownOf(ms), 0.3],
    };
    const [atMs] = started([car], 20_000);
    expect(atMs).toBeGreaterThanOrEqual(7_500);
    expect(atMs).toBeLessThanOrEqual(8_600);
  });

  const ways = [0.1, 0.15, 0.2, 0.25, 0.3].flatMap((way) => [5, 10, 25].map((fps) => [way, fps] as const));
  it.each(ways)("ST-6 the last slow steps are no standing (a way of %f, %i looks a second)", (way, fps) => {
    // Away from the camera the picture shows little of a step.
    const hereMs = 10_000 * way;
    const path = first(walk([0.5, 0.7 + way], [0.5, 0.7], 0, hereMs), stand([0.5, 0.7], hereMs, 20_000));
    const [atMs] = started([{ id: 1, size: [0.14, 0.5], path }], 20_000, fps);
    expect(atMs).toBeGreaterThanOrEqual(hereMs + 4_500);
    expect(atMs).toBeLessThanOrEqual(hereMs + 5_400);
  });

  it("ST-6 who stood there from the first picture on, hidden below for a while, stood from then on", () => {
    const hidden = (ms: number): boolean => ms < 2_000;
    const person: Actor = {
      id: 1,
      path: (ms) => [0.5, hidden(ms) ? 0.58 : 0.7],
      size: (ms) => [0.1, hidden(ms) ? 0.28 : 0.4],
    };
    expect(started([person], 20_000)[0]).toBeLessThanOrEqual(5_200);
  });

  it.each([1, 2, 3])("ST-6 trembling of a tenth of the box delays nothing (noise %i)", (seed) => {
    const size = [0.1, 0.3] as const;
    const [atMs] = started([{ id: 1, size, path: tremble(stand([0.5, 0.6], 0, 20_000), size, 0.1, seed) }], 20_000);
    expect(atMs).toBeLessThanOrEqual(5_600);
  });

  it.each([2, 5])(
    "ST-7 a parked car cut off by the edge, half hidden now and then, is told (%i looks a second)",
    (fps) => {
      const isHidden = (ms: number): boolean => ms % 20_000 >= 12_000 && ms % 20_000 < 14_000;
      const car: Actor = {
        id: 1,
        className: "car",
        path: (ms) => (ms < 5_000 ? null : [isHidden(ms) ? 0.03 : 0.06, 0.6]),
        size: (ms) => [isHidden(ms) ? 0.06 : 0.12, 0.2],
      };
      const [atMs] = started([car], 200_000, fps, 60);
      expect(atMs).toBeGreaterThanOrEqual(64_500);
      expect(atMs).toBeLessThanOrEqual(70_000);
    },
  );
});
