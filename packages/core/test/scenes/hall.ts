// A hall in the middle of a painted picture, and what a scenario about it tells of who and what is shown there.
import type { SceneInput } from "@vigie/contracts";
import { type Patch, showPainted, type Weather } from "./picture-stage.ts";
import type { Actor } from "./stage.ts";
import type { Wanted } from "./yard.ts";

const polygon: [number, number][] = [
  [0.2, 0.2],
  [0.8, 0.2],
  [0.8, 0.9],
  [0.2, 0.9],
];

/** The hall and one scenario about it. */
export const sceneWith = (scenario: Wanted): SceneInput => ({
  zones: [{ id: "hall", name: "Hall", polygon }],
  scenarios: [scenario],
});

/** What is told, with the phase and its second as words. */
export function told(
  scenario: Wanted,
  shown: { actors?: Actor[]; patches?: Patch[]; weather?: Weather },
  untilMs: number,
): string[] {
  return showPainted(sceneWith(scenario), shown, { untilMs }).events.map(
    (e) => `${e.phase} ${Math.round((e.phase === "ended" ? e.endedAtMs! : e.startedAtMs) / 1000)}`,
  );
}
