// PicoDet: four score outputs and four box outputs (strides 8 to 64); each box side is a distribution over 8 distances.
import type { Detections } from "@vigie/core";
import { type FittedFamily, MAX_CANDIDATES, type ModelFamily, type ModelShape } from "./family.ts";
import type { PixelRule } from "./picture-tensor.ts";
import { badShape, expectOutput, pictureInput } from "./shape-check.ts";

const STRIDES_PX = [8, 16, 32, 64] as const;
const BINS = 8;

/** ImageNet's mean and deviation, in RGB order. Stretched as in its training: letterboxed it finds a fifth less on wide pictures. */
const PIXELS: PixelRule = {
  channels: "rgb",
  placement: "stretch",
  mean: [123.675, 116.28, 103.53],
  std: [58.395, 57.12, 57.375],
  padding: 0,
};

export const picodetFamily: ModelFamily = {
  name: "picodet",
  fit(model: string, shape: ModelShape, { length: classCount }: readonly string[]): FittedFamily {
    const { width, height } = pictureInput(model, shape, 32);
    if (shape.outputs.length !== STRIDES_PX.length * 2) {
      throw badShape(
        model,
        `it has ${shape.outputs.length} outputs where a picodet model has ${STRIDES_PX.length * 2}`,
      );
    }
    const grids = STRIDES_PX.map((stridePx) => ({
      stridePx,
      columns: Math.ceil(width / stridePx),
      rows: Math.ceil(height / stridePx),
    }));
    const outputs = [classCount, 4 * BINS].flatMap((rowLength, kind) =>
      grids.map(({ columns, rows }, level) => {
        const output = shape.outputs[kind * STRIDES_PX.length + level];
        const dimensions = [1, columns * rows, rowLength];
        expectOutput(model, output, dimensions);
        return { name: output!.name, dimensions };
      }),
    );
    const decode = (tensors: readonly Float32Array[], minScore: number, into: Detections): void => {
      for (let level = 0; level < grids.length; level++) {
        const { stridePx, columns } = grids[level]!;
        const scores = tensors[level]!;
        decodeLevel(scores, tensors[grids.length + level]!, stridePx, columns, classCount, minScore, into);
      }
    };
    return { inputWidthPx: width, inputHeightPx: height, pixels: PIXELS, outputs, decode };
  },
};

function decodeLevel(
  scores: Float32Array,
  sides: Float32Array,
  stridePx: number,
  columns: number,
  classCount: number,
  minScore: number,
  into: Detections,
): void {
  const cells = scores.length / classCount;
  for (let cell = 0; cell < cells; cell++) {
    const row = cell * classCount;
    let best = minScore;
    let classId = -1;
    for (let c = 0; c < classCount; c++) {
      const score = scores[row + c]!;
      if (score > best) {
        best = score;
        classId = c;
      }
    }
    if (classId < 0 || into.count === MAX_CANDIDATES) continue;
    const cx = ((cell % columns) + 0.5) * stridePx;
    const cy = (Math.floor(cell / columns) + 0.5) * stridePx;
    const at = into.count++;
    const side = cell * 4 * BINS;
    into.boxes[at * 4] = cx - expectedBin(sides, side) * stridePx;
    into.boxes[at * 4 + 1] = cy - expectedBin(sides, side + BINS) * stridePx;
    into.boxes[at * 4 + 2] = cx + expectedBin(sides, side + 2 * BINS) * stridePx;
    into.boxes[at * 4 + 3] = cy + expectedBin(sides, side + 3 * BINS) * stridePx;
    into.scores[at] = best;
    into.classIds[at] = classId;
  }
}

/** Mean of the distribution whose logits start at `from`. Unit: strides. */
function expectedBin(logits: Float32Array, from: number): number {
  let top = logits[from]!;
  for (let bin = 1; bin < BINS; bin++) top = Math.max(top, logits[from + bin]!);
  let sum = 0;
  let weighted = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const weight = Math.exp(logits[from + bin]! - top);
    sum += weight;
    weighted += weight * bin;
  }
  return weighted / sum;
}
