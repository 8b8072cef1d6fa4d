// Abandoned: something was put down, and whoever brought it has been away from it for longer than the limit.

import { isLeftThing } from "../left-objects/living-or-driven.ts";
import { objectRule } from "../left-objects/object-rule.ts";

/** Larger than this is no luggage. Unit: picture heights. */
const LARGEST = 0.6;

export const abandoned = objectRule({
  kind: "abandoned",
  limitS: (definition) => definition.minStayS,
  isAbout: (object, { minSize }) => isLeftThing(object, minSize, LARGEST),
  attendanceDistance: (definition) => definition.ownerDistance,
  holdsSince: (_object, { isAttended, lastMs }) => (isAttended ? null : lastMs),
  what: (className) => `${className} left alone`,
});
