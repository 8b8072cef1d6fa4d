// Which parts of a large place show only another light: lamps that come on or go out reach many parts of it or most of the picture, as no thing does.
import type { PlaceCells } from "./place-cells.ts";

/** What was found of each cell. Shape of each: [count]. */
export interface CellChanges {
  /** Above a half it seems different. Range: 0 to 1. */
  unlike: Float32Array;
  /** Since when it does. Clock: frame time. */
  sinceMs: Float64Array;
  hidden: Uint8Array;
  /** True where it is darker than it usually is; else it is lighter. */
  isDarker(cell: number): boolean;
  /** 1 where its pattern shows as before, -1 where another one does, 0 where it has none. */
  patternOf(cell: number): number;
}

/** Lamps that warm up, or come on one after the other, have done so after this. Unit: ms. */
const WARM_UP_MS = 60_000;
/** What passes has passed after this. Unit: ms. */
const STAYED_MS = 8_000;
/** So much of the picture, from one side of it nearly to the other, is no thing that came or went. Unit: share of the picture, and of its side. */
const MUCH = 0.25;
const FROM_SIDE_TO_SIDE = 0.8;
/** In so many separate parts, farther apart than this, all lighter or all darker, none of them as large as the others together. Unit: share of the picture. */
const PARTS = 6;
const REACH = 0.5;
const ONE_WAY = 0.85;
const LARGEST = 0.5;
/** Under another light the ground's pattern stays: so much of what changed shows its own, and at most a third as many cells another one. */
const OWN_PATTERN = 0.3;
const OTHER_PATTERN = 0.35;

interface Lit {
  cell: number;
  isDarker: boolean;
  pattern: number;
  sinceMs: number;
}

/** Tells at each look which cells have become lighter together, or darker together; none when it may be a thing. */
export function createLightJudge(): (cells: PlaceCells, changes: CellChanges, nowMs: number) => readonly Lit[] {
  /** What was told of lately: it goes on to count with what follows. */
  let told: Lit[] = [];
  return (cells, changes, nowMs) => {
    const fresh = freshChanges(changes, nowMs);
    told = told.filter(({ sinceMs }) => nowMs - sinceMs <= STAYED_MS + WARM_UP_MS);
    if (fresh.length === 0 || !isLight(cells, [...told, ...fresh])) return [];
    const lit = fresh.filter(({ pattern }) => pattern >= 0);
    told.push(...lit);
    return lit;
  };
}

function freshChanges({ unlike, sinceMs, hidden, isDarker, patternOf }: CellChanges, nowMs: number): Lit[] {
  const found: Lit[] = [];
  for (let cell = 0; cell < unlike.length; cell++) {
    const forMs = nowMs - sinceMs[cell]!;
    if (unlike[cell]! <= 0.5 || hidden[cell] !== 0 || forMs < STAYED_MS || forMs > STAYED_MS + WARM_UP_MS) continue;
    found.push({ cell, isDarker: isDarker(cell), pattern: patternOf(cell), sinceMs: sinceMs[cell]! });
  }
  return found;
}

function isLight(cells: PlaceCells, changed: readonly Lit[]): boolean {
  const own = changed.filter(({ pattern }) => pattern > 0).length;
  const other = changed.filter(({ pattern }) => pattern < 0).length;
  if (own < OWN_PATTERN * changed.length || other > OTHER_PATTERN * own) return false;
  const found = [...new Set(changed.map(({ cell }) => cell))];
  const pixels = found.reduce((sum, cell) => sum + cells.pixels[cell]!, 0);
  const far = Math.max(reach(cells.x, found), reach(cells.y, found));
  if (far >= FROM_SIDE_TO_SIDE && pixels >= MUCH * cells.widthPx * cells.heightPx) return true;
  const darker = changed.filter(({ isDarker }) => isDarker).length;
  if (Math.max(darker, changed.length - darker) < ONE_WAY * changed.length) return false;
  if (far < REACH) return false;
  const sizes = partsOf(cells, found);
  return sizes.length >= PARTS && Math.max(...sizes) <= LARGEST * found.length;
}

function reach(at: Float32Array, found: readonly number[]): number {
  const places = found.map((cell) => at[cell]!);
  return Math.max(...places) - Math.min(...places);
}

/** Sizes of the parts that hang together, in cells. */
function partsOf({ beside }: PlaceCells, found: readonly number[]): number[] {
  const left = new Set(found);
  const sizes: number[] = [];
  for (const first of found) {
    if (!left.delete(first)) continue;
    const part = [first];
    for (const cell of part) for (const next of beside[cell]!) if (left.delete(next)) part.push(next);
    sizes.push(part.length);
  }
  return sizes;
}
