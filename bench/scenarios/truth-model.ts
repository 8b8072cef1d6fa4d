// A detector that knows: the exact boxes of a rendered film, so that rules are scored apart from sight. For measuring only.
import { COCO_CLASSES } from "@vigie/contracts";
import { createDetections, type Detections, type DetectorModel } from "@vigie/core";
import { boxesByFrame, type Truth } from "@vigie/sim";

/** Hidden beyond this share, no detector would see it. */
const HIDDEN_MOST = 0.7;
/** Smaller sides are not seen either. Unit: pixels of the film. */
const SMALLEST_PX = 6;
const SCORE = 0.9;
export const TRUTH_DETECTOR = "truth";

export function createTruthModel(truth: Truth): DetectorModel {
  const frames = boxesByFrame(truth);
  const info = {
    name: TRUTH_DETECTOR,
    classes: COCO_CLASSES,
    request: { rgb: null, gray: { maxWidthPx: 64, maxHeightPx: 36 } },
    gateable: false,
  };
  return {
    info,
    modelMs: 0,
    modelRuns: 0,
    forCamera: () => {
      const detections = createDetections(256);
      return {
        info,
        detect: async (_pictures, timeMs): Promise<Detections> => {
          const index = Math.min(truth.frames - 1, Math.round((timeMs / 1000) * truth.fps));
          detections.count = 0;
          for (const { box, className, hiddenShare } of frames[index] ?? []) {
            const [x1, y1, x2, y2] = box;
            if (hiddenShare > HIDDEN_MOST || x2 - x1 < SMALLEST_PX || y2 - y1 < SMALLEST_PX) continue;
            const classId = (COCO_CLASSES as readonly string[]).indexOf(className);
            // A box, a heap, a can: no detector has a name for it, so it has to be found in the picture.
            if (classId < 0) continue;
            if (detections.count >= 256) break;
            const row = detections.count++;
            detections.boxes.set(
              [x1 / truth.widthPx, y1 / truth.heightPx, x2 / truth.widthPx, y2 / truth.heightPx],
              row * 4,
            );
            detections.scores[row] = SCORE;
            detections.classIds[row] = classId;
          }
          return detections;
        },
        close: () => {},
      };
    },
    close: async () => {},
  };
}
