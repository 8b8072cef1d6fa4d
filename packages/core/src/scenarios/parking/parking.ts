// Parking: a vehicle stands where it may not, for longer than it takes to let somebody out.
import { standingRule } from "../stopped/standing-rule.ts";

export const parking = standingRule({
  kind: "parking",
  limitS: (definition) => definition.minStayS,
  verb: "parked",
  returnMs: 0,
});
