// The ground plane as scenarios ask for it: a map, or the sentence that says why there is none.
import { fitGroundPlane, type GroundMap } from "../geometry/index.ts";
import type { Setting } from "./scenario-rule.ts";

export interface Ground {
  map: GroundMap | null;
  /** Null when all of the drawn zones can be judged; with a map, a part of them can. */
  reason: string | null;
}

export function groundOf(setting: Setting, what: string): Ground {
  const { groundPlane } = setting;
  if (!groundPlane)
    return { map: null, reason: `${what} needs the camera's ground plane; measure at least four points on the ground` };
  const fitted = fitGroundPlane(groundPlane.points);
  if (typeof fitted === "string") return { map: null, reason: `the ground plane cannot be used: ${fitted}` };
  const corners = [...setting.zones.values()].flatMap((zone) => zone.polygon);
  const beyond = corners.filter((corner) => fitted.toGround(corner) === null).length;
  if (beyond === 0) return { map: fitted, reason: null };
  const { placeName } = setting;
  const advice = "draw it nearer or measure farther points";
  if (beyond === corners.length)
    return { map: null, reason: `${placeName} lies beyond the ground that was measured; ${advice}` };
  return {
    map: fitted,
    reason: `${what} is not known in the part of ${placeName} beyond the measured ground; ${advice}`,
  };
}
