// Situations of the family "counting", one row a kind.
import type { SituationRow } from "../situation.ts";

export const countingSituations: readonly SituationRow[] = [];
