// What closer looks have found: in the picture's own coordinates, kept where nothing has changed since, joined with the whole picture's boxes.
import {
  boxArea,
  boxOverlap,
  classKinship,
  createDetections,
  createSuppressor,
  type Detections,
  iou,
  type Kinship,
  type Suppressor,
} from "@vigie/core";
import { Scenery } from "./scenery.ts";
import { innerOf, type Tile } from "./tile.ts";

/** More than this many small things are not kept. */
const CAPACITY = 400;
/** An edge this near to the tile's own is cut by it. Unit: share of the tile. */
const CUT = 0.02;
/** Boxes of kin that share this much of the smaller one, and are about as large, are one thing. */
const SAME_SHARE = 0.6;
/** From here on the smaller box is a part of the larger one. */
const PART_AREA_RATIO = 2;
/** A box that shares this much with one of the same look lies within it. */
const WITHIN_SHARE = 0.8;
/** Unless the larger one is so much less sure. */
const PART_SCORE_RATIO = 0.5;

export class TileAnswers {
  readonly #areKin: Kinship;
  readonly #person: number;
  readonly #suppress: Suppressor;
  readonly #joined = createDetections(CAPACITY);
  /** Found by closer looks and nowhere else. */
  #kept = createDetections(CAPACITY);
  #keptAtMs = new Float64Array(CAPACITY);
  #next = createDetections(CAPACITY);
  #nextAtMs = new Float64Array(CAPACITY);
  readonly #due = createDetections(CAPACITY);
  readonly #gaveWay = new Uint8Array(CAPACITY);
  readonly #scenery = new Scenery();

  constructor(classes: readonly string[]) {
    this.#areKin = classKinship(classes);
    this.#person = classes.indexOf("person");
    this.#suppress = createSuppressor({ classes, maxBoxes: CAPACITY });
  }

  /** Forgets answers that no longer hold. */
  keepOnly(holds: (boxes: Float32Array, at: number, sinceMs: number) => boolean): void {
    this.#sift((i) => holds(this.#kept.boxes, i * 4, this.#keptAtMs[i]!));
  }

