// Goal G6: what the pipeline adds to the raw model time in the same process, and how far a plain loop is behind.
import { sceneSchema } from "@vigie/contracts";
import { analyseVideo } from "@vigie/engine";
import { createDetectorCatalogue, createMotionMeter } from "@vigie/inference";
import { createMedia } from "@vigie/media";
import { clipPath, modelFolders, NO_MATERIAL } from "./material.ts";
import { naiveLoop } from "./naive-loop.ts";
import { type BenchResult, median } from "./report.ts";

const CLIP = "person-bicycle-car-detection.mp4";
const MODEL = "yolox-nano";
const RUNS = 5;
const NAME = "pipeline cost per analysed frame";

export async function pipelineCost(): Promise<BenchResult> {
  const path = clipPath(CLIP);
  if (!path) return { name: NAME, rows: [], skipped: NO_MATERIAL };
  const overModel: number[] = [];
  const pipelineMs: number[] = [];
  const naiveMs: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const ours = await pipeline(path);
    overModel.push(ours.totalMs / ours.modelMs);
    pipelineMs.push(ours.totalMs);
    naiveMs.push(await naiveLoop(path, modelFolders, MODEL));
  }
  const naiveRatio = naiveMs.map((ms, i) => ms / pipelineMs[i]!);
  return {
    name: NAME,
    rows: [
      { figure: "pipeline over raw model time (ratio)", value: median(overModel), goal: "G6 <= 1.12", raw: overModel },
      { figure: "plain loop over pipeline (ratio)", value: median(naiveRatio), raw: naiveRatio },
      {
        figure: "pipeline ms a frame",
        value: median(pipelineMs),
        raw: pipelineMs,
        note: `${MODEL}, ${CLIP}, every frame, ungated`,
      },
      { figure: "plain loop ms a frame", value: median(naiveMs), raw: naiveMs },
    ],
  };
}

/** Decode, scale, detect, track and judge every frame; the gate is held open so that each frame costs a model run. */
async function pipeline(path: string): Promise<{ totalMs: number; modelMs: number }> {
  const model = await createDetectorCatalogue({ folders: modelFolders }).open(MODEL);
  const scene = sceneSchema.parse({
    lines: [
      {
        id: "l",
        points: [
          [0.12, 0.2],
          [0.12, 0.9],
        ],
      },
    ],
    scenarios: [{ id: "s", kind: "line-count", line: "l", classes: ["car", "person", "bicycle"] }],
  });
  const from = performance.now();
  const result = await analyseVideo({
    media: createMedia(),
    model,
    createMeter: createMotionMeter,
    gateThreshold: 0,
    path,
    cameraId: "bench",
    scene,
    fps: 120,
    startAtMs: 0,
    onFrame: () => {},
    onEvent: () => {},
  });
  const totalMs = (performance.now() - from) / result.analysedFrames;
  const modelMs = model.modelMs / model.modelRuns;
  await model.close();
  return { totalMs, modelMs };
}
