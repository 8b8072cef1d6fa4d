// Situations of the family "stillness", one row a kind.
import type { SituationRow } from "../situation.ts";
import {
  abandonedSituation,
  dumpingSituation,
  obstructionSituation,
  removedSituation,
  wasteSituation,
} from "../stillness/left-things.ts";
import { overstaySituation, parkingSituation, stoppedSituation } from "../stillness/standing-vehicles.ts";

export const stillnessSituations: readonly SituationRow[] = [
  stoppedSituation,
  parkingSituation,
  overstaySituation,
  dumpingSituation,
  abandonedSituation,
  removedSituation,
  obstructionSituation,
  wasteSituation,
];
