// Situations of the family "scene-state", one row a kind.
import type { SituationRow } from "../situation.ts";

export const sceneStateSituations: readonly SituationRow[] = [];
