// The multi-object tracker: gives each thing a number and keeps it, by motion and overlap alone. It never looks at what a thing looks like.
import type { Detections } from "../detections/detections.ts";
import { classFamilies } from "../detections/families.ts";
import { orderByScore } from "../detections/order.ts";
import { iou } from "../geometry/box.ts";
import { createAssigner } from "./assignment.ts";
import { pairCost } from "./association.ts";
import { AXES, valueAt } from "./motion-state.ts";
import { defaultTrackerSettings, type TrackerSettings } from "./settings.ts";
import { beginTrack, correctTrack, expectTrack, stillS, type Track, vote } from "./track.ts";
import type { Tracks } from "./tracks.ts";

export interface TrackerOptions {
  /** Class names by class id of the active detector. */
  classes: readonly string[];
  /** For experiments; one setting serves all rates and sizes. */
  settings?: Partial<TrackerSettings>;
}

export interface Tracker {
  /**
   * Takes the boxes of one frame and returns the confirmed tracks alive now, by rising id; reused by the next step.
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
  let tracks: Track[] = [];
  let nextId = 1;
  let out = createTracks(64);
  let capacity = 0;
  let rows = new Int32Array(0);
  let keys = new Float64Array(0);
  let measured = new Float64Array(0);
  let taken = new Uint8Array(0);
  let costs = new Float64Array(0);
  let pairing = new Int32Array(0);
  const freeTracks: Track[] = [];
  const freeRows: number[] = [];

  return {
    step(detections, timeMs, aspect) {
      reserve(detections.count);
      orderByScore(detections, rows, keys);
      measure(detections, aspect);
      taken.fill(0, 0, detections.count);
      for (const track of tracks) {
        track.row = -1;
        expectTrack(track, timeMs, settings);
      }
      pairUp(detections, timeMs, settings.sureScore, 2, () => true);
      pairUp(detections, timeMs, settings.minScore, settings.sureScore, (track) => track.misses === 0);
      for (const track of tracks) if (track.row < 0) track.misses++;
      giveBirth(detections, timeMs);
      tracks = tracks.filter((track) => isRemembered(track, timeMs, aspect));
      return list(timeMs, aspect);
    },
    reset() {
      tracks = [];
    },
  };

  function reserve(boxes: number): void {
    if (boxes > capacity) {
      capacity = Math.max(64, boxes * 2);
      rows = new Int32Array(capacity);
      keys = new Float64Array(capacity);
      measured = new Float64Array(capacity * AXES);
      taken = new Uint8Array(capacity);
    }
    if (costs.length < tracks.length * boxes) costs = new Float64Array(tracks.length * boxes * 2);
    if (pairing.length < tracks.length) pairing = new Int32Array(tracks.length * 2);
  }

  function measure(detections: Detections, aspect: number): void {
    const { boxes } = detections;
    for (let i = 0; i < detections.count; i++) {
      const o = i * 4;
      measured[o] = ((boxes[o]! + boxes[o + 2]!) / 2) * aspect;
      measured[o + 1] = (boxes[o + 1]! + boxes[o + 3]!) / 2;
      measured[o + 2] = (boxes[o + 2]! - boxes[o]!) * aspect;
      measured[o + 3] = boxes[o + 3]! - boxes[o + 1]!;
    }
  }

  /** Gives the boxes with a score from `from` up to below `below` to those tracks without a box that pass. */
  function pairUp(
    detections: Detections,
    timeMs: number,
    from: number,
    below: number,
    pass: (track: Track) => boolean,
  ): void {
    freeTracks.length = 0;
    freeRows.length = 0;
    for (const track of tracks) if (track.row < 0 && pass(track)) freeTracks.push(track);
    for (let i = 0; i < detections.count; i++) {
      const row = rows[i]!;
      const score = detections.scores[row]!;
      if (score >= from && score < below && taken[row] === 0) freeRows.push(row);
    }
    if (freeTracks.length === 0 || freeRows.length === 0) return;
    const n = freeRows.length;
    for (let t = 0; t < freeTracks.length; t++) {
      const track = freeTracks[t]!;
      for (let d = 0; d < n; d++) {
        const row = freeRows[d]!;
        const classId = detections.classIds[row]!;
        let cost = Number.POSITIVE_INFINITY;
        if (families[classId] === track.family) {
          cost = pairCost(track, measured, row * AXES, settings);
          if (classId !== track.classId) cost += settings.otherClassCost;
        }
        costs[t * n + d] = cost;
      }
    }
    assigner.solve(costs, freeTracks.length, n, settings.aloneCost, pairing);
    for (let t = 0; t < freeTracks.length; t++) {
      if (pairing[t]! < 0) continue;
      const row = freeRows[pairing[t]!]!;
      take(freeTracks[t]!, detections, row, timeMs);
    }
  }

