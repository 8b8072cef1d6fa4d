// Removed: something that stood in the zone is gone, and its place shows what was behind it.
import { isDriven, isLiving } from "../left-objects/living-or-driven.ts";
import { fillsZone, objectRule } from "../left-objects/object-rule.ts";

/** In a zone much larger than itself, something smaller is a leaf or a glint. Unit: picture heights; share of the zone. */
const SMALLEST = 0.04;
const SMALL_IN_ZONE = 0.1;

export const removed = objectRule({
  kind: "removed",
  limitS: (definition) => definition.minStayS,
  // Who lives walks off and what drives drives off; a vehicle that must stay has its own zone around it.
  isAbout: (object, _definition, polygon) =>
    object.change === "removed" &&
    (object.side >= SMALLEST || fillsZone(object, polygon, SMALL_IN_ZONE)) &&
    !isLiving(object) &&
    (!isDriven(object) || fillsZone(object, polygon)),
  attendanceDistance: () => null,
  holdsSince: (object) => object.sinceMs,
  what: () => "something is missing for",
});
