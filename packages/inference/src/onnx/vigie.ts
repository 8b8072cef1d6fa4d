// The project's own detectors: one row per candidate, its box in input pixels, then one score per class; pixels are scaled inside the graph.
import { classFamilies, type Detections } from "@vigie/core";
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
  fit(model: string, shape: ModelShape, classes: readonly string[]): FittedFamily {
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
    const dimensions = [1, rows, BOX_LENGTH + classes.length];
    const families = classFamilies(classes);
    expectOutput(model, output, dimensions);
    return {
      inputWidthPx: width,
      inputHeightPx: height,
      pixels: PIXELS,
      outputs: [{ name: output.name, dimensions }],
      decode: (outputs, minScore, into) => decodeRows(outputs[0]!, families, minScore, into),
    };
  },
};

/**
 * One candidate a row, by its best class. Its score is that of its family: what may be a van or a lorry is surely enough a vehicle, and
 * neither name alone says so. Scores are joined as independent witnesses, so that none exceeds 1.
 */
function decodeRows(rows: Float32Array, families: Uint8Array, minScore: number, into: Detections): void {
  const classCount = families.length;
  const rowLength = BOX_LENGTH + classCount;
  // With fewer than this for its best class no row of all classes reaches the score.
  const leastBest = minScore / classCount;
  for (let row = 0; row < rows.length && into.count < MAX_CANDIDATES; row += rowLength) {
    let best = leastBest;
    let classId = -1;
    for (let c = 0; c < classCount; c++) {
      const score = rows[row + BOX_LENGTH + c]!;
      if (score > best) {
        best = score;
        classId = c;
      }
    }
    if (classId < 0) continue;
    let doubt = 1;
    for (let c = 0; c < classCount; c++) {
      if (families[c] === families[classId]) doubt *= 1 - Math.min(1, Math.max(0, rows[row + BOX_LENGTH + c]!));
    }
    // Also false for what is no number.
    if (!(1 - doubt > minScore && rows[row + 2]! > rows[row]! && rows[row + 3]! > rows[row + 1]!)) continue;
    const at = into.count++;
    for (let k = 0; k < BOX_LENGTH; k++) into.boxes[at * BOX_LENGTH + k] = rows[row + k]!;
    into.scores[at] = 1 - doubt;
    into.classIds[at] = classId;
  }
}
