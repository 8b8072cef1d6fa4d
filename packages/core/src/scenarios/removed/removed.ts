// Removed: something that stood in the zone is gone, and its place shows what was behind it.
import { objectRule } from "../left-objects/object-rule.ts";

export const removed = objectRule({
  kind: "removed",
  limitS: (definition) => definition.minStayS,
  isAbout: (object) => object.change === "removed",
  attendanceDistance: () => null,
  holdsSince: (object) => object.sinceMs,
  what: () => "something is missing for",
});
