// Situations of the family "body", one row a kind.
import { fallSituation, lyingSituation, wavingSituation } from "../body/postures.ts";
import type { SituationRow } from "../situation.ts";

export const bodySituations: readonly SituationRow[] = [fallSituation, lyingSituation, wavingSituation];
