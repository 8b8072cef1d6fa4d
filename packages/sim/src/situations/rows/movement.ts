// Situations of the family "movement", one row a kind.
import { lineCrossingSituation } from "../movement/line-crossing.ts";
import type { SituationRow } from "../situation.ts";

export const movementSituations: readonly SituationRow[] = [lineCrossingSituation];
