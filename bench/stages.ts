// Milliseconds per frame of decode, motion, inference, tracks and rules on real clips.
import { sceneSchema } from "@vigie/contracts";
import { analyseVideo, type Stage } from "@vigie/engine";
import { createDetectorCatalogue, createMotionMeter, EMBEDDED_FOLDER, MOTION_GATE_THRESHOLD } from "@vigie/inference";
import { createMedia } from "@vigie/media";
import { clipPath, modelFolders, NO_MATERIAL } from "./material.ts";
import type { BenchResult, BenchRow } from "./report.ts";

const CLIPS = ["person-bicycle-car-detection.mp4", "suburb-cars.mp4", "tfl-625_201708101116.mp4"];
const DETECTORS = ["auto", "motion"];
const FPS = 10;
const NAME = "milliseconds per stage";

export async function stages(): Promise<BenchResult> {
  const rows: BenchRow[] = [];
  for (const clip of CLIPS) {
    const path = clipPath(clip);
    if (!path) return { name: NAME, rows: [], skipped: NO_MATERIAL };
    for (const detector of DETECTORS) rows.push(...(await oneClip(path, clip, detector)));
  }
  return { name: NAME, rows };
}

async function oneClip(path: string, clip: string, detector: string): Promise<BenchRow[]> {
  const model = await createDetectorCatalogue({ folders: modelFolders, embeddedFolder: EMBEDDED_FOLDER }).open(
    detector,
  );
  const scene = sceneSchema.parse({
    lines: [
      {
        id: "l",
        points: [
          [0.1, 0.5],
          [0.9, 0.5],
        ],
      },
    ],
    zones: [
      {
        id: "z",
        polygon: [
          [0.1, 0.1],
          [0.9, 0.1],
          [0.9, 0.9],
          [0.1, 0.9],
        ],
      },
    ],
    scenarios: [
      { id: "count", kind: "line-count", line: "l", classes: ["car", "person", "moving"] },
      { id: "stopped", kind: "stopped", zone: "z", classes: ["car", "moving"] },
    ],
  });
  const from = performance.now();
  const result = await analyseVideo({
    media: createMedia(),
    model,
    createMeter: createMotionMeter,
    gateThreshold: MOTION_GATE_THRESHOLD,
    path,
    cameraId: "bench",
    scene,
    fps: FPS,
    startAtMs: 0,
    onFrame: () => {},
    onEvent: () => {},
  });
  const wallMs = performance.now() - from;
  const per = (stage: Stage) =>
    result.times.sumsMs[stage] / (stage === "decode" ? result.decodedFrames : result.analysedFrames);
  const label = `${clip}, ${model.info.name}`;
  await model.close();
  return [
    ...(["decode", "scale", "motion", "detect", "rules"] as const).map((stage) => ({
      figure: `${label}: ${stage} ms a frame`,
      value: per(stage),
    })),
    { figure: `${label}: times real time at ${FPS}/s`, value: (result.videoS * 1000) / wallMs },
  ];
}