  function take(track: Track, detections: Detections, row: number, timeMs: number): void {
    const score = detections.scores[row]!;
    const gapS = (timeMs - track.lastSeenMs) / 1000;
    correctTrack(track, measured.subarray(row * AXES, row * AXES + AXES), timeMs, settings);
    track.row = row;
    taken[row] = 1;
    track.proof += score * Math.min(1, gapS / settings.independentS);
    vote(track, detections.classIds[row]!, score);
  }

  function giveBirth(detections: Detections, timeMs: number): void {
    for (let i = 0; i < detections.count; i++) {
      const row = rows[i]!;
      const score = detections.scores[row]!;
      if (taken[row] === 1 || score < settings.sureScore) continue;
      const classId = detections.classIds[row]!;
      if (isAlreadyFollowed(detections, row, families[classId]!)) continue;
      const track = beginTrack(measured.subarray(row * AXES, row * AXES + AXES), options.classes.length, settings);
      for (let k = 0; k < 4; k++) track.bornBox[k] = detections.boxes[row * 4 + k]!;
      track.bornAtMs = timeMs;
      track.lastSeenMs = timeMs;
      track.stillSinceMs = timeMs;
      track.family = families[classId]!;
      track.classId = classId;
      track.proof = score;
      track.row = row;
      taken[row] = 1;
      vote(track, classId, score);
      tracks.push(track);
    }
    let isNew = false;
    for (const track of tracks) {
      if (track.id !== 0 || track.proof < settings.proof) continue;
      track.id = nextId++;
      isNew = true;
    }
    if (isNew) tracks.sort((a, b) => (a.id || Number.MAX_VALUE) - (b.id || Number.MAX_VALUE));
  }

  function isAlreadyFollowed(detections: Detections, row: number, family: number): boolean {
    return tracks.some(
      (track) =>
        track.row >= 0 &&
        track.family === family &&
        iou(detections.boxes, detections.boxes, row * 4, track.row * 4) > settings.birthOverlap,
    );
  }

  function isRemembered(track: Track, timeMs: number, aspect: number): boolean {
    if (track.row >= 0) return true;
    const unseenS = (timeMs - track.lastSeenMs) / 1000;
    if (track.id === 0) return unseenS <= settings.unprovedS;
    const x = valueAt(track.expected, 0);
    const y = valueAt(track.expected, 1);
    if (x < 0 || y < 0 || x > aspect || y > 1) return false;
    const stood = stillS(track);
    const stillMemoryS =
      stood >= settings.stillAfterS ? Math.min(settings.stillRememberS, stood * settings.stillMemory) : 0;
    return unseenS <= Math.max(settings.rememberS, stillMemoryS);
  }

  function list(timeMs: number, aspect: number): Tracks {
    if (out.scores.length < tracks.length) out = createTracks(tracks.length * 2);
    let n = 0;
    for (const track of tracks) {
      if (track.id === 0 || (timeMs - track.lastSeenMs) / 1000 > settings.coastS) continue;
      const x = valueAt(track.expected, 0) / aspect;
      const y = valueAt(track.expected, 1);
      const halfWidth = Math.max(0, valueAt(track.expected, 2)) / aspect / 2;
      const halfHeight = Math.max(0, valueAt(track.expected, 3)) / 2;
      out.ids[n] = track.id;
      out.boxes[n * 4] = x - halfWidth;
      out.boxes[n * 4 + 1] = y - halfHeight;
      out.boxes[n * 4 + 2] = x + halfWidth;
      out.boxes[n * 4 + 3] = y + halfHeight;
      out.classIds[n] = track.classId;
      out.scores[n] = track.scoreSum / track.looks;
      out.seen[n] = track.row >= 0 ? 1 : 0;
      out.bornAtMs[n] = track.bornAtMs;
      out.detectionRows[n] = track.row;
      for (let k = 0; k < 4; k++) out.bornBoxes![n * 4 + k] = track.bornBox[k]!;
      n++;
    }
    out.count = n;
    return out;
  }
}

function createTracks(capacity: number): Tracks {
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
