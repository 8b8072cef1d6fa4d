// One row per scenario kind; adding a kind adds its folder and its row.
import type { Scenario, ScenarioKindName, ScenarioOf } from "@vigie/contracts";
import { intrusion } from "./intrusion/intrusion.ts";
import { lineCount } from "./line-count/line-count.ts";
import { lineCrossing } from "./line-crossing/line-crossing.ts";
import { loitering } from "./loitering/loitering.ts";
import { occupancy } from "./occupancy/occupancy.ts";
import { type RunningScenario, runScenario, type Setting } from "./scenario-rule.ts";
import { stopped } from "./stopped/stopped.ts";
import { wrongWay } from "./wrong-way/wrong-way.ts";

type Starter<K extends ScenarioKindName> = (definition: ScenarioOf<K>, setting: Setting) => RunningScenario;

const starters: { readonly [K in ScenarioKindName]: Starter<K> } = {
  "line-count": (definition, setting) => runScenario(lineCount, definition, setting),
  "line-crossing": (definition, setting) => runScenario(lineCrossing, definition, setting),
  "wrong-way": (definition, setting) => runScenario(wrongWay, definition, setting),
  intrusion: (definition, setting) => runScenario(intrusion, definition, setting),
  loitering: (definition, setting) => runScenario(loitering, definition, setting),
  stopped: (definition, setting) => runScenario(stopped, definition, setting),
  occupancy: (definition, setting) => runScenario(occupancy, definition, setting),
};

/** A scenario at work, with nothing seen yet. */
export function startScenario<K extends ScenarioKindName>(
  definition: ScenarioOf<K>,
  setting: Setting,
): RunningScenario {
  const start = starters[definition.kind as K] as Starter<K>;
  return start(definition, setting);
}

/** Kinds that have a rule. */
export const ruledKinds = Object.keys(starters) as Scenario["kind"][];
