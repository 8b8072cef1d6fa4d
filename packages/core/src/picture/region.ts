// A drawn zone as pixels of the watch picture: rows from where to where, found once per zone and picture size.
import type { Point } from "@vigie/contracts";
import type { WatchPicture } from "../ports/watch-picture.ts";
import { quantile } from "./levels.ts";

export interface Region {
  widthPx: number;
  heightPx: number;
  /** Shape: [n * 3]: row, first pixel, pixel after the last. */
  spans: Int32Array;
  pixels: number;
}

/** Pixels whose middle lies inside the outline; at least the pixel at its middle. */
export function regionOf(polygon: readonly Point[], widthPx: number, heightPx: number): Region {
  const spans: number[] = [];
  let pixels = 0;
  for (let y = 0; y < heightPx; y++) {
    const crossings = crossingsAt(polygon, (y + 0.5) / heightPx);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil(crossings[i]! * widthPx - 0.5));
      const to = Math.min(widthPx, Math.floor(crossings[i + 1]! * widthPx - 0.5) + 1);
      if (to <= from) continue;
      spans.push(y, from, to);
      pixels += to - from;
    }
  }
  if (pixels === 0) {
    const x = Math.min(widthPx - 1, Math.floor((sum(polygon, 0) / polygon.length) * widthPx));
    const y = Math.min(heightPx - 1, Math.floor((sum(polygon, 1) / polygon.length) * heightPx));
    spans.push(y, x, x + 1);
    pixels = 1;
  }
  return { widthPx, heightPx, spans: Int32Array.from(spans), pixels };
}

/** What lies around the zone: its box made twice as wide and high, without the zone itself. */
export function surroundingsOf(polygon: readonly Point[], widthPx: number, heightPx: number): Region {
  const [x0, y0, x1, y1] = boundsOf(polygon);
  const [growX, growY] = [Math.max((x1 - x0) / 2, 0.02), Math.max((y1 - y0) / 2, 0.03)];
  const inner = regionOf(polygon, widthPx, heightPx);
  const spans: number[] = [];
  let pixels = 0;
  const add = (y: number, from: number, to: number): void => {
    if (to <= from) return;
    spans.push(y, from, to);
    pixels += to - from;
  };
  const left = Math.max(0, Math.floor((x0 - growX) * widthPx));
  const right = Math.min(widthPx, Math.ceil((x1 + growX) * widthPx));
  for (
    let y = Math.max(0, Math.floor((y0 - growY) * heightPx));
    y < Math.min(heightPx, Math.ceil((y1 + growY) * heightPx));
    y++
  ) {
    let from = left;
    for (let i = 0; i < inner.spans.length; i += 3) {
      if (inner.spans[i] !== y) continue;
      add(y, from, Math.min(right, inner.spans[i + 1]! - 1));
      from = inner.spans[i + 2]! + 1;
    }
    add(y, from, right);
  }
  return { widthPx, heightPx, spans: Int32Array.from(spans), pixels };
}

export interface RegionLook {
  /** Unit: levels of 255, as all below. */
  mean: number;
  p10: number;
  p50: number;
  p75: number;
  p95: number;
  /** Share of pixels with an edge: a difference to a neighbour of more than a tenth of the light there. */
  edgeShare: number;
}

export function lookAt(region: Region, { gray }: WatchPicture): RegionLook {
  const { data, strideBytes, heightPx, widthPx } = gray;
  const histogram = new Uint32Array(256);
  let sum = 0;
  let edges = 0;
  for (let i = 0; i < region.spans.length; i += 3) {
    const y = region.spans[i]!;
    const below = y + 1 < heightPx ? strideBytes : 0;
    for (let x = region.spans[i + 1]!; x < region.spans[i + 2]!; x++) {
      const at = y * strideBytes + x;
      const level = data[at]!;
      histogram[level]!++;
      sum += level;
      const beside = x + 1 < widthPx ? data[at + 1]! : level;
      const step = Math.max(Math.abs(beside - level), Math.abs(data[at + below]! - level));
      if (step > Math.max(9, 0.14 * level)) edges++;
    }
  }
  const at = (share: number) => quantile(histogram, region.pixels, share);
  return {
    mean: sum / (region.pixels || 1),
    p10: at(0.1),
    p50: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    edgeShare: edges / (region.pixels || 1),
  };
}

/** Region and surroundings of a zone, made anew only when the picture's size changes. */
export class RegionPair {
  readonly #polygon: readonly Point[];
  #region: Region | null = null;
  #around: Region | null = null;

  constructor(polygon: readonly Point[]) {
    this.#polygon = polygon;
  }

  of({ gray }: WatchPicture): { region: Region; around: Region } {
    const { widthPx, heightPx } = gray;
    if (!this.#region || this.#region.widthPx !== widthPx || this.#region.heightPx !== heightPx) {
      this.#region = regionOf(this.#polygon, widthPx, heightPx);
      this.#around = surroundingsOf(this.#polygon, widthPx, heightPx);
    }
    return { region: this.#region, around: this.#around! };
  }
}

/** Shape: [x1, y1, x2, y2]. Space: normalised. */
export function boundsOf(polygon: readonly Point[]): [number, number, number, number] {
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function crossingsAt(polygon: readonly Point[], y: number): number[] {
  const crossings: number[] = [];
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const a = polygon[j]!;
    const b = polygon[i]!;
    if (a[1] > y !== b[1] > y) crossings.push(a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]));
  }
  return crossings.sort((a, b) => a - b);
}

function sum(polygon: readonly Point[], k: 0 | 1): number {
  return polygon.reduce((total, point) => total + point[k], 0);
}
