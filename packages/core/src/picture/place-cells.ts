// A drawn place in small cells, what each looks like, and whether that is the same look in another light.
import type { Point } from "@vigie/contracts";
import type { WatchPicture } from "../ports/watch-picture.ts";
import { boundsOf, type Region } from "./region.ts";

export interface PlaceCells {
  widthPx: number;
  heightPx: number;
  count: number;
  rows: number;
  /** Per row of cells: pixel lines of the place in it; the lowest row holds what is left, which may be none. */
  lines: Uint16Array;
  /** Per cell: row from the top, middle (normalised), number of pixels. */
  row: Uint8Array;
  x: Float32Array;
  y: Float32Array;
  pixels: Uint16Array;
  /** Pixels in reading order: where, and to which cell they belong. Shape: [pixels]. */
  atX: Uint16Array;
  atY: Uint16Array;
  cellOf: Uint16Array;
  /** Places in that order, per cell. */
  members: readonly (readonly number[])[];
  /** Per cell: those that touch it at a side. */
  beside: readonly (readonly number[])[];
}

export interface CellLooks {
  /** Share 1 takes the new look over, small shares follow it slowly; `gain` takes its light out. */
  learn(now: CellLooks, cell: number, share: number, gain?: number): void;
  /** True when the cell shows something else; `gain` is how much lighter everything around is now. */
  differs(now: CellLooks, cell: number, gain: number): boolean;
  /** 1 when the cell's pattern shows as before, -1 when another one does, 0 when it has and had none. */
  pattern(now: CellLooks, cell: number, gain: number): number;
  /** True when it is darker than that light explains. */
  isDarker(now: CellLooks, cell: number, gain: number): boolean;
  /** Per cell: mean of red, green, blue. Shape: [count * 3]. Unit: levels of 255. */
  readonly colour: Float32Array;
  /** Per cell: squared gradient per pixel. */
  readonly energy: Float32Array;
  /** Per pixel. Shape: [pixels]. */
  readonly gx: Float32Array;
  readonly gy: Float32Array;
}

/** About so many cells a place, none smaller or larger than this. Unit: pixels. */
const CELLS = 60;
const SMALLEST_PX = 3;
const LARGEST_PX = 10;
/** Gradient from which a cell has edges. Unit: squared levels a pixel. */
const EDGED = 30;
const SAME_EDGES = 0.3;
/** So much lighter or darker than the light explains is another surface. Unit: levels of 255, and share of the level. */
const OTHER_LIGHT = 26;
const OTHER_LIGHT_SHARE = 0.28;
const OTHER_COLOUR = 0.075;

export function cellsOf(polygon: readonly Point[], region: Region): PlaceCells {
  const { widthPx, heightPx, spans } = region;
  const [x0, y0, x1, y1] = boundsOf(polygon);
  const side = Math.round(Math.min(LARGEST_PX, Math.max(SMALLEST_PX, Math.sqrt(region.pixels / CELLS))));
  const across = Math.max(1, Math.ceil(((x1 - x0) * widthPx) / side));
  const rows = Math.max(1, Math.ceil(((y1 - y0) * heightPx) / side));
  const left = x0 * widthPx;
  const top = y0 * heightPx;
  const ids = new Map<number, number>();
  const lists: { row: number; x: number; y: number; n: number }[] = [];
  const lines = new Uint16Array(rows);
  let lineY = -1;
  const atX: number[] = [];
  const atY: number[] = [];
  const cellOf: number[] = [];
  for (let i = 0; i < spans.length; i += 3) {
    const y = spans[i]!;
    const row = Math.min(rows - 1, Math.max(0, Math.floor((y - top) / side)));
    if (y !== lineY) lines[row]!++;
    lineY = y;
    for (let x = spans[i + 1]!; x < spans[i + 2]!; x++) {
      const key = row * across + Math.min(across - 1, Math.max(0, Math.floor((x - left) / side)));
      let id = ids.get(key);
      if (id === undefined) {
        id = lists.length;
        ids.set(key, id);
        lists.push({ row, x: 0, y: 0, n: 0 });
      }
      const cell = lists[id]!;
      cell.x += x;
      cell.y += y;
      cell.n++;
      atX.push(x);
      atY.push(y);
      cellOf.push(id);
    }
  }
  const members: number[][] = lists.map(() => []);
  for (const [i, cell] of cellOf.entries()) members[cell]!.push(i);
  const beside: number[][] = lists.map(() => []);
  for (const [key, id] of ids) {
    const right = (key + 1) % across === 0 ? undefined : ids.get(key + 1);
    for (const other of [right, ids.get(key + across)]) {
      if (other === undefined) continue;
      beside[id]!.push(other);
      beside[other]!.push(id);
    }
  }
  return {
    members,
    beside,
    widthPx,
    heightPx,
    count: lists.length,
    rows,
    lines,
    row: Uint8Array.from(lists, (cell) => cell.row),
    x: Float32Array.from(lists, (cell) => (cell.x / cell.n + 0.5) / widthPx),
    y: Float32Array.from(lists, (cell) => (cell.y / cell.n + 0.5) / heightPx),
    pixels: Uint16Array.from(lists, (cell) => cell.n),
    atX: Uint16Array.from(atX),
    atY: Uint16Array.from(atY),
    cellOf: Uint16Array.from(cellOf),
  };
}

