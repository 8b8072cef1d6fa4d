// What moved when, cell by cell of the motion meter's picture.
import type { ChangedCells } from "@vigie/core";

/** First and last column and row, all of them inside. */
export type CellRange = readonly [left: number, top: number, right: number, bottom: number];

export class MovedCells {
  columns = 0;
  rows = 0;
  cellWidth = 0;
  cellHeight = 0;
  /** Per cell, row by row. Clock: stream. */
  changedAtMs = new Float64Array(0);

  /** Takes what changed in this frame. True when the cells are others than before, and nothing is known of them. */
  note({ columns, rows, cellWidthNorm, cellHeightNorm, flags }: ChangedCells, timeMs: number): boolean {
    const isNew = columns !== this.columns || rows !== this.rows;
    if (isNew) {
      this.columns = columns;
      this.rows = rows;
      this.cellWidth = cellWidthNorm;
      this.cellHeight = cellHeightNorm;
      this.changedAtMs = new Float64Array(columns * rows).fill(Number.NEGATIVE_INFINITY);
    }
    for (let cell = 0; cell < flags.length; cell++) if (flags[cell] === 1) this.changedAtMs[cell] = timeMs;
    return isNew;
  }

  /** Share of the box at `at` that changed after that time; 0 before the first frame. Range: 0 to 1. */
  changedShare(boxes: Float32Array, at: number, sinceMs: number): number {
    if (this.columns === 0) return 0;
    const [left, top, right, bottom] = this.rangeOf(boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!);
    let changed = 0;
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        if (this.changedAtMs[row * this.columns + column]! > sinceMs) changed++;
      }
    }
    return changed / ((right - left + 1) * (bottom - top + 1));
  }

  /** The cells that the box touches. Space: normalised. */
  rangeOf(x1: number, y1: number, x2: number, y2: number): CellRange {
    const column = (x: number) => Math.min(this.columns - 1, Math.max(0, Math.floor(x / this.cellWidth)));
    const row = (y: number) => Math.min(this.rows - 1, Math.max(0, Math.floor(y / this.cellHeight)));
    return [column(x1), row(y1), column(x2), row(y2)];
  }
}
