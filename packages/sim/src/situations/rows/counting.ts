// Situations of the family "counting", one row a kind.
import { axleCountSituation } from "../counting/axles.ts";
import { lineCountSituation, turnCountSituation } from "../counting/junction.ts";
import { occupancySituation } from "../presence/groups.ts";
import type { SituationRow } from "../situation.ts";

export const countingSituations: readonly SituationRow[] = [
  lineCountSituation,
  occupancySituation,
  turnCountSituation,
  axleCountSituation,
];
