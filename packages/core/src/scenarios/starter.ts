// How a kind is put to work: from its definition and its setting to a running scenario.
import type { ScenarioKindName, ScenarioOf } from "@vigie/contracts";
import { type RunningScenario, runScenario, type ScenarioRule, type Setting } from "./scenario-rule.ts";

export type Starter<K extends ScenarioKindName> = (definition: ScenarioOf<K>, setting: Setting) => RunningScenario;

/** Kind to starter; a kind without one is not built and says that it is not watching. */
export type Rows = { readonly [K in ScenarioKindName]?: Starter<K> };

/** The starter of a rule. */
export function rowOf<K extends ScenarioKindName, S>(rule: ScenarioRule<K, S>): Starter<K> {
  return (definition, setting) => runScenario(rule, definition, setting);
}
