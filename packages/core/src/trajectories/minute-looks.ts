// Looks of one stored minute, frame by frame, as tracks that the rules can be shown.
import { createTracks } from "../tracks/columns.ts";
import type { Tracks } from "../tracks/tracks.ts";
import { createLookColumns, decodeLooks } from "./trajectory-codec.ts";

/** Looks of one piece of a track, as the store keeps them. */
export interface StoredLooks {
  trackId: number;
  body: Uint8Array;
}

export interface MinuteLooks {
  /** Takes the pieces of a minute, by rising id, with so many frames, `fromMs` its first. Errors: RangeError for other bytes. */
  open(pieces: readonly StoredLooks[], frames: number, fromMs: number): void;
  /** Frame of the first look at or after that frame; infinite when none follows. */
  nextLook(frame: number): number;
  /** Tracks seen in that frame, by rising id; reused by the next call. */
  tracksIn(frame: number): Tracks;
}

type Rows = { -readonly [K in keyof Tracks]-?: Tracks[K] };

export function createMinuteLooks(): MinuteLooks {
  const columns = createLookColumns(1024);
  /** Looks by frame. */
  let byFrame = new Int32Array(1024);
  /** Where the looks of each frame begin. */
  let begins = new Int32Array(1024);
  let frameCount = 0;
  /** Per piece. */
  let trackIds = new Float64Array(64);
  let bornMs = new Float64Array(64);
  let bornBoxes = new Float32Array(4 * 64);
  let rows = createRows(64);

  function sortByFrame(): void {
    begins.fill(0, 0, frameCount + 1);
    const { count, frames } = columns;
    for (let i = 0; i < count; i++) begins[frames[i]! + 1]!++;
    for (let f = 0; f < frameCount; f++) begins[f + 1]! += begins[f]!;
    // Pieces come by rising id, so each frame gets its looks by rising id; afterwards every beginning stands one frame too far.
    for (let i = 0; i < count; i++) byFrame[begins[frames[i]!]!++] = i;
    begins.copyWithin(1, 0, frameCount);
    begins[0] = 0;
  }

  return {
    open(pieces, frames, fromMs) {
      columns.count = 0;
      frameCount = frames;
      if (frames + 1 > begins.length) begins = new Int32Array(frames * 2);
      if (pieces.length > trackIds.length) {
        trackIds = new Float64Array(2 * pieces.length);
        bornMs = new Float64Array(2 * pieces.length);
        bornBoxes = new Float32Array(8 * pieces.length);
      }
      for (let piece = 0; piece < pieces.length; piece++) {
        const first = columns.count;
        trackIds[piece] = pieces[piece]!.trackId;
        bornMs[piece] = decodeLooks(pieces[piece]!.body, fromMs, piece, bornBoxes, columns);
        if (columns.count > first && columns.frames[columns.count - 1]! >= frames)
          throw new RangeError("a look lies beyond the frames of its minute");
      }
      if (columns.count > byFrame.length) byFrame = new Int32Array(columns.frames.length);
      sortByFrame();
    },
    nextLook(frame) {
      if (frame >= frameCount || begins[frame] === columns.count) return Number.POSITIVE_INFINITY;
      return columns.frames[byFrame[begins[frame]!]!]!;
    },
    tracksIn(frame) {
      const begin = begins[frame]!;
      const count = begins[frame + 1]! - begin;
      if (count > rows.seen.length) rows = createRows(2 * count);
      rows.count = count;
      const { pieces, boxes, classIds, scores } = columns;
      for (let row = 0; row < count; row++) {
        const look = byFrame[begin + row]!;
        const piece = pieces[look]!;
        rows.ids[row] = trackIds[piece]!;
        rows.bornAtMs[row] = bornMs[piece]!;
        rows.classIds[row] = classIds[look]!;
        rows.scores[row] = scores[look]!;
        for (let k = 0; k < 4; k++) {
          rows.boxes[row * 4 + k] = boxes[look * 4 + k]!;
          rows.bornBoxes[row * 4 + k] = bornBoxes[piece * 4 + k]!;
        }
      }
      return rows;
    },
  };
}

/** Stored tracks were all seen, by detections that are no longer there. */
function createRows(capacity: number): Rows {
  const rows = createTracks(capacity);
  rows.seen.fill(1);
  rows.detectionRows.fill(-1);
  return { ...rows, bornBoxes: rows.bornBoxes ?? new Float32Array(capacity * 4) };
}
