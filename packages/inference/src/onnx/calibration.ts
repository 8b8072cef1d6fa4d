// Calibration: from a network's scores to the share of boxes with such a score that are right, so that a score means what it says.
import type { Calibration } from "@vigie/contracts";
import type { Detections } from "@vigie/core";

export interface ScoreCalibration {
  /** Replaces the scores. Allocates nothing. */
  apply(detections: Detections): void;
  /** The lowest raw score that any class may have above this calibrated one. */
  rawFor(score: number): number;
}

/** Steps of the table that stands for a curve; finer than what any set of pictures can measure. */
const STEPS = 1000;

export function createCalibration(calibration: Calibration, classes: readonly string[]): ScoreCalibration {
  const tables = classes.map((name) => tableOf(curveOf(calibration, name)));
  return {
    apply({ scores, classIds, count }) {
      for (let i = 0; i < count; i++) {
        const table = tables[classIds[i]!]!;
        const at = Math.min(1, Math.max(0, scores[i]!)) * STEPS;
        const low = Math.min(STEPS - 1, Math.floor(at));
        scores[i] = table[low]! + (table[low + 1]! - table[low]!) * (at - low);
      }
    },
    rawFor(score) {
      const firsts = tables.map((table) => table.findIndex((value) => value >= score)).filter((step) => step >= 0);
      return firsts.length === 0 ? 1 : Math.max(0, Math.min(...firsts) - 1) / STEPS;
    },
  };
}

/** A class without points keeps its scores. */
function curveOf(calibration: Calibration, name: string): (score: number) => number {
  if ("temperature" in calibration) {
    const { temperature } = calibration;
    return (score) => (score <= 0 || score >= 1 ? score : 1 / (1 + ((1 - score) / score) ** (1 / temperature)));
  }
  const points = calibration.perClass[name];
  return points ? (score) => onLine(points, score) : (score) => score;
}

function onLine(points: readonly (readonly [number, number])[], score: number): number {
  const after = points.findIndex(([at]) => at >= score);
  if (after === 0) return points[0]![1];
  if (after < 0) return points[points.length - 1]![1];
  const [x0, y0] = points[after - 1]!;
  const [x1, y1] = points[after]!;
  return y0 + ((y1 - y0) * (score - x0)) / (x1 - x0);
}

function tableOf(curve: (score: number) => number): Float32Array {
  return Float32Array.from({ length: STEPS + 1 }, (_, step) => curve(step / STEPS));
}
