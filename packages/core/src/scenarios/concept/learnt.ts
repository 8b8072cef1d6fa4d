// What a detector must have learnt for a scenario, and the sentence that says so while it has not.
import type { Setting } from "../scenario-rule.ts";

/** Class names of models are compared without regard to capitals and to what joins their words. */
export function conceptName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");
}

/** One sentence while the active detector has not learnt one of the concepts; null when it has learnt all. */
export function needsModel(concepts: readonly string[], { seenClasses }: Setting): string | null {
  const learnt = new Set([...(seenClasses ?? [])].map(conceptName));
  const missing = concepts.filter((name) => !learnt.has(conceptName(name)));
  if (missing.length === 0) return null;
  return `it needs a model that has learnt ${missing.map((name) => `"${name}"`).join(" and ")}; register one`;
}
