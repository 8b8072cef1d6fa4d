// What a family of models is: the shapes it must have, the pixels it wants, and how its numbers become boxes.
import type { Detections } from "@vigie/core";
import type { PixelRule } from "./picture-tensor.ts";

/** A tensor of a weights file; a dimension that is not fixed is null. */
export interface TensorShape {
  name: string;
  type: string;
  dimensions: readonly (number | null)[];
}

export interface ModelShape {
  inputs: readonly TensorShape[];
  outputs: readonly TensorShape[];
}

/** A family fitted to one weights file. */
export interface FittedFamily {
  inputWidthPx: number;
  inputHeightPx: number;
  pixels: PixelRule;
  /** Names and exact shapes of the outputs, in the order that `decode` takes them. */
  outputs: readonly { name: string; dimensions: readonly number[] }[];
  /** Appends every candidate above the score to `into`, in input pixels. Allocates nothing. */
  decode(outputs: readonly Float32Array[], minScore: number, into: Detections): void;
}

export interface ModelFamily {
  name: string;
  /** Errors: `model.bad-shape` with one sentence about what differs. */
  fit(model: string, shape: ModelShape, classes: readonly string[]): FittedFamily;
}

/** More candidates than this in one frame are noise; the rest is not looked at. */
export const MAX_CANDIDATES = 4096;
