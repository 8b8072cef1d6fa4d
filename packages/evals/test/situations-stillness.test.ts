// Situations of standing vehicles and of postures on their true boxes, with misses and shaking: every event is found, none is invented.
import { PLAIN, type Situation, situationRows } from "@vigie/sim";
import { describe, expect, it } from "vitest";
import { alarmTimesS, runSituationOnTruth, scoreEvents } from "../src/index.ts";
import { expectFoundAndSilent } from "./situations.ts";

describe.each(["stopped", "parking", "overstay"])("%s", (kind) => {
  const row = situationRows.find((entry) => entry.kind === kind);
  it("EV-12 is found in its situations and silent in what looks alike", () => expectFoundAndSilent(kind, row));
});

/** Outlines that change must be measured at each moment. */
function complaint(situation: Situation): string[] {
  const run = runSituationOnTruth(situation, {
    fps: 5,
    missShare: 0.04,
    jitterPx: 1,
    seed: situation.seed,
    changing: ["person"],
  });
  const at = alarmTimesS(run.events, "watch");
  const { missed, falseAlarms } = scoreEvents(run.truth, at, situation.scene.seconds);
  return missed + falseAlarms === 0
    ? []
    : [`${situation.scene.id}: true at ${run.truth.map((t) => t.startS.toFixed(1))}, told at ${at}`];
}

describe.each(["fall", "lying"])("%s", (kind) => {
  const row = situationRows.find((entry) => entry.kind === kind)!;
  it("EV-12 is found in its situations and silent when somebody sits or crouches", () => {
    const wrong = [1, 2, 3].flatMap((seed) => [
      ...complaint(row.make(seed, PLAIN)),
      ...complaint(row.makeSilent!(seed, PLAIN)),
    ]);
    expect(wrong).toEqual([]);
  });
});
