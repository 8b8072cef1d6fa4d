// Violence: a scene of violence that a registered model has learnt to see.
import { conceptRule } from "../concept/concept-rule.ts";

export const violence = conceptRule("violence");
