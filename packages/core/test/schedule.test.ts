// When a scenario watches: local hours, midnight, clock changes, the end.
import { type ScenarioInput, sceneSchema, scheduleSchema } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { createSceneWatch } from "../src/analysis/index.ts";
import { createWatchHours } from "../src/schedule/index.ts";
import { CLASSES, first, play, show, stand, walk } from "./scenes/stage.ts";

type Windows = { days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[]; from: string; to: string }[];
const hours = (windows: Windows, timeZone = "Europe/Paris") =>
  createWatchHours({ schedule: scheduleSchema.parse({ timeZone, windows }) });
const at = (iso: string): number => Date.parse(iso);

describe("weekly windows", () => {
  // 2026-03-02 is a Monday; Paris is at +01:00.
  it.each<[string, Windows, string, boolean]>([
    ["at its first minute", [{ from: "08:00", to: "12:00" }], "2026-03-02T08:00:00+01:00", true],
    ["in its last second", [{ from: "08:00", to: "12:00" }], "2026-03-02T11:59:59+01:00", true],
    ["at its end", [{ from: "08:00", to: "12:00" }], "2026-03-02T12:00:00+01:00", false],
    ["a second before", [{ from: "08:00", to: "12:00" }], "2026-03-02T07:59:59+01:00", false],
    ["until midnight", [{ from: "20:00", to: "24:00" }], "2026-03-02T23:59:59+01:00", true],
    ["not after midnight", [{ from: "20:00", to: "24:00" }], "2026-03-03T00:00:00+01:00", false],
    ["on a named day", [{ days: ["mon"], from: "00:00", to: "24:00" }], "2026-03-02T10:00:00+01:00", true],
    ["not on another day", [{ days: ["tue"], from: "00:00", to: "24:00" }], "2026-03-02T10:00:00+01:00", false],
    [
      "in the second of two windows",
      [
        { from: "08:00", to: "09:00" },
        { from: "15:00", to: "16:00" },
      ],
      "2026-03-02T15:30:00+01:00",
      true,
    ],
    [
      "between two windows",
      [
        { from: "08:00", to: "09:00" },
        { from: "15:00", to: "16:00" },
      ],
      "2026-03-02T12:00:00+01:00",
      false,
    ],
  ])("SC-1 %s", (_, windows, iso, expected) => {
    expect(hours(windows)(at(iso))).toBe(expected);
  });

  it("SC-1 the hours are those of the named zone", () => {
    const instant = at("2026-03-02T22:30:00Z");
    expect(hours([{ days: ["mon"], from: "22:00", to: "23:00" }], "UTC")(instant)).toBe(true);
    expect(hours([{ days: ["mon"], from: "23:00", to: "24:00" }], "Europe/Paris")(instant)).toBe(true);
    expect(hours([{ days: ["tue"], from: "07:00", to: "08:00" }], "Asia/Tokyo")(instant)).toBe(true);
    expect(hours([{ days: ["tue"], from: "04:00", to: "04:05" }], "Asia/Kolkata")(instant)).toBe(true);
  });

  it.each<[string, Windows, string, boolean]>([
    ["late on the day it begins", [{ days: ["fri"], from: "22:00", to: "06:00" }], "2026-03-06T23:00:00+01:00", true],
    ["early on the day after", [{ days: ["fri"], from: "22:00", to: "06:00" }], "2026-03-07T05:59:00+01:00", true],
    ["not at its end", [{ days: ["fri"], from: "22:00", to: "06:00" }], "2026-03-07T06:00:00+01:00", false],
    [
      "not early on the day it begins",
      [{ days: ["fri"], from: "22:00", to: "06:00" }],
      "2026-03-06T05:00:00+01:00",
      false,
    ],
    ["not late on the day after", [{ days: ["fri"], from: "22:00", to: "06:00" }], "2026-03-07T23:00:00+01:00", false],
    ["from Sunday into Monday", [{ days: ["sun"], from: "22:00", to: "06:00" }], "2026-03-09T03:00:00+01:00", true],
    [
      "equal times, the rest of the day",
      [{ days: ["fri"], from: "08:00", to: "08:00" }],
      "2026-03-06T20:00:00+01:00",
      true,
    ],
    [
      "equal times, until the same time",
      [{ days: ["fri"], from: "08:00", to: "08:00" }],
      "2026-03-07T07:59:00+01:00",
      true,
    ],
    ["equal times, then over", [{ days: ["fri"], from: "08:00", to: "08:00" }], "2026-03-07T08:00:00+01:00", false],
  ])("SC-2 over midnight: %s", (_, windows, iso, expected) => {
    expect(hours(windows)(at(iso))).toBe(expected);
  });
});

