// The ground as the camera sees it: which point lies behind a pixel, which pixels an outline may touch.
import { type StillPicture, SUB } from "./still-picture.ts";
import type { Vec2 } from "./vector.ts";

/** World point behind each pixel's middle, NaN where it is no level ground. Shape: [height * width * 3]. */
export function groundPoints(still: StillPicture): Float32Array {
  const { widthPx, heightPx } = still.camera;
  const points = new Float32Array(widthPx * heightPx * 3).fill(Number.NaN);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const at = (y * SUB + (SUB >> 1)) * still.width + x * SUB + (SUB >> 1);
      if (still.ground[at] === 1)
        points.set(still.camera.unproject(x + 0.5, y + 0.5, 1 / still.inverseDepth[at]!), (y * widthPx + x) * 3);
    }
  return points;
}

/** Shape: [x1, y1, x2, y2]. The pixels in which an outline on the ground and its margin may show. */
export function pixelBounds(
  still: StillPicture,
  outline: readonly Vec2[],
  marginM: number,
): [number, number, number, number] {
  const { camera } = still;
  let [x1, y1, x2, y2] = [camera.widthPx, camera.heightPx, 0, 0];
  for (const [x, y] of outline) {
    const p = camera.project(x, y, 0);
    if (!p) return [0, 0, camera.widthPx, camera.heightPx];
    const margin = (camera.focalPx * marginM) / p.depthM + 2;
    x1 = Math.min(x1, p.xPx - margin);
    y1 = Math.min(y1, p.yPx - margin);
    x2 = Math.max(x2, p.xPx + margin);
    y2 = Math.max(y2, p.yPx + margin);
  }
  return [Math.max(0, Math.floor(x1)), Math.max(0, Math.floor(y1)), Math.ceil(x2), Math.ceil(y2)];
}

/** How deep a point lies in a convex outline; negative outside (distance to the nearest side's line). Unit: m. */
export function insideDepth(outline: readonly Vec2[], x: number, y: number): number {
  let depth = Number.POSITIVE_INFINITY;
  for (let i = 0; i < outline.length; i++) {
    const [ax, ay] = outline[i]!;
    const [bx, by] = outline[(i + 1) % outline.length]!;
    const length = Math.hypot(bx - ax, by - ay);
    if (length < 1e-6) continue;
    depth = Math.min(depth, ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length);
  }
  return depth;
}