  /** Kept answers that are older. Reused by the next call. */
  olderThan(timeMs: number): Detections {
    this.#due.count = 0;
    for (let i = 0; i < this.#kept.count; i++) if (this.#keptAtMs[i]! <= timeMs) copy(this.#kept, i, this.#due);
    return this.#due;
  }

  /**
   * Takes a look's boxes, which are given in the tile's coordinates; what was kept inside the tile gives way. Believed is what has moved,
   * what was believed before, and what the whole picture shows as well; of scenery only the last.
   */
  take(
    found: Detections,
    tile: Tile,
    whole: Detections,
    hasMoved: (boxes: Float32Array, at: number) => boolean,
    timeMs: number,
  ): void {
    const [x1, y1, x2, y2] = innerOf(tile);
    const before = this.#next;
    const atMs = this.#nextAtMs;
    const kept = this.#kept;
    before.count = 0;
    // The rows outside the tile stay, then the new ones follow.
    for (let i = 0; i < kept.count; i++) {
      const x = (kept.boxes[i * 4]! + kept.boxes[i * 4 + 2]!) / 2;
      const y = (kept.boxes[i * 4 + 1]! + kept.boxes[i * 4 + 3]!) / 2;
      if (x >= x1 && x <= x2 && y >= y1 && y <= y2) continue;
      atMs[before.count] = this.#keptAtMs[i]!;
      copy(kept, i, before);
    }
    for (let i = 0; i < found.count && before.count < CAPACITY; i++) {
      const at = i * 4;
      const isCut =
        (found.boxes[at]! < CUT && x1 > 0) ||
        (found.boxes[at + 1]! < CUT && y1 > 0) ||
        (found.boxes[at + 2]! > 1 - CUT && x2 < 1) ||
        (found.boxes[at + 3]! > 1 - CUT && y2 < 1);
      if (isCut) continue;
      const row = before.count;
      copy(found, i, before);
      for (let k = row * 4; k < row * 4 + 4; k += 2) {
        before.boxes[k] = tile.x1 + before.boxes[k]! * (tile.x2 - tile.x1);
        before.boxes[k + 1] = tile.y1 + before.boxes[k + 1]! * (tile.y2 - tile.y1);
      }
      atMs[row] = timeMs;
      if (!this.#isBelieved(before, row, whole, hasMoved(before.boxes, row * 4), timeMs)) before.count = row;
    }
    [this.#kept, this.#next] = [before, kept];
    [this.#keptAtMs, this.#nextAtMs] = [atMs, this.#keptAtMs];
  }

  #isBelieved(found: Detections, row: number, whole: Detections, hasMoved: boolean, timeMs: number): boolean {
    const { boxes } = found;
    if (this.#hasSame(found, row, whole)) return true;
    const isScenery = this.#scenery.holds(boxes, row * 4, timeMs);
    const isKnown = !isScenery && this.#hasSame(found, row, this.#kept);
    if (hasMoved || isKnown) this.#scenery.noteMoved(boxes, row * 4, timeMs);
    else this.#scenery.noteStill(boxes, row * 4, timeMs);
    const isBelieved = isKnown || (hasMoved && !isScenery);
    if (isBelieved) this.#scenery.noteBelieved(boxes, row * 4, timeMs);
    return isBelieved;
  }

  /** The whole picture's boxes and the kept ones, one for each thing. Reused by the next call. */
  join(whole: Detections): Detections {
    const kept = this.#kept;
    const joined = this.#joined;
    const gaveWay = this.#gaveWay.fill(0);
    joined.count = 0;
    for (let j = 0; j < kept.count && joined.count < CAPACITY; j++) {
      if (this.#addsTo(whole, j, gaveWay)) copy(kept, j, joined);
    }
    this.#inherit(whole, gaveWay);
    for (let i = 0; i < whole.count && joined.count < CAPACITY; i++) if (gaveWay[i] === 0) copy(whole, i, joined);
    return this.#suppress(joined);
  }

  /**
   * Of two boxes of one thing the surer one stays, and the other one gives way; a box that closer looks show as several gives way to all
   * of them. What the whole picture does not show by itself, but as a part of something larger, adds nothing.
   */
  #addsTo(whole: Detections, j: number, gaveWay: Uint8Array): boolean {
    let isPart = false;
    for (let i = 0; i < whole.count; i++) {
      const relation = this.#relation(whole, i, this.#kept, j);
      if (relation === "same") {
        if (!this.#isSeveral(whole, i) && this.#kept.scores[j]! <= whole.scores[i]!) return false;
        gaveWay[i] = 1;
        return true;
      }
      if (relation === "part" && whole.scores[i]! >= PART_SCORE_RATIO * this.#kept.scores[j]!) isPart = true;
    }
    return !isPart;
  }

  /** A box that gave way leaves its score to the one of the same thing that lies on it best: it was seen that surely. */
  #inherit(whole: Detections, gaveWay: Uint8Array): void {
    const { boxes, scores, count } = this.#joined;
    for (let i = 0; i < whole.count; i++) {
      if (gaveWay[i] === 0) continue;
      let heir = -1;
      let most = 0;
      for (let n = 0; n < count; n++) {
        if (this.#relation(whole, i, this.#joined, n) !== "same") continue;
        const share = iou(boxes, whole.boxes, n * 4, i * 4);
        if (share > most) [heir, most] = [n, share];
      }
      if (heir >= 0) scores[heir] = Math.max(scores[heir]!, whole.scores[i]!);
    }
  }

  /**
   * True when closer looks show two persons or more where the whole picture shows that one. A box within another is no second one, nor is what
   * is hardly seen beside a sure one; vehicles fall into pieces when they are enlarged.
   */
  #isSeveral(whole: Detections, i: number): boolean {
    if (whole.classIds[i] !== this.#person) return false;
    const { boxes, scores, count } = this.#kept;
    let first = -1;
    for (let j = 0; j < count; j++) {
      if (scores[j]! < PART_SCORE_RATIO * whole.scores[i]! || this.#relation(whole, i, this.#kept, j) !== "same")
        continue;
      if (first < 0) first = j;
      else if (smallerShare(boxes, first * 4, j * 4) < WITHIN_SHARE) return true;
    }
    return false;
  }

  #hasSame(of: Detections, i: number, others: Detections): boolean {
    for (let j = 0; j < others.count; j++) if (this.#relation(others, j, of, i) === "same") return true;
    return false;
  }

  /** What the second box is to the first. */
  #relation(first: Detections, i: number, second: Detections, j: number): "same" | "part" | "other" {
    const a = first.boxes;
    const b = second.boxes;
    const [p, q] = [i * 4, j * 4];
    const width = Math.min(a[p + 2]!, b[q + 2]!) - Math.max(a[p]!, b[q]!);
    const height = Math.min(a[p + 3]!, b[q + 3]!) - Math.max(a[p + 1]!, b[q + 1]!);
    if (width <= 0 || height <= 0 || !this.#areKin(first.classIds[i]!, second.classIds[j]!)) return "other";
    const areaA = (a[p + 2]! - a[p]!) * (a[p + 3]! - a[p + 1]!);
    const areaB = (b[q + 2]! - b[q]!) * (b[q + 3]! - b[q + 1]!);
    if (width * height < SAME_SHARE * Math.min(areaA, areaB)) return "other";
    if (areaA > PART_AREA_RATIO * areaB) return "part";
    return areaB > PART_AREA_RATIO * areaA ? "other" : "same";
  }

  #sift(stays: (i: number) => boolean): void {
    this.#next.count = 0;
    for (let i = 0; i < this.#kept.count; i++) {
      if (!stays(i)) continue;
      this.#nextAtMs[this.#next.count] = this.#keptAtMs[i]!;
      copy(this.#kept, i, this.#next);
    }
    [this.#kept, this.#next] = [this.#next, this.#kept];
    [this.#keptAtMs, this.#nextAtMs] = [this.#nextAtMs, this.#keptAtMs];
  }
}

/** How much of the smaller of two boxes the larger one covers. Range: 0 to 1. */
function smallerShare(boxes: Float32Array, a: number, b: number): number {
  return boxOverlap(boxes, boxes, a, b) / Math.min(boxArea(boxes, a), boxArea(boxes, b));
}

function copy(from: Detections, i: number, to: Detections): void {
  const at = to.count++;
  for (let k = 0; k < 4; k++) to.boxes[at * 4 + k] = from.boxes[i * 4 + k]!;
  to.scores[at] = from.scores[i]!;
  to.classIds[at] = from.classIds[i]!;
}
