// Situations of the family "movement", one row a kind.
import type { SituationRow } from "../situation.ts";

export const movementSituations: readonly SituationRow[] = [];
