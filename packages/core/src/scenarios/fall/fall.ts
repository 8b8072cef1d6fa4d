// Fall: somebody who was upright is down within a moment, and stays down.
import { downRule } from "../posture/down-rule.ts";

export const fall = downRule({
  kind: "fall",
  limitS: (definition) => definition.minDownS,
  mustFall: true,
  verb: "fell and is down for",
});
