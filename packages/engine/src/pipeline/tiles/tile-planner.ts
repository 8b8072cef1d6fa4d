// Where to look closer: the tile that shows most of what moves and was not looked at closely for longest.
import type { ChangedCells, Detections, PartPx } from "@vigie/core";
import type { TileSettings } from "./tile-settings.ts";

/** What moved within this time still counts as moving: a person between two steps changes nothing. Unit: ms of stream time. */
export const MOVING_MS = 600;
/** Waiting longer than this makes nothing more urgent. Unit: ms of stream time. */
const MOST_URGENT_MS = 2_000;
/** What lies nearer to the tile's border may be cut by it. Unit: share of the tile. */
const MARGIN = 0.08;
/** A thing found for sure on the whole picture, with a side of this share of it, is seen well enough. */
const WELL_SEEN_SCORE = 0.5;
const WELL_SEEN_SIDE = 0.2;

export interface Tile {
  part: PartPx;
  /** Space: normalised picture. */
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

export class TilePlanner {
  readonly #settings: TileSettings;
  #columns = 0;
  #rows = 0;
  #cellWidth = 0;
  #cellHeight = 0;
  /** Per cell. Clock: stream. */
  #changedAtMs = new Float64Array(0);
  #lookedAtMs = new Float64Array(0);
  #need = new Float64Array(0);
  /** Sums of need above and left of each corner. */
  #sums = new Float64Array(0);
  #tileAtMs = Number.NEGATIVE_INFINITY;

  constructor(settings: TileSettings) {
    this.#settings = settings;
  }

  /** To be told of every frame, also of those without a look. */
  note(cells: ChangedCells, timeMs: number): void {
    const { columns, rows, flags } = cells;
    if (columns !== this.#columns || rows !== this.#rows) this.#begin(cells);
    for (let cell = 0; cell < flags.length; cell++) if (flags[cell] === 1) this.#changedAtMs[cell] = timeMs;
  }

  /** Share of the box that changed after that time. Range: 0 to 1. */
  changedShare(boxes: Float32Array, at: number, sinceMs: number): number {
    const [left, top, right, bottom] = this.#cellsOf(boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!);
    let changed = 0;
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        if (this.#changedAtMs[row * this.#columns + column]! > sinceMs) changed++;
      }
    }
    return changed / ((right - left + 1) * (bottom - top + 1));
  }

  /** The next tile, or null when none is due or of use. `due` are boxes whose last answer is to be checked again. */
  choose(size: { widthPx: number; heightPx: number }, seen: Detections, due: Detections, timeMs: number): Tile | null {
    if (this.#columns === 0 || timeMs - this.#tileAtMs < this.#settings.leastGapMs) return null;
    this.#weigh(seen, due, timeMs);
    const window = this.#best();
    if (!window) return null;
    const tile = tileAround(window, size, this.#settings.zoom);
    this.#tileAtMs = timeMs;
    this.#markLooked(tile, timeMs);
    return tile;
  }

  #begin({ columns, rows, cellWidthNorm, cellHeightNorm }: ChangedCells): void {
    this.#columns = columns;
    this.#rows = rows;
    this.#cellWidth = cellWidthNorm;
    this.#cellHeight = cellHeightNorm;
    this.#changedAtMs = new Float64Array(columns * rows).fill(Number.NEGATIVE_INFINITY);
    this.#lookedAtMs = new Float64Array(columns * rows).fill(Number.NEGATIVE_INFINITY);
    this.#need = new Float64Array(columns * rows);
    this.#sums = new Float64Array((columns + 1) * (rows + 1));
  }

  #weigh(seen: Detections, due: Detections, timeMs: number): void {
    const need = this.#need;
    const urgency = (cell: number) => Math.min(MOST_URGENT_MS, timeMs - this.#lookedAtMs[cell]!);
    for (let cell = 0; cell < need.length; cell++) {
      need[cell] = timeMs - this.#changedAtMs[cell]! <= MOVING_MS ? urgency(cell) : 0;
    }
    for (let i = 0; i < due.count; i++) this.#eachCell(due, i, (cell) => (need[cell] = urgency(cell)));
    for (let i = 0; i < seen.count; i++) {
      const { boxes, scores } = seen;
      const side = Math.max(boxes[i * 4 + 2]! - boxes[i * 4]!, boxes[i * 4 + 3]! - boxes[i * 4 + 1]!);
      if (side >= WELL_SEEN_SIDE && scores[i]! >= WELL_SEEN_SCORE) this.#eachCell(seen, i, (cell) => (need[cell] = 0));
    }
  }

  /** The tight box around what is needed in the best window; null when nothing is. Space: normalised. */
  #best(): readonly [number, number, number, number] | null {
    const columns = this.#columns;
    const rows = this.#rows;
    const need = this.#need;
    const sums = this.#sums;
    const pitch = columns + 1;
    for (let row = 0; row < rows; row++) {
      let line = 0;
      for (let column = 0; column < columns; column++) {
        line += need[row * columns + column]!;
        sums[(row + 1) * pitch + column + 1] = sums[row * pitch + column + 1]! + line;
      }
    }
    const inner = (1 - 2 * MARGIN) / this.#settings.zoom;
    const across = Math.max(1, Math.floor(inner / this.#cellWidth));
    const down = Math.max(1, Math.floor(inner / this.#cellHeight));
    let best = 0;
    let left = 0;
    let top = 0;
    for (let row = 0; row + down <= rows; row++) {
      for (let column = 0; column + across <= columns; column++) {
        const low = (row + down) * pitch + column;
        const high = row * pitch + column;
        const sum = sums[low + across]! - sums[low]! - sums[high + across]! + sums[high]!;
        if (sum > best) [best, left, top] = [sum, column, row];
      }
    }
    return best > 0 ? this.#tight(left, top, left + across, top + down) : null;
  }

  #tight(left: number, top: number, right: number, bottom: number): readonly [number, number, number, number] {
    let [x1, y1, x2, y2] = [right, bottom, left, top];
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        if (this.#need[row * this.#columns + column]! === 0) continue;
        x1 = Math.min(x1, column);
        y1 = Math.min(y1, row);
        x2 = Math.max(x2, column + 1);
        y2 = Math.max(y2, row + 1);
      }
    }
    return [x1 * this.#cellWidth, y1 * this.#cellHeight, x2 * this.#cellWidth, y2 * this.#cellHeight];
  }

  #markLooked(tile: Tile, timeMs: number): void {
    const [x1, y1, x2, y2] = innerOf(tile);
    const [left, top, right, bottom] = this.#cellsOf(x1, y1, x2, y2);
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) this.#lookedAtMs[row * this.#columns + column] = timeMs;
    }
  }

