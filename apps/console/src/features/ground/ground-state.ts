// The ground plane on its way: corners of a rectangle of known sides, or points of which each place is known.
import type { GroundPlane, Point } from "@vigie/contracts";
import { clamp } from "../editor/snap.ts";
import { type MeasuredPoint, rectanglePoints, rectangleSides } from "./plane-fit.ts";

export interface GroundState {
  way: "rectangle" | "points";
  pictures: readonly Point[];
  /** Sides of the rectangle; null while empty. Unit: metres. */
  widthM: number | null;
  lengthM: number | null;
  /** Places of the points; null while empty. Unit: metres. */
  groundM: readonly (readonly [number | null, number | null])[];
}

export type GroundEvent =
  | { type: "way"; way: GroundState["way"] }
  | { type: "add"; at: Point }
  | { type: "move"; index: number; at: Point }
  | { type: "remove"; index: number }
  | { type: "side"; side: "widthM" | "lengthM"; valueM: number | null }
  | { type: "place"; index: number; axis: 0 | 1; valueM: number | null }
  | { type: "take"; plane: GroundPlane | undefined }
  | { type: "clear" };

const MOST_POINTS = 32;

export function groundStateOf(plane: GroundPlane | undefined): GroundState {
  const points = plane?.points ?? [];
  const sides = rectangleSides(points);
  return {
    way: points.length > 0 && !sides ? "points" : "rectangle",
    pictures: points.map(({ picture }) => picture),
    widthM: sides?.widthM ?? null,
    lengthM: sides?.lengthM ?? null,
    groundM: points.map(({ groundM }) => groundM),
  };
}

export function groundReducer(state: GroundState, event: GroundEvent): GroundState {
  const most = state.way === "rectangle" ? 4 : MOST_POINTS;
  switch (event.type) {
    case "way": {
      // What the rectangle says about its corners stays when more points are wanted.
      const known = measured(state);
      return {
        ...state,
        way: event.way,
        pictures: event.way === "rectangle" ? state.pictures.slice(0, 4) : state.pictures,
        groundM: event.way === "points" && known ? known.map(({ groundM }) => groundM) : state.groundM,
      };
    }
    case "add":
      if (state.pictures.length >= most) return state;
      return {
        ...state,
        pictures: [...state.pictures, clamp(event.at)],
        groundM: [...state.groundM.slice(0, state.pictures.length), [null, null]],
      };
    case "move":
      return { ...state, pictures: state.pictures.map((p, i) => (i === event.index ? clamp(event.at) : p)) };
    case "remove":
      return {
        ...state,
        pictures: state.pictures.filter((_, i) => i !== event.index),
        groundM: state.groundM.filter((_, i) => i !== event.index),
      };
    case "side":
      return { ...state, [event.side]: event.valueM };
    case "place":
      return {
        ...state,
        groundM: state.groundM.map((place, i) =>
          i !== event.index ? place : event.axis === 0 ? [event.valueM, place[1]] : [place[0], event.valueM],
        ),
      };
    case "take":
      return groundStateOf(event.plane);
    case "clear":
      return { ...state, pictures: [], groundM: [] };
  }
}

/** All points with their metres, or null while something is missing. */
export function measured(state: GroundState): MeasuredPoint[] | null {
  const { pictures, widthM, lengthM } = state;
  if (pictures.length < 4) return null;
  if (state.way === "rectangle")
    return widthM !== null && lengthM !== null && widthM > 0 && lengthM > 0
      ? rectanglePoints(pictures, widthM, lengthM)
      : null;
  const points = pictures.flatMap((picture, i): MeasuredPoint[] => {
    const [x, y] = state.groundM[i] ?? [null, null];
    return x === null || y === null ? [] : [{ picture, groundM: [x, y] }];
  });
  return points.length === pictures.length ? points : null;
}
