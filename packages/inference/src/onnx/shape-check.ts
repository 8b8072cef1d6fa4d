// The shape rules that families share, and the one sentence for what does not fit.
import { AppError } from "@vigie/contracts";
import type { ModelShape, TensorShape } from "./family.ts";

/** Errors: `model.bad-shape`. */
export function badShape(model: string, sentence: string, cause?: unknown): AppError {
  return new AppError({
    code: "model.bad-shape",
    kind: "invalid",
    audience: "operator",
    message: `The model "${model}" cannot be used: ${sentence}.`,
    details: { model },
    cause,
  });
}

/** Width and height of the one float32 picture input. Errors: `model.bad-shape`. */
export function pictureInput(model: string, shape: ModelShape, multipleOf: number): { width: number; height: number } {
  const [input] = shape.inputs;
  if (!input || shape.inputs.length !== 1) {
    throw badShape(
      model,
      `it has ${shape.inputs.length} inputs where one picture of shape [1, 3, height, width] is expected`,
    );
  }
  const [batch, channels, height, width] = input.dimensions;
  const fixed = input.dimensions.length === 4 && (batch === 1 || batch === null) && channels === 3 && height && width;
  if (!fixed || input.type !== "float32") {
    throw badShape(model, `its input is ${describe(input)}, expected is float32 [1, 3, height, width] of fixed size`);
  }
  if (height % multipleOf !== 0 || width % multipleOf !== 0 || height > MAX_SIDE_PX || width > MAX_SIDE_PX) {
    throw badShape(
      model,
      `its input is ${width}x${height} pixels, allowed are multiples of ${multipleOf} up to ${MAX_SIDE_PX}`,
    );
  }
  return { width, height };
}

/** The float32 output with these dimensions (a free batch counts as 1). Errors: `model.bad-shape`. */
export function expectOutput(model: string, output: TensorShape | undefined, wanted: readonly number[]): void {
  const same =
    output?.type === "float32" &&
    output.dimensions.length === wanted.length &&
    wanted.every((size, i) => output.dimensions[i] === size || (i === 0 && output.dimensions[i] === null));
  if (same) return;
  const found = output ? `is ${describe(output)}` : "is missing";
  throw badShape(model, `an output ${found}, expected is float32 [${wanted.join(", ")}]`);
}

export function describe(tensor: TensorShape): string {
  return `${tensor.type} [${tensor.dimensions.map((size) => size ?? "free").join(", ")}]`;
}

const MAX_SIDE_PX = 1536;
