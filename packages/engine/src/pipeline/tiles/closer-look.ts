// Closer looks: small things that move are shown to the detector once more, larger, in a part of the picture.
import {
  type ChangedCells,
  createDetections,
  type DecodedFrame,
  type Detections,
  type Detector,
  type ScaleRequest,
} from "@vigie/core";
import { TileAnswers } from "./tile-answers.ts";
import { MOVING_MS, TilePlanner } from "./tile-planner.ts";
import type { TileSettings } from "./tile-settings.ts";

/** So much of a box must have moved: what a closer look takes a post for is not believed for long. Range: 0 to 1. */
const LEAST_MOVED = 0.25;
/** More boxes of a whole picture than this are noise. */
const MOST_BOXES = 300;
/** What stands still is looked at closely again after this long; nothing that a closer look found outlives two of them. */
const RECHECK_MS = 2_000;

export class CloserLook {
  readonly #detector: Detector;
  readonly #planner: TilePlanner;
  readonly #answers: TileAnswers;
  readonly #seen = createDetections(MOST_BOXES);
  readonly #rgb: NonNullable<ScaleRequest["rgb"]>;

  /** Null for a detector that remembers earlier frames or needs no colours: a part of a picture means nothing to it. */
  static of(detector: Detector, settings: TileSettings | null): CloserLook | null {
    const { gateable, request } = detector.info;
    return settings && gateable && request.rgb ? new CloserLook(detector, settings, request.rgb) : null;
  }

  private constructor(detector: Detector, settings: TileSettings, rgb: NonNullable<ScaleRequest["rgb"]>) {
    this.#detector = detector;
    this.#planner = new TilePlanner(settings);
    this.#answers = new TileAnswers(detector.info.classes);
    this.#rgb = rgb;
  }

  /** To be told of every frame, also when the detector does not look. */
  note(changed: ChangedCells | null | undefined, timeMs: number): void {
    if (changed) this.#planner.note(changed, timeMs);
  }

  /** The whole picture's boxes with what one closer look adds. Cost: at most one more run of the model. */
  async complete(frame: DecodedFrame, whole: Detections, timeMs: number): Promise<Detections> {
    this.#answers.keepOnly(
      (boxes, at, sinceMs) =>
        timeMs - sinceMs <= 2 * RECHECK_MS && this.#planner.changedShare(boxes, at, sinceMs) === 0,
    );
    const due = this.#answers.olderThan(timeMs - RECHECK_MS);
    const tile = this.#planner.choose(frame, whole, due, timeMs);
    if (!tile) return this.#answers.join(whole);
    // The detector reuses its answer: the whole picture's is needed once more.
    const seen = copyOf(whole, this.#seen);
    const pictures = frame.scale({ rgb: this.#rgb, gray: null, part: tile.part });
    const found = await this.#detector.detect(pictures, timeMs);
    const hasMoved = (boxes: Float32Array, at: number) =>
      this.#planner.changedShare(boxes, at, timeMs - MOVING_MS) >= LEAST_MOVED;
    this.#answers.take(found, tile, seen, hasMoved, timeMs);
    return this.#answers.join(seen);
  }
}

function copyOf(from: Detections, to: Detections): Detections {
  const count = Math.min(from.count, MOST_BOXES);
  to.boxes.set(from.boxes.subarray(0, count * 4));
  to.scores.set(from.scores.subarray(0, count));
  to.classIds.set(from.classIds.subarray(0, count));
  to.count = count;
  return to;
}
