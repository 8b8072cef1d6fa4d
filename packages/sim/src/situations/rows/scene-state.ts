// Situations of the family "scene-state", one row a kind.
import {
  binLevelSituation,
  doorStateSituation,
  lightOnSituation,
  sceneChangeSituation,
} from "../scene-state/places.ts";
import { smokeFireSituation } from "../scene-state/plumes.ts";
import { poorViewSituation, tamperSituation } from "../scene-state/sights.ts";
import { parkingSpacesSituation } from "../scene-state/spaces.ts";
import type { SituationRow } from "../situation.ts";

export const sceneStateSituations: readonly SituationRow[] = [
  tamperSituation,
  poorViewSituation,
  lightOnSituation,
  doorStateSituation,
  smokeFireSituation,
  sceneChangeSituation,
  binLevelSituation,
  parkingSpacesSituation,
];
