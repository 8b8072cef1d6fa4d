// The pairing with the largest total score: what the scorers call the Hungarian assignment.
import { createAssigner } from "@vigie/core";

const assigner = createAssigner();

/** Column of each row or -1. Shape of `scores`: rows x cols, none negative; pairs of score 0 are not made. */
export function bestPairing(scores: Float64Array, rows: number, cols: number): Int32Array {
  const rowToCol = new Int32Array(rows).fill(-1);
  if (rows === 0 || cols === 0) return rowToCol;
  let top = 0;
  for (const score of scores) top = Math.max(top, score);
  const costs = scores.map((score) => (score > 0 ? top - score : Number.POSITIVE_INFINITY));
  assigner.solve(costs, rows, cols, top, rowToCol);
  return rowToCol;
}
