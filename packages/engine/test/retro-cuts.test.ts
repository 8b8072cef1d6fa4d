// Where a stored period may be cut: only where a session ends, or where all that was is surely over.
import { scenarioSchema } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { allowedCuts, chooseCuts } from "../src/retro/cuts.ts";
import { silenceOf } from "../src/retro/waits.ts";

const MINUTE_MS = 60_000;

/** Whole minutes of one session, five frames a second; looks at these seconds. */
function cutsOf(count: number, lookS: readonly number[], asked: object, sessions: readonly number[] = []) {
  const minutes = Array.from({ length: count }, (_, m) => ({
    session: sessions.filter((first) => first <= m).length,
    fromMs: m * MINUTE_MS,
    toMs: (m + 1) * MINUTE_MS - 200,
    frames: 300,
  }));
  const of = (m: number) => lookS.map((s) => s * 1000).filter((ms) => ms >= m * MINUTE_MS && ms < (m + 1) * MINUTE_MS);
  return allowedCuts({
    minutes,
    firstLookMs: minutes.map((_, m) => Math.min(...of(m))),
    lastLookMs: minutes.map((_, m) => Math.max(...of(m))),
    fromMs: 0,
    silence: silenceOf(scenarioSchema.parse({ id: "asked", zone: "zone", ...asked })),
  });
}

const door = { kind: "intrusion", classes: ["person"] };

describe("a stored period", () => {
  it("is cut two minutes after the last look at the earliest, and once what waits for frames has had them", () => {
    // Last look at 70 s, all forgotten by 191 s: in minute 3. Minute 4 shows that nothing is there, minute 5 that it stays so.
    expect(cutsOf(9, [10, 70], door)).toEqual([6, 7, 8]);
    // And ten seconds before the next look, because a rule knows its first looks apart.
    expect(cutsOf(9, [10, 70, 370], door)).toEqual([6]);
    expect(cutsOf(9, [10, 70, 369], door)).toEqual([]);
  });

  it("is cut where the analysis began anew, whoever stands there", () => {
    const always = Array.from({ length: 540 }, (_, s) => s);
    expect(cutsOf(9, always, door)).toEqual([]);
    expect(cutsOf(9, always, door, [4, 7])).toEqual([4, 7]);
    expect(cutsOf(9, always, { kind: "lying", classes: ["person"] }, [4])).toEqual([4]);
  });

  it.each([
    ["its own times", { ...door, kind: "loitering", minStayS: 60, returnWithinS: 120 }, 9],
    [
      "a quarter of an hour, in which what was lost is known again",
      { kind: "stopped", classes: ["car"], minStayS: 60 },
      22,
    ],
    ["five minutes for the rate of a queue", { kind: "queue", minStayS: 0, maxLength: 5 }, 11],
    ["for ever, where it learns as long as the session lasts", { kind: "lying", classes: ["person"] }, undefined],
  ])("is cut later when the rule remembers longer: %s", (_, asked, first) => {
    expect(cutsOf(40, [10, 70], asked)[0]).toBe(first);
  });

  it("is cut five minutes before the next look at the latest when the rule counts since it began to watch", () => {
    const queue = { kind: "queue", minStayS: 0, maxLength: 5 };
    expect(cutsOf(25, [10, 70, 20 * 60], queue)).toEqual([11, 12, 13, 14, 15]);
  });

  it("is shared as evenly as the places allow, in no more parts than were asked for", () => {
    const work = [4, 4, 4, 4, 4, 4, 4, 4];
    expect(chooseCuts([1, 2, 3, 4, 5, 6, 7], work, 4)).toEqual([2, 4, 6]);
    expect(chooseCuts([1, 7], work, 4)).toEqual([7]);
    expect(chooseCuts([5], work, 4)).toEqual([5]);
    expect(chooseCuts([], work, 4)).toEqual([]);
    for (let parts = 1; parts <= 9; parts++)
      expect(chooseCuts([1, 2, 3, 4, 5, 6, 7], work, parts).length).toBeLessThan(parts);
  });
});
