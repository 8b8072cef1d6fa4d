// What is drawn on a picture, and the checks that a drawing must pass; a refusal says which rule and which points.
import {
  findSelfCrossing,
  type Point,
  placeReferences,
  polygonSchema,
  polylineSchema,
  type Scene,
} from "@vigie/contracts";
import { lineCrossings } from "@vigie/core/geometry";
import type { DrawnPlace, PlaceKind } from "../../ui/scene-overlay.tsx";
import { clamp, distancePx, type PictureSize } from "./snap.ts";

export type Shape = DrawnPlace;

/** Points are numbered from 1, as people count. */
export type Refusal =
  | { code: "crosses-itself"; first: number; second: number }
  | { code: "path-crosses" }
  | { code: "no-area" }
  | { code: "too-few"; needed: number }
  | { code: "same-point" }
  | { code: "too-many"; most: number }
  | { code: "in-use"; by: string };

const MOST_POINTS: Readonly<Record<PlaceKind, number>> = { line: 32, zone: 64, mask: 64 };
const NEEDED_POINTS: Readonly<Record<PlaceKind, number>> = { line: 2, zone: 3, mask: 3 };

/** Null when the contracts take the drawing. */
export function refusalOf(kind: PlaceKind, points: readonly Point[]): Refusal | null {
  if (points.length < NEEDED_POINTS[kind]) return { code: "too-few", needed: NEEDED_POINTS[kind] };
  if (points.length > MOST_POINTS[kind]) return { code: "too-many", most: MOST_POINTS[kind] };
  if (kind === "line") return polylineSchema.safeParse(points).success ? null : { code: "same-point" };
  if (polygonSchema.safeParse(points).success) return null;
  const crossing = findSelfCrossing(points);
  return crossing ? { code: "crosses-itself", first: crossing[0] + 1, second: crossing[1] + 1 } : { code: "no-area" };
}

/** Whether this point may follow the path drawn so far; an outline that crossed itself could never be closed. */
export function nextPointRefusal(kind: PlaceKind, path: readonly Point[], next: Point): Refusal | null {
  const last = path.at(-1);
  if (!last) return null;
  if (last[0] === next[0] && last[1] === next[1]) return { code: "same-point" };
  if (path.length >= MOST_POINTS[kind]) return { code: "too-many", most: MOST_POINTS[kind] };
  if (kind === "line" || path.length < 3) return null;
  return lineCrossings(path.slice(0, -1), last, next).length > 0 ? { code: "path-crosses" } : null;
}

/** An id and a name that nothing drawn has yet: zone-1, zone-2 ... */
export function freshId(kind: PlaceKind | "light", shapes: readonly Shape[]): string {
  const taken = new Set(shapes.filter((shape) => shape.kind === kind || kind === "light").map(({ id }) => id));
  for (let n = 1; ; n++) if (!taken.has(`${kind}-${n}`)) return `${kind}-${n}`;
}

const CIRCLE_POINTS = 16;

/** A circle on the screen around the first point through the second, moved and shrunk so that it lies inside the picture. */
export function circleAround(centre: Point, edge: Point, size: PictureSize): Point[] {
  const radiusPx = Math.min(distancePx(centre, edge, size), size.widthPx / 2, size.heightPx / 2);
  const [rx, ry] = [radiusPx / size.widthPx, radiusPx / size.heightPx];
  const hold = (value: number, radius: number) => Math.min(1 - radius, Math.max(radius, value));
  const [cx, cy] = [hold(centre[0], rx), hold(centre[1], ry)];
  return Array.from({ length: CIRCLE_POINTS }, (_, i) => {
    const angle = (2 * Math.PI * i) / CIRCLE_POINTS;
    return clamp([cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)]);
  });
}

/** The scene with these drawings; its scenarios and its ground plane stay as they are. */
export function sceneWith(scene: Scene, shapes: readonly Shape[]): Scene {
  const named = ({ id, name }: Shape) => (name === "" || name === id ? { id } : { id, name });
  const copy = (points: readonly Point[]): Point[] => points.map(([x, y]) => [x, y]);
  const of = (kind: PlaceKind) => shapes.filter((shape) => shape.kind === kind);
  return {
    ...scene,
    lines: of("line").map((shape) => ({ ...named(shape), points: copy(shape.points) })),
    zones: of("zone").map((shape) => ({ ...named(shape), polygon: copy(shape.points) })),
    masks: of("mask").map((shape) => ({ ...named(shape), polygon: copy(shape.points) })),
  };
}

/** Names of the scenarios that watch the drawing. */
export function usersOf(scene: Scene, kind: PlaceKind, id: string): string[] {
  return scene.scenarios
    .filter((scenario) =>
      placeReferences(scenario).some((place) => place.id === id && kind === (place.shape === "line" ? "line" : "zone")),
    )
    .map((scenario) => scenario.name ?? scenario.id);
}
