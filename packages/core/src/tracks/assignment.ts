// Who goes with whom: the cheapest pairing of rows and columns where staying alone has a price too.

/** Pairs rows with columns; `rowToCol[i]` becomes the column of row i or -1. */
export interface Assigner {
  /**
   * Shape of `costs`: rows x cols, row after row; Infinity forbids a pair. A pair is made only where the total gets cheaper than
   * leaving its row alone for `aloneCost`. The result is optimal. Cost: rows * rows * cols steps at worst, no allocation once grown.
   */
  solve(costs: Float64Array, rows: number, cols: number, aloneCost: number, rowToCol: Int32Array): void;
}

export function createAssigner(): Assigner {
  let rowPrice = new Float64Array(64);
  let colPrice = new Float64Array(64);
  let colToRow = new Int32Array(64);
  let reachedFrom = new Int32Array(64);
  let distance = new Float64Array(64);
  let rowDistance = new Float64Array(64);
  let settled = new Uint8Array(64);

  return {
    // Shortest augmenting paths (Jonker-Volgenant). Every row owns one extra column of cost `aloneCost` that only it can take.
    solve(costs, rows, cols, aloneCost, rowToCol) {
      grow(Math.max(rows, cols));
      rowPrice.fill(0, 0, rows);
      colPrice.fill(0, 0, cols);
      colToRow.fill(-1, 0, cols);
      rowToCol.fill(-1, 0, rows);
      for (let start = 0; start < rows; start++) addRow(start);

      function addRow(start: number): void {
        distance.fill(Number.POSITIVE_INFINITY, 0, cols);
        settled.fill(0, 0, cols);
        let row = start;
        let walked = 0;
        let aloneRow = -1;
        let aloneDistance = Number.POSITIVE_INFINITY;
        let endCol = -1;
        for (;;) {
          rowDistance[row] = walked;
          const alone = walked + aloneCost - rowPrice[row]!;
          if (alone < aloneDistance) {
            aloneDistance = alone;
            aloneRow = row;
          }
          let nearest = -1;
          for (let col = 0; col < cols; col++) {
            if (settled[col]) continue;
            const reach = walked + costs[row * cols + col]! - rowPrice[row]! - colPrice[col]!;
            if (reach < distance[col]!) {
              distance[col] = reach;
              reachedFrom[col] = row;
            }
            if (nearest < 0 || distance[col]! < distance[nearest]!) nearest = col;
          }
          if (nearest < 0 || distance[nearest]! >= aloneDistance) break;
          settled[nearest] = 1;
          walked = distance[nearest]!;
          if (colToRow[nearest]! < 0) {
            endCol = nearest;
            break;
          }
          row = colToRow[nearest]!;
        }
        const total = endCol < 0 ? aloneDistance : walked;
        for (let col = 0; col < cols; col++) {
          if (!settled[col]) continue;
          colPrice[col] = colPrice[col]! - (total - distance[col]!);
          const owner = colToRow[col]!;
          if (owner >= 0) rowPrice[owner] = rowPrice[owner]! + (total - rowDistance[owner]!);
        }
        rowPrice[start] = rowPrice[start]! + total;
        if (endCol < 0) {
          if (aloneRow === start) return;
          // The row that now stays alone gives its column to the row from which it was reached.
          endCol = rowToCol[aloneRow]!;
          rowToCol[aloneRow] = -1;
        }
        for (;;) {
          const from = reachedFrom[endCol]!;
          const freed = rowToCol[from]!;
          colToRow[endCol] = from;
          rowToCol[from] = endCol;
          if (from === start) return;
          endCol = freed;
        }
      }
    },
  };

  function grow(size: number): void {
    if (size <= rowPrice.length) return;
    const capacity = size * 2;
    rowPrice = new Float64Array(capacity);
    colPrice = new Float64Array(capacity);
    colToRow = new Int32Array(capacity);
    reachedFrom = new Int32Array(capacity);
    distance = new Float64Array(capacity);
    rowDistance = new Float64Array(capacity);
    settled = new Uint8Array(capacity);
  }
}
