// Red light: who crosses at red is told, who cannot be accused is not.
import { expect, it } from "vitest";
import { walk } from "../scenes/stage.ts";
import { CIRCLED, trafficLight } from "../scenes/traffic-light.ts";
import { playViews } from "../scenes/view-play.ts";
import { plain } from "../scenes/view-stage.ts";

const scene = (more: object = {}) => ({
  lines: [
    {
      id: "stop",
      name: "Stop line",
      points: [
        [0.3, 0.9],
        [0.3, 0.5],
      ] as [number, number][],
    },
  ],
  zones: [{ id: "light", polygon: CIRCLED }],
  scenarios: [
    { id: "watch", kind: "red-light" as const, line: "stop", light: "light", direction: "both" as const, ...more },
  ],
});
/** Green, then red from 6 s to 16 s, then green. */
const light = (s: number) => ({ view: plain, paint: trafficLight(s >= 6 && s < 16 ? "red" : "green") });
/** Crosses the line in the middle of these three seconds. */
const carAt = (second: number, className = "car") => ({
  id: 1,
  className,
  path: walk([0.1, 0.7], [0.5, 0.7], second * 1000 - 1500, second * 1000 + 1500),
});
const crossings = (second: number, more: object = {}, className = "car") =>
  playViews(scene(more), 22, light, { fps: 5, actors: [carAt(second, className)] }).started;

it("RL-2 a car crosses four seconds into the red: told with how long it had been red", () => {
  const told = crossings(10);
  expect(told).toHaveLength(1);
  expect(told[0]!.event).toMatchObject({
    phase: "instant",
    classes: ["car"],
    facts: { className: "car", placeName: "Stop line", graceS: 0.5 },
  });
});

it.each<[string, number, object, string]>([
  ["at green", 3, {}, "car"],
  ["in the grace", 6.2, { graceS: 2 }, "car"],
  ["after it turned green again", 18, {}, "car"],
  ["against the watched direction", 10, { direction: "forward" }, "car"],
  ["by a class that is not ticked", 10, {}, "person"],
])("RL-2 %s: nobody is accused", (_name, second, more, className) => {
  const told = crossings(second, more, className);
  if (_name.startsWith("against")) expect(told.length + crossings(second, { direction: "backward" }).length).toBe(1);
  else expect(told).toEqual([]);
});

const bus = {
  id: 2,
  className: "bus",
  path: (ms: number) => (ms > 8500 && ms < 12_000 ? ([0.65, 0.7] as const) : null),
  size: [0.4, 0.6] as const,
};

it("RL-3 a bus hides the light for a while, red before and after: the crossing is told", () => {
  const { started } = playViews(scene({ classes: ["car"] }), 22, light, { fps: 5, actors: [carAt(13), bus] });
  expect(started).toHaveLength(1);
});

it("RL-3 a light that was never seen red again is nobody's red", () => {
  const goesGreen = (s: number) => ({ view: plain, paint: trafficLight(s >= 6 && s < 10 ? "red" : "green") });
  const { started } = playViews(scene({ classes: ["car"] }), 22, goesGreen, { fps: 5, actors: [carAt(11), bus] });
  expect(started).toEqual([]);
});

it("RL-4 a light that never changed: the scenario is not watching", () => {
  const { watch } = playViews(scene(), 8, () => ({ view: plain, paint: trafficLight("red") }), { fps: 5 });
  expect(watch.notWatching()).toEqual([
    { scenarioId: "watch", reason: "no lit lamp was recognised in the circled light yet" },
  ]);
});

it("PM-5 a bus that stands before the light for minutes: the light is said to be hidden", () => {
  const parked = {
    id: 2,
    className: "bus",
    path: (ms: number) => (ms > 8_000 ? ([0.65, 0.7] as const) : null),
    size: [0.5, 0.7] as const,
  };
  const { watch } = playViews(scene(), 140, light, { fps: 2, actors: [parked] });
  expect(watch.notWatching()[0]?.reason).toContain("for more than two minutes");
});

it("RL-5 a detector that takes the light for somebody does not hide it; who comes and stands before it does", () => {
  const post = (path: (ms: number) => readonly [number, number] | null) => ({
    id: 2,
    className: "person",
    size: [0.12, 0.5] as const,
    path,
  });
  const told = (path: (ms: number) => readonly [number, number] | null) =>
    playViews(scene({ classes: ["car"] }), 22, light, { fps: 5, actors: [carAt(10), post(path)] }).started.length;
  expect(told(() => [0.65, 0.66])).toBe(1);
  const came = walk([0.2, 0.66], [0.65, 0.66], 0, 4000);
  expect(told((ms) => (ms < 4000 ? came(ms) : [0.65, 0.66]))).toBe(0);
});
