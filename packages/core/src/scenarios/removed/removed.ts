// Removed: something that stood in the zone is gone, and its place shows what was behind it.
import { isDriven, isLiving } from "../left-objects/living-or-driven.ts";
import { fillsZone, objectRule } from "../left-objects/object-rule.ts";

export const removed = objectRule({
  kind: "removed",
  limitS: (definition) => definition.minStayS,
  // Who lives walks off and what drives drives off; a vehicle that must stay has its own zone around it.
  isAbout: (object, _definition, polygon) =>
    object.change === "removed" && !isLiving(object) && (!isDriven(object) || fillsZone(object, polygon)),
  attendanceDistance: () => null,
  holdsSince: (object) => object.sinceMs,
  what: () => "something is missing for",
});
