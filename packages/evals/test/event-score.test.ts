// Events as an evaluator counts them: found in time, missed, false, repeated.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addTallies, eventScore, NO_EVENTS, scoreEvents } from "../src/index.ts";

describe("which alarm finds which event", () => {
  it.each<[string, number[], number[], { found: number; missed: number; falseAlarms: number }]>([
    ["an alarm after 4 s finds it", [20], [24], { found: 1, missed: 0, falseAlarms: 0 }],
    ["at the tenth second it still does", [20], [30], { found: 1, missed: 0, falseAlarms: 0 }],
    ["later it is a miss and a false alarm", [20], [30.1], { found: 0, missed: 1, falseAlarms: 1 }],
    ["before the event it is false", [20], [15], { found: 0, missed: 1, falseAlarms: 1 }],
    ["a picture earlier is not early", [20], [19.6], { found: 1, missed: 0, falseAlarms: 0 }],
    ["the repeat is false", [20], [21, 23], { found: 1, missed: 0, falseAlarms: 1 }],
    ["two events, two alarms", [20, 22], [21, 23], { found: 2, missed: 0, falseAlarms: 0 }],
    ["two events, one alarm", [20, 22], [23], { found: 1, missed: 1, falseAlarms: 0 }],
    ["nothing true, nothing told", [], [], { found: 0, missed: 0, falseAlarms: 0 }],
    ["nothing true, one told", [], [5], { found: 0, missed: 0, falseAlarms: 1 }],
  ])("%s", (_, truth, alarms, expected) => {
    const events = truth.map((startS) => ({ startS, endS: null }));
    expect(scoreEvents(events, alarms, 60)).toMatchObject(expected);
  });

  it("every alarm and every event is counted exactly once, whatever their order", () => {
    const times = fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 20 });
    fc.assert(
      fc.property(times, times, (truth, alarms) => {
        const events = truth.map((startS) => ({ startS, endS: null }));
        const tally = scoreEvents(events, alarms, 600);
        expect(tally.found + tally.missed).toBe(truth.length);
        expect(tally.found + tally.falseAlarms).toBe(alarms.length);
        expect(scoreEvents([...events].reverse(), [...alarms].reverse(), 600)).toEqual(tally);
      }),
    );
  });
});

describe("the score", () => {
  it("9 of 10 found with 1 false alarm in half a day", () => {
    const tally = { found: 9, missed: 1, falseAlarms: 1, delaysS: [1, 2, 3, 4, 5, 6, 7, 8, 9], watchedS: 43_200 };
    expect(eventScore(tally)).toEqual({
      precision: 0.9,
      recall: 0.9,
      f1: expect.closeTo(0.9, 10),
      falsePerCameraDay: 2,
      delayP50S: 5,
      delayP95S: 9,
    });
  });

  it("the bias moves the score towards precision or recall", () => {
    const careful = { ...NO_EVENTS, found: 5, missed: 5 };
    // Precision 1, recall 0.5: (1 + 2) * 0.5 / (0.5 + 2) = 0.6.
    expect(eventScore(careful, 2).f1).toBeCloseTo(0.6, 10);
    expect(eventScore(careful, 1).f1).toBeCloseTo(2 / 3, 10);
  });

  it("nothing to find and nothing told is not a score", () => {
    expect(eventScore(NO_EVENTS)).toMatchObject({ precision: null, recall: null, f1: null, falsePerCameraDay: null });
    expect(eventScore({ ...NO_EVENTS, missed: 1 }).f1).toBe(0);
    expect(eventScore({ ...NO_EVENTS, falseAlarms: 1 }).f1).toBe(0);
  });

  it("tallies of several films add up", () => {
    const a = scoreEvents([{ startS: 1, endS: null }], [2], 10);
    const b = scoreEvents([], [3], 20);
    expect(addTallies(a, b)).toEqual({ found: 1, missed: 0, falseAlarms: 1, delaysS: [1], watchedS: 30 });
  });
});
