// Masked: a covered face that a registered model has learnt to see.
import { conceptRule } from "../concept/concept-rule.ts";

export const masked = conceptRule("masked");
