// What the product counts with in each picture of a file, as `analyze --detections` writes it.
import { sceneSchema } from "@vigie/contracts";
import type { DetectorModel } from "@vigie/core";
import { analyseVideo } from "@vigie/engine";
import { createMotionMeter, MOTION_GATE_THRESHOLD } from "@vigie/inference";
import { createMedia } from "@vigie/media";

/** Shape: x1, y1, x2, y2. Unit: pixels of the film. */
export type BoxPx = [number, number, number, number];

/** The persons of each analysed picture. */
export async function watchedPersons(
  model: DetectorModel,
  path: string,
  fps: number,
  looksAhead: boolean,
): Promise<BoxPx[][]> {
  const pictures: BoxPx[][] = [];
  await analyseVideo({
    media: createMedia(),
    model,
    createMeter: createMotionMeter,
    gateThreshold: MOTION_GATE_THRESHOLD,
    path,
    cameraId: "street",
    scene: sceneSchema.parse({}),
    fps,
    startAtMs: 0,
    looksAhead,
    onEvent: () => {},
    onFrame: ({ tracks, classes, frame: { widthPx, heightPx } }) => {
      const boxes: BoxPx[] = [];
      for (let i = 0; i < tracks.count; i++) {
        if (!tracks.seen[i] || classes[tracks.classIds[i]!] !== "person") continue;
        const [x1, y1, x2, y2] = tracks.boxes.subarray(i * 4, i * 4 + 4) as unknown as BoxPx;
        boxes.push([x1 * widthPx, y1 * heightPx, x2 * widthPx, y2 * heightPx]);
      }
      pictures.push(boxes);
    },
  });
  return pictures;
}
