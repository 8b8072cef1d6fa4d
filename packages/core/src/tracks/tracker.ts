// The multi-object tracker: gives each thing a number and keeps it, by motion and overlap alone. It never looks at what a thing looks like.
import type { Detections } from "../detections/detections.ts";
import { classFamilies } from "../detections/families.ts";
import { orderByScore } from "../detections/order.ts";
import { boxArea, boxOverlap, iou } from "../geometry/box.ts";
import { createAssigner } from "./assignment.ts";
import { pairCost } from "./association.ts";
import { appendTrack, createTracks, writeExpectedBox } from "./columns.ts";
import { AXES, valueAt } from "./motion-state.ts";
import { defaultTrackerSettings, type TrackerSettings } from "./settings.ts";
import { beginTrack, correctTrack, expectTrack, stoodS, type Track, unseenS, vote } from "./track.ts";
import type { Tracks } from "./tracks.ts";

export interface TrackerOptions {
  /** Class names by class id of the active detector. */
  classes: readonly string[];
  /** For experiments; one setting serves all rates and sizes. */
  settings?: Partial<TrackerSettings>;
}

export interface Tracker {
  /**
   * Takes the boxes of one frame and returns the proved tracks alive now, by rising id; reused by the next step.
   * Clock: any, in ms, strictly rising. `aspect`: width divided by height of the picture.
   */
  step(detections: Detections, timeMs: number, aspect: number): Tracks;
  /** Forgets all tracks; ids go on and are never reused. */
  reset(): void;
}

