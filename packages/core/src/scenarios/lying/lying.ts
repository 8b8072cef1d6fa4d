// Lying: somebody is down for longer than the limit, whether or not anybody saw how it came to that.
import { downRule } from "../posture/down-rule.ts";

export const lying = downRule({
  kind: "lying",
  limitS: (definition) => definition.minStayS,
  mustFall: false,
  verb: "lies on the ground for",
});
