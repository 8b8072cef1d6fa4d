// Situations of the family "stillness", one row a kind.
import type { SituationRow } from "../situation.ts";

export const stillnessSituations: readonly SituationRow[] = [];
