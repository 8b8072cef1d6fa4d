// Closer looks: a part of the picture is shown to the detector once more, larger: where a scenario asks for it, and where something small moves.
import type { Polygon } from "@vigie/contracts";
import {
  type ChangedCells,
  createDetections,
  type DecodedFrame,
  type Detections,
  type Detector,
  type ScaleRequest,
} from "@vigie/core";
import { MovedCells } from "./moved-cells.ts";
import { PlacePlanner } from "./place-planner.ts";
import type { Tile } from "./tile.ts";
import { TileAnswers } from "./tile-answers.ts";
import { MOVING_MS, TilePlanner } from "./tile-planner.ts";
import type { TileSettings } from "./tile-settings.ts";

/** So much of a box must have moved: what a closer look takes a post for is not believed for long. Range: 0 to 1. */
const LEAST_MOVED = 0.25;
/** More boxes of a whole picture than this are noise. */
const MOST_BOXES = 300;
/** What stands still is looked at closely again after this long; nothing that a closer look found outlives two of them. */
const RECHECK_MS = 2_000;
/** Where closer looks also follow what moves, a place gets one no sooner than this after its last, and never two places in a row. */
const PLACE_GAP_MS = 300;

export class CloserLook {
  readonly #detector: Detector;
  readonly #cells = new MovedCells();
  readonly #places = new PlacePlanner();
  /** Null where only places are looked at closely. */
  readonly #moving: TilePlanner | null;
  readonly #answers: TileAnswers;
  readonly #seen = createDetections(MOST_BOXES);
  readonly #rgb: NonNullable<ScaleRequest["rgb"]>;
  #wasPlace = false;

  /**
   * Null for a detector that remembers earlier frames or needs no colours: a part of a picture means nothing to it. `moving`: follows what
   * moves too; null for places alone.
   */
  static of(detector: Detector, moving: TileSettings | null): CloserLook | null {
    const { gateable, request } = detector.info;
    return gateable && request.rgb ? new CloserLook(detector, moving, request.rgb) : null;
  }

  private constructor(detector: Detector, moving: TileSettings | null, rgb: NonNullable<ScaleRequest["rgb"]>) {
    this.#detector = detector;
    this.#moving = moving && new TilePlanner(moving, this.#cells);
    this.#answers = new TileAnswers(detector.info.classes);
    this.#rgb = rgb;
  }

  /** Where scenarios ask to look closer. Space: normalised. */
  setPlaces(places: readonly Polygon[]): void {
    this.#places.setPlaces(places);
  }

  get #isIdle(): boolean {
    return !this.#moving && this.#places.isEmpty;
  }

  /** To be told of every frame, also when the detector does not look. */
  note(changed: ChangedCells | null | undefined, timeMs: number): void {
    if (changed && !this.#isIdle) this.#cells.note(changed, timeMs);
  }

  /** The whole picture's boxes with what one closer look adds. Cost: at most one more run of the model. */
  async complete(frame: DecodedFrame, whole: Detections, timeMs: number): Promise<Detections> {
    if (this.#isIdle) return whole;
    this.#answers.keepOnly(
      (boxes, at, sinceMs) => timeMs - sinceMs <= 2 * RECHECK_MS && this.#cells.changedShare(boxes, at, sinceMs) === 0,
    );
    const tile = this.#choose(frame, whole, timeMs);
    if (!tile) return this.#answers.join(whole);
    // The detector reuses its answer: the whole picture's is needed once more.
    const seen = copyOf(whole, this.#seen);
    const pictures = frame.scale({ rgb: this.#rgb, gray: null, part: tile.part });
    const found = await this.#detector.detect(pictures, timeMs);
    const hasMoved = (boxes: Float32Array, at: number) =>
      this.#cells.changedShare(boxes, at, timeMs - MOVING_MS) >= LEAST_MOVED;
    this.#answers.take(found, tile, seen, hasMoved, timeMs);
    return this.#answers.join(seen);
  }

  #choose(frame: DecodedFrame, whole: Detections, timeMs: number): Tile | null {
    if (!this.#moving) return this.#places.choose(frame, 0, timeMs);
    const isMovingFirst = this.#wasPlace;
    this.#wasPlace = false;
    const moving = isMovingFirst ? this.#chooseMoving(frame, whole, timeMs) : null;
    if (moving) return moving;
    const place = this.#places.choose(frame, PLACE_GAP_MS, timeMs);
    this.#wasPlace = place !== null;
    return place ?? (isMovingFirst ? null : this.#chooseMoving(frame, whole, timeMs));
  }

  #chooseMoving(frame: DecodedFrame, whole: Detections, timeMs: number): Tile | null {
    const due = this.#answers.olderThan(timeMs - RECHECK_MS);
    return this.#moving?.choose(frame, whole, due, timeMs) ?? null;
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