describe("clock changes in Paris", () => {
  // 2026-03-29: 02:00 becomes 03:00. 2026-10-25: 03:00 becomes 02:00.
  it.each<[string, Windows, string, boolean]>([
    ["a minute before the jump", [{ from: "01:00", to: "04:00" }], "2026-03-29T00:59:00Z", true],
    ["right after the jump", [{ from: "01:00", to: "04:00" }], "2026-03-29T01:00:00Z", true],
    ["its end comes an hour sooner", [{ from: "01:00", to: "04:00" }], "2026-03-29T02:00:00Z", false],
    ["it begins inside the skipped hour: late", [{ from: "02:30", to: "03:30" }], "2026-03-29T01:00:00Z", true],
    ["it lies inside the skipped hour: never", [{ from: "02:15", to: "02:45" }], "2026-03-29T01:00:00Z", false],
    ["the day after all is as usual", [{ from: "02:15", to: "02:45" }], "2026-03-30T00:30:00Z", true],
  ])("SC-3 spring: %s", (_, windows, iso, expected) => {
    expect(hours(windows)(at(iso))).toBe(expected);
  });

  it("SC-3 a window inside the skipped hour is open at no minute of that day", () => {
    const isOpen = hours([{ from: "02:15", to: "02:45" }]);
    for (let ms = at("2026-03-28T23:00:00Z"); ms < at("2026-03-29T22:00:00Z"); ms += 60_000)
      expect(isOpen(ms)).toBe(false);
  });

  it.each<[string, string, boolean]>([
    ["the first time", "2026-10-25T00:30:00Z", true],
    ["between", "2026-10-25T00:50:00Z", false],
    ["the second time", "2026-10-25T01:30:00Z", true],
    ["after the second time", "2026-10-25T01:45:00Z", false],
  ])("SC-4 autumn: 02:15 to 02:45 is watched twice: %s", (_, iso, expected) => {
    expect(hours([{ from: "02:15", to: "02:45" }])(at(iso))).toBe(expected);
  });

  it("SC-4 a night of 22:00 to 06:00 lasts 7 hours in spring and 9 in autumn", () => {
    const minutes = (from: string) => {
      const isOpen = hours([{ days: ["sat"], from: "22:00", to: "06:00" }]);
      let open = 0;
      for (let ms = at(from); ms < at(from) + 24 * 3_600_000; ms += 60_000) open += isOpen(ms) ? 1 : 0;
      return open;
    };
    expect(minutes("2026-03-28T12:00:00Z")).toBe(7 * 60);
    expect(minutes("2026-06-27T12:00:00Z")).toBe(8 * 60);
    expect(minutes("2026-10-24T12:00:00Z")).toBe(9 * 60);
  });
});

it("SC-5 the end is an instant, with or without windows", () => {
  const until = "2026-03-02T18:00:00+01:00";
  const schedule = scheduleSchema.parse({ timeZone: "Europe/Paris", windows: [{ from: "08:00", to: "20:00" }] });
  for (const hoursOf of [createWatchHours({ until }), createWatchHours({ until, schedule })]) {
    expect(hoursOf(at("2026-03-02T17:59:59.999+01:00"))).toBe(true);
    expect(hoursOf(at(until))).toBe(false);
    expect(hoursOf(at("2026-03-03T10:00:00+01:00"))).toBe(false);
  }
});

