// One ONNX session: reads bytes that were already verified, runs on one thread, with tensors that are used again and again.
import { AppError } from "@vigie/contracts";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { withConstantWeights } from "./constant-weights.ts";
import type { ModelShape, TensorShape } from "./family.ts";
import { badShape } from "./shape-check.ts";

/** Small models are slower with two threads than with one; cores are used by one process each. */
const OPTIONS: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: "sequential",
  graphOptimizationLevel: "all",
  logSeverityLevel: 4,
};

export interface OpenedSession {
  session: InferenceSession;
  shape: ModelShape;
}

/** Errors: `model.bad-shape` when the bytes are no readable ONNX graph. */
export async function openSession(model: string, weights: Uint8Array): Promise<OpenedSession> {
  try {
    const session = await InferenceSession.create(withConstantWeights(weights), OPTIONS);
    return {
      session,
      shape: { inputs: session.inputMetadata.map(shapeOf), outputs: session.outputMetadata.map(shapeOf) },
    };
  } catch (cause) {
    throw badShape(model, "its file is not an ONNX graph that this build can read", cause);
  }
}

function shapeOf(metadata: InferenceSession.ValueMetadata): TensorShape {
  if (!metadata.isTensor) return { name: metadata.name, type: "no tensor", dimensions: [] };
  const dimensions = metadata.shape.map((size) => (typeof size === "number" ? size : null));
  return { name: metadata.name, type: metadata.type, dimensions };
}

/** A float32 tensor over an array that the caller keeps. */
export function floatTensor(dimensions: readonly number[]): { tensor: Tensor; values: Float32Array } {
  const values = new Float32Array(dimensions.reduce((product, size) => product * size, 1));
  return { tensor: new Tensor("float32", values, dimensions), values };
}

/** Errors: `model.failed`. */
export function runFailed(model: string, cause: unknown): AppError {
  return new AppError({
    code: "model.failed",
    kind: "internal",
    audience: "operator",
    message: `The model "${model}" failed while it looked at a picture.`,
    details: { model },
    cause,
    retryable: true,
  });
}
