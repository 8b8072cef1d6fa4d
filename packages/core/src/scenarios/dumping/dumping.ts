// Dumping: somebody stops for a while, and when they have gone something lies there that was not there before.

import { isDriven, isLiving } from "../left-objects/living-or-driven.ts";
import { objectRule } from "../left-objects/object-rule.ts";

/** Who is nearer has not gone. Unit: heights of that person or vehicle. */
const GONE = 2;

export const dumping = objectRule({
  kind: "dumping",
  limitS: (definition) => definition.minLeftS,
  isAbout: (object) => object.change === "appeared" && !isDriven(object) && !isLiving(object),
  attendanceDistance: () => GONE,
  holdsSince: (_object, { isKnown, isAttended, firstMs, lastMs }, { minStopS }) =>
    isKnown && !isAttended && lastMs - firstMs >= minStopS * 1000 ? lastMs : null,
  what: (className) => `${className} dumped and left`,
});