describe("scenarios and their hours", () => {
  const schedule = { timeZone: "UTC", windows: [{ from: "10:00", to: "11:00" }] };
  const ten = at("2026-03-02T10:00:00Z");
  const eleven = ten + 3_600_000;
  const line = {
    id: "gate",
    points: [
      [0.1, 0.6],
      [0.9, 0.6],
    ] as [number, number][],
  };
  const zone = {
    id: "yard",
    polygon: [
      [0.3, 0.3],
      [0.7, 0.3],
      [0.7, 0.8],
      [0.3, 0.8],
    ] as [number, number][],
  };
  const count: ScenarioInput = { id: "count", kind: "line-count", line: "gate", classes: ["person"], schedule };
  const intrusion: ScenarioInput = {
    id: "in",
    kind: "intrusion",
    zone: "yard",
    classes: ["person"],
    minStayS: 2,
    schedule,
  };

  it.each([
    ["100 ms before the hours", ten - 100, 0],
    ["100 ms after they began", ten + 100, 1],
    ["100 ms before they end", eleven - 100, 1],
    ["100 ms after they ended", eleven + 100, 0],
  ])("SC-6 a crossing %s", (_, crossingMs, expected) => {
    const fromMs = crossingMs - 2000;
    const actor = { id: 1, path: walk([0.5, 0.4], [0.5, 0.8], fromMs, fromMs + 4000) };
    const { events } = show({ lines: [line], scenarios: [count] }, [actor], { fromMs, untilMs: fromMs + 6000 });
    expect(events).toHaveLength(expected);
  });

  it("SC-7 who is there already is judged from the first minute of the hours on, and the event ends with them", () => {
    const actor = { id: 1, path: first(stand([0.5, 0.5], ten - 20_000, eleven + 20_000)) };
    const begin = show({ zones: [zone], scenarios: [intrusion] }, [actor], {
      fromMs: ten - 10_000,
      untilMs: ten + 10_000,
    });
    expect(begin.events[0]).toMatchObject({ phase: "started", startedAtMs: ten + 2000 });
    const end = show({ zones: [zone], scenarios: [intrusion] }, [actor], {
      fromMs: eleven - 10_000,
      untilMs: eleven + 10_000,
    });
    expect(end.events.map((e) => e.phase)).toEqual(["started", "ended"]);
    expect(end.events[1]!.endedAtMs).toBe(eleven - 100);
    expect(end.events[1]!.why).toContain("ended because its watching hours are over");
  });
});

describe("holidays", () => {
  // 2026-12-24 is a Thursday; Paris is at +01:00. 2026-03-29 and 2026-10-25 are its nights of clock change.
  const night = [{ from: "22:00", to: "06:00" }];
  const watch = (onHolidays: "as-usual" | "never" | "all-day", windows: Windows, holidays: string[]) =>
    createWatchHours({ schedule: scheduleSchema.parse({ timeZone: "Europe/Paris", windows, holidays, onHolidays }) });

  it.each<[string, "as-usual" | "never" | "all-day", string, boolean]>([
    ["as usual changes nothing", "as-usual", "2026-12-25T23:00:00+01:00", true],
    ["never: the evening of the holiday is off", "never", "2026-12-25T23:00:00+01:00", false],
    ["never: and so is its window after midnight", "never", "2026-12-26T05:00:00+01:00", false],
    ["never: the window of the day before goes on into it", "never", "2026-12-25T05:00:00+01:00", true],
    ["never: the next evening is on again", "never", "2026-12-26T22:00:00+01:00", true],
    ["all day: noon of the holiday", "all-day", "2026-12-25T12:00:00+01:00", true],
    ["all day: its first minute", "all-day", "2026-12-25T00:00:00+01:00", true],
    ["all day: not before it", "all-day", "2026-12-24T21:59:00+01:00", false],
    ["all day: its own window goes on after midnight", "all-day", "2026-12-26T05:59:00+01:00", true],
    ["all day: and then it is over", "all-day", "2026-12-26T06:00:00+01:00", false],
  ])("SC-8 %s", (_what, onHolidays, iso, expected) => {
    expect(watch(onHolidays, night, ["2026-12-25"])(at(iso))).toBe(expected);
  });

  it.each<[string, "never" | "all-day", string, string, boolean]>([
    ["forward: after the skipped hour of a holiday", "never", "2026-03-29", "2026-03-29T03:30:00+02:00", true],
    ["forward: the evening of that holiday", "never", "2026-03-29", "2026-03-29T22:30:00+02:00", false],
    ["forward: all day is 23 hours long", "all-day", "2026-03-29", "2026-03-29T23:59:00+02:00", true],
    ["forward: and no longer", "all-day", "2026-03-29", "2026-03-30T06:00:00+02:00", false],
    ["back: the repeated hour, first", "all-day", "2026-10-25", "2026-10-25T02:30:00+02:00", true],
    ["back: the repeated hour, second", "all-day", "2026-10-25", "2026-10-25T02:30:00+01:00", true],
    ["back: never, the evening", "never", "2026-10-25", "2026-10-25T22:30:00+01:00", false],
  ])("SC-8 clocks go %s", (_what, onHolidays, holiday, iso, expected) => {
    expect(watch(onHolidays, night, [holiday])(at(iso))).toBe(expected);
  });
});

