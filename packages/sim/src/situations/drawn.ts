// A situation as an operator's settings: its lines, zones and ground plane as the camera's picture shows them, and its scenarios.
import { type GroundPlane, type Point, type Scene, sceneSchema } from "@vigie/contracts";
import { NEAR_M, Pinhole } from "../render/pinhole.ts";
import type { Vec2, Vec3 } from "../render/vector.ts";
import type { GroundLine, GroundZone, SceneDefinition } from "../scenes/scene.ts";
import type { Situation } from "./situation.ts";

export interface PictureSize {
  widthPx: number;
  heightPx: number;
}

/** The scene as the contracts know it. What is drawn beyond the picture ends at its edge. */
export function situationScene(situation: Situation, size: PictureSize): Scene {
  const { scene, groundPlane } = situation;
  const camera = new Pinhole(scene.camera, size.widthPx, size.heightPx);
  return sceneSchema.parse({
    lines: scene.lines.map(({ id, name, points, heightsM }) => ({
      id,
      name,
      points: shownLine(placed(points, heightsM), camera),
    })),
    zones: scene.zones.map(({ id, name, polygon, heightsM }) => ({
      id,
      name,
      polygon: shownPolygon(placed(polygon, heightsM), camera),
    })),
    scenarios: scene.scenarios,
    ...(groundPlane ? { groundPlane } : {}),
  });
}

/** The ground points of a grid before the camera, as someone with a tape measure would note them. Space: normalised. */
export function measuredGround(scene: SceneDefinition, corners: readonly Vec2[]): GroundPlane {
  const camera = new Pinhole(scene.camera, 1600, 900);
  const points = corners.flatMap(([x, y]): GroundPlane["points"] => {
    const p = camera.project(x, y, 0);
    if (!p) return [];
    const picture: Point = [p.xPx / 1600, p.yPx / 900];
    return picture.every((v) => v >= 0 && v <= 1) ? [{ picture, groundM: [x, y] }] : [];
  });
  return { points };
}

/** A point of the scene in the picture, or the nearest place on its edge. Space: normalised. */
export function picturePoint(scene: SceneDefinition, [x, y]: Vec2, z = 0): Point {
  const camera = new Pinhole(scene.camera, 1600, 900);
  const p = camera.project(x, y, z);
  return p ? [hold(p.xPx / 1600), hold(p.yPx / 900)] : [0.5, 1];
}

function placed(points: GroundLine["points"] | GroundZone["polygon"], heightsM: readonly number[] = []): Vec3[] {
  return points.map(([x, y], i) => [x, y, heightsM[i] ?? 0]);
}

function shownLine(points: readonly Vec3[], camera: Pinhole): Point[] {
  const shown: Point[] = [];
  for (let i = 1; i < points.length; i++) {
    const piece = cut(
      [points[i - 1]!, points[i]!].map((p) => camera.toView(...p)),
      [0, 0, 1, -NEAR_M],
      false,
    );
    if (piece.length < 2) continue;
    const inPicture = EDGES.reduce(
      (held, edge) => cut(held, edge, false),
      piece.map((p): Vec3 => [...project(p, camera), 1]),
    );
    if (inPicture.length < 2) continue;
    for (const [x, y] of inPicture) {
      const last = shown.at(-1);
      const point: Point = [round(x), round(y)];
      if (!last || last[0] !== point[0] || last[1] !== point[1]) shown.push(point);
    }
  }
  return shown;
}

function shownPolygon(points: readonly Vec3[], camera: Pinhole): Point[] {
  const before = cut(
    points.map((p) => camera.toView(...p)),
    [0, 0, 1, -NEAR_M],
    true,
  );
  const inPicture = EDGES.reduce(
    (held, edge) => cut(held, edge, true),
    before.map((p): Vec3 => [...project(p, camera), 1]),
  );
  const shown = inPicture.map(([x, y]): Point => [round(x), round(y)]);
  return shown.filter((p, i) => {
    const next = shown[(i + 1) % shown.length]!;
    return p[0] !== next[0] || p[1] !== next[1];
  });
}

function project([right, up, depth]: Vec3, camera: Pinhole): Point {
  return [
    0.5 + (camera.focalPx * right) / depth / camera.widthPx,
    0.5 - (camera.focalPx * up) / depth / camera.heightPx,
  ];
}

type Plane = readonly [number, number, number, number];
/** The picture's four sides as planes over points [x, y, 1]: what they keep is positive. */
const EDGES: readonly Plane[] = [
  [1, 0, 0, 0],
  [-1, 0, 1, 0],
  [0, 1, 0, 0],
  [0, -1, 1, 0],
];

/** The part on the positive side (Sutherland and Hodgman). */
function cut(points: readonly Vec3[], [a, b, c, d]: Plane, closed: boolean): Vec3[] {
  const side = (p: Vec3): number => a * p[0] + b * p[1] + c * p[2] + d;
  const kept: Vec3[] = [];
  points.forEach((p, i) => {
    const q = points[i - 1] ?? (closed ? points[points.length - 1] : undefined);
    if (q && side(p) < 0 !== side(q) < 0) {
      const share = side(q) / (side(q) - side(p));
      kept.push([0, 1, 2].map((k) => q[k]! + (p[k]! - q[k]!) * share) as unknown as Vec3);
    }
    if (side(p) >= 0) kept.push(p);
  });
  return kept;
}

function hold(v: number): number {
  return Math.min(1, Math.max(0, v));
}

function round(v: number): number {
  return Math.round(hold(v) * 10_000) / 10_000;
}
