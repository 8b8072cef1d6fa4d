// A clock that the test owns.
import fc from "fast-check";
import { expect, it } from "vitest";
import { createVirtualClock } from "../src/ports/index.ts";

it("VC-1 nothing runs until time passes, then in order, each at its time", () => {
  const clock = createVirtualClock(1_000_000);
  const seen: [string, number, number][] = [];
  const note = (name: string) => () => seen.push([name, clock.monotonicMs(), clock.nowMs()]);
  clock.after(300, note("c"));
  clock.after(100, note("a"));
  clock.after(100, note("b"));
  expect(seen).toEqual([]);
  clock.advance(99);
  expect(seen).toEqual([]);
  clock.advance(1);
  expect(seen).toEqual([
    ["a", 100, 1_000_100],
    ["b", 100, 1_000_100],
  ]);
  clock.advance(1000);
  expect(seen.at(-1)).toEqual(["c", 300, 1_000_300]);
  expect([clock.monotonicMs(), clock.pending]).toEqual([1100, 0]);
});

it("VC-1 timers made on the way run on the way", () => {
  const clock = createVirtualClock();
  const ticks: number[] = [];
  const tick = () => {
    ticks.push(clock.monotonicMs());
    if (ticks.length < 5) clock.after(10, tick);
  };
  clock.after(10, tick);
  clock.advance(35);
  expect(ticks).toEqual([10, 20, 30]);
  clock.advance(100);
  expect(ticks).toEqual([10, 20, 30, 40, 50]);
});

it("VC-1 in one leap or in many steps the same happens", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 500 }), { maxLength: 12 }),
      fc.array(fc.nat({ max: 200 }), { minLength: 1, maxLength: 8 }),
      (delays, steps) => {
        const run = (leaps: number[]) => {
          const clock = createVirtualClock();
          const seen: string[] = [];
          for (const [i, delay] of delays.entries()) clock.after(delay, () => seen.push(`${i}@${clock.monotonicMs()}`));
          for (const leap of leaps) clock.advance(leap);
          return seen;
        };
        expect(run(steps)).toEqual(run([steps.reduce((sum, step) => sum + step, 0)]));
      },
    ),
  );
});

it("VC-2 a cancelled timer does not run, and the wall clock moves no timer", () => {
  const clock = createVirtualClock(5000);
  const seen: string[] = [];
  const timer = clock.after(100, () => seen.push("cancelled"));
  clock.after(200, () => seen.push("kept"));
  timer.cancel();
  clock.stepWall(0);
  expect([clock.nowMs(), clock.monotonicMs(), clock.pending]).toEqual([0, 0, 1]);
  clock.advance(199);
  expect(seen).toEqual([]);
  clock.advance(1);
  expect(seen).toEqual(["kept"]);
  expect(clock.nowMs()).toBe(200);
});
