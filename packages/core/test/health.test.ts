// Health: a blind camera never looks quiet, and nothing is said to be well before it was seen.
import { cameraHealthSchema } from "@vigie/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyHealthFact,
  beginHealth,
  type HealthFact,
  type HealthMemory,
  withSilentScenarios,
} from "../src/health/index.ts";

const video = { codec: "h264", width: 1280, height: 720 };
const opening: HealthFact = { type: "stream-opening", atMs: 1000 };
const opened: HealthFact = { type: "stream-opened", atMs: 2000, video };
const frame = (atMs: number): HealthFact => ({ type: "frame-decoded", atMs, capturedAtMs: atMs - 50 });
const passed = (atMs: number): HealthFact => ({ type: "time-passed", atMs });
const analysed: HealthFact = { type: "analysis-on", atMs: 2100, detector: "yolox-nano" };
const recorded: HealthFact = { type: "recording-on", atMs: 2100 };
const refused: HealthFact = {
  type: "stream-failed",
  atMs: 3000,
  code: "source.refused",
  message: "The camera at 10.0.0.7 refuses the connection.",
};
const damaged: HealthFact = {
  type: "stream-damaged",
  atMs: 2600,
  code: "source.damaged",
  message: "The stream is damaged: about 40 % of its pictures.",
};
const running = [opening, opened, analysed, recorded, frame(2500)];

const after = (...facts: HealthFact[]): HealthMemory => facts.reduce(applyHealthFact, beginHealth("cam", 0));
const state = (...facts: HealthFact[]) => {
  const { health } = after(...facts);
  return [health.state, health.code];
};

describe("before anything was seen", () => {
  it.each<[string, HealthFact[], [string, string]]>([
    ["nothing was tried", [], ["unknown", "camera.not-seen"]],
    ["an hour passed", [passed(3_600_000)], ["unknown", "camera.not-seen"]],
    ["the stream is being opened", [opening], ["unknown", "camera.opening"]],
    ["it is open, no picture yet", [opening, opened, analysed], ["unknown", "camera.opening"]],
    ["it is open without a picture for 5 s", [opening, opened, passed(7000)], ["blind", "source.silent"]],
  ])("HE-1 %s", (_, facts, expected) => {
    expect(state(...facts)).toEqual(expected);
  });

  it("HE-1 whatever is told, it is never well without a decoded picture", () => {
    const facts: HealthFact[] = [
      opening,
      opened,
      analysed,
      recorded,
      refused,
      { type: "worker-started", atMs: 5 },
      { type: "worker-lost", atMs: 5, code: "worker.lost", message: "The worker ended." },
      { type: "not-watching", atMs: 5, scenarios: [] },
      { type: "measured", atMs: 5, sourceFps: 25, decodedFps: 25, analysedFps: 5, droppedFrames: 0 },
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...facts), { maxLength: 15 }), (told) => {
        const { health } = after(...told.map((fact, i) => ({ ...fact, atMs: i * 700 })));
        expect(["unknown", "blind"]).toContain(health.state);
        expect(health.reason).not.toBe("");
        expect(cameraHealthSchema.safeParse(health).success).toBe(true);
      }),
    );
  });
});