  #eachCell({ boxes }: Detections, i: number, visit: (cell: number) => void): void {
    const at = i * 4;
    const [left, top, right, bottom] = this.#cellsOf(boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!);
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) visit(row * this.#columns + column);
    }
  }

  /** First and last column and row that the box touches. */
  #cellsOf(x1: number, y1: number, x2: number, y2: number): readonly [number, number, number, number] {
    const column = (x: number) => Math.min(this.#columns - 1, Math.max(0, Math.floor(x / this.#cellWidth)));
    const row = (y: number) => Math.min(this.#rows - 1, Math.max(0, Math.floor(y / this.#cellHeight)));
    return [column(x1), row(y1), column(x2), row(y2)];
  }
}

/** The tile of even pixels that has the window in its middle, as far as the picture's border lets it. */
function tileAround(
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
  zoom: number,
): Tile {
  const side = (sizePx: number) => 2 * Math.max(1, Math.floor(sizePx / zoom / 2));
  const start = (middle: number, sizePx: number, tilePx: number) =>
    2 * Math.floor(Math.min(Math.max(middle * sizePx - tilePx / 2, 0), sizePx - tilePx) / 2);
  const part: PartPx = { xPx: 0, yPx: 0, widthPx: side(widthPx), heightPx: side(heightPx) };
  part.xPx = start((x1 + x2) / 2, widthPx, part.widthPx);
  part.yPx = start((y1 + y2) / 2, heightPx, part.heightPx);
  return {
    part,
    x1: part.xPx / widthPx,
    y1: part.yPx / heightPx,
    x2: (part.xPx + part.widthPx) / widthPx,
    y2: (part.yPx + part.heightPx) / heightPx,
  };
}

/** Odd sizes leave a pixel over: this near, the tile's border is the picture's. */
const AT_BORDER = 0.01;

/** Where nothing is cut by the tile's border; the picture's own border cuts nothing. */
export function innerOf({ x1, y1, x2, y2 }: Tile): readonly [number, number, number, number] {
  const marginX = MARGIN * (x2 - x1);
  const marginY = MARGIN * (y2 - y1);
  return [
    x1 < AT_BORDER ? 0 : x1 + marginX,
    y1 < AT_BORDER ? 0 : y1 + marginY,
    x2 > 1 - AT_BORDER ? 1 : x2 - marginX,
    y2 > 1 - AT_BORDER ? 1 : y2 - marginY,
  ];
}
