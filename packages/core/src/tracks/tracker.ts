// The multi-object tracker: gives each thing a number and keeps it, by motion and overlap alone. It never looks at what a thing looks like.
import type { Detections } from "../detections/detections.ts";
import { classKinship } from "../detections/families.ts";
import { lookAlikeMask, VEHICLE_NAME } from "../detections/look-alikes.ts";
import { boxArea, boxOverlap, iou } from "../geometry/box.ts";
import { createAssigner } from "./assignment.ts";
import { gonePrice, othersLike, pairCost, roomAround } from "./association.ts";
import { isCarried } from "./carried.ts";
import { appendTrack, createTracks, writeExpectedBox } from "./columns.ts";
import { createMeasured, measure } from "./measured.ts";
import { valueAt } from "./motion-state.ts";
import { coversPicture, isInsideAnother, isPartOf, sharedPart } from "./parts.ts";
import { defaultTrackerSettings, type TrackerSettings } from "./settings.ts";
import { beginTrack, correctTrack, expectTrack, sizeOf, stoodS, type Track, unseenS, vote } from "./track.ts";
import type { Tracks } from "./tracks.ts";
import { hasTravelled } from "./travel.ts";

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
  const areKin = classKinship(options.classes);
  const isLookAlike = lookAlikeMask(options.classes);
  const vehicleId = options.classes.indexOf(VEHICLE_NAME);
  const drivesOrRides = Uint8Array.from(options.classes, (name, id) =>
    areKin(id, vehicleId) || name === "bicycle" || name === "motorcycle" ? 1 : 0,
  );
  const personId = options.classes.indexOf("person");
  const assigner = createAssigner();
  /** Proved ones first, by rising id, then the unproved in the order of their birth. */
  let tracks: Track[] = [];
  let nextId = 1;
  let out = createTracks(64);
  let lastMs = Number.NaN;
  let measured = createMeasured(64);
  let costs = new Float64Array(1024);
  let pairing = new Int32Array(64);
  const waitingTracks: Track[] = [];
  const waitingRows: number[] = [];
  const box = new Float32Array(4);

  return {
    step(detections, timeMs, aspect) {
      measured = measure(measured, detections, aspect);
      passOverWholePicture(detections);
      for (const track of tracks) {
        track.row = -1;
        expectTrack(track, timeMs, settings);
      }
      pairUp(detections, timeMs, aspect, settings.sureScore, Number.POSITIVE_INFINITY, anyTrack);
      pairUp(detections, timeMs, aspect, settings.minScore, settings.sureScore, mayBeWeak);
      for (const track of tracks) if (track.row < 0) miss(track, timeMs);
      lastMs = timeMs;
      giveBirth(detections, timeMs, aspect);
      prove(detections.boxes);
      return list(detections, timeMs, aspect);
    },
    reset() {
      tracks = [];
    },
  };

  /** The scene itself taken for one thing; only a person may stand so near. */
  function passOverWholePicture({ boxes, classIds, count }: Detections): void {
    for (let row = 0; row < count; row++)
      if (classIds[row] !== personId && coversPicture(boxes, row * 4)) measured.free[row] = 0;
  }

  /** Gives the free boxes with a score from `from` up to below `below` to the tracks without a box that pass. */
  function pairUp(
    detections: Detections,
    timeMs: number,
    aspect: number,
    from: number,
    below: number,
    passes: (track: Track) => boolean,
  ): void {
    waitingTracks.length = 0;
    waitingRows.length = 0;
    for (const track of tracks) if (track.row < 0 && passes(track)) waitingTracks.push(track);
    for (let i = 0; i < detections.count; i++) {
      const row = measured.order[i]!;
      const score = detections.scores[row]!;
      if (measured.free[row] === 1 && score >= from && score < below) waitingRows.push(row);
    }
    const width = waitingRows.length;
    if (costs.length < waitingTracks.length * width) costs = new Float64Array(waitingTracks.length * width * 2);
    if (pairing.length < waitingTracks.length) pairing = new Int32Array(waitingTracks.length * 2);
    for (let t = 0; t < waitingTracks.length; t++) {
      const track = waitingTracks[t]!;
      const extra = priceOf(track, detections) - roomAround(track, detections.count, aspect, settings);
      for (let d = 0; d < width; d++) {
        const row = waitingRows[d]!;
        costs[t * width + d] = costOf(track, row, detections.classIds[row]!) + extra;
      }
    }
    assigner.solve(costs, waitingTracks.length, width, settings.aloneCost, pairing);
    for (let t = 0; t < waitingTracks.length; t++) {
      if (pairing[t]! >= 0) take(waitingTracks[t]!, detections, waitingRows[pairing[t]!]!, timeMs);
    }
  }

  function priceOf(track: Track, { classIds }: Detections): number {
    if (track.misses === 0) return 0;
    const others = othersLike(track, measured, classIds, areKin, settings);
    return gonePrice(track, unseenS(track, lastMs), others, settings);
  }

  function costOf(track: Track, row: number, classId: number): number {
    if (!areKin(classId, track.classId)) return Number.POSITIVE_INFINITY;
    const cost = pairCost(track, measured, row, settings);
    return classId === track.classId ? cost : cost + settings.otherClassCost;
  }

  function take(track: Track, detections: Detections, row: number, timeMs: number): void {
    const score = detections.scores[row]!;
    const sinceS = unseenS(track, timeMs);
    track.proof += score * Math.min(1, sinceS / settings.independentS);
    correctTrack(track, measured, row, timeMs, settings);
    measured.free[row] = 0;
    vote(track, detections.classIds[row]!, score, sinceS, settings);
    if (score >= settings.sureScore) track.sure = true;
    if (isLookAlike[track.classId] === 1) judgeLookAlike(track, detections, row);
  }

  /** What cannot move by itself and is carried by nobody, yet comes along, is a vehicle. */
  function judgeLookAlike(track: Track, detections: Detections, row: number): void {
    if (isCarried(detections, row, personId)) track.carriedLooks++;
    if (track.carriedLooks > settings.carriedShare * track.looks) track.drives = false;
    else if (hasTravelled(track.travel, sizeOf(track.expected), settings.drivesAfter)) track.drives = true;
  }

  function miss(track: Track, timeMs: number): void {
    track.misses++;
    if (track.id === 0) track.proof -= settings.against * Math.min(1, (timeMs - lastMs) / 1000 / settings.independentS);
  }

  function giveBirth(detections: Detections, timeMs: number, aspect: number): void {
    for (let i = 0; i < detections.count; i++) {
      const row = measured.order[i]!;
      const score = detections.scores[row]!;
      const classId = detections.classIds[row]!;
      const isSure = score >= settings.sureScore;
      if (measured.free[row] === 0 || !(isSure || (score >= settings.weakScore && drivesOrRides[classId] === 1)))
        continue;
      if (isFollowed(detections, row, aspect, isSure)) continue;
      const track = beginTrack(measured, row, timeMs, options.classes.length, settings);
      for (let k = 0; k < 4; k++) track.bornBox[k] = detections.boxes[row * 4 + k]!;
      track.classId = classId;
      track.proof = score;
      track.row = row;
      track.sure = isSure;
      vote(track, classId, score, 0, settings);
      tracks.push(track);
    }
  }

  /** The box shows a thing that is followed already. A weak one may also be a part of it, or of something larger in this frame. */
  function isFollowed(detections: Detections, row: number, aspect: number, isSure: boolean): boolean {
    const { boxes, classIds } = detections;
    const classId = classIds[row]!;
    for (const track of tracks) {
      if (!areKin(track.classId, classId)) continue;
      if (track.row >= 0 && iou(boxes, boxes, row * 4, track.row * 4) > settings.birthOverlap) return true;
      if (isSure && classId === personId) continue;
      if (isSure) {
        if (track.row >= 0 && isPartOf(boxes, row, track.row, settings)) return true;
        continue;
      }
      if (track.row < 0) writeExpectedBox(box, 0, track, aspect);
      else for (let k = 0; k < 4; k++) box[k] = boxes[track.row * 4 + k]!;
      if (sharedPart(boxes, row * 4, box, 0) > settings.weakOverlap) return true;
    }
    return !isSure && isInsideAnother(detections, row, areKin, settings);
  }

  /** A proved thing of its family is where it is: it is a part of that, or that by another box. */
  function isPart(track: Track, boxes: Float32Array): boolean {
    for (const other of tracks) {
      if (other.id === 0 || other === track || other.row < 0 || !areKin(other.classId, track.classId)) continue;
      if (
        track.sure
          ? isPartOf(boxes, track.row, other.row, settings)
          : sharedPart(boxes, track.row * 4, boxes, other.row * 4) > settings.weakOverlap
      )
        return true;
    }
    return false;
  }

  function prove(boxes: Float32Array): void {
    let isNew = false;
    for (const track of tracks) {
      if (track.id !== 0 || track.row < 0) continue;
      const part = track.classId !== personId && isPart(track, boxes);
      if (part) track.partLooks++;
      if (track.proof < settings.proof) continue;
      if (!track.sure && !hasTravelled(track.travel, sizeOf(track.expected), settings.weakTravel)) continue;
      if (part || (!track.sure && track.partLooks > settings.partShare * track.looks)) continue;
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
      if (track.id !== 0 && (unseen <= settings.coastS || hidden) && isListed(track, detections.boxes))
        appendTrack(out, track, aspect, nameOf(track));
    }
    tracks.length = kept;
    return out;
  }

  /** The names that a driving look-alike got count for the vehicle that it is. */
  function nameOf(track: Track): number {
    return track.drives && isLookAlike[track.classId] === 1 ? vehicleId : track.classId;
  }

  /** Weak boxes that never left their place are mostly a post, a shadow or a pattern; a clearly weaker box inside a thing is a part of it. */
  function isListed(track: Track, boxes: Float32Array): boolean {
    if (!track.moved && track.recentScore < settings.doubtfulScore) return false;
    if (track.row < 0) return true;
    for (const other of tracks) {
      if (other === track || other.id === 0 || other.row < 0 || !areKin(other.classId, track.classId)) continue;
      if (track.recentScore < settings.partScore * other.recentScore && isPartOf(boxes, track.row, other.row, settings))
        return false;
    }
    return true;
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
    if (track.id === 0) return unseen <= (track.sure ? settings.unprovedS : settings.weakUnprovedS);
    const x = valueAt(track.expected, 0);
    const y = valueAt(track.expected, 1);
    const halfWidth = valueAt(track.expected, 2) / 2;
    const halfHeight = valueAt(track.expected, 3) / 2;
    if (x < -halfWidth || y < -halfHeight || x > aspect + halfWidth || y > 1 + halfHeight) return false;
    const stood = stoodS(track);
    if (stood >= settings.stillAfterS && unseen <= Math.min(settings.stillRememberS, stood * settings.stillMemory))
      return true;
    return unseen <= (hidden ? settings.hiddenS : settings.rememberS);
  }
}

const anyTrack = (): boolean => true;
const mayBeWeak = (track: Track): boolean => track.misses === 0 || !track.sure;
