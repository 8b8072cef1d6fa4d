// What a lost sight means for a camera's health.
import { expect, it } from "vitest";
import { applyHealthFact, beginHealth, type HealthFact, sightHealth } from "../../src/health/index.ts";
import type { SightCondition } from "../../src/picture/index.ts";

const sight = (condition: SightCondition) => ({ condition, sinceMs: 0, score: 1, isDoubted: false, moved: null });
const running: HealthFact[] = [
  { type: "stream-opening", atMs: 1000 },
  { type: "stream-opened", atMs: 2000, video: { codec: "h264", width: 1280, height: 720 } },
  { type: "analysis-on", atMs: 2100, detector: "motion" },
  { type: "recording-on", atMs: 2100 },
  { type: "frame-decoded", atMs: 2500, capturedAtMs: 2450 },
];
const healthWith = (condition: SightCondition, ...later: HealthFact[]) =>
  [...running, { type: "sight", atMs: 2600, problem: sightHealth(sight(condition)) } as const, ...later].reduce(
    applyHealthFact,
    beginHealth("cam", 0),
  ).health;

it.each<[SightCondition, string, string | null]>([
  ["clear", "ok", null],
  ["black", "blind", "view.black"],
  ["covered", "blind", "view.covered"],
  ["frozen", "blind", "view.frozen"],
  ["partly covered", "degraded", "view.partly-covered"],
  ["moved", "degraded", "view.moved"],
  ["blurred", "degraded", "view.blurred"],
  ["dark", "degraded", "view.dark"],
  ["dazzled", "degraded", "view.dazzled"],
  ["hazy", "degraded", "view.hazy"],
])("VW-7 %s: %s with a sentence, and still recording", (condition, state, code) => {
  const health = healthWith(condition);
  expect([health.state, health.code, health.recording]).toEqual([state, code, true]);
  expect(health.analysing).toBe(state !== "blind");
  if (code) expect(health.reason).toMatch(/^.{20,}\.$/);
});

it("VW-7 a stream that fails is the reason before what its last pictures showed", () => {
  const failed: HealthFact = { type: "stream-failed", atMs: 3000, code: "source.refused", message: "Refused." };
  expect(healthWith("covered", failed)).toMatchObject({ state: "blind", code: "source.refused", recording: false });
});

it("VW-7 seen again: healthy again", () => {
  expect(healthWith("covered", { type: "sight", atMs: 9000, problem: null }).state).toBe("blind");
  const seen: HealthFact[] = [
    { type: "sight", atMs: 9000, problem: null },
    { type: "frame-decoded", atMs: 9001, capturedAtMs: 9000 },
  ];
  expect(healthWith("covered", ...seen)).toMatchObject({ state: "ok", reason: "" });
});