describe("arm modes", () => {
  const zone = {
    id: "door",
    polygon: [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ] as [number, number][],
  };
  const scene = sceneSchema.parse({
    zones: [zone],
    scenarios: [
      { id: "armed-only", kind: "intrusion", zone: "door", classes: ["person"], armModes: ["armed"] },
      { id: "always", kind: "intrusion", zone: "door", classes: ["person"] },
    ],
  });

  it("SC-9 a scenario rests in other modes, its open event ends with the reason, and it says so without being a fault", () => {
    const watch = createSceneWatch({ cameraId: "cam", classes: CLASSES, scene: { ...scene, armMode: "armed" } });
    const somebody = [{ id: 1, path: stand([0.5, 0.5], 0, 20_000) }];
    const before = play(watch, somebody, { untilMs: 2_000 });
    expect(before.map((event) => [event.scenarioId, event.phase])).toEqual([
      ["armed-only", "started"],
      ["always", "started"],
    ]);
    expect(watch.notWatching()).toEqual([]);
    watch.setScene({ ...scene, armMode: "home" });
    const after = play(watch, somebody, { fromMs: 2_100, untilMs: 5_000 });
    expect(after.map((event) => [event.scenarioId, event.phase])).toEqual([["armed-only", "ended"]]);
    expect(after[0]!.why).toContain('ended because the site is in mode "home"');
    expect(watch.notWatching()).toEqual([
      { scenarioId: "armed-only", reason: 'the site is in mode "home"', planned: true },
    ]);
    watch.setScene({ ...scene, armMode: "armed" });
    const again = play(watch, somebody, { fromMs: 5_100, untilMs: 7_000 });
    expect(again.map((event) => [event.scenarioId, event.phase])).toEqual([["armed-only", "started"]]);
  });

  it("SC-5 a scenario whose end has come is named among those that do not watch", () => {
    const until = new Date(3_000).toISOString();
    const [, always] = scene.scenarios;
    const watch = createSceneWatch({
      cameraId: "cam",
      classes: CLASSES,
      scene: { ...scene, scenarios: [{ ...always!, until }] },
    });
    play(watch, [], { untilMs: 2_900 });
    expect(watch.notWatching()).toEqual([]);
    play(watch, [], { fromMs: 3_000, untilMs: 3_100 });
    expect(watch.notWatching()).toEqual([{ scenarioId: "always", reason: "its time is over", planned: true }]);
  });

  it("SC-5 a scenario outside its hours is named among those that do not watch, as planned", () => {
    const hours = scheduleSchema.parse({ timeZone: "UTC", windows: [{ from: "22:00", to: "06:00" }] });
    const [, always] = scene.scenarios;
    const watch = createSceneWatch({
      cameraId: "cam",
      classes: CLASSES,
      scene: { ...scene, scenarios: [{ ...always!, schedule: hours }] },
    });
    expect(watch.notWatching()).toEqual([]);
    const noonMs = Date.UTC(2026, 5, 1, 12);
    play(watch, [], { fromMs: noonMs, untilMs: noonMs + 200 });
    expect(watch.notWatching()).toEqual([
      { scenarioId: "always", reason: "it rests outside its watching hours", planned: true },
    ]);
    const nightMs = Date.UTC(2026, 5, 1, 22, 1);
    play(watch, [], { fromMs: nightMs, untilMs: nightMs + 200 });
    expect(watch.notWatching()).toEqual([]);
  });
});
