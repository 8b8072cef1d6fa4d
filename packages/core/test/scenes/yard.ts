// A yard in the middle of the picture, and what a scenario about it tells of whoever is shown.
import type { SceneInput } from "@vigie/contracts";
import { type Actor, show } from "./stage.ts";

export const yard = {
  id: "yard",
  name: "School entrance",
  polygon: [
    [0.3, 0.3],
    [0.7, 0.3],
    [0.7, 0.8],
    [0.3, 0.8],
  ],
} as const;
export type Wanted = NonNullable<SceneInput["scenarios"]>[number];

/** The yard and one scenario about it. */
export function sceneWith(scenario: Wanted): SceneInput {
  return {
    zones: [{ ...yard, polygon: yard.polygon.map(([x, y]): [number, number] => [x, y]) }],
    scenarios: [scenario],
  };
}

/** What is told of the actors, with the phase and its moment as words. */
export const told = (scenario: Wanted, actors: Actor[], untilMs: number, fps = 5) =>
  show(sceneWith(scenario), actors, { untilMs, fps }).events.map((e) => ({
    ...e,
    at: `${e.phase} ${e.phase === "ended" ? e.endedAtMs : e.startedAtMs}`,
  }));
export const times = (...args: Parameters<typeof told>) => told(...args).map((e) => e.at);
