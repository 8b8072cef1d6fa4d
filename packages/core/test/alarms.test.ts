// Alarms: born of events, joined by cause, cleared by verdicts alone.
import type { Alarm, SceneEvent } from "@vigie/contracts";
import { alarmSchema } from "@vigie/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  acknowledgeAlarm,
  alarmFromEvent,
  alarmToJoin,
  applyEventEnd,
  compareInQueue,
  isOpenAlarmState,
  isSameCause,
  joinAlarm,
  judgeAlarm,
  releaseAlarm,
  suppressAlarm,
  undoVerdict,
} from "../src/alarms/index.ts";

const event: SceneEvent = {
  id: "cam.stop.60000.7",
  cameraId: "cam",
  scenarioId: "stop",
  kind: "stopped",
  phase: "started",
  startedAtMs: 60_000,
  endedAtMs: null,
  classes: ["car"],
  trackIds: [7],
  score: 0.8,
  why: "car stopped 20 s in School entrance; limit 20 s",
  facts: { className: "car", placeName: "School entrance", seconds: 20, limitS: 20 },
  box: [0.4, 0.4, 0.6, 0.6],
  direction: null,
  mode: "alarm",
  priority: "normal",
};
const names = { cameraName: "Junction", place: "Mill Street", scenarioName: "School entrance kept free" };
const raised = alarmFromEvent(event, names, 60_150, "a1");
const code = (action: () => unknown): string | undefined => {
  try {
    action();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return undefined;
};

it("AL-1 an event becomes a raised alarm that passes the contract", () => {
  expect(alarmSchema.parse(raised)).toEqual(raised);
  expect(raised).toMatchObject({
    ...names,
    id: "a1",
    eventId: event.id,
    state: "raised",
    confidence: null,
    occurrences: 1,
    raisedAtMs: 60_150,
    startedAtMs: 60_000,
    endedAtMs: null,
    why: event.why,
    facts: event.facts,
    verdict: null,
    still: "pending",
    clip: "pending",
  });
});

describe("decisions", () => {
  const acknowledged = acknowledgeAlarm(raised, "Ana", 61_000)!;
  const cleared = judgeAlarm(acknowledged, { verdict: "true", outcome: "call", note: "towed" }, "Ben", 62_000)!;
  const suppressed = suppressAlarm(raised)!;

  it.each<[string, Alarm, string]>([
    ["raised", raised, "raised"],
    ["acknowledged by Ana", acknowledged, "acknowledged"],
    ["cleared by Ben's verdict", cleared, "cleared"],
    ["suppressed", suppressed, "suppressed"],
  ])("AL-2 an alarm that is %s", (_, alarm, state) => {
    expect(alarm.state).toBe(state);
    expect(isOpenAlarmState(alarm.state)).toBe(state !== "cleared");
  });

  it("AL-2 who acted, when and how is kept", () => {
    expect(acknowledged).toMatchObject({ acknowledgedAtMs: 61_000, acknowledgedBy: "Ana" });
    expect(cleared).toMatchObject({
      acknowledgedBy: "Ana",
      verdict: "true",
      outcome: "call",
      verdictNote: "towed",
      verdictAtMs: 62_000,
      verdictBy: "Ben",
    });
  });

  it("AL-2 acknowledging twice changes nothing, a suppressed alarm can be looked at, released and judged", () => {
    expect(acknowledgeAlarm(acknowledged, "Cem", 63_000)).toBeNull();
    expect(acknowledgeAlarm(suppressed, "Cem", 63_000)).toMatchObject({ state: "acknowledged" });
    expect(releaseAlarm(suppressed)).toEqual(raised);
    expect(releaseAlarm(raised)).toBeNull();
    expect(suppressAlarm(acknowledged)).toBeNull();
    expect(judgeAlarm(suppressed, { verdict: "nuisance" }, "Cem", 63_000)).toMatchObject({
      state: "cleared",
      outcome: "none",
    });
  });

  it("AL-2 only a true alarm has an outcome", () => {
    expect(judgeAlarm(raised, { verdict: "false", outcome: "dispatch" }, "Ben", 62_000)).toMatchObject({
      outcome: "none",
    });
  });

  it("AL-2 whatever happens, an alarm is cleared exactly when it has a verdict", () => {
    const steps: ((alarm: Alarm, nowMs: number) => Alarm | null)[] = [
      (a, t) => acknowledgeAlarm(a, "Ana", t),
      (a, t) => judgeAlarm(a, { verdict: "false" }, "Ben", t),
      (a, t) => undoVerdict(a, t),
      suppressAlarm,
      releaseAlarm,
      (a) => applyEventEnd(a, { ...event, phase: "ended", endedAtMs: 90_000 }),
      (a) => (isSameCause(a, { ...event, startedAtMs: 95_000 }) ? joinAlarm(a, event) : null),
    ];
    fc.assert(
      fc.property(fc.array(fc.nat({ max: steps.length - 1 }), { maxLength: 20 }), (choices) => {
        let alarm = raised;
        for (const [i, choice] of choices.entries()) {
          try {
            alarm = steps[choice]!(alarm, 61_000 + i * 3000) ?? alarm;
          } catch (error) {
            expect((error as { kind: string }).kind).toBe("conflict");
          }
          expect(alarm.state === "cleared").toBe(alarm.verdict !== null);
          expect(alarmSchema.safeParse(alarm).success).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("AL-3 within 10 s the verdict can be taken back, and the alarm is as before", () => {
    expect(undoVerdict(cleared, 72_000)).toEqual(acknowledged);
    const judgedAtOnce = judgeAlarm(raised, { verdict: "true" }, "Ben", 62_000)!;
    expect(undoVerdict(judgedAtOnce, 65_000)).toEqual(raised);
  });

  it.each([
    ["later", () => undoVerdict(cleared, 72_001), "alarm.undo-too-late"],
    ["without verdict", () => undoVerdict(raised, 62_000), "alarm.no-verdict"],
    ["acknowledging a cleared one", () => acknowledgeAlarm(cleared, "Ana", 63_000), "alarm.closed"],
    ["another verdict", () => judgeAlarm(cleared, { verdict: "false" }, "Ben", 63_000), "alarm.closed"],
    ["a colleague's verdict", () => judgeAlarm(cleared, { verdict: "true" }, "Ana", 63_000), "alarm.closed"],
  ])("AL-3 refused: %s", (_, action, expected) => {
    expect(code(action)).toBe(expected);
  });

  it("AL-3 the same verdict sent twice changes nothing", () => {
    expect(judgeAlarm(cleared, { verdict: "true" }, "Ben", 63_000)).toBeNull();
  });
});

describe("one alarm per cause", () => {
  const ended: Alarm = { ...raised, endedAtMs: 90_000 };
  const near: SceneEvent = {
    ...event,
    id: "cam.stop.120000.9",
    startedAtMs: 120_000,
    trackIds: [9],
    box: [0.42, 0.4, 0.62, 0.6],
  };

  it.each<[string, Alarm, Partial<SceneEvent>, boolean]>([
    ["at the same place half a minute after the end", ended, {}, true],
    ["at the same place while the first still lasts", raised, {}, true],
    ["at the same place two minutes after the end", ended, { startedAtMs: 211_000 }, false],
    ["by the same track two minutes after the end", ended, { startedAtMs: 211_000, trackIds: [7] }, true],
    ["by the same number twenty minutes after the end", ended, { startedAtMs: 1_290_001, trackIds: [7] }, false],
    ["elsewhere in the picture", ended, { box: [0.8, 0.4, 0.99, 0.6] }, false],
    ["of another scenario", ended, { scenarioId: "night" }, false],
    ["of another camera", ended, { cameraId: "yard" }, false],
    ["before the alarm", ended, { startedAtMs: 50_000 }, false],
    ["without a box, in the same zone", ended, { box: null }, true],
  ])("AL-4 an event %s", (_, alarm, change, joins) => {
    expect(isSameCause(alarm, { ...near, ...change })).toBe(joins);
  });

  it("AL-4 the alarm counts one occurrence more and lasts again", () => {
    expect(joinAlarm(ended, { ...near, score: 0.9, classes: ["truck"] })).toEqual({
      ...ended,
      occurrences: 2,
      endedAtMs: null,
      score: 0.9,
      classes: ["car", "truck"],
      trackIds: [7, 9],
    });
  });

  it("AL-4 of several alarms the newest takes it in", () => {
    const newer: Alarm = { ...ended, id: "a2", startedAtMs: 80_000 };
    expect(alarmToJoin([newer, ended], near)?.id).toBe("a2");
    expect(alarmToJoin([], near)).toBeNull();
  });

  it("AL-5 a cleared alarm takes in nothing", () => {
    expect(isSameCause(judgeAlarm(ended, { verdict: "true" }, "Ben", 95_000)!, near)).toBe(false);
  });

  it("AL-5 a second person over the line is a second alarm, the same person again is not", () => {
    const crossing: SceneEvent = {
      ...event,
      kind: "line-crossing",
      phase: "instant",
      endedAtMs: 60_000,
      direction: "forward",
    };
    const alarm = alarmFromEvent(crossing, names, 60_600, "a3");
    expect(isSameCause(alarm, { ...crossing, startedAtMs: 63_000, endedAtMs: 63_000, trackIds: [8] })).toBe(false);
    expect(isSameCause(alarm, { ...crossing, startedAtMs: 63_000, endedAtMs: 63_000 })).toBe(true);
  });
});

describe("ends", () => {
  const end: SceneEvent = {
    ...event,
    phase: "ended",
    endedAtMs: 94_000,
    why: "car stopped 54 s in School entrance; limit 20 s",
    facts: { ...event.facts, seconds: 54 },
  };

  it("AL-6 the end is written down and the alarm still waits for its verdict", () => {
    expect(applyEventEnd(raised, end)).toMatchObject({
      endedAtMs: 94_000,
      why: end.why,
      facts: end.facts,
      state: "raised",
    });
  });

  it("AL-6 the end of an event that joined later is recognised by its track", () => {
    const joined = joinAlarm({ ...raised, endedAtMs: 90_000 }, { ...event, id: "other", trackIds: [9] });
    expect(applyEventEnd(joined, { ...end, id: "other", trackIds: [9] })).toMatchObject({
      endedAtMs: 94_000,
      why: raised.why,
    });
  });

  it("AL-6 what the picture itself told of again at the place ends although no track names it", () => {
    const lamp: SceneEvent = { ...event, id: "cam.lamp.60000.0", kind: "light-on", classes: [], trackIds: [] };
    const first = { ...alarmFromEvent(lamp, names, 60_150, "a4"), endedAtMs: 90_000 };
    const again: SceneEvent = { ...lamp, id: "cam.lamp.100000.0", startedAtMs: 100_000 };
    const ended: SceneEvent = { ...again, phase: "ended", endedAtMs: 130_000 };
    expect(alarmToJoin([first], again)).toBe(first);
    expect(applyEventEnd(joinAlarm(first, again), ended)).toMatchObject({ endedAtMs: 130_000, why: lamp.why });
    expect(applyEventEnd(joinAlarm(first, again), { ...ended, box: [0, 0, 0.05, 0.05] })).toBeNull();
    expect(applyEventEnd({ ...first, endedAtMs: null }, ended)).toBeNull();
  });

  it.each<[string, Alarm, SceneEvent]>([
    ["told a second time", { ...raised, endedAtMs: 94_000 }, end],
    ["of another event", raised, { ...end, id: "other", trackIds: [9] }],
    ["of another scenario", raised, { ...end, scenarioId: "night" }],
    ["that is a beginning", raised, event],
  ])("AL-6 an end %s changes nothing", (_, alarm, told) => {
    expect(applyEventEnd(alarm, told)).toBeNull();
  });
});

describe("queue", () => {
  const make = (id: string, priority: Alarm["priority"], score: number, raisedAtMs: number): Alarm => ({
    ...raised,
    id,
    priority,
    score,
    raisedAtMs,
  });

  it("AL-7 priority, then score, then age", () => {
    const alarms = [
      make("e", "low", 0.99, 1),
      make("d", "normal", 0.5, 1),
      make("c", "normal", 0.7, 9),
      make("b", "normal", 0.7, 2),
      make("a", "high", 0.1, 99),
    ];
    expect(alarms.sort(compareInQueue).map((alarm) => alarm.id)).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("AL-7 the order is one order, however the list came", () => {
    const anyAlarm = fc.record({
      id: fc.uuid(),
      priority: fc.constantFrom("low" as const, "normal" as const, "high" as const),
      score: fc.constantFrom(0.1, 0.5),
      raisedAtMs: fc.constantFrom(1, 2),
    });
    fc.assert(
      fc.property(fc.uniqueArray(anyAlarm, { selector: (a) => a.id, maxLength: 12 }), (list) => {
        const alarms = list.map((a) => make(a.id, a.priority, a.score, a.raisedAtMs));
        const ids = (all: Alarm[]) => [...all].sort(compareInQueue).map((alarm) => alarm.id);
        expect(ids([...alarms].reverse())).toEqual(ids(alarms));
      }),
    );
  });
});
