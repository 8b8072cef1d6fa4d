// The clock of the machine: timers run once, can be called off, and may be longer than a month.
import { afterEach, expect, it, vi } from "vitest";
import { systemClock } from "../src/index.ts";

const DAY_MS = 86_400_000;

afterEach(() => vi.useRealTimers());

it("runs a task once after its delay, however long, and never after it was called off", () => {
  vi.useFakeTimers();
  const clock = systemClock();
  const ran: string[] = [];
  clock.after(40 * DAY_MS, () => ran.push("after 40 days"));
  clock.after(10, () => ran.push("soon"));
  clock.after(30 * DAY_MS, () => ran.push("called off")).cancel();
  const late = clock.after(50 * DAY_MS, () => ran.push("called off late"));
  vi.advanceTimersByTime(10);
  expect(ran).toEqual(["soon"]);
  vi.advanceTimersByTime(40 * DAY_MS - 11);
  expect(ran).toEqual(["soon"]);
  vi.advanceTimersByTime(1);
  expect(ran).toEqual(["soon", "after 40 days"]);
  late.cancel();
  vi.advanceTimersByTime(100 * DAY_MS);
  expect(ran).toEqual(["soon", "after 40 days"]);
});

it("tells wall time, and a monotonic time that never goes back", () => {
  const clock = systemClock();
  expect(Math.abs(clock.nowMs() - Date.now())).toBeLessThan(60_000);
  const times = Array.from({ length: 1000 }, () => clock.monotonicMs());
  expect([...times].sort((a, b) => a - b)).toEqual(times);
});
