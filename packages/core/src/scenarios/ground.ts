// The ground plane as scenarios ask for it: a map, or the sentence that says why there is none.
import { fitGroundPlane, type GroundMap } from "../geometry/index.ts";
import type { Setting } from "./scenario-rule.ts";

export interface Ground {
  map: GroundMap | null;
  /** Null when the map can be used. */
  reason: string | null;
}

export function groundOf(setting: Setting, what: string): Ground {
  const { groundPlane } = setting;
  if (!groundPlane)
    return { map: null, reason: `${what} needs the camera's ground plane; measure at least four points on the ground` };
  const fitted = fitGroundPlane(groundPlane.points);
  if (typeof fitted === "string") return { map: null, reason: `the ground plane cannot be used: ${fitted}` };
  return { map: fitted, reason: null };
}