/** What each cell shows in this picture. */
export function cellLooks(cells: PlaceCells, { gray, rgb }: WatchPicture): CellLooks {
  const { widthPx, heightPx, atX, atY, cellOf, pixels } = cells;
  const colour = new Float32Array(cells.count * 3);
  const energy = new Float32Array(cells.count);
  const gx = new Float32Array(atX.length);
  const gy = new Float32Array(atX.length);
  for (let i = 0; i < atX.length; i++) {
    const [x, y, cell] = [atX[i]!, atY[i]!, cellOf[i]!];
    const row = y * gray.strideBytes;
    gx[i] = gray.data[row + Math.min(widthPx - 1, x + 1)]! - gray.data[row + Math.max(0, x - 1)]!;
    gy[i] =
      gray.data[Math.min(heightPx - 1, y + 1) * gray.strideBytes + x]! -
      gray.data[Math.max(0, y - 1) * gray.strideBytes + x]!;
    energy[cell]! += gx[i]! ** 2 + gy[i]! ** 2;
    const at = y * rgb.strideBytes + x;
    colour[cell * 3]! += rgb.r[at]!;
    colour[cell * 3 + 1]! += rgb.g[at]!;
    colour[cell * 3 + 2]! += rgb.b[at]!;
  }
  for (let cell = 0; cell < cells.count; cell++) {
    energy[cell]! /= pixels[cell]!;
    for (let k = 0; k < 3; k++) colour[cell * 3 + k]! /= pixels[cell]!;
  }
  const { members } = cells;
  return {
    colour,
    energy,
    gx,
    gy,
    learn(now, cell, share, gain = 1) {
      for (const i of members[cell]!) {
        gx[i]! += (now.gx[i]! / gain - gx[i]!) * share;
        gy[i]! += (now.gy[i]! / gain - gy[i]!) * share;
      }
      energy[cell]! += (now.energy[cell]! / gain ** 2 - energy[cell]!) * share;
      for (let k = cell * 3; k < cell * 3 + 3; k++) colour[k]! += (now.colour[k]! / gain - colour[k]!) * share;
    },
    isDarker: (now, cell, gain) => lightOf(now.colour, cell) < lightOf(colour, cell) * gain,
    pattern,
    differs(now, cell, gain) {
      return isOtherSurface(colour, now.colour, cell, gain, pattern(now, cell, gain) < 0 ? 0.5 : 1);
    },
  };

  function pattern(now: CellLooks, cell: number, gain: number): number {
    let common = 0;
    let before = 0;
    let after = 0;
    for (const i of members[cell]!) {
      common += gx[i]! * now.gx[i]! + gy[i]! * now.gy[i]!;
      before += gx[i]! ** 2 + gy[i]! ** 2;
      after += now.gx[i]! ** 2 + now.gy[i]! ** 2;
    }
    const n = pixels[cell]!;
    if (before > EDGED * n) return common >= SAME_EDGES * (Math.sqrt(before * after) || 1) ? 1 : -1;
    const hasEdges = after > EDGED * gain ** 2 * n && after > EDGED * n;
    return hasEdges && after > 3 * before * gain ** 2 ? -1 : 0;
  }
}

function lightOf(colour: Float32Array, cell: number): number {
  return colour[cell * 3]! + colour[cell * 3 + 1]! + colour[cell * 3 + 2]!;
}

/** `strictness` below 1 is satisfied with less: the edges have spoken already. */
function isOtherSurface(
  before: Float32Array,
  now: Float32Array,
  cell: number,
  gain: number,
  strictness: number,
): boolean {
  const c = cell * 3;
  const [r, g, b] = [now[c]!, now[c + 1]!, now[c + 2]!];
  const [R, G, B] = [before[c]!, before[c + 1]!, before[c + 2]!];
  const light = (r + g + b) / 3;
  const expected = ((R + G + B) / 3) * gain;
  const off = Math.abs(light - expected);
  if (off > strictness * Math.max(OTHER_LIGHT, OTHER_LIGHT_SHARE * Math.max(light, expected))) return true;
  const [sum, SUM] = [r + g + b + 12, R + G + B + 12];
  return (
    light > 24 &&
    Math.abs(r / sum - R / SUM) + Math.abs(g / sum - G / SUM) + Math.abs(b / sum - B / SUM) > strictness * OTHER_COLOUR
  );
}