describe("without a picture", () => {
  it.each<[string, HealthFact[], [string, string | null]]>([
    ["refused", [...running, refused], ["blind", "source.refused"]],
    ["refused and tried again", [...running, refused, { ...opening, atMs: 4000 }], ["blind", "source.refused"]],
    ["open again, still no picture", [...running, refused, { ...opened, atMs: 5000 }], ["blind", "source.refused"]],
    ["a picture again", [...running, refused, { ...opened, atMs: 5000 }, frame(5400)], ["ok", null]],
    ["silent for 4.9 s", [...running, passed(7400)], ["ok", null]],
    ["silent for 5 s", [...running, passed(7500)], ["blind", "source.silent"]],
    ["a picture after a silence", [...running, passed(9000), frame(9100)], ["ok", null]],
  ])("HE-2 %s", (_, facts, expected) => {
    expect(state(...facts)).toEqual(expected);
  });

  it("HE-2 the reason is the sentence of the failure", () => {
    expect(after(...running, refused).health.reason).toBe("The camera at 10.0.0.7 refuses the connection.");
  });

  it.each<[string, HealthFact[], [string, string | null]]>([
    [
      "lost",
      [{ type: "worker-lost", atMs: 3000, code: "worker.lost", message: "The worker process ended." }],
      ["blind", "worker.lost"],
    ],
    [
      "replaced, no picture yet",
      [
        { type: "worker-lost", atMs: 3000, code: "worker.lost", message: "Ended." },
        { type: "worker-started", atMs: 3500 },
        { ...opened, atMs: 3600 },
      ],
      ["blind", "worker.lost"],
    ],
    [
      "replaced, with a picture",
      [
        { type: "worker-lost", atMs: 3000, code: "worker.lost", message: "Ended." },
        { type: "worker-started", atMs: 3500 },
        frame(4000),
      ],
      ["ok", null],
    ],
    [
      "set aside",
      [{ type: "worker-quarantined", atMs: 3000, message: "This camera ended its worker twice and was set aside." }],
      ["blind", "worker.quarantined"],
    ],
    [
      "set aside, whatever the stream says",
      [{ type: "worker-quarantined", atMs: 3000, message: "Set aside." }, frame(3100)],
      ["blind", "worker.quarantined"],
    ],
  ])("HE-4 a worker %s", (_, facts, expected) => {
    expect(state(...running, ...facts)).toEqual(expected);
  });

  it("HE-6 without a picture nothing is recorded or analysed", () => {
    expect(after(...running).health).toMatchObject({ recording: true, analysing: true, detector: "yolox-nano", video });
    for (const memory of [
      after(...running, refused),
      after(...running, passed(9000)),
      after(opening, opened, analysed, recorded),
    ])
      expect(memory.health).toMatchObject({ recording: false, analysing: false });
  });
});

describe("seen in part", () => {
  const lost: HealthFact = { type: "recording-lost", atMs: 2600, code: "files.full", message: "The disk is full." };
  const blind: HealthFact = {
    type: "not-watching",
    atMs: 2600,
    scenarios: [{ scenarioId: "bikes", reason: "the detector cannot see bicycle; it sees moving" }],
  };

  it.each<[string, HealthFact[], [string, string | null]]>([
    ["a recording was lost", [lost], ["degraded", "files.full"]],
    ["it is told for 30 s", [lost, frame(32_500)], ["degraded", "files.full"]],
    ["then forgotten", [lost, frame(32_700)], ["ok", null]],
    ["recording works again", [lost, { ...recorded, atMs: 3000 }, frame(3100)], ["ok", null]],
    [
      "one frame failed",
      [
        {
          type: "analysis-failed",
          atMs: 2600,
          code: "detector.failed",
          message: "The detector failed.",
          lasting: false,
        },
      ],
      ["degraded", "detector.failed"],
    ],
    [
      "a lasting failure stays",
      [
        { type: "analysis-failed", atMs: 2600, code: "model.unknown", message: "There is no model x.", lasting: true },
        frame(90_000),
      ],
      ["degraded", "model.unknown"],
    ],
    [
      "until the analysis is on again",
      [
        { type: "analysis-failed", atMs: 2600, code: "model.unknown", message: "There is no model x.", lasting: true },
        { ...analysed, atMs: 3000 },
      ],
      ["ok", null],
    ],
    ["a scenario cannot watch", [blind], ["degraded", "scenario.not-watching"]],
    ["it can again", [blind, { type: "not-watching", atMs: 2700, scenarios: [] }], ["ok", null]],
    ["many pictures are damaged", [damaged], ["degraded", "source.damaged"]],
    ["29 s later", [damaged, frame(31_500), passed(31_600)], ["degraded", "source.damaged"]],
    ["30 s after the last damage", [damaged, frame(32_500), passed(32_600)], ["ok", null]],
    ["analysis switched off by its owner", [{ type: "analysis-off", atMs: 2600 }], ["ok", null]],
  ])("HE-3 %s", (_, facts, expected) => {
    expect(state(...running, ...facts)).toEqual(expected);
  });

  it("HE-3 the picture is there before its analysis: degraded", () => {
    expect(state(opening, opened, frame(2500))).toEqual(["degraded", "analysis.starting"]);
  });

  it("HE-3 the sentence names the scenario and the reason", () => {
    expect(after(...running, blind).health.reason).toBe(
      'Scenario "bikes" is not watching: the detector cannot see bicycle; it sees moving.',
    );
  });

  it("HE-6 a lasting failure of the analysis: not analysed, still recorded", () => {
    const failed: HealthFact = {
      type: "analysis-failed",
      atMs: 2600,
      code: "model.unknown",
      message: "No model.",
      lasting: true,
    };
    expect(after(...running, failed).health).toMatchObject({ recording: true, analysing: false });
    expect(after(...running, lost).health).toMatchObject({ recording: false, analysing: true });
  });
});

