// One picture's labels from what people drew and what a teacher sees.
import { areKin, type Corners, insideShare, iou, type Sighting } from "./box.ts";
import type { BoxPx, Category, Label } from "./coco-set.ts";
import type { StillPlan } from "./plan.ts";

/** In the dark the teacher sees people in lights and shadows. */
const THRESHOLDS = { high: 0.5, dark: 0.8, low: 0.2 };
/**
 * From these scores on the teacher is heard about a class that people labelled: nobody is judged there, and where people are known to
 * have left things out it is believed when it is sure.
 */
const MISSED = { complete: 0.6, partly: 0.3, sure: 0.6 };
/** A human box and a teacher's box are one thing from this overlap on. */
const MATCH_IOU = 0.4;
/** Smaller things are not to be judged: nobody labels them alike. Unit: pixels. */
const SMALLEST_PX = 5;

export interface HumanBox {
  meaning: Category | Category[];
  bbox: BoxPx;
  crowd: boolean;
}

export interface MergeOptions extends Pick<StillPlan, "labelled" | "isComplete" | "high"> {
  widthPx: number;
  heightPx: number;
  isDark: boolean;
}

/** What people drew comes first and counts as true; the teacher adds what they were not asked for, and what they left out. */
export function mergeLabels(human: readonly HumanBox[], seen: readonly Sighting[], options: MergeOptions): Label[] {
  const { widthPx, heightPx, isDark } = options;
  const high = options.high ?? THRESHOLDS.high;
  const corners = ([x, y, w, h]: BoxPx): Corners => [x / widthPx, y / heightPx, (x + w) / widthPx, (y + h) / heightPx];
  const labels: Label[] = human.map(({ meaning, bbox, crowd }) => {
    const ignore = crowd || Math.min(bbox[2], bbox[3]) < SMALLEST_PX;
    if (!Array.isArray(meaning)) return { category: meaning, bbox, score: 1, source: "human", ignore };
    const judged = seen.find(({ category, box }) => meaning.includes(category) && iou(box, corners(bbox)) > 0.25);
    if (judged) return { category: judged.category, bbox, score: 1, source: "human", ignore };
    return { category: meaning[0]!, bbox, score: 1, source: "human", ignore, ambiguous: meaning };
  });
  const drawn = labels.map(({ category, bbox }) => ({ category, box: corners(bbox) }));
  for (const { category, box, score } of seen) {
    if (score < THRESHOLDS.low) continue;
    const isKnown = drawn.some(
      (label) =>
        areKin(label.category, category) &&
        (iou(label.box, box) > MATCH_IOU || insideShare(box, label.box) > 0.8 || insideShare(label.box, box) > 0.8),
    );
    if (isKnown) continue;
    const isHumans = options.labelled.includes(category);
    if (isHumans && score < (options.isComplete ? MISSED.complete : MISSED.partly)) continue;
    const bbox: BoxPx = [
      box[0] * widthPx,
      box[1] * heightPx,
      (box[2] - box[0]) * widthPx,
      (box[3] - box[1]) * heightPx,
    ];
    const isBelieved = isHumans
      ? !options.isComplete && score >= MISSED.sure
      : score >= (isDark ? THRESHOLDS.dark : high);
    const ignore = !isBelieved || Math.min(bbox[2], bbox[3]) < SMALLEST_PX;
    labels.push({ category, bbox, score, source: "teacher", ignore });
  }
  return labels;
}
