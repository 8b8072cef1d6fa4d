// Wheels of one vehicle are about equally large and stand on one line: what does not is left out of a look.
import type { WheelLook } from "./wheels.ts";

/** Two wheels of a look that best go together. */
export interface WheelPair {
  likeness: number;
  /** How much the ground between them goes down to the right. */
  slope: number;
}

/** Wheels differ so much in size: by one radius up or down. */
const NEAR = 1;
/** Off the line by more than this something stands elsewhere. Unit: radii of the largest tyre. */
const OFF_LINE = 0.22;
/** Ground that goes up or down more than this is not seen from the side. */
const STEEPEST = 0.3;
/** So many of the clearest places are paired. */
const PAIRED = 7;
const LEAST = 0.22;

/** The best pair of each radius; null where there is none. */
export function wheelPairs(look: WheelLook): (WheelPair | null)[] {
  return look.radiiPx.map((radiusPx, k) => {
    const peaks = clearest(look, k, (2 * radiusPx) / look.stepPx);
    let best: WheelPair | null = null;
    for (let i = 0; i < peaks.length; i++)
      for (const other of peaks.slice(i + 1)) {
        const [a, b] = [peaks[i]!, other];
        const slope = (b.groundPx - a.groundPx) / ((b.column - a.column) * look.stepPx);
        const likeness = Math.min(a.likeness, b.likeness);
        if (Math.abs(slope) <= STEEPEST && likeness > (best?.likeness ?? 0)) best = { likeness, slope };
      }
    return best;
  });
}

/** Likeness of each column to a wheel of about that radius on the line of that slope that the clearest one stands on. */
export function wheelRow(look: WheelLook, k: number, slope: number): Float32Array {
  const { columns, stepPx } = look;
  const row = new Float32Array(columns);
  const peaks = clearest(look, k, look.radiiPx[k]! / stepPx);
  if (peaks.length === 0) return row;
  // The line is the one that most of what is clear stands on.
  const tolerancePx = OFF_LINE * look.radiiPx.at(-1)!;
  const lineAt = (peak: Peak, column: number) => peak.groundPx + slope * (column - peak.column) * stepPx;
  const support = (line: Peak) =>
    peaks.reduce(
      (sum, peak) =>
        sum + (Math.abs(peak.groundPx - lineAt(line, peak.column)) <= tolerancePx ? peak.likeness ** 2 : 0),
      0,
    );
  const line = peaks.reduce((best, peak) => (support(peak) > support(best) ? peak : best));
  for (let near = Math.max(0, k - NEAR); near <= Math.min(look.radiiPx.length - 1, k + NEAR); near++)
    for (let column = 0; column < columns; column++) {
      const at = near * columns + column;
      if (Math.abs(look.groundPx[at]! - lineAt(line, column)) <= tolerancePx)
        row[column] = Math.max(row[column]!, look.likeness[at]!);
    }
  return row;
}

interface Peak {
  column: number;
  likeness: number;
  groundPx: number;
}

/** The clearest places for a wheel of about that radius, none nearer to another than `apart`. Unit of `apart`: columns. */
function clearest({ columns, likeness, groundPx, radiiPx }: WheelLook, k: number, apart: number): Peak[] {
  const best: Peak[] = [];
  for (let column = 0; column < columns; column++) {
    let at = k * columns + column;
    for (let near = Math.max(0, k - NEAR); near <= Math.min(radiiPx.length - 1, k + NEAR); near++)
      if (likeness[near * columns + column]! > likeness[at]!) at = near * columns + column;
    if (likeness[at]! >= LEAST) best.push({ column, likeness: likeness[at]!, groundPx: groundPx[at]! });
  }
  best.sort((a, b) => b.likeness - a.likeness);
  const peaks: Peak[] = [];
  for (const peak of best) {
    if (peaks.length >= PAIRED) break;
    if (peaks.every(({ column }) => Math.abs(column - peak.column) >= apart)) peaks.push(peak);
  }
  return peaks;
}
