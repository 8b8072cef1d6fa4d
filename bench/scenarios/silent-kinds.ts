// Kinds that an ordinary day holds nothing for, asked of the whole picture, as a person without ideas would draw them.
import { SCENARIO_KINDS, type ScenarioInput, type Scene, sceneSchema } from "@vigie/contracts";
import { ruledKinds } from "@vigie/core";

const SILENT_KINDS: readonly ScenarioInput["kind"][] = [
  "tamper",
  "poor-view",
  "light-on",
  "door-state",
  "smoke-fire",
  "scene-change",
  "fall",
  "lying",
  "waving",
  "abandoned",
  "removed",
  "obstruction",
  "waste",
  "dumping",
  "crowd-movement",
];
const WHOLE = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

/** Those that this build has rules for. */
export const silentKinds: readonly string[] = SILENT_KINDS.filter((kind) => ruledKinds.includes(kind));

/** One scenario of each kind over the whole picture, with the limits that the product proposes. */
export function silentScene(kinds: readonly string[] = silentKinds): Scene {
  const scenarios = SCENARIO_KINDS.filter(({ kind }) => kinds.includes(kind)).map(({ kind, places }) => ({
    id: kind,
    kind,
    ...Object.fromEntries(places.map(({ field }) => [field, "all"])),
  }));
  return sceneSchema.parse({ zones: [{ id: "all", polygon: WHOLE }], scenarios });
}
