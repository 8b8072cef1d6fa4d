// A scene's lines and zones as its camera sees them: from ground metres to the normalised picture.
import type { Point } from "@vigie/contracts";
import { Pinhole } from "../render/pinhole.ts";
import type { Vec2 } from "../render/vector.ts";
import type { SceneDefinition } from "../scenes/scene.ts";

/** Pictures of the demo are 16 to 9; only the aspect matters here. */
const ASPECT = { widthPx: 1600, heightPx: 900 };

function toPicture(scene: SceneDefinition, points: readonly Vec2[], heightsM: readonly number[] = []): Point[] {
  const camera = new Pinhole(scene.camera, ASPECT.widthPx, ASPECT.heightPx);
  return points.map(([x, y], i) => {
    const p = camera.project(x, y, heightsM[i] ?? 0);
    const share = (value: number, whole: number): number =>
      Math.round(Math.min(1, Math.max(0, value / whole)) * 10_000) / 10_000;
    return p ? [share(p.xPx, ASPECT.widthPx), share(p.yPx, ASPECT.heightPx)] : [0.5, 1];
  });
}

/** Lines of a scene in the contracts' form. */
export function pictureLines(scene: SceneDefinition): { id: string; name: string; points: Point[] }[] {
  return scene.lines.map(({ id, name, points, heightsM }) => ({
    id,
    name,
    points: toPicture(scene, points, heightsM),
  }));
}

/** Zones of a scene in the contracts' form. */
export function pictureZones(scene: SceneDefinition): { id: string; name: string; polygon: Point[] }[] {
  return scene.zones.map(({ id, name, polygon, heightsM }) => ({
    id,
    name,
    polygon: toPicture(scene, polygon, heightsM),
  }));
}

/** Positive when `p` lies to the right of the way from `a` to `b`, as seen on the screen. */
export function sideOf(a: Point, b: Point, p: Point): number {
  return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
}

/** The way in which a step crosses a line, or null. */
export function crossing(line: readonly Point[], from: Point, to: Point): "forward" | "backward" | null {
  for (let i = 0; i + 1 < line.length; i++) {
    const [a, b] = [line[i]!, line[i + 1]!];
    const [before, after] = [sideOf(a, b, from), sideOf(a, b, to)];
    if (before < 0 === after < 0) continue;
    if (sideOf(from, to, a) < 0 === sideOf(from, to, b) < 0) continue;
    return after > before ? "forward" : "backward";
  }
  return null;
}

/** Even-odd rule. */
export function isInside(polygon: readonly Point[], [x, y]: Point): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i]!;
    const [xj, yj] = polygon[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
