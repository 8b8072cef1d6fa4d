// Drawn situations of what is judged from the picture: told within ten seconds of the truth, and silence before what looks alike.
import { PLAIN, type Situation, situationRows } from "@vigie/sim";
import { expect, it, vi } from "vitest";
import { runDrawnSituation } from "../src/run-drawn-situation.ts";
import { runSituationOnTruth } from "../src/run-situation.ts";

/** Drawing takes its time on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

const NIGHT = { ...PLAIN, light: "night" } as const;
const RAIN = { ...PLAIN, weather: "rain" } as const;
const row = (kind: string) => situationRows.find((each) => each.kind === kind)!;
/** Sight needs no more than a picture a second. */
const fpsOf = (kind: string): number => (kind === "tamper" || kind === "poor-view" ? 1 : 5);
const timesS = (situation: Situation): number[] =>
  runDrawnSituation(situation, fpsOf(situation.kind))
    .events.filter(({ phase }) => phase !== "ended")
    .map(({ startedAtMs }) => startedAtMs / 1000);

it.each([
  ["tamper", 2, NIGHT],
  ["tamper", 5, PLAIN],
  ["poor-view", 1, PLAIN],
  ["light-on", 1, NIGHT],
  ["door-state", 1, RAIN],
  ["smoke-fire", 1, PLAIN],
  ["scene-change", 1, NIGHT],
  ["bin-level", 1, PLAIN],
  ["parking-spaces", 1, PLAIN],
  ["red-light", 1, RAIN],
] as const)("%s, seed %i: the true event is told within 10 s, and nothing else", (kind, seed, conditions) => {
  const situation = row(kind).make(seed, conditions);
  const [truth] = situation.events;
  const told = timesS(situation);
  expect(told).toHaveLength(1);
  expect(told[0]! - truth!.startS).toBeGreaterThanOrEqual(-1);
  expect(told[0]! - truth!.startS).toBeLessThanOrEqual(10);
});

it.each([
  ["tamper", 1, PLAIN],
  ["door-state", 1, PLAIN],
  ["smoke-fire", 1, RAIN],
  ["red-light", 1, PLAIN],
] as const)("%s, seed %i: what looks alike raises nothing", (kind, seed, conditions) => {
  expect(timesS(row(kind).makeSilent!(seed, conditions))).toEqual([]);
});

it("axle-count, seed 2: a car and a lorry are told once each with the axles that they have, and nothing that waits", () => {
  const whole = row("axle-count").make(2, PLAIN);
  const situation: Situation = { ...whole, scene: { ...whole.scene, seconds: 17 } };
  const { events } = runDrawnSituation(situation, 5);
  expect(events.map(({ facts }) => [facts.className, facts.axles])).toEqual([
    ["car", 2],
    ["truck", 3],
  ]);
  expect(whole.events.flatMap(({ startS, fact }) => (startS < 17 ? [fact?.value] : []))).toEqual([2, 3]);
  const options = { fps: 5, missShare: 0.1, jitterPx: 1, seed: 1 };
  expect(runSituationOnTruth(row("axle-count").makeSilent!(2, PLAIN), options).events).toEqual([]);
});
