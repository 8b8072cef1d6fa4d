// Obstruction: something stands or lies in a passage that must stay free.

import { isLiving } from "../left-objects/living-or-driven.ts";
import { objectRule } from "../left-objects/object-rule.ts";

export const obstruction = objectRule({
  kind: "obstruction",
  limitS: (definition) => definition.minStayS,
  isAbout: (object, { minSize }) => object.change === "appeared" && object.side >= minSize && !isLiving(object),
  attendanceDistance: () => null,
  holdsSince: (object) => object.sinceMs,
  what: (className) => `${className} in the way`,
});
