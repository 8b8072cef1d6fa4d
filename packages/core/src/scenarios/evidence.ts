// What each kind is judged from: tracks alone, or the picture as well.
import type { ScenarioKindName } from "@vigie/contracts";

const FROM_PICTURE: readonly ScenarioKindName[] = [
  "red-light",
  "dumping",
  "abandoned",
  "removed",
  "obstruction",
  "waste",
  "waving",
  "tamper",
  "poor-view",
  "light-on",
  "door-state",
  "smoke-fire",
  "scene-change",
  "bin-level",
  "parking-spaces",
];

/** True for kinds that need the picture with each frame; they cannot be asked about stored tracks. */
export function looksAtPicture(kind: ScenarioKindName): boolean {
  return FROM_PICTURE.includes(kind);
}
