// The `motion` detector as a model: no weights, one background for each camera.
import { AppError, MOVING_CLASS } from "@vigie/contracts";
import type { DetectorInfo, DetectorModel } from "@vigie/core";
import { MotionDetector } from "./motion-detector.ts";

export const MOTION_INFO: DetectorInfo = {
  name: "motion",
  classes: [MOVING_CLASS],
  request: { rgb: null, gray: { maxWidthPx: 320, maxHeightPx: 180 } },
  gateable: false,
};

export function createMotionModel(): DetectorModel {
  const model = {
    info: MOTION_INFO,
    modelMs: 0,
    modelRuns: 0,
    forCamera: () => {
      const detector = new MotionDetector();
      return {
        info: MOTION_INFO,
        detect: async ({ gray }: { gray: Parameters<MotionDetector["detect"]>[0] | null }, timeMs: number) => {
          if (!gray) throw noGray();
          const from = performance.now();
          const found = detector.detect(gray, timeMs);
          model.modelMs += performance.now() - from;
          model.modelRuns++;
          return found;
        },
        close: () => {},
      };
    },
    close: async () => {},
  };
  return model;
}

function noGray(): AppError {
  return new AppError({
    code: "model.bad-picture",
    kind: "internal",
    audience: "developer",
    message: 'The detector "motion" needs a grey picture.',
  });
}
