// Where a followed thing was at the frames between two of its looks: on the straight way, as the rules take it too.
import type { MotRow, SequenceInfo } from "./mot-format.ts";

/**
 * Adds a row for every frame between two rows of one id that lie at most `longestS` apart.
 * `rows` may come in any order; returns them by frame, then id.
 */
export function fillWays(rows: readonly MotRow[], info: SequenceInfo, longestS: number): MotRow[] {
  const most = longestS * info.framesPerS + 1e-6;
  const last = new Map<number, MotRow>();
  const filled: MotRow[] = [];
  for (const row of [...rows].sort((a, b) => a.frame - b.frame)) {
    const before = last.get(row.id);
    last.set(row.id, row);
    if (before && row.frame - before.frame <= most)
      for (let frame = before.frame + 1; frame < row.frame; frame++) filled.push(between(before, row, frame));
    filled.push(row);
  }
  return filled.sort((a, b) => a.frame - b.frame || a.id - b.id);
}

function between(from: MotRow, to: MotRow, frame: number): MotRow {
  const share = (frame - from.frame) / (to.frame - from.frame);
  const at = (key: "leftPx" | "topPx" | "widthPx" | "heightPx"): number => from[key] + (to[key] - from[key]) * share;
  return {
    frame,
    id: to.id,
    leftPx: at("leftPx"),
    topPx: at("topPx"),
    widthPx: at("widthPx"),
    heightPx: at("heightPx"),
    confidence: to.confidence,
  };
}
