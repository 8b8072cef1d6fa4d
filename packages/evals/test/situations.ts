// One check for all kinds: true events found within ten seconds, nothing else told, over several seeds and conditions.
import { PLAIN, type Situation, type SituationRow } from "@vigie/sim";
import { expect } from "vitest";
import { alarmTimesS, runSituationOnTruth, scoreEvents } from "../src/index.ts";

const SEEDS = [1, 2, 3, 4, 5];
const ERRORS = { fps: 5, missShare: 0.08, missS: 0.6, jitterPx: 1.2 };

export function expectFoundAndSilent(kind: string, row: SituationRow | undefined): void {
  expect(row, `no situation for ${kind}`).toBeDefined();
  const crowd = { ...PLAIN, crowd: "crowd" } as const;
  const complaints = SEEDS.flatMap((seed) => {
    const conditions = seed % 2 === 0 ? crowd : PLAIN;
    const situation = row!.make(seed, conditions);
    const silent = row!.makeSilent?.(seed, conditions);
    if (situation.events.length === 0) return [`${situation.scene.id} has no true event`];
    return [...complaintsOf(situation), ...(silent ? complaintsOf(silent) : [])];
  });
  expect(complaints).toEqual([]);
}

function complaintsOf(situation: Situation): string[] {
  const { events, truth, notWatching } = runSituationOnTruth(situation, { ...ERRORS, seed: situation.seed });
  const at = alarmTimesS(events, "watch");
  const tally = scoreEvents(truth, at, situation.scene.seconds);
  const what = `${situation.scene.id}: true at ${truth.map((t) => t.startS.toFixed(1)).join(", ") || "no time"}, told at ${at.join(", ") || "no time"}`;
  return [
    ...notWatching.map(({ reason }) => `${situation.scene.id}: ${reason}`),
    ...(tally.missed + tally.falseAlarms > 0 ? [what] : []),
  ];
}
