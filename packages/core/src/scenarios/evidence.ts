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
  "axle-count",
];

const ABOUT_STILL_OBJECTS: readonly ScenarioKindName[] = ["dumping", "abandoned", "removed", "obstruction", "waste"];

/** True for kinds that need the memory of still objects (`Observation.still`). */
export function asksForStillObjects(kind: ScenarioKindName): boolean {
  return ABOUT_STILL_OBJECTS.includes(kind);
}

/** True for kinds that need the picture with each frame; they cannot be asked about stored tracks. */
export function looksAtPicture(kind: ScenarioKindName): boolean {
  return FROM_PICTURE.includes(kind);
}

/** True for kinds that are about the camera's own sight: they watch on when it is lost, and a picture a second is enough for them. */
export function isAboutSight(kind: ScenarioKindName): boolean {
  return kind === "tamper" || kind === "poor-view";
}

/** True for kinds that need the picture in more detail (`WatchPicture.fine`). */
export function looksClosely(kind: ScenarioKindName): boolean {
  return kind === "axle-count";
}
