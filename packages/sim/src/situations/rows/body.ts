// Situations of the family "body", one row a kind.
import type { SituationRow } from "../situation.ts";

export const bodySituations: readonly SituationRow[] = [];
