// All kinds that have a rule, family by family; adding a kind adds its folder and its row in rows/.
import type { Scenario, ScenarioKindName, ScenarioOf } from "@vigie/contracts";
import { bodyRows } from "./rows/body.ts";
import { conceptRows } from "./rows/concept.ts";
import { countingRows } from "./rows/counting.ts";
import { movementRows } from "./rows/movement.ts";
import { presenceRows } from "./rows/presence.ts";
import { sceneStateRows } from "./rows/scene-state.ts";
import { stillnessRows } from "./rows/stillness.ts";
import type { RunningScenario, Setting } from "./scenario-rule.ts";
import type { Rows, Starter } from "./starter.ts";

const starters: Rows = {
  ...movementRows,
  ...presenceRows,
  ...stillnessRows,
  ...countingRows,
  ...bodyRows,
  ...sceneStateRows,
  ...conceptRows,
};

/** A scenario at work, with nothing seen yet; null when this build has no rule for the kind. */
export function startScenario<K extends ScenarioKindName>(
  definition: ScenarioOf<K>,
  setting: Setting,
): RunningScenario | null {
  const start = starters[definition.kind as K] as Starter<K> | undefined;
  return start?.(definition, setting) ?? null;
}

/** Kinds that have a rule. */
export const ruledKinds = Object.keys(starters) as Scenario["kind"][];
