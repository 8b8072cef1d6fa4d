// Stopped: a thing stands still in the zone for longer than the limit.
import { standingRule } from "./standing-rule.ts";

export const stopped = standingRule({
  kind: "stopped",
  limitS: (definition) => definition.minStayS,
  verb: "stopped",
  returnMs: 0,
});
