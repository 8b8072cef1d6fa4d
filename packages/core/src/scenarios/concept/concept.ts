// Concept: any class that a registered model has learnt, inside a zone.
import { conceptRule } from "./concept-rule.ts";

export const concept = conceptRule("concept");
