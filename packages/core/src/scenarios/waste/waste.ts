// Waste: something small lies on the ground, and nobody is with it any more.

import { isLeftThing } from "../left-objects/living-or-driven.ts";
import { objectRule } from "../left-objects/object-rule.ts";

/** Larger than this is for other kinds. Unit: picture heights. */
const LARGEST = 0.3;
/** Who is nearer still has to do with it. Unit: heights of that person. */
const WITH_IT = 1.5;

export const waste = objectRule({
  kind: "waste",
  limitS: (definition) => definition.minStayS,
  isAbout: (object, { minSize }) => isLeftThing(object, minSize, LARGEST),
  attendanceDistance: () => WITH_IT,
  holdsSince: (_object, { isAttended, lastMs }) => (isAttended ? null : lastMs),
  what: (className) => `${className} on the ground`,
});
