// A situation: a scene made for one kind of scenario, with what truly happens in it.
import type { GroundPlane, ScenarioKindName } from "@vigie/contracts";
import type { SceneDefinition } from "../scenes/scene.ts";

/** By which scores are cut. */
export interface Conditions {
  light: "day" | "night";
  weather: "clear" | "rain";
  crowd: "sparse" | "crowd";
}

export const PLAIN: Conditions = { light: "day", weather: "clear", crowd: "sparse" };

/** A true event of the scene's scenario: from when the condition holds (its limits already reached) until it no longer does. */
export interface TrueEvent {
  scenario: string;
  /** Earliest moment at which an alarm is right. Clock: seconds from the scene's start. */
  startS: number;
  endS: number | null;
  /** What the event must say besides, by the name of its fact: told otherwise it is not found. */
  fact?: { name: string; value: number };
}

export interface Situation {
  kind: ScenarioKindName;
  seed: number;
  conditions: Conditions;
  /** Its `scenarios` are about real classes (`person`, `car`), not about `moving`. */
  scene: SceneDefinition;
  /** Exact, from the camera's placement; null when the kind needs none. */
  groundPlane: GroundPlane | null;
  /** None: a situation in which the scenario must stay silent. */
  events: readonly TrueEvent[];
}

/** The same seed and conditions give the same situation; other seeds give other times, ways, cameras and looks. */
export type SituationMaker = (seed: number, conditions: Conditions) => Situation;

/** One row per kind: what makes its situations, and under which conditions it can be shown. */
export interface SituationRow {
  kind: ScenarioKindName;
  make: SituationMaker;
  /** A situation that looks alike and must raise nothing. */
  makeSilent?: SituationMaker;
  conditions: readonly Conditions[];
}
