// Situations of the family "presence", one row a kind.
import { crowdSituation, densitySituation, queueSituation } from "../presence/groups.ts";
import { proximitySituation, tailgatingSituation } from "../presence/pairs.ts";
import { intrusionSituation, loiteringSituation, workAtHeightSituation } from "../presence/zones.ts";
import type { SituationRow } from "../situation.ts";

export const presenceSituations: readonly SituationRow[] = [
  intrusionSituation,
  loiteringSituation,
  crowdSituation,
  densitySituation,
  queueSituation,
  workAtHeightSituation,
  proximitySituation,
  tailgatingSituation,
];
