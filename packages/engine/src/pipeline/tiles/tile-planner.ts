// Where to look closer: the tile that shows most of what moves and was not looked at closely for longest.
import type { Detections } from "@vigie/core";
import type { MovedCells } from "./moved-cells.ts";
import { innerOf, TILE_MARGIN, type Tile, tileAround, type Window } from "./tile.ts";
import type { TileSettings } from "./tile-settings.ts";

/** What moved within this time still counts as moving: a person between two steps changes nothing. Unit: ms of stream time. */
export const MOVING_MS = 600;
/** Waiting longer than this makes nothing more urgent. Unit: ms of stream time. */
const MOST_URGENT_MS = 2_000;
/** A thing found for sure on the whole picture, with a side of this share of it, is seen well enough. */
const WELL_SEEN_SCORE = 0.5;
const WELL_SEEN_SIDE = 0.2;

export class TilePlanner {
  readonly #settings: TileSettings;
  readonly #cells: MovedCells;
  /** Per cell. Clock: stream. */
  #lookedAtMs = new Float64Array(0);
  #need = new Float64Array(0);
  /** Sums of need above and left of each corner. */
  #sums = new Float64Array(0);
  #tileAtMs = Number.NEGATIVE_INFINITY;

  constructor(settings: TileSettings, cells: MovedCells) {
    this.#settings = settings;
    this.#cells = cells;
  }

  /** The next tile, or null when none is due or of use. `due` are boxes whose last answer is to be checked again. */
  choose(size: { widthPx: number; heightPx: number }, seen: Detections, due: Detections, timeMs: number): Tile | null {
    const { columns, rows } = this.#cells;
    if (columns === 0 || timeMs - this.#tileAtMs < this.#settings.leastGapMs) return null;
    if (this.#need.length !== columns * rows) this.#begin(columns, rows);
    this.#weigh(seen, due, timeMs);
    const window = this.#best();
    if (!window) return null;
    const tile = tileAround(window, size, 1 / this.#settings.zoom);
    this.#tileAtMs = timeMs;
    this.#markLooked(tile, timeMs);
    return tile;
  }

  #begin(columns: number, rows: number): void {
    this.#lookedAtMs = new Float64Array(columns * rows).fill(Number.NEGATIVE_INFINITY);
    this.#need = new Float64Array(columns * rows);
    this.#sums = new Float64Array((columns + 1) * (rows + 1));
  }

  #weigh(seen: Detections, due: Detections, timeMs: number): void {
    const need = this.#need;
    const urgency = (cell: number) => Math.min(MOST_URGENT_MS, timeMs - this.#lookedAtMs[cell]!);
    for (let cell = 0; cell < need.length; cell++) {
      need[cell] = timeMs - this.#cells.changedAtMs[cell]! <= MOVING_MS ? urgency(cell) : 0;
    }
    for (let i = 0; i < due.count; i++) this.#eachCell(due, i, (cell) => (need[cell] = urgency(cell)));
    for (let i = 0; i < seen.count; i++) {
      const { boxes, scores } = seen;
      const side = Math.max(boxes[i * 4 + 2]! - boxes[i * 4]!, boxes[i * 4 + 3]! - boxes[i * 4 + 1]!);
      if (side >= WELL_SEEN_SIDE && scores[i]! >= WELL_SEEN_SCORE) this.#eachCell(seen, i, (cell) => (need[cell] = 0));
    }
  }

  /** The tight box around what is needed in the best window; null when nothing is. Space: normalised. */
  #best(): Window | null {
    const { columns, rows, cellWidth, cellHeight } = this.#cells;
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
    const inner = (1 - 2 * TILE_MARGIN) / this.#settings.zoom;
    const across = Math.max(1, Math.floor(inner / cellWidth));
    const down = Math.max(1, Math.floor(inner / cellHeight));
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

  #tight(left: number, top: number, right: number, bottom: number): Window {
    const { columns, cellWidth, cellHeight } = this.#cells;
    let [x1, y1, x2, y2] = [right, bottom, left, top];
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        if (this.#need[row * columns + column]! === 0) continue;
        x1 = Math.min(x1, column);
        y1 = Math.min(y1, row);
        x2 = Math.max(x2, column + 1);
        y2 = Math.max(y2, row + 1);
      }
    }
    return [x1 * cellWidth, y1 * cellHeight, x2 * cellWidth, y2 * cellHeight];
  }

  #markLooked(tile: Tile, timeMs: number): void {
    const { columns } = this.#cells;
    const [left, top, right, bottom] = this.#cells.rangeOf(...innerOf(tile));
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) this.#lookedAtMs[row * columns + column] = timeMs;
    }
  }

  #eachCell({ boxes }: Detections, i: number, visit: (cell: number) => void): void {
    const at = i * 4;
    const { columns } = this.#cells;
    const [left, top, right, bottom] = this.#cells.rangeOf(boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!);
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) visit(row * columns + column);
    }
  }
}
