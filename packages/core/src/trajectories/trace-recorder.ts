// Writes down what the rules see of one camera, minute by minute.

import { sizeOfBox } from "../observations/thing.ts";
import { createThingMemory } from "../observations/thing-memory.ts";
import type { Tracks } from "../tracks/tracks.ts";
import { encodeTimes } from "./frame-times.ts";
import { PLACE_STEPS, SCORE_STEPS } from "./quantise.ts";
import type { TraceChunk, TrajectoryPiece } from "./trace.ts";
import { encodeLooks, type Looks } from "./trajectory-codec.ts";

export interface TraceRecorder {
  /** Takes the looks of one frame; returns the minute that it completed, or null. Tracks are quantised; `timeMs` is whole and rises. */
  note(tracks: Tracks, timeMs: number, aspect: number): TraceChunk | null;
  /** All tracks end now: what is not told yet; null when nothing is. The next frame begins a new session. */
  end(timeMs: number): TraceChunk | null;
}

export interface TraceRecorderOptions {
  cameraId: string;
  /** Class names by class id. */
  classes: readonly string[];
}

const MINUTE_MS = 60_000;
/** Tracks and things come back within two minutes or never. */
const FORGET_MS = 600_000;

interface Followed {
  thing: number;
  seenMs: number;
}

interface Piece {
  looks: Looks;
  thing: number;
  firstMs: number;
  lastMs: number;
  size: number;
  area: [number, number, number, number];
}

export function createTraceRecorder({ cameraId, classes }: TraceRecorderOptions): TraceRecorder {
  let memory = createThingMemory(classes);
  let session: number | null = null;
  let aspect = 1;
  let times: number[] = [];
  let pieces = new Map<number, Piece>();
  const followed = new Map<number, Followed>();
  /** Where each thing's feet were last, in steps. */
  const feet = new Map<number, { x: number; y: number; ms: number }>();

  function note(tracks: Tracks, timeMs: number, frameAspect: number): TraceChunk | null {
    const done = times.length > 0 && (timeMs - times[0]! >= MINUTE_MS || frameAspect !== aspect) ? take(null) : null;
    session ??= timeMs;
    aspect = frameAspect;
    memory.step(tracks, timeMs, aspect);
    times.push(timeMs);
    for (let row = 0; row < tracks.count; row++) if (tracks.seen[row] === 1) look(tracks, row, timeMs);
    return done;
  }

  function look(tracks: Tracks, row: number, timeMs: number): void {
    const id = tracks.ids[row]!;
    const known = followed.get(id);
    const thing = known?.thing ?? thingOf(id);
    if (known) known.seenMs = timeMs;
    else followed.set(id, { thing, seenMs: timeMs });
    const piece = pieces.get(id) ?? beginPiece(tracks, row, thing, timeMs);
    pieces.set(id, piece);
    const { looks } = piece;
    const o = row * 4;
    looks.count++;
    looks.frames.push(times.length - 1);
    for (let k = 0; k < 4; k++) looks.boxes.push(Math.round(tracks.boxes[o + k]! * PLACE_STEPS));
    looks.scores.push(Math.round(tracks.scores[row]! * SCORE_STEPS));
    looks.classIds.push(tracks.classIds[row]!);
    piece.lastMs = timeMs;
    piece.size = Math.max(piece.size, sizeOfBox(tracks.boxes, o, aspect));
    const foot = footOf(tracks.boxes, o);
    reach(piece.area, foot.x, foot.y);
    feet.set(thing, { ...foot, ms: timeMs });
  }

  function beginPiece(tracks: Tracks, row: number, thing: number, timeMs: number): Piece {
    const boxes = tracks.bornBoxes ?? tracks.boxes;
    const born = footOf(boxes, row * 4);
    const area: Piece["area"] = [born.x, born.y, born.x, born.y];
    const before = feet.get(thing);
    if (before) reach(area, before.x, before.y);
    const bornBox = Array.from({ length: 4 }, (_, k) => Math.round(boxes[row * 4 + k]! * PLACE_STEPS));
    const bornMs = tracks.bornBoxes ? tracks.bornAtMs[row]! : timeMs;
    const looks: Looks = { count: 0, frames: [], boxes: [], scores: [], classIds: [], bornMs, bornBox };
    return { looks, thing, firstMs: timeMs, lastMs: timeMs, size: sizeOfBox(boxes, row * 4, aspect), area };
  }

  /** Tracks that were joined to one thing share the number of the first of them. */
  function thingOf(id: number): number {
    const trackIds = memory.things.find((thing) => thing.trackIds.at(-1) === id)?.trackIds ?? [];
    const before = trackIds.length > 1 ? followed.get(trackIds.at(-2)!) : undefined;
    return before?.thing ?? id;
  }

  function take(endedAtMs: number | null): TraceChunk {
    const fromMs = times[0]!;
    const toMs = times.at(-1)!;
    const chunk: TraceChunk = {
      cameraId,
      session: session!,
      classes,
      aspect,
      fromMs,
      toMs,
      frames: times.length,
      times: encodeTimes(times),
      endedAtMs,
      pieces: [...pieces].map(([trackId, piece]) => finished(trackId, piece, fromMs)),
    };
    times = [];
    pieces = new Map();
    for (const [id, { seenMs }] of followed) if (toMs - seenMs > FORGET_MS) followed.delete(id);
    for (const [id, { ms }] of feet) if (toMs - ms > FORGET_MS) feet.delete(id);
    return chunk;
  }

  function finished(trackId: number, piece: Piece, fromMs: number): TrajectoryPiece {
    const { looks, thing, firstMs, lastMs, area, size } = piece;
    const names = [...new Set(looks.classIds)].map((id) => classes[id] ?? "unknown").sort();
    const score = Math.max(...looks.scores) / SCORE_STEPS;
    const body = encodeLooks(looks, fromMs);
    return { trackId, thing, firstMs, lastMs, looks: looks.count, classes: names, score, area, size: up(size), body };
  }

  return {
    note,
    end(timeMs) {
      const chunk = times.length > 0 ? take(timeMs) : null;
      memory = createThingMemory(classes);
      session = null;
      followed.clear();
      feet.clear();
      return chunk;
    },
  };
}

/** Bottom centre, held inside the picture as the rules hold it. Unit: steps. */
function footOf(boxes: ArrayLike<number>, offset: number): { x: number; y: number } {
  const x = ((boxes[offset]! + boxes[offset + 2]!) / 2) * PLACE_STEPS;
  return { x: held(x), y: held(boxes[offset + 3]! * PLACE_STEPS) };
}

/** To whole steps, never smaller. */
function up(size: number): number {
  return Math.ceil(size * PLACE_STEPS) / PLACE_STEPS;
}

function held(steps: number): number {
  return Math.round(Math.min(PLACE_STEPS, Math.max(0, steps)));
}

function reach(area: [number, number, number, number], x: number, y: number): void {
  area[0] = Math.min(area[0], x);
  area[1] = Math.min(area[1], y);
  area[2] = Math.max(area[2], x);
  area[3] = Math.max(area[3], y);
}
