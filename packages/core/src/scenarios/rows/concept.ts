// One row per kind of the family "concept".
import { concept } from "../concept/concept.ts";
import { masked } from "../masked/masked.ts";
import { ppe } from "../ppe/ppe.ts";
import { type Rows, rowOf } from "../starter.ts";
import { violence } from "../violence/violence.ts";
import { weapon } from "../weapon/weapon.ts";

export const conceptRows = {
  concept: rowOf(concept),
  ppe: rowOf(ppe),
  masked: rowOf(masked),
  weapon: rowOf(weapon),
  violence: rowOf(violence),
} as const satisfies Rows;
