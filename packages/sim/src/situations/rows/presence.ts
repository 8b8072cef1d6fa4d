// Situations of the family "presence", one row a kind.
import type { SituationRow } from "../situation.ts";

export const presenceSituations: readonly SituationRow[] = [];
