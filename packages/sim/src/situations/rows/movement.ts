// Situations of the family "movement", one row a kind.
import { crowdMovementSituation, onTracksSituation } from "../movement/crowds.ts";
import { lineCrossingSituation } from "../movement/line-crossing.ts";
import { redLightSituation } from "../movement/red-light.ts";
import {
  pavementSituation,
  speedSituation,
  wrongWaySituation,
  wrongWayZoneSituation,
  zoneSequenceSituation,
} from "../movement/roads.ts";
import type { SituationRow } from "../situation.ts";

export const movementSituations: readonly SituationRow[] = [
  lineCrossingSituation,
  wrongWaySituation,
  wrongWayZoneSituation,
  zoneSequenceSituation,
  speedSituation,
  pavementSituation,
  onTracksSituation,
  crowdMovementSituation,
  redLightSituation,
];
