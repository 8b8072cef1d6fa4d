// All situations, family by family.
import { bodySituations } from "./rows/body.ts";
import { countingSituations } from "./rows/counting.ts";
import { movementSituations } from "./rows/movement.ts";
import { presenceSituations } from "./rows/presence.ts";
import { sceneStateSituations } from "./rows/scene-state.ts";
import { stillnessSituations } from "./rows/stillness.ts";
import type { SituationRow } from "./situation.ts";

export type { Conditions, Situation, SituationMaker, SituationRow, TrueEvent } from "./situation.ts";
export { PLAIN } from "./situation.ts";

export const situationRows: readonly SituationRow[] = [
  ...movementSituations,
  ...presenceSituations,
  ...stillnessSituations,
  ...bodySituations,
  ...sceneStateSituations,
  ...countingSituations,
];
