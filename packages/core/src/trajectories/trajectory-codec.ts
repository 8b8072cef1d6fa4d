// One track through one minute as bytes: column by column, each number as its difference from what the looks before let expect.
import { createByteReader, createByteWriter } from "./integer-columns.ts";
import { PLACE_STEPS, SCORE_STEPS } from "./quantise.ts";

/** The looks of a piece, column by column. Boxes: x1 y1 x2 y2 in steps; scores in steps. */
export interface Looks {
  count: number;
  /** Index of the frame within the minute, rising. */
  frames: number[];
  boxes: number[];
  scores: number[];
  classIds: number[];
  /** The track's first box of all, and when: it counts as a look where the track is listed for the first time. */
  bornMs: number;
  bornBox: readonly number[];
}

/** Looks of many pieces one after the other, ready to be shown to the rules again. */
export interface LookColumns {
  count: number;
  /** Number of the piece, and index of the frame within the minute. */
  pieces: Int32Array;
  frames: Int32Array;
  /** Shape: 4 per look. Space: normalised. */
  boxes: Float32Array;
  scores: Float32Array;
  classIds: Uint8Array;
}

/** `fromMs`: first frame of the minute. */
export function encodeLooks(looks: Looks, fromMs: number): Uint8Array {
  const { count, frames, boxes, scores, classIds } = looks;
  const writer = createByteWriter(64 + count * 6);
  writer.unsigned(count);
  writer.signed(looks.bornMs - fromMs);
  for (const value of looks.bornBox) writer.signed(value);
  const column = new Int32Array(count);
  for (let i = 0; i < count; i++) column[i] = i === 0 ? frames[0]! : frames[i]! - frames[i - 1]! - 1;
  writer.column(column, count);
  differences(classIds, column);
  writer.column(column, count);
  differences(scores, column);
  writer.column(column, count);
  // Corner by its speed, far corner by width and height: what moves keeps its speed, and its size changes slowly.
  for (let axis = 0; axis < 2; axis++) {
    for (let i = 0; i < count; i++) column[i] = boxes[i * 4 + axis]! - expected(boxes, i, axis);
    writer.column(column, count);
    for (let i = 0; i < count; i++) column[i] = extent(boxes, i, axis) - (i === 0 ? 0 : extent(boxes, i - 1, axis));
    writer.column(column, count);
  }
  return writer.bytes();
}

/**
 * Adds the looks of a piece to the columns, which grow. `bornBoxes`: room for its first box, at the place of its number. Returns when it
 * was born. Errors: RangeError for other bytes.
 */
export function decodeLooks(
  body: Uint8Array,
  fromMs: number,
  piece: number,
  bornBoxes: Float32Array,
  into: LookColumns,
): number {
  reader.open(body);
  const count = reader.unsigned();
  const bornMs = fromMs + reader.signed();
  for (let k = 0; k < 4; k++) bornBoxes[piece * 4 + k] = reader.signed() / PLACE_STEPS;
  const first = into.count;
  if (first + count > into.frames.length) grow(into, first + count);
  const { frames, classIds, scores, boxes } = into;
  const column = count <= scratch.length ? scratch : new Int32Array(count);
  into.pieces.fill(piece, first, first + count);
  reader.column(frames, first, count);
  for (let i = first + 1; i < first + count; i++) frames[i] = frames[i - 1]! + frames[i]! + 1;
  reader.column(column, 0, count);
  for (let i = 0, value = 0; i < count; i++) {
    value += column[i]!;
    classIds[first + i] = value;
  }
  reader.column(column, 0, count);
  for (let i = 0, value = 0; i < count; i++) {
    value += column[i]!;
    scores[first + i] = value / SCORE_STEPS;
  }
  for (let axis = 0; axis < 2; axis++) {
    const at = first * 4 + axis;
    reader.column(column, 0, count);
    for (let i = 0, before = 0, value = 0; i < count; i++) {
      const next: number = column[i]! + (i === 0 ? 0 : i === 1 ? value : 2 * value - before);
      before = value;
      value = next;
      boxes[at + i * 4] = value / PLACE_STEPS;
    }
    reader.column(column, 0, count);
    for (let i = 0, value = 0; i < count; i++) {
      value += column[i]!;
      boxes[at + i * 4 + 2] = boxes[at + i * 4]! + value / PLACE_STEPS;
    }
  }
  into.count += count;
  return bornMs;
}

export function createLookColumns(capacity: number): LookColumns {
  return {
    count: 0,
    pieces: new Int32Array(capacity),
    frames: new Int32Array(capacity),
    boxes: new Float32Array(capacity * 4),
    scores: new Float32Array(capacity),
    classIds: new Uint8Array(capacity),
  };
}

/** At least so much room, and twice what there was; what is there stays. */
function grow(columns: LookColumns, capacity: number): void {
  const larger = createLookColumns(Math.max(capacity, columns.frames.length * 2));
  larger.pieces.set(columns.pieces);
  larger.frames.set(columns.frames);
  larger.boxes.set(columns.boxes);
  larger.scores.set(columns.scores);
  larger.classIds.set(columns.classIds);
  Object.assign(columns, larger, { count: columns.count });
}

const reader = createByteReader();
const scratch = new Int32Array(1024);

function differences(values: readonly number[], into: Int32Array): void {
  for (let i = 0, before = 0; i < values.length; i++) {
    into[i] = values[i]! - before;
    before = values[i]!;
  }
}

function expected(boxes: readonly number[], i: number, axis: number): number {
  if (i === 0) return 0;
  const last = boxes[(i - 1) * 4 + axis]!;
  return i === 1 ? last : 2 * last - boxes[(i - 2) * 4 + axis]!;
}

function extent(boxes: readonly number[], i: number, axis: number): number {
  return boxes[i * 4 + axis + 2]! - boxes[i * 4 + axis]!;
}
