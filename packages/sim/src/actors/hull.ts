// Outlines on the ground: the convex hull of points, and the shadow of an upright thing.
import type { Vec2, Vec3 } from "../render/vector.ts";

/** Counter-clockwise convex outline around the points (Andrew's monotone chain). */
export function convexHull(points: readonly Vec2[]): Vec2[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list: readonly Vec2[]): Vec2[] => {
    const chain: Vec2[] = [];
    for (const p of list) {
      while (chain.length > 1 && turn(chain[chain.length - 2]!, chain[chain.length - 1]!, p) <= 0) chain.pop();
      chain.push(p);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** What an upright thing over `footprint` covers with its shadow, its top being smaller by `taper`. */
export function shadowOutline(footprint: readonly Vec2[], heightM: number, sun: Vec3, taper = 0.8): Vec2[] {
  if (sun[2] < 0.15) return [];
  const dx = (-sun[0] / sun[2]) * heightM;
  const dy = (-sun[1] / sun[2]) * heightM;
  const cx = footprint.reduce((sum, p) => sum + p[0], 0) / footprint.length;
  const cy = footprint.reduce((sum, p) => sum + p[1], 0) / footprint.length;
  const top = footprint.map(([x, y]): Vec2 => [cx + (x - cx) * taper + dx, cy + (y - cy) * taper + dy]);
  return convexHull([...footprint, ...top]);
}

function turn(a: Vec2, b: Vec2, c: Vec2): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
