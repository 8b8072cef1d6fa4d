// Turns mask polygons into rows of pixels, conservatively: every pixel that a polygon touches is inside.
import type { Mask } from "@vigie/contracts";

/** Pixels to paint in one plane. Shape: [row, from, to) triples in plane samples. */
export type Spans = Int32Array;

/** Shape: heightPx rows of widthPx bytes, 1 where a pixel must be black. */
export interface MaskBitmap {
  widthPx: number;
  heightPx: number;
  data: Uint8Array;
}

/** Cost: once per picture size. */
export function rasteriseMasks(masks: readonly Mask[], widthPx: number, heightPx: number): MaskBitmap {
  const bitmap: MaskBitmap = { widthPx, heightPx, data: new Uint8Array(widthPx * heightPx) };
  for (const { polygon } of masks) {
    const points = polygon.map(([x, y]) => ({ x: x * widthPx, y: y * heightPx }));
    fillInterior(bitmap, points);
    for (const [i, point] of points.entries()) markEdge(bitmap, point, points[(i + 1) % points.length]!);
  }
  return bitmap;
}

/** Spans of a plane whose samples each cover `stepX` by `stepY` pixels; a sample is inside when any of its pixels is. */
export function planeSpans(bitmap: MaskBitmap, stepX: number, stepY: number): Spans {
  const columns = Math.ceil(bitmap.widthPx / stepX);
  const rows = Math.ceil(bitmap.heightPx / stepY);
  const triples: number[] = [];
  const line = new Uint8Array(columns + 1);
  for (let row = 0; row < rows; row++) {
    line.fill(0);
    for (let y = row * stepY; y < Math.min(bitmap.heightPx, (row + 1) * stepY); y++) {
      for (let x = 0; x < bitmap.widthPx; x++) {
        if (bitmap.data[y * bitmap.widthPx + x]) line[Math.floor(x / stepX)] = 1;
      }
    }
    let from = -1;
    for (let column = 0; column <= columns; column++) {
      if (line[column] && from < 0) from = column;
      if (!line[column] && from >= 0) {
        triples.push(row, from, column);
        from = -1;
      }
    }
  }
  return Int32Array.from(triples);
}

interface PointPx {
  x: number;
  y: number;
}

/** Pixels whose centre is inside, by crossings of each row's middle. */
function fillInterior({ data, widthPx, heightPx }: MaskBitmap, points: readonly PointPx[]): void {
  for (let row = 0; row < heightPx; row++) {
    const y = row + 0.5;
    const crossings: number[] = [];
    for (const [i, a] of points.entries()) {
      const b = points[(i + 1) % points.length]!;
      if (a.y <= y !== b.y <= y) crossings.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
    }
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.floor(crossings[i]!));
      const to = Math.min(widthPx, Math.ceil(crossings[i + 1]!));
      if (to > from) data.fill(1, row * widthPx + from, row * widthPx + to);
    }
  }
}

/** Every pixel that the edge passes through or touches. */
function markEdge({ data, widthPx, heightPx }: MaskBitmap, a: PointPx, b: PointPx): void {
  const top = Math.min(a.y, b.y);
  const bottom = Math.max(a.y, b.y);
  const lastRow = Math.min(heightPx - 1, Math.floor(bottom));
  for (let row = Math.max(0, Math.ceil(top) - 1); row <= lastRow; row++) {
    const [x0, x1] = edgeInRow(a, b, Math.max(top, row), Math.min(bottom, row + 1));
    const from = Math.max(0, Math.ceil(x0) - 1);
    const to = Math.min(widthPx, Math.floor(x1) + 1);
    if (to > from) data.fill(1, row * widthPx + from, row * widthPx + to);
  }
}

function edgeInRow(a: PointPx, b: PointPx, fromY: number, toY: number): [number, number] {
  if (a.y === b.y) return [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const at = (y: number) => a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x);
  return [Math.min(at(fromY), at(toY)), Math.max(at(fromY), at(toY))];
}
