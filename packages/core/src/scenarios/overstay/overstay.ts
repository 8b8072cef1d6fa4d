// Over-stay: a vehicle keeps its place longer than the place allows; driving off for a moment does not start its time anew.
import { standingRule } from "../stopped/standing-rule.ts";

/** Who is back at the same place so soon is the same. Without plates nobody can tell after longer. Unit: ms. */
const RETURN_MS = 60_000;

export const overstay = standingRule({
  kind: "overstay",
  limitS: (definition) => definition.maxStayS,
  verb: "stayed",
  returnMs: RETURN_MS,
});
