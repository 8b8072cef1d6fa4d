// The product's own detector beside registered ones: time of a look on one core, and agreement with boxes that a person drew.
import type { DetectorModel, ScaledPictures } from "@vigie/core";
import { createDetectorCatalogue, EMBEDDED_FOLDER } from "@vigie/inference";
import { boxTruth, detectorScores } from "../test/product/support/box-truth.ts";
import { modelFolders, NO_MATERIAL } from "./material.ts";
import { type BenchResult, type BenchRow, median } from "./report.ts";

const NAME = "the embedded detector";
const DETECTORS = ["embedded", "yolox-nano", "picodet-s-416"];
const ROUNDS = 60;

export async function embedded(): Promise<BenchResult> {
  if (modelFolders.length === 0) return { name: NAME, rows: [], skipped: NO_MATERIAL };
  const catalogue = createDetectorCatalogue({ folders: modelFolders, embeddedFolder: EMBEDDED_FOLDER });
  const models = await Promise.all(DETECTORS.map((name) => catalogue.open(name)));
  const rows = [...(await times(models)), ...(await agreement(models))];
  for (const model of models) await model.close();
  return { name: NAME, rows };
}

/** Interleaved, so that what else the machine does meets all of them. */
async function times(models: readonly DetectorModel[]): Promise<BenchRow[]> {
  const runs = models.map((model) => ({
    model,
    detector: model.forCamera(),
    picture: noise(model),
    lookMs: [] as number[],
    modelMs: [] as number[],
  }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { model, detector, picture, lookMs, modelMs } of runs) {
      const before = model.modelMs;
      const from = performance.now();
      await detector.detect(picture, round * 100);
      lookMs.push(performance.now() - from);
      modelMs.push(model.modelMs - before);
    }
  }
  return runs.flatMap(({ model, lookMs, modelMs }) => [
    {
      figure: `${model.info.name}: ms a look, tensor to boxes`,
      value: median(lookMs),
      raw: lookMs,
      ...(model.info.name === "embedded" ? { goal: "<= 6 ms on the reference machine" } : {}),
    },
    {
      figure: `${model.info.name}: ms a look over yolox-nano (ratio)`,
      value: median(lookMs) / median(runs[1]!.lookMs),
    },
    { figure: `${model.info.name}: ms inside the model`, value: median(modelMs), raw: modelMs },
  ]);
}

async function agreement(models: readonly DetectorModel[]): Promise<BenchRow[]> {
  const truth = boxTruth();
  const rows: BenchRow[] = [];
  for (const model of models) {
    const scores = await detectorScores(model, truth);
    for (const group of ["person", "vehicle"] as const) {
      const { f1, threshold } = scores[group];
      const note = `best threshold ${threshold.toFixed(2)}`;
      rows.push({ figure: `${model.info.name}: F1@0.5, ${group}, held-out clips`, value: f1, note });
    }
  }
  return rows;
}

function noise({ info }: DetectorModel): ScaledPictures {
  const { maxWidthPx: widthPx, maxHeightPx: heightPx } = info.request.rgb!;
  const plane = (factor: number) => Uint8Array.from({ length: widthPx * heightPx }, (_, i) => (i * factor) % 251);
  return { rgb: { widthPx, heightPx, strideBytes: widthPx, r: plane(7), g: plane(13), b: plane(31) }, gray: null };
}
