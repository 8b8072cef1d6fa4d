// Running totals of lines and zones.
import type { SceneEvent } from "@vigie/contracts";
import { expect, it } from "vitest";
import { createLineCounter, createZoneCounter } from "../src/counting/index.ts";

const crossing = (startedAtMs: number, trackId: number, direction: "forward" | "backward", name = "car") =>
  ({ startedAtMs, trackIds: [trackId], direction, classes: [name] }) as SceneEvent;

it("LC-2 totals per class and direction grow, doubles change nothing", () => {
  const counter = createLineCounter("cam", "gate");
  counter.add(crossing(100, 1, "forward"));
  counter.add(crossing(100, 1, "forward"));
  counter.add(crossing(100, 2, "forward"));
  counter.add(crossing(900, 1, "backward", "bus"));
  expect(counter.totals()).toEqual({ camera: "cam", line: "gate", forward: { car: 2 }, backward: { bus: 1 } });
});

it("LC-3 watched classes stand at 0 until one comes", () => {
  const counter = createLineCounter("cam", "gate");
  counter.watch(["car", "bus"]);
  counter.add(crossing(100, 1, "forward"));
  counter.watch(["car", "bus"]);
  expect(counter.totals()).toMatchObject({ forward: { car: 1, bus: 0 }, backward: { car: 0, bus: 0 } });
});

it("LC-2 what a reader holds does not change under it", () => {
  const counter = createLineCounter("cam", "gate");
  const before = counter.totals();
  counter.add(crossing(100, 1, "forward"));
  expect(before.forward).toEqual({});
});

it("OC-3 the mean is weighted by time: 2 for 1 s, 0 for 3 s is 0.5", () => {
  const counter = createZoneCounter("cam", "yard");
  counter.update(new Map([["person", 2]]), 0);
  counter.update(new Map(), 1000);
  counter.update(new Map(), 4000);
  expect(counter.totals()).toEqual({ camera: "cam", zone: "yard", now: { person: 0 }, peak: { person: 2 }, mean: 0.5 });
});

it("OC-3 time without a picture does not count", () => {
  const counter = createZoneCounter("cam", "yard");
  counter.update(new Map([["person", 2]]), 0);
  counter.update(new Map([["person", 2]]), 1000);
  counter.pause();
  expect(counter.totals()).toMatchObject({ now: { person: 0 }, peak: { person: 2 }, mean: 2 });
  counter.update(new Map(), 60_000);
  counter.update(new Map(), 61_000);
  expect(counter.totals().mean).toBe(1);
  // A hole that nobody announced.
  counter.update(new Map(), 200_000);
  expect(counter.totals().mean).toBe(1);
});
