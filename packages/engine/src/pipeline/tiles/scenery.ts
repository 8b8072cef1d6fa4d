// Scenery: what closer looks take for a thing again and again although nothing moves there, such as a lamp before a tree.
import { iou } from "@vigie/core";

/** Found in at least so many looks over so long with nothing moving in it, a box is scenery. */
const LOOKS = 3;
const STOOD_MS = 2_000;
/** Boxes that share this much of what both cover are one. */
const SAME_IOU = 0.6;
/** Not found for this long where closer looks go, it is gone. Unit: ms of stream time. */
const GONE_MS = 60_000;
/** What is found moving for so much longer than still is alive, whatever it was taken for; who passes before it is gone by then. Unit: ms. */
const ALIVE_MS = 5_000;
/** A longer way to the next look counts as so much. Unit: ms. */
const LONGEST_GAP_MS = 1_000;
/** More than this is noise. */
const CAPACITY = 60;

interface Piece {
  box: number[];
  looks: number;
  sinceMs: number;
  seenMs: number;
  /** For how much longer it was found moving than still, lately. Unit: ms. */
  aliveMs: number;
}

export class Scenery {
  #pieces: Piece[] = [];
  /** Where something was believed lately. */
  #believed: { box: number[]; seenMs: number }[] = [];

  /** True when nothing that is found there is believed because something moved before it. */
  holds(boxes: Float32Array, at: number, timeMs: number): boolean {
    const piece = this.#find(boxes, at, timeMs);
    return piece !== undefined && isKnown(piece);
  }

  /** It is somebody: who stands still there and is missed in a look does not become scenery. */
  noteBelieved(boxes: Float32Array, at: number, timeMs: number): void {
    const known = this.#findBelieved(boxes, at, timeMs);
    if (known) known.seenMs = timeMs;
    else this.#believed.push({ box: [...boxes.subarray(at, at + 4)], seenMs: timeMs });
    // Who is still there is noted again at the next look.
    if (this.#believed.length > CAPACITY) this.#believed.shift();
  }

  /** A closer look found it, and nothing moved in it. */
  noteStill(boxes: Float32Array, at: number, timeMs: number): void {
    if (this.#findBelieved(boxes, at, timeMs)) return;
    const piece = this.#find(boxes, at, timeMs);
    if (piece) {
      piece.looks++;
      piece.aliveMs = Math.max(0, piece.aliveMs - gapMs(piece, timeMs));
      piece.seenMs = timeMs;
    } else if (this.#pieces.length < CAPACITY) {
      this.#pieces.push({
        box: [...boxes.subarray(at, at + 4)],
        looks: 1,
        sinceMs: timeMs,
        seenMs: timeMs,
        aliveMs: 0,
      });
    }
  }

  /** A closer look found it, and it moved: what is not yet known to be scenery is not going to be, and what goes on moving is none. */
  noteMoved(boxes: Float32Array, at: number, timeMs: number): void {
    const piece = this.#find(boxes, at, timeMs);
    if (!piece) return;
    piece.aliveMs += gapMs(piece, timeMs);
    if (isKnown(piece) && piece.aliveMs < ALIVE_MS) piece.seenMs = timeMs;
    else this.#pieces.splice(this.#pieces.indexOf(piece), 1);
  }

  #findBelieved(boxes: Float32Array, at: number, timeMs: number): { seenMs: number } | undefined {
    this.#believed = this.#believed.filter(({ seenMs }) => timeMs - seenMs <= GONE_MS);
    return this.#believed.find(({ box }) => iou(box, boxes, 0, at) >= SAME_IOU);
  }

  #find(boxes: Float32Array, at: number, timeMs: number): Piece | undefined {
    this.#pieces = this.#pieces.filter(({ seenMs }) => timeMs - seenMs <= GONE_MS);
    return this.#pieces.find(({ box }) => iou(box, boxes, 0, at) >= SAME_IOU);
  }
}

function isKnown({ looks, sinceMs, seenMs }: Piece): boolean {
  return looks >= LOOKS && seenMs - sinceMs >= STOOD_MS;
}

function gapMs({ seenMs }: Piece, timeMs: number): number {
  return Math.min(LONGEST_GAP_MS, timeMs - seenMs);
}
