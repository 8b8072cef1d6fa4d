// The columns in which tracks are handed out.
import { valueAt } from "./motion-state.ts";
import type { Track } from "./track.ts";
import type { Tracks } from "./tracks.ts";

/** Room for `capacity` tracks, none in it yet. */
export function createTracks(capacity: number): Tracks {
  return {
    count: 0,
    ids: new Float64Array(capacity),
    boxes: new Float32Array(capacity * 4),
    classIds: new Uint8Array(capacity),
    scores: new Float32Array(capacity),
    seen: new Uint8Array(capacity),
    bornAtMs: new Float64Array(capacity),
    detectionRows: new Int32Array(capacity),
    bornBoxes: new Float32Array(capacity * 4),
  };
}

/** Writes the expected box as x1 y1 x2 y2, normalised, to `boxes` at `offset`. */
export function writeExpectedBox(boxes: Float32Array, offset: number, track: Track, aspect: number): void {
  const halfWidth = Math.max(0, valueAt(track.expected, 2)) / aspect / 2;
  const halfHeight = Math.max(0, valueAt(track.expected, 3)) / 2;
  const x = valueAt(track.expected, 0) / aspect;
  const y = valueAt(track.expected, 1);
  boxes[offset] = x - halfWidth;
  boxes[offset + 1] = y - halfHeight;
  boxes[offset + 2] = x + halfWidth;
  boxes[offset + 3] = y + halfHeight;
}

/** Appends a track to the columns, which must have room. */
export function appendTrack(out: Tracks, track: Track, aspect: number, classId: number): void {
  const i = out.count++;
  writeExpectedBox(out.boxes, i * 4, track, aspect);
  out.ids[i] = track.id;
  out.classIds[i] = classId;
  out.scores[i] = track.scoreSum / track.looks;
  out.seen[i] = track.row >= 0 ? 1 : 0;
  out.bornAtMs[i] = track.bornAtMs;
  out.detectionRows[i] = track.row;
  out.bornBoxes?.set(track.bornBox, i * 4);
}
