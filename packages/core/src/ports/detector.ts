// The eyes: what a detector promises, whatever runs inside.
import type { Detections } from "../detections/detections.ts";
import type { GrayImage, ScaledPictures, ScaleRequest } from "./video.ts";

export interface DetectorInfo {
  name: string;
  /** Class names by class id; subset of COCO's names, or `moving`. */
  classes: readonly string[];
  /** Which planes it needs. */
  request: ScaleRequest;
  /** True when unchanged pictures give unchanged answers, so that a motion gate may stand in front. */
  gateable: boolean;
}

/** A detector bound to one camera; may remember earlier frames of that camera, and is never shared between cameras. */
export interface Detector {
  readonly info: DetectorInfo;
  /**
   * Boxes after non-maximum suppression, in normalised coordinates. The result is reused by the next call.
   * Low scores (down to about 0.1) are kept: the tracker recovers with them.
   */
  detect(pictures: ScaledPictures, timeMs: number): Promise<Detections>;
  close(): void;
}

/** One loaded model; cameras of a process share its session. */
export interface DetectorModel {
  readonly info: DetectorInfo;
  forCamera(): Detector;
  /** Time spent inside the model run alone since loading; unit: ms. For benchmarks and reports. */
  readonly modelMs: number;
  readonly modelRuns: number;
  close(): Promise<void>;
}

export interface DetectorCatalogue {
  /** `motion`, `embedded` where built, usable registered models, best first; never throws. */
  list(): Promise<DetectorEntry[]>;
  /** Errors: `model.unknown` (says what there is), `model.hash-mismatch`, `model.bad-shape`, `model.unsupported`. `auto` is the best usable one. */
  open(name: string): Promise<DetectorModel>;
}

export interface DetectorEntry {
  name: string;
  classes: readonly string[];
  usable: boolean;
  /** Why it is not usable; empty otherwise. */
  reason: string;
  licence: string;
  origin: string;
}

/** Watches how much of a picture changes; stands in front of the detector and costs almost nothing. */
export interface MotionMeter {
  /** Share of the picture that changed against the background, noise removed. Range: 0 to 1. */
  measure(gray: GrayImage, timeMs: number): number;
  /** Where it changed at the last measure; null before the second one, absent in a meter that cannot tell. Reused by the next. */
  readonly changed?: ChangedCells | null;
}

/** A grid over the picture, row by row from the top left. */
export interface ChangedCells {
  columns: number;
  rows: number;
  /** Of the picture; the last column and row may reach beyond its border. Range: 0 to 1. */
  cellWidthNorm: number;
  cellHeightNorm: number;
  /** 1 for a cell that changed. */
  flags: Uint8Array;
}
