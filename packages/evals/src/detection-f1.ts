// Detection F1: boxes found, missed and invented at one overlap, without regard to identity.
import { iou } from "@vigie/core";

export interface TruthBox {
  /** Shape: [x1, y1, x2, y2] in any space that found boxes share. */
  box: readonly [number, number, number, number];
  className: string;
}

export interface FoundBox extends TruthBox {
  /** Range: 0 to 1. */
  score: number;
}

export interface DetectionScores {
  f1: number;
  precision: number;
  recall: number;
  tp: number;
  fp: number;
  fn: number;
}

export interface DetectionReport extends DetectionScores {
  perClass: Record<string, DetectionScores>;
}

/**
 * Frame by frame and class by class the found boxes, best score first, each take the free truth box that they overlap most, if by
 * `minIou` or more. Nothing to find and nothing found is a perfect 1.
 */
export function detectionF1(
  frames: readonly { truth: readonly TruthBox[]; found: readonly FoundBox[] }[],
  minIou = 0.5,
): DetectionReport {
  const perClass = new Map<string, { tp: number; fp: number; fn: number }>();
  const of = (className: string): { tp: number; fp: number; fn: number } => {
    const known = perClass.get(className) ?? { tp: 0, fp: 0, fn: 0 };
    perClass.set(className, known);
    return known;
  };
  for (const { truth, found } of frames) {
    const free = new Set(truth);
    for (const box of [...found].sort((a, b) => b.score - a.score)) {
      let best: TruthBox | null = null;
      let bestIou = minIou;
      for (const candidate of free) {
        if (candidate.className !== box.className) continue;
        const overlap = iou(candidate.box, box.box);
        if (overlap >= bestIou && (best === null || overlap > bestIou)) {
          best = candidate;
          bestIou = overlap;
        }
      }
      if (best) {
        free.delete(best);
        of(box.className).tp++;
      } else of(box.className).fp++;
    }
    for (const missed of free) of(missed.className).fn++;
  }
  const total = { tp: 0, fp: 0, fn: 0 };
  const report: Record<string, DetectionScores> = {};
  for (const [className, counts] of [...perClass].sort(([a], [b]) => (a < b ? -1 : 1))) {
    total.tp += counts.tp;
    total.fp += counts.fp;
    total.fn += counts.fn;
    report[className] = ratios(counts);
  }
  return { ...ratios(total), perClass: report };
}

function ratios({ tp, fp, fn }: { tp: number; fp: number; fn: number }): DetectionScores {
  const nothing = tp + fp + fn === 0;
  return {
    f1: nothing ? 1 : (2 * tp) / (2 * tp + fp + fn),
    precision: tp + fp === 0 ? 1 : tp / (tp + fp),
    recall: tp + fn === 0 ? 1 : tp / (tp + fn),
    tp,
    fp,
    fn,
  };
}
