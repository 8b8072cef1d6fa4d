// Weapon: a weapon that a registered model has learnt to see.
import { conceptRule } from "../concept/concept-rule.ts";

export const weapon = conceptRule("weapon");
