// Axles of vehicles that pass a camera at the roadside: as many as they have, or not known, with the reason.
import type { ScenarioInput } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { countAxles } from "../../src/scenarios/axle-count/count-axles.ts";
import type { VehicleLook } from "../../src/scenarios/axle-count/vehicle-looks.ts";
import { type PaintedVehicle, playWheels } from "../scenes/wheel-stage.ts";

const scenario: ScenarioInput = { id: "axles", kind: "axle-count", line: "gate", classes: ["vehicle"] };
const toTheRight =
  (speedPx: number, lengthPx: number, y = 270) =>
  (s: number) => ({ x: speedPx * s - lengthPx - 20, y });

const car: PaintedVehicle = {
  className: "car",
  lengthPx: 130,
  heightPx: 46,
  wheels: [26, 102],
  radiusPx: 9,
  at: toTheRight(150, 130),
};
const lorry = (wheels: readonly number[], lengthPx = 360): PaintedVehicle => ({
  className: "truck",
  lengthPx,
  heightPx: 100,
  wheels,
  radiusPx: 13,
  at: toTheRight(170, lengthPx),
});
const told = (vehicle: PaintedVehicle, more: Partial<Parameters<typeof playWheels>[1]> = {}) =>
  playWheels(scenario, { vehicles: [vehicle], seconds: 8, ...more });

