// The motion detector on real street video: what crosses a line is what a person counts by eye.
import { sceneSchema } from "@vigie/contracts";
import { createCameraAnalysis } from "@vigie/core";
import { describe, expect, it } from "vitest";
import { createDetectorCatalogue } from "../src/index.ts";
import { assetPath, hasAssets } from "./material/assets.ts";
import { framesOf } from "./material/frames.ts";

/** Truth by eye: four cars in all; two drive up the picture, two down. */
const CARS = { file: "car-detection.mp4", upwards: 2, downwards: 2 };

describe.skipIf(!hasAssets)("car-detection.mp4, whose exposure changes with every car", () => {
  it.each([
    ["at its full 12.5 frames per second", 1],
    ["at 6 frames per second", 2],
  ])("%s every car is counted once", async (_name, keepEvery) => {
    const model = await createDetectorCatalogue({ folders: [] }).open("motion");
    const detector = model.forCamera();
    const scene = sceneSchema.parse({
      lines: [
        {
          id: "middle",
          points: [
            [0, 0.5],
            [1, 0.5],
          ],
        },
      ],
      scenarios: [{ id: "cars", kind: "line-count", line: "middle", classes: ["moving"] }],
    });
    const analysis = createCameraAnalysis({ cameraId: "road", classes: model.info.classes, scene });
    for (const frame of framesOf(assetPath("clips", CARS.file), model.info.request, keepEvery)) {
      const detections = await detector.detect(frame, frame.timeMs);
      analysis.step({ timeMs: frame.timeMs, detections, aspect: frame.widthPx / frame.heightPx });
    }
    const [counted] = analysis.counts().lines;
    // Walking the line from left to right, the lower half of the picture is on the right hand.
    expect(counted?.forward).toEqual({ moving: CARS.downwards });
    expect(counted?.backward).toEqual({ moving: CARS.upwards });
  });
});