it("HE-5 the time since when changes only with state or reason", () => {
  const ok = after(...running);
  expect(ok.health.sinceMs).toBe(2500);
  const later = [frame(4000), frame(6000), passed(7000)].reduce(applyHealthFact, ok);
  expect(later.health).toMatchObject({ state: "ok", reason: "", sinceMs: 2500, lastFrameAtMs: 5950 });
  const blind = [passed(12_000), passed(20_000)].reduce(applyHealthFact, later);
  expect(blind.health).toMatchObject({ state: "blind", sinceMs: 12_000 });
  expect(applyHealthFact(blind, { ...refused, atMs: 21_000 }).health).toMatchObject({
    state: "blind",
    sinceMs: 21_000,
  });
});

it("HE-5 measured rates stand in the health and change nothing else", () => {
  const measured: HealthFact = {
    type: "measured",
    atMs: 3000,
    sourceFps: 25,
    decodedFps: 24,
    analysedFps: 5,
    droppedFrames: 3,
  };
  expect(after(...running, measured).health).toEqual({
    ...after(...running).health,
    sourceFps: 25,
    decodedFps: 24,
    analysedFps: 5,
    droppedFrames: 3,
  });
});

it("HE-8 says when and why a camera has given up what it had learnt, until it knows its view again or nothing learns", () => {
  const anew = after({ type: "learns-anew", atMs: 7, reason: "It shows another place." });
  expect(anew.health.learnsAnew).toEqual({ sinceMs: 7, reason: "It shows another place." });
  expect(after().health.learnsAnew).toBeUndefined();
  for (const type of ["learnt", "analysis-off"] as const) {
    const { health } = applyHealthFact(anew, { type, atMs: 70_000 });
    expect(health).not.toHaveProperty("learnsAnew");
  }
});

describe("scenarios of a camera that shows nothing", () => {
  const scenarios = [{ id: "door" }, { id: "yard" }];

  it("HE-7 are all named among those that do not watch, with the reason; switched off by a person is no fault", () => {
    const blind = applyHealthFact(beginHealth("cam", 0), {
      type: "stream-failed",
      atMs: 5,
      code: "source.gone",
      message: "The cable is cut.",
    }).health;
    expect(withSilentScenarios(blind, scenarios).notWatching).toEqual(
      scenarios.map(({ id }) => ({ scenarioId: id, reason: "the camera shows nothing: The cable is cut" })),
    );
    const off = { ...beginHealth("cam", 0).health, code: "camera.disabled" };
    expect(withSilentScenarios(off, scenarios).notWatching[1]).toEqual({
      scenarioId: "yard",
      reason: "the camera is switched off",
      planned: true,
    });
    const ok = { ...blind, state: "ok" as const };
    expect(withSilentScenarios(ok, scenarios)).toBe(ok);
  });

  it("HE-7 what a person has rest makes no camera degraded", () => {
    let memory = applyHealthFact(beginHealth("cam", 0), { type: "frame-decoded", atMs: 10, capturedAtMs: 10 });
    memory = applyHealthFact(memory, { type: "analysis-on", atMs: 11, detector: "motion" });
    const rests = { scenarioId: "door", reason: 'the site is in mode "home"', planned: true };
    expect(applyHealthFact(memory, { type: "not-watching", atMs: 12, scenarios: [rests] }).health).toMatchObject({
      state: "ok",
      notWatching: [rests],
    });
  });
});