describe("axle count", () => {
  it.each([
    ["a car", car, 2],
    ["a lorry with a tandem", lorry([50, 225, 257]), 3],
    ["an articulated lorry with four axles", lorry([44, 118, 268, 300]), 4],
    ["an articulated lorry with five axles", lorry([44, 118, 236, 268, 300]), 5],
  ] as const)("AX-1 AX-2 %s is counted once, with %#", (_, vehicle, axles) => {
    const { events } = told(vehicle);
    expect(events.map(({ phase, direction, facts }) => [phase, direction, facts.axles])).toEqual([
      ["instant", "backward", axles],
    ]);
    expect(events[0]!.why).toContain(`with ${axles} axles counted backward across Gate`);
  });

  it("AX-1 is told within 4 s and half a second of the crossing, also when the vehicle then waits in the picture", () => {
    const at = (s: number) => ({ x: Math.min(150 * s - 150, 300), y: 270 });
    const { events } = told({ ...car, at });
    expect(events.map(({ facts }) => facts.axles)).toEqual([2]);
  });

  it("AX-1 tells nothing of the other direction when only one is watched", () => {
    const only: ScenarioInput = { ...scenario, direction: "forward" };
    expect(playWheels(only, { vehicles: [car], seconds: 8 }).events).toEqual([]);
  });

  it.each([
    ["small", "far away", { ...car, lengthPx: 40, heightPx: 16, wheels: [8, 32], radiusPx: 3 }],
    ["slanted", "that comes towards the camera", { ...car, lengthPx: 60, heightPx: 62, wheels: [8, 52] }],
    ["cut", "longer than the picture", lorry([60, 200, 560, 600], 660)],
    ["cut", "that is taken for a car and has four", { ...lorry([44, 118, 268, 300]), className: "car" }],
    ["unclear", "without light", { ...car, isDark: true }],
    ["unclear", "whose wheels are behind skirts", { ...car, wheels: [] }],
  ] as const)("AX-3 axles are unknown (%s) of a vehicle %s", (because, _, vehicle) => {
    const { events, totals } = told(vehicle);
    expect(events.map(({ facts }) => [facts.axles, facts.because])).toEqual([["unknown", because]]);
    expect(totals.axles).toMatchObject([{ backward: { unknown: 1 }, forward: {} }]);
  });

  it("AX-3 axles are unknown of a vehicle whose rear wheels somebody hides all the way", () => {
    const hides = (s: number) => {
      const x = Math.round(car.at(s)!.x);
      return [[x + 4, 200, x + 52, 300] as const];
    };
    expect(told(car, { screens: hides }).events.map(({ facts }) => facts.axles)).toEqual(["unknown"]);
  });

  it("AX-2 somebody who stands before the road for a part of the way changes nothing", () => {
    const { events } = told(car, { screens: () => [[380, 180, 420, 320]] });
    expect(events.map(({ facts }) => facts.axles)).toEqual([2]);
  });

  it.each([
    ["a car and its caravan in two boxes are one vehicle with three axles", 34, [3]],
    ["a car and one that follows it are two", 90, [2, "unknown"]],
  ] as const)("AX-5 %s", (_, gapPx, axles) => {
    const caravan = { ...car, className: "truck", lengthPx: 116, heightPx: 66, wheels: [58] };
    const behind = (s: number) => ({ x: car.at(s)!.x - gapPx - caravan.lengthPx, y: 270 });
    const { events } = playWheels(scenario, { vehicles: [car, { ...caravan, at: behind }], seconds: 8 });
    expect(events.map(({ facts }) => facts.axles)).toEqual(axles);
  });

  it.each([25, 44])("AX-5 two cars of a queue, %i pixels apart, are two", (gapPx) => {
    const behind = (s: number) => ({ x: car.at(s)!.x - gapPx - car.lengthPx, y: 270 });
    const { events } = playWheels(scenario, { vehicles: [car, { ...car, at: behind }], seconds: 8 });
    expect(events.map(({ facts }) => facts.className)).toEqual(["car", "car"]);
  });

  it("AX-5 a car and what looks like one behind it are one vehicle when they slow down and the gap stays", () => {
    const brakes = (s: number) => ({ x: -150 + (s < 2.5 ? 150 * s : 375 + 60 * (s - 2.5)), y: 270 });
    const caravan = { ...car, lengthPx: 116, heightPx: 56, wheels: [58] };
    const behind = (s: number) => ({ x: brakes(s).x - 34 - caravan.lengthPx, y: 270 });
    const vehicles = [
      { ...car, at: brakes },
      { ...caravan, at: behind },
    ];
    expect(playWheels(scenario, { vehicles, seconds: 14 }).events).toHaveLength(1);
  });

  it("AX-8 a lorry whose cab has a box of its own until all of it is in the picture is told once, with all its axles", () => {
    const long = lorry([44, 118, 268, 330]);
    const seenAs = (leftPx: number): [number, number][] =>
      leftPx > 40
        ? [[0, 360]]
        : [
            [0, 300],
            [290, 360],
          ];
    const { events } = told({ ...long, seenAs });
    expect(events.map(({ facts }) => facts.axles)).toEqual([4]);
  });

  it("AX-8 a slow road train in two boxes is told once", () => {
    const train = lorry([44, 118, 230, 262], 330);
    const at = (s: number) => ({ x: 30 * s - 120, y: 270 });
    const parts: [number, number][] = [
      [0, 150],
      [165, 330],
    ];
    const { events } = told({ ...train, at, seenAs: () => parts }, { seconds: 30, fps: 5 });
    expect(events.map(({ facts }) => facts.axles)).toEqual([4]);
  });

  it("AX-6 who goes by far from the line is neither counted nor forgotten by those who cross it", () => {
    const far = { ...car, at: (s: number) => ({ x: 20 + 4 * s, y: 120 }) };
    const { events } = playWheels(scenario, { vehicles: [far, car], seconds: 8 });
    expect(events.map(({ facts }) => facts.axles)).toEqual([2]);
  });

  it("AX-4 sums are kept per direction and number of axles", () => {
    const back = { ...lorry([50, 225, 257]), at: (s: number) => ({ x: 660 - 170 * (s - 8), y: 255 }) };
    const { totals } = playWheels(scenario, { vehicles: [car, back], seconds: 16 });
    expect(totals.axles).toEqual([
      { camera: "cam", scenario: "axles", line: "gate", forward: { 3: 1 }, backward: { 2: 1 } },
    ]);
  });

  it.each([
    ["no wheel is what is hardly half as clear", 0.54, { axles: 5 }],
    ["nobody can say of what is a little clearer", 0.6, { axles: null, because: "unclear" }],
    ["a wheel is what is as clear as the others", 0.8, { axles: 6 }],
  ] as const)("AX-7 under a lorry with five clear wheels %s", (_, share, axles) => {
    const clearest = 0.8;
    const places = [...[55, 93, 131, 312, 398].map((at) => [at, clearest] as const), [230, share * clearest] as const];
    expect(countAxles(looksAt(places))).toEqual(axles);
  });
});

/** A lorry 450 pixels long that passes, with what looks like a wheel at these places along it, and how much. */
function looksAt(places: readonly (readonly [number, number])[]): VehicleLook[] {
  return Array.from({ length: 12 }, (_, i) => {
    const left = 60 + 20 * i;
    const radiiPx = [9, 10, 12, 14];
    const likeness = new Float32Array(radiiPx.length * 450);
    for (const [at, clear] of places) likeness[2 * 450 + at] = clear;
    return {
      ms: i * 100,
      box: [left, 200, left + 450, 300],
      isCutLeft: false,
      isCutRight: false,
      hidden: [],
      wheels: {
        fromPx: left,
        stepPx: 1,
        columns: 450,
        radiiPx,
        likeness,
        groundPx: new Float32Array(likeness.length).fill(300),
      },
    };
  });
}
