// One parking space: taken when a vehicle stands on it, or when its ground shows the edges that an empty space has not.
import type { Point } from "@vigie/contracts";
import { isInsidePolygon } from "../../geometry/index.ts";
import type { Thing } from "../../observations/index.ts";
import { boundsOf, lookAt, RegionPair } from "../../picture/index.ts";
import type { WatchPicture } from "../../ports/watch-picture.ts";

/** null: nobody can say yet. */
export type SpaceState = "taken" | "free" | null;

export interface SpaceWatch {
  step(picture: WatchPicture | null, vehicles: readonly Thing[], others: readonly Thing[], nowMs: number): SpaceState;
}

const LOOK_EVERY_MS = 400;
/** A state must show for this long before it is believed. Unit: ms. */
const SURE_MS = 2_000;
/** A vehicle slower than this stands. Unit: picture heights per second. */
const STANDS = 0.02;
/** Share of pixels with edges: empty ground has less than the one, a vehicle more than the other. */
const EMPTY_EDGES = 0.055;
const VEHICLE_EDGES = 0.1;
/** What a space looks like when it is known to be empty raises both; at most by so much. */
const PATTERNED_MOST = 0.12;

export function createSpaceWatch(polygon: readonly Point[]): SpaceWatch {
  const regions = new RegionPair(polygon);
  const bounds = boundsOf(polygon);
  let state: SpaceState = null;
  let doubt: { state: SpaceState; sinceMs: number } | null = null;
  let byPicture: SpaceState = null;
  let lookedMs = Number.NEGATIVE_INFINITY;
  /** Lowest share of edges that was ever seen: shadows, stones, drawn letters on the empty ground. */
  let emptyEdges = Number.POSITIVE_INFINITY;

  return {
    step(picture, vehicles, others, nowMs) {
      const stands = vehicles.some((thing) => thing.seen && isOn(thing) && isStill(thing));
      const passes = [...vehicles, ...others].some((thing) => thing.seen && overlaps(thing));
      if (picture && nowMs - lookedMs >= LOOK_EVERY_MS - 10 && (stands || !passes)) {
        lookedMs = nowMs;
        byPicture = look(picture, stands);
      }
      const seen: SpaceState = stands ? "taken" : passes && state !== "taken" ? state : byPicture;
      believe(seen, nowMs);
      return state;
    },
  };

  function look(picture: WatchPicture, isTaken: boolean): SpaceState {
    const { edgeShare, p50 } = lookAt(regions.of(picture).region, picture);
    if (p50 < 8) return byPicture;
    if (!isTaken) emptyEdges = Math.min(edgeShare, emptyEdges + 0.0005);
    const usual = Math.min(PATTERNED_MOST, emptyEdges);
    if (edgeShare >= usual + VEHICLE_EDGES) return "taken";
    if (edgeShare <= usual + EMPTY_EDGES)
      return usual > EMPTY_EDGES && state !== "free" && usual === edgeShare ? state : "free";
    return byPicture;
  }

  function believe(seen: SpaceState, nowMs: number): void {
    if (seen === null || seen === state) {
      doubt = null;
      return;
    }
    if (doubt?.state !== seen) doubt = { state: seen, sinceMs: nowMs };
    if (nowMs - doubt.sinceMs >= SURE_MS) {
      state = seen;
      doubt = null;
    }
  }

  /** The ground under a vehicle is hidden by it: the lower half of its box lies on its space. */
  function isOn({ box: [x1, y1, x2, y2] }: Thing): boolean {
    const middle: Point = [(x1 + x2) / 2, y1 + (y2 - y1) * 0.7];
    return isInsidePolygon(polygon, middle) || isInsidePolygon(polygon, [(x1 + x2) / 2, y2 - (y2 - y1) * 0.12]);
  }

  function isStill(thing: Thing): boolean {
    return Math.hypot(thing.vx, thing.vy) < STANDS;
  }

  function overlaps({ box: [x1, y1, x2, y2] }: Thing): boolean {
    const width = Math.min(x2, bounds[2]) - Math.max(x1, bounds[0]);
    const height = Math.min(y2, bounds[3]) - Math.max(y1, bounds[1]);
    return width > 0 && height > 0 && width * height > 0.15 * (bounds[2] - bounds[0]) * (bounds[3] - bounds[1]);
  }
}