export function createTracker(options: TrackerOptions): Tracker {
  const settings = { ...defaultTrackerSettings, ...options.settings };
  const families = classFamilies(options.classes);
  const assigner = createAssigner();
  /** Proved ones first, by rising id, then the unproved in the order of their birth. */
  let tracks: Track[] = [];
  let nextId = 1;
  let out = createTracks(64);
  let rows = new Int32Array(64);
  let keys = new Float64Array(64);
  let measured = new Float64Array(64 * AXES);
  let usable = new Uint8Array(64);
  let costs = new Float64Array(1024);
  let pairing = new Int32Array(64);
  const waitingTracks: Track[] = [];
  const waitingRows: number[] = [];
  const box = new Float32Array(4);

  return {
    step(detections, timeMs, aspect) {
      measure(detections, aspect);
      for (const track of tracks) {
        track.row = -1;
        expectTrack(track, timeMs, settings);
      }
      pairUp(detections, timeMs, settings.sureScore, Number.POSITIVE_INFINITY, anyTrack);
      pairUp(detections, timeMs, settings.minScore, settings.sureScore, justSeen);
      for (const track of tracks) if (track.row < 0) track.misses++;
      giveBirth(detections, timeMs);
      prove();
      return list(detections, timeMs, aspect);
    },
    reset() {
      tracks = [];
    },
  };

  /** Boxes by axis in picture heights, best score first in `rows`; boxes without area or with numbers that are none are passed over. */
  function measure({ boxes, count, scores, classIds }: Detections, aspect: number): void {
    if (count > rows.length) {
      rows = new Int32Array(count * 2);
      keys = new Float64Array(count * 2);
      measured = new Float64Array(count * 2 * AXES);
      usable = new Uint8Array(count * 2);
    }
    orderByScore({ boxes, count, scores, classIds }, rows, keys);
    for (let i = 0; i < count; i++) {
      const o = i * 4;
      measured[o] = ((boxes[o]! + boxes[o + 2]!) / 2) * aspect;
      measured[o + 1] = (boxes[o + 1]! + boxes[o + 3]!) / 2;
      measured[o + 2] = (boxes[o + 2]! - boxes[o]!) * aspect;
      measured[o + 3] = boxes[o + 3]! - boxes[o + 1]!;
      const area = measured[o + 2]! * measured[o + 3]!;
      const finite = Number.isFinite(measured[o]! + measured[o + 1]! + area);
      usable[i] = finite && measured[o + 2]! > 0 && measured[o + 3]! > 0 ? 1 : 0;
    }
  }

  /** Gives the free boxes with a score from `from` up to below `below` to the tracks without a box that pass. */
  function pairUp(
    detections: Detections,
    timeMs: number,
    from: number,
    below: number,
    passes: (track: Track) => boolean,
  ): void {
    waitingTracks.length = 0;
    waitingRows.length = 0;
    for (const track of tracks) if (track.row < 0 && passes(track)) waitingTracks.push(track);
    for (let i = 0; i < detections.count; i++) {
      const row = rows[i]!;
      const score = detections.scores[row]!;
      if (usable[row] === 1 && score >= from && score < below) waitingRows.push(row);
    }
    const width = waitingRows.length;
    if (costs.length < waitingTracks.length * width) costs = new Float64Array(waitingTracks.length * width * 2);
    if (pairing.length < waitingTracks.length) pairing = new Int32Array(waitingTracks.length * 2);
    for (let t = 0; t < waitingTracks.length; t++) {
      for (let d = 0; d < width; d++) {
        costs[t * width + d] = costOf(waitingTracks[t]!, waitingRows[d]!, detections.classIds[waitingRows[d]!]!);
      }
    }
    assigner.solve(costs, waitingTracks.length, width, settings.aloneCost, pairing);
    for (let t = 0; t < waitingTracks.length; t++) {
      if (pairing[t]! >= 0) take(waitingTracks[t]!, detections, waitingRows[pairing[t]!]!, timeMs);
    }
  }

  function costOf(track: Track, row: number, classId: number): number {
    if (families[classId] !== track.family) return Number.POSITIVE_INFINITY;
    const cost = pairCost(track, measured, row * AXES, settings);
    return classId === track.classId ? cost : cost + settings.otherClassCost;
  }

  function take(track: Track, detections: Detections, row: number, timeMs: number): void {
    const score = detections.scores[row]!;
    track.proof += score * Math.min(1, unseenS(track, timeMs) / settings.independentS);
    correctTrack(track, measured, row * AXES, timeMs, settings);
    track.row = row;
    usable[row] = 0;
    vote(track, detections.classIds[row]!, score);
  }

  function giveBirth(detections: Detections, timeMs: number): void {
    for (let i = 0; i < detections.count; i++) {
      const row = rows[i]!;
      const score = detections.scores[row]!;
      const classId = detections.classIds[row]!;
      if (usable[row] === 0 || !(score >= settings.sureScore)) continue;
      if (isFollowed(detections.boxes, row, families[classId]!)) continue;
      const track = beginTrack(measured, row * AXES, timeMs, options.classes.length, settings);
      for (let k = 0; k < 4; k++) track.bornBox[k] = detections.boxes[row * 4 + k]!;
      track.family = families[classId]!;
      track.classId = classId;
      track.proof = score;
      track.row = row;
      vote(track, classId, score);
      tracks.push(track);
    }
  }

  function isFollowed(boxes: Float32Array, row: number, family: number): boolean {
    for (const track of tracks) {
      if (track.row < 0 || track.family !== family) continue;
      if (iou(boxes, boxes, row * 4, track.row * 4) > settings.birthOverlap) return true;
    }
    return false;
  }

  function prove(): void {
    let isNew = false;
    for (const track of tracks) {
      if (track.id !== 0 || track.proof < settings.proof) continue;
      track.id = nextId++;
      isNew = true;
    }
    if (isNew) tracks.sort((a, b) => (a.id || Number.MAX_VALUE) - (b.id || Number.MAX_VALUE));
  }

  /** Hands out what is alive and forgets what is over. */
  function list(detections: Detections, timeMs: number, aspect: number): Tracks {
    if (out.scores.length < tracks.length) out = createTracks(tracks.length * 2);
    out.count = 0;
    let kept = 0;
    for (const track of tracks) {
      const unseen = unseenS(track, timeMs);
      const hidden = track.id !== 0 && unseen > settings.coastS && isHidden(track, detections.boxes, aspect);
      if (track.row < 0 && !isRemembered(track, unseen, hidden, aspect)) continue;
      tracks[kept++] = track;
      if (track.id !== 0 && (unseen <= settings.coastS || hidden)) appendTrack(out, track, aspect);
    }
    tracks.length = kept;
    return out;
  }

  /** Most of where it should be lies behind something that is seen. */
  function isHidden(track: Track, boxes: Float32Array, aspect: number): boolean {
    writeExpectedBox(box, 0, track, aspect);
    const half = boxArea(box) / 2;
    for (const other of tracks) {
      if (other.row >= 0 && other !== track && boxOverlap(box, boxes, 0, other.row * 4) > half) return true;
    }
    return false;
  }

  function isRemembered(track: Track, unseen: number, hidden: boolean, aspect: number): boolean {
    if (track.id === 0) return unseen <= settings.unprovedS;
    const x = valueAt(track.expected, 0);
    const y = valueAt(track.expected, 1);
    if (x < 0 || y < 0 || x > aspect || y > 1) return false;
    const stood = stoodS(track);
    if (stood >= settings.stillAfterS && unseen <= Math.min(settings.stillRememberS, stood * settings.stillMemory))
      return true;
    return unseen <= (hidden ? settings.hiddenS : settings.rememberS);
  }
}

const anyTrack = (): boolean => true;
const justSeen = (track: Track): boolean => track.misses === 0;
