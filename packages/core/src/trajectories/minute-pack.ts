// All pieces of one stored minute as bytes: what a question asks of every piece, apart from the looks, of which it wants few.
import type { StoredPiece } from "../ports/trajectories.ts";
import { createByteReader, createByteWriter } from "./integer-columns.ts";
import { PLACE_STEPS } from "./quantise.ts";
import type { TraceChunk } from "./trace.ts";

/** The bytes kept of a minute are no tracks. */
export class DamagedMinute extends RangeError {
  readonly minuteMs: number;
  constructor(minuteMs: number, cause: unknown) {
    super("the stored tracks of a minute are damaged", { cause });
    this.minuteMs = minuteMs;
  }
}

/** Where the looks of each track lie in the bytes of a minute; see trajectory-codec.ts. */
export interface PackedLooks {
  count: number;
  /** Rising. */
  trackIds: ArrayLike<number>;
  /** One more than tracks: the last one is the end. */
  begins: ArrayLike<number>;
}

/** Columns of a piece after its track: thing, first and last look, classes, area of its feet, size. */
const COLUMNS = 9;

/** Column by column, by rising track. */
export function packPieces({ fromMs, classes, pieces }: TraceChunk): Uint8Array {
  const inOrder = [...pieces].sort((a, b) => a.trackId - b.trackId);
  const writer = createByteWriter(64 + 16 * pieces.length);
  const sets = [...new Set(pieces.map((piece) => piece.classes.join()))];
  writer.unsigned(sets.length);
  for (const set of sets) {
    const ids = set.split(",").map((name) => classes.indexOf(name));
    writer.unsigned(ids.length);
    for (const id of ids) writer.unsigned(id < 0 ? classes.length : id);
  }
  writeTracks(writer, inOrder);
  const rows = inOrder.map(({ trackId, thing, firstMs, lastMs, classes: names, area: [x1, y1, x2, y2], size }) => [
    trackId - thing,
    firstMs - fromMs,
    lastMs - firstMs,
    sets.indexOf(names.join()),
    x1,
    y1,
    x2 - x1,
    y2 - y1,
    Math.ceil(size * PLACE_STEPS),
  ]);
  for (let k = 0; k < COLUMNS; k++) {
    const column = rows.map((row) => row[k]!);
    writer.column(column, column.length);
  }
  return writer.bytes();
}

/**
 * Hands over the pieces by rising track; the row is reused by the next call. `names`: by class id. `withPlaces`: see TrajectoryReader.
 * Errors: DamagedMinute.
 */
export function eachPackedPiece(
  bytes: Uint8Array,
  minuteMs: number,
  names: readonly string[],
  withPlaces: boolean,
  each: (piece: StoredPiece) => void,
): void {
  const classSets: string[] = [];
  let count = 0;
  try {
    reader.open(bytes);
    for (let left = reader.unsigned(); left > 0; left--) classSets.push(readClassSet(names));
    count = readTracks(bytes.length);
    if (count * COLUMNS > columns.length) columns = new Int32Array(2 * count * COLUMNS);
    for (let k = 0; k < COLUMNS; k++) reader.column(columns, k * count, count);
    if (reader.at() !== bytes.length) throw new RangeError("the pieces do not fill the bytes");
  } catch (cause) {
    throw new DamagedMinute(minuteMs, cause);
  }
  piece.minuteMs = minuteMs;
  for (let i = 0; i < count; i++) {
    piece.trackId = trackIds[i]!;
    piece.thing = piece.trackId - columns[i]!;
    piece.firstMs = minuteMs + columns[count + i]!;
    piece.lastMs = piece.firstMs + columns[2 * count + i]!;
    piece.classes = withPlaces ? (classSets[columns[3 * count + i]!] ?? "") : "";
    piece.x1 = withPlaces ? columns[4 * count + i]! : 0;
    piece.y1 = withPlaces ? columns[5 * count + i]! : 0;
    piece.x2 = withPlaces ? piece.x1 + columns[6 * count + i]! : 0;
    piece.y2 = withPlaces ? piece.y1 + columns[7 * count + i]! : 0;
    piece.size = withPlaces ? columns[8 * count + i]! / PLACE_STEPS : 0;
    each(piece);
  }
}

/** The looks of all pieces one after the other, with a list of where they lie before them. */
export function packLooks({ pieces }: TraceChunk): Uint8Array {
  const inOrder = [...pieces].sort((a, b) => a.trackId - b.trackId);
  const writer = createByteWriter(16 + 4 * pieces.length);
  writeTracks(writer, inOrder);
  for (const { body } of inOrder) writer.unsigned(body.length);
  const head = writer.bytes();
  const packed = new Uint8Array(head.length + inOrder.reduce((sum, { body }) => sum + body.length, 0));
  packed.set(head);
  let at = head.length;
  for (const { body } of inOrder) {
    packed.set(body, at);
    at += body.length;
  }
  return packed;
}

/** Reused by the next call. Errors: DamagedMinute. */
export function openPackedLooks(bytes: Uint8Array, minuteMs: number): PackedLooks {
  try {
    reader.open(bytes);
    const count = readTracks(bytes.length);
    if (count + 1 > begins.length) begins = new Int32Array(2 * count + 1);
    let sum = 0;
    for (let i = 0; i < count; i++) {
      begins[i] = sum;
      sum += reader.unsigned();
    }
    begins[count] = sum;
    const head = reader.at();
    if (head + sum !== bytes.length) throw new RangeError("the looks do not fill the bytes");
    for (let i = 0; i <= count; i++) begins[i] = begins[i]! + head;
    return { count, trackIds, begins };
  } catch (cause) {
    throw new DamagedMinute(minuteMs, cause);
  }
}

const reader = createByteReader();
let trackIds = new Float64Array(64);
let steps = new Int32Array(64);
let begins = new Int32Array(65);
let columns = new Int32Array(64 * COLUMNS);
const piece: StoredPiece = {
  minuteMs: 0,
  trackId: 0,
  thing: 0,
  firstMs: 0,
  lastMs: 0,
  classes: "",
  x1: 0,
  y1: 0,
  x2: 0,
  y2: 0,
  size: 0,
};

/** How many, the first, and the step to each next one. */
function writeTracks(writer: ReturnType<typeof createByteWriter>, inOrder: readonly { trackId: number }[]): void {
  writer.unsigned(inOrder.length);
  writer.unsigned(inOrder[0]?.trackId ?? 0);
  const ways = inOrder.map(({ trackId }, i) => trackId - (inOrder[i - 1]?.trackId ?? trackId));
  writer.column(ways, ways.length);
}

/** Fills the track numbers; returns how many. Each takes a byte or more, so that no more than bytes can be announced. */
function readTracks(most: number): number {
  const count = reader.unsigned();
  if (count > most) throw new RangeError("more tracks are announced than there are bytes");
  if (count > trackIds.length) {
    trackIds = new Float64Array(2 * count);
    steps = new Int32Array(2 * count);
  }
  let trackId = reader.unsigned();
  reader.column(steps, 0, count);
  for (let i = 0; i < count; i++) {
    trackId += steps[i]!;
    trackIds[i] = trackId;
  }
  return count;
}

function readClassSet(names: readonly string[]): string {
  let set = "";
  for (let left = reader.unsigned(); left > 0; left--) {
    const name = names[reader.unsigned()] ?? "unknown";
    set = set === "" ? name : `${set},${name}`;
  }
  return set;
}
