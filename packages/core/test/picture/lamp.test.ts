// Traffic lights in a circled zone: the lit lamp, by place, brightness and colour.
import { describe, expect, it } from "vitest";
import { createLampWatch, type KeptLook, type LampPlace, type LightState } from "../../src/picture/index.ts";
import { CIRCLED, type Lamp, trafficLight } from "../scenes/traffic-light.ts";
import { plain, type Rgb, type ViewOptions, viewPicture } from "../scenes/view-stage.ts";

/** Five pictures a second; the states one after the other, without repeats. */
function states(seconds: number, at: (second: number) => ViewOptions, place: LampPlace = "top"): LightState[] {
  const lamp = createLampWatch(CIRCLED, place);
  const seen: LightState[] = [];
  for (let i = 0; i < seconds * 5; i++) {
    const state = lamp.step(viewPicture({ view: plain, frame: i, ...at(i / 5) }), i * 200);
    if (state !== seen.at(-1)) seen.push(state);
  }
  return seen;
}

const cycle = (second: number): Lamp => (second < 4 ? "green" : second < 6 ? "amber" : second < 14 ? "red" : "green");

describe("RL-1 the lit lamp", () => {
  it.each<[string, (second: number) => ViewOptions]>([
    ["by day", (s) => ({ paint: trafficLight(cycle(s)) })],
    [
      "at night, white in its middle",
      (s) => ({ light: 1, view: () => [12, 13, 18], paint: trafficLight(cycle(s), undefined, true) }),
    ],
    [
      "LEDs that a camera sometimes catches dark",
      (s) => ({ paint: trafficLight(Math.round(s * 5) % 4 === 3 ? "none" : cycle(s)) }),
    ],
    ["with a cloud over all of it", (s) => ({ light: s > 9 && s < 12 ? 0.75 : 1, paint: trafficLight(cycle(s)) })],
  ])("%s", (_name, at) => {
    expect(states(20, at)).toEqual(["unknown", "other", "red", "other"]);
  });

  it("red and amber together is red", () => {
    const at = (s: number) => ({
      paint: trafficLight(s < 4 ? "green" : s < 12 ? "red" : s < 14 ? "red and amber" : "green"),
    });
    expect(states(20, at)).toEqual(["unknown", "red", "other"]);
  });

  it("the red lamp may be the lowest", () => {
    const at = (s: number) => ({ paint: trafficLight(cycle(s), ["green", "amber", "red"]) });
    expect(states(20, at, "bottom")).toEqual(["unknown", "other", "red", "other"]);
  });

  it("a light of one lamp alone", () => {
    const at = (s: number) => ({ paint: trafficLight(s > 5 && s < 12 ? "red" : "none") });
    expect(states(20, at, "whole")).toEqual(["unknown", "red", "other"]);
  });
});

describe("RL-3 what nobody can see", () => {
  it("a bus before the light, and lamps that are all dark", () => {
    const bus = (): Rgb => [225, 40, 35];
    const at = (s: number) => ({
      paint: s > 8 && s < 13 ? bus : trafficLight(s > 17 ? "none" : cycle(Math.min(s, 13))),
    });
    expect(states(24, at)).toEqual(["unknown", "other", "red", "unknown", "red", "unknown"]);
  });

  it("RL-4 a light that never changes was never recognised", () => {
    const lamp = createLampWatch(CIRCLED, "top");
    for (let i = 0; i < 50; i++) lamp.step(viewPicture({ view: plain, paint: trafficLight("red"), frame: i }), i * 200);
    expect(lamp.isKnown).toBe(false);
  });
});

describe("RL-6 the light over a restart", () => {
  const at = (second: number, i: number) =>
    viewPicture({ view: plain, frame: i, paint: trafficLight(cycle(second % 18)) });
  const STEP_MS = 200;

  /** What a lamp watch has learnt by the red of the first cycle, as it is written down. */
  function learntAt10s(): KeptLook {
    const lamp = createLampWatch(CIRCLED, "top");
    for (let i = 0; i <= 50; i++) lamp.step(at(i / 5, i), i * STEP_MS);
    return JSON.parse(JSON.stringify(lamp.kept())) as KeptLook;
  }

  it.each<[string, number, boolean, LightState]>([
    ["gone on from: red at once", 20_000, true, "red"],
    ["without a memory: unknown until the lamp changes", 20_000, false, "unknown"],
    ["after more than ten minutes: the light is another", 700_000, true, "unknown"],
  ])("%s", (_name, afterMs, hasMemory, state) => {
    const lamp = createLampWatch(CIRCLED, "top");
    if (hasMemory) lamp.goOn(learntAt10s());
    expect(lamp.step(at(10, 0), 10_000 + afterMs)).toBe(state);
    expect(lamp.isKnown).toBe(state === "red");
  });

  it("RL-6 a circle that is drawn around something else takes nothing over", () => {
    const lamp = createLampWatch(
      CIRCLED.map(([x, y]) => [0.8 * x, 0.8 * y]),
      "top",
    );
    lamp.goOn(learntAt10s());
    lamp.step(at(10, 0), 11_000);
    expect(lamp.isKnown).toBe(false);
  });

  it.each([
    [60_000, "red"],
    [700_000, "unknown"],
  ])("VW-15 seen in another size for %i ms, it is %s at the first look in the former one", (awayMs, state) => {
    const lamp = createLampWatch(CIRCLED, "top");
    for (let i = 0; i <= 50; i++) lamp.step(at(i / 5, i), i * STEP_MS);
    const { gray, rgb } = at(0, 0);
    const size = { widthPx: 96, heightPx: 72, strideBytes: gray.strideBytes };
    for (const ms of [10_200, 10_000 + awayMs]) lamp.step({ gray: { ...gray, ...size }, rgb: { ...rgb, ...size } }, ms);
    expect(lamp.step(at(10, 0), 10_200 + awayMs)).toBe(state);
  });

  it("RL-7 what has stood before the light for ten minutes belongs there, and the light is learnt anew", () => {
    const lamp = createLampWatch(CIRCLED, "top");
    const seen: LightState[] = [];
    // Learnt with a board before it, which is then taken away for good.
    const board = (): Rgb => [200, 30, 30];
    for (let s = 0; s < 660; s++) {
      const paint = s < 10 ? board : trafficLight(cycle(s % 18));
      for (const part of s < 620 ? [0] : [0, 0.2, 0.4, 0.6, 0.8]) {
        const state = lamp.step(viewPicture({ view: plain, frame: s, paint }), (s + part) * 1000);
        if (state !== seen.at(-1)) seen.push(state);
      }
    }
    expect(seen[0]).toBe("unknown");
    expect(seen).toContain("red");
  });
});
