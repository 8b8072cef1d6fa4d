// YOLOX: one output row per grid cell (strides 8, 16, 32): offset, log size, objectness, one score per class.
import type { Detections } from "@vigie/core";
import { type FittedFamily, MAX_CANDIDATES, type ModelFamily, type ModelShape } from "./family.ts";
import type { PixelRule } from "./picture-tensor.ts";
import { badShape, expectOutput, pictureInput } from "./shape-check.ts";

const STRIDES_PX = [8, 16, 32] as const;

const PIXELS: PixelRule = {
  channels: "bgr",
  placement: "top-left",
  mean: [0, 0, 0],
  std: [1, 1, 1],
  padding: 114,
};

export const yoloxFamily: ModelFamily = {
  name: "yolox",
  fit(model: string, shape: ModelShape, { length: classCount }: readonly string[]): FittedFamily {
    const { width, height } = pictureInput(model, shape, 32);
    const [output] = shape.outputs;
    if (!output || shape.outputs.length !== 1) {
      throw badShape(model, `it has ${shape.outputs.length} outputs where a yolox model has one`);
    }
    const rows = STRIDES_PX.reduce((sum, stride) => sum + (width / stride) * (height / stride), 0);
    const dimensions = [1, rows, 5 + classCount];
    expectOutput(model, output, dimensions);
    const decode = (outputs: readonly Float32Array[], minScore: number, into: Detections): void => {
      decodeYolox(outputs[0]!, width, height, classCount, minScore, into);
    };
    return {
      inputWidthPx: width,
      inputHeightPx: height,
      pixels: PIXELS,
      outputs: [{ name: output.name, dimensions }],
      decode,
    };
  },
};

function decodeYolox(
  output: Float32Array,
  widthPx: number,
  heightPx: number,
  classCount: number,
  minScore: number,
  into: Detections,
): void {
  const rowLength = 5 + classCount;
  let row = 0;
  for (const stridePx of STRIDES_PX) {
    const columns = widthPx / stridePx;
    const cells = columns * (heightPx / stridePx);
    for (let cell = 0; cell < cells; cell++, row += rowLength) {
      const objectness = output[row + 4]!;
      // No class score exceeds 1, so most cells end here.
      if (!(objectness > minScore)) continue;
      let best = minScore / objectness;
      let classId = -1;
      for (let c = 0; c < classCount; c++) {
        const score = output[row + 5 + c]!;
        if (score > best) {
          best = score;
          classId = c;
        }
      }
      if (classId < 0 || into.count === MAX_CANDIDATES) continue;
      const cx = (output[row]! + (cell % columns)) * stridePx;
      const cy = (output[row + 1]! + Math.floor(cell / columns)) * stridePx;
      const halfWidth = Math.exp(output[row + 2]!) * stridePx * 0.5;
      const halfHeight = Math.exp(output[row + 3]!) * stridePx * 0.5;
      const at = into.count++;
      into.boxes[at * 4] = cx - halfWidth;
      into.boxes[at * 4 + 1] = cy - halfHeight;
      into.boxes[at * 4 + 2] = cx + halfWidth;
      into.boxes[at * 4 + 3] = cy + halfHeight;
      into.scores[at] = objectness * best;
      into.classIds[at] = classId;
    }
  }
}
