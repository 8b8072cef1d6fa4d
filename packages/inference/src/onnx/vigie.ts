// The project's own detectors: one row per candidate, its box in input pixels, then one score per class; pixels are scaled inside the graph.
import type { Detections } from "@vigie/core";
import { type FittedFamily, MAX_CANDIDATES, type ModelFamily, type ModelShape } from "./family.ts";
import type { PixelRule } from "./picture-tensor.ts";
import { badShape, describe, expectOutput, pictureInput } from "./shape-check.ts";

const OUTPUT_NAME = "boxes";
const BOX_LENGTH = 4;
/** Four candidates for every 8 x 8 pixels of the largest input; more is no detector of this family. */
const MAX_ROWS = 150_000;

/** Grey levels as they are. Stretched: the network is trained on whole pictures of any aspect that fill its input. */
const PIXELS: PixelRule = {
  channels: "rgb",
  placement: "stretch",
  mean: [0, 0, 0],
  std: [1, 1, 1],
  padding: 0,
};

export const vigieFamily: ModelFamily = {
  name: "vigie",
  fit(model: string, shape: ModelShape, classCount: number): FittedFamily {
    const { width, height } = pictureInput(model, shape, 32);
    const [output] = shape.outputs;
    if (!output || shape.outputs.length !== 1 || output.name !== OUTPUT_NAME) {
      const names = shape.outputs.map(({ name }) => `"${name}"`).join(", ") || "nothing";
      throw badShape(model, `its outputs are ${names} where a vigie model has one, named "${OUTPUT_NAME}"`);
    }
    const rows = output.dimensions[1];
    if (!rows || rows > MAX_ROWS) {
      throw badShape(model, `an output is ${describe(output)}, expected is a fixed number of rows up to ${MAX_ROWS}`);
    }
    const dimensions = [1, rows, BOX_LENGTH + classCount];
    expectOutput(model, output, dimensions);
    return {
      inputWidthPx: width,
      inputHeightPx: height,
      pixels: PIXELS,
      outputs: [{ name: output.name, dimensions }],
      decode: (outputs, minScore, into) => decodeRows(outputs[0]!, classCount, minScore, into),
    };
  },
};

/** One candidate a row, by its best class: what is called bus and truck at once is one thing. */
function decodeRows(rows: Float32Array, classCount: number, minScore: number, into: Detections): void {
  const rowLength = BOX_LENGTH + classCount;
  for (let row = 0; row < rows.length && into.count < MAX_CANDIDATES; row += rowLength) {
    let best = minScore;
    let classId = -1;
    for (let c = 0; c < classCount; c++) {
      const score = rows[row + BOX_LENGTH + c]!;
      if (score > best) {
        best = score;
        classId = c;
      }
    }
    if (classId < 0) continue;
    // Also false for what is no number.
    if (!(rows[row + 2]! > rows[row]! && rows[row + 3]! > rows[row + 1]!)) continue;
    const at = into.count++;
    for (let k = 0; k < BOX_LENGTH; k++) into.boxes[at * BOX_LENGTH + k] = rows[row + k]!;
    into.scores[at] = best;
    into.classIds[at] = classId;
  }
}
