// One parking space: taken when a vehicle stands on it, or when it shows more edges than it does when empty.
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
/** Nobody was seen to stand on it for this long after the start: it is free. Unit: ms. */
const EMPTY_AFTER_MS = 5_000;
/** A vehicle brings so many more edges than this very space shows when empty; with so few more it is empty again. Share of its pixels. */
const VEHICLE_EDGES = 0.1;
const EMPTY_EDGES = 0.05;
/** How fast the usual looks follow the light. Share of each look. */
const FOLLOW = 0.05;

export function createSpaceWatch(polygon: readonly Point[]): SpaceWatch {
  const regions = new RegionPair(polygon);
  const bounds = boundsOf(polygon);
  let state: SpaceState = null;
  let doubt: { state: SpaceState; sinceMs: number } | null = null;
  let byPicture: SpaceState = null;
  let lookedMs = Number.NEGATIVE_INFINITY;
  let beganMs: number | null = null;
  /** Share of edges of the empty space, and of the one with a vehicle on it; null until it was seen so. */
  let emptyEdges: number | null = null;
  let takenEdges: number | null = null;

  return {
    step(picture, vehicles, others, nowMs) {
      const stands = vehicles.some((thing) => thing.seen && isOn(thing) && isStill(thing));
      const passes = [...vehicles, ...others].some((thing) => thing.seen && overlaps(thing));
      if (picture && nowMs - lookedMs >= LOOK_EVERY_MS - 10 && (stands || !passes)) {
        lookedMs = nowMs;
        byPicture = look(picture, stands, nowMs);
      }
      const seen: SpaceState = stands ? "taken" : passes && state !== "taken" ? state : byPicture;
      believe(seen, nowMs);
      return state;
    },
  };

  function look(picture: WatchPicture, stands: boolean, nowMs: number): SpaceState {
    beganMs ??= nowMs;
    const { edgeShare, p50 } = lookAt(regions.of(picture).region, picture);
    if (p50 < 8) return byPicture;
    if (stands) {
      takenEdges = followed(takenEdges, edgeShare);
      return "taken";
    }
    if (state === null) return nowMs - beganMs >= EMPTY_AFTER_MS ? "free" : null;
    if (emptyEdges === null) {
      // Taken since the start: it is empty once it looks quite different from the taken one.
      const isOther = takenEdges === null || Math.abs(edgeShare - takenEdges) >= VEHICLE_EDGES;
      if (isOther) emptyEdges = edgeShare;
      return isOther ? "free" : "taken";
    }
    if (edgeShare >= emptyEdges + VEHICLE_EDGES) return "taken";
    if (edgeShare > emptyEdges + EMPTY_EDGES) return byPicture;
    emptyEdges = followed(emptyEdges, edgeShare);
    return "free";
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

const followed = (usual: number | null, now: number): number => (usual === null ? now : usual + (now - usual) * FOLLOW);
