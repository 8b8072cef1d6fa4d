// Changed pixels that belong together: counted in cells, joined to blobs with tight boxes.
import { type Background, CHANGED, SHADOW } from "./background.ts";

/** Unit: pixels of the grey picture; x2 and y2 are exclusive. */
export interface Blob {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  /** Changed pixels. */
  areaPx: number;
  /** Mean of how far beyond their threshold they are; 1 is just odd. */
  contrast: number;
}

/** A cell is 4 x 4 pixels. With this many changed ones it is part of a thing; a thin line of one row is not. */
const CELL_PX = 4;
const SOLID_IN_CELL = 5;
/** With this many it is the rim of a thing, beside a solid cell. */
const RIM_IN_CELL = 2;
/** Rows and columns at a blob's sides that are shadow for more than this part are no part of the thing. */
const SHADOW_SHARE = 0.7;
const MAX_BLOBS = 256;
/** A valley in the column profile below this share of both its hills parts two things that only touch. */
const VALLEY = 0.3;

export class BlobFinder {
  readonly #columns: number;
  readonly #rows: number;
  readonly #counts: Uint8Array;
  readonly #weights: Float32Array;
  readonly #labels: Int32Array;
  readonly #stack: Int32Array;
  readonly #profile: Int32Array;
  readonly #leastAreaPx: number;

  constructor(widthPx: number, heightPx: number) {
    this.#columns = Math.ceil(widthPx / CELL_PX);
    this.#rows = Math.ceil(heightPx / CELL_PX);
    const cells = this.#columns * this.#rows;
    this.#counts = new Uint8Array(cells);
    this.#weights = new Float32Array(cells);
    this.#labels = new Int32Array(cells);
    this.#stack = new Int32Array(cells);
    this.#profile = new Int32Array(widthPx);
    this.#leastAreaPx = Math.max(8, Math.round(widthPx * heightPx * 0.0002));
  }

  /** Blobs of the background's last look, of at least 0.02 % of the picture. */
  find(background: Background): Blob[] {
    this.#count(background);
    const blobs: Blob[] = [];
    this.#labels.fill(0);
    for (let cell = 0; cell < this.#counts.length && blobs.length < MAX_BLOBS; cell++) {
      if (this.#labels[cell] !== 0 || this.#counts[cell]! < SOLID_IN_CELL) continue;
      const blob = this.#grow(cell, blobs.length + 1, background);
      if (blob.areaPx < this.#leastAreaPx) continue;
      trimShadow(blob, background);
      if (blob.x2 - blob.x1 < 2 || blob.y2 - blob.y1 < 2) continue;
      this.#splitAtValleys(blob, background, blobs);
    }
    return blobs;
  }

  #count(background: Background): void {
    const { mask, odd, oddness, oddCount, widthPx } = background;
    this.#counts.fill(0);
    this.#weights.fill(0);
    for (let k = 0; k < oddCount; k++) {
      const i = odd[k]!;
      if (mask[i] !== CHANGED) continue;
      const y = (i / widthPx) | 0;
      const cell = ((y / CELL_PX) | 0) * this.#columns + (((i - y * widthPx) / CELL_PX) | 0);
      this.#counts[cell] = this.#counts[cell]! + 1;
      this.#weights[cell] = this.#weights[cell]! + Math.abs(oddness[k]!);
    }
  }

  #grow(seed: number, label: number, { mask, widthPx, heightPx }: Background): Blob {
    const blob: Blob = { x1: widthPx, y1: heightPx, x2: 0, y2: 0, areaPx: 0, contrast: 0 };
    let top = 0;
    this.#stack[top++] = seed;
    this.#labels[seed] = label;
    while (top > 0) {
      const cell = this.#stack[--top]!;
      const row = (cell / this.#columns) | 0;
      const column = cell - row * this.#columns;
      blob.areaPx += this.#counts[cell]!;
      blob.contrast += this.#weights[cell]!;
      tighten(blob, mask, widthPx, heightPx, column, row);
      if (this.#counts[cell]! < SOLID_IN_CELL) continue;
      for (let r = Math.max(0, row - 1); r <= Math.min(this.#rows - 1, row + 1); r++) {
        for (let c = Math.max(0, column - 1); c <= Math.min(this.#columns - 1, column + 1); c++) {
          const next = r * this.#columns + c;
          if (this.#labels[next] !== 0 || this.#counts[next]! < RIM_IN_CELL) continue;
          this.#labels[next] = label;
          this.#stack[top++] = next;
        }
      }
    }
    blob.contrast /= blob.areaPx;
    return blob;
  }

  /** Adds the blob, or its two halves when they hang together by little. */
  #splitAtValleys(blob: Blob, background: Background, into: Blob[]): void {
    const width = blob.x2 - blob.x1;
    const at = width < 12 ? -1 : this.#valley(blob, background);
    if (at < 0) {
      into.push(blob);
      return;
    }
    for (const [x1, x2] of [
      [blob.x1, at],
      [at, blob.x2],
    ] as const) {
      const part = boxOfChanged(background, x1, blob.y1, x2, blob.y2, blob.contrast);
      if (part.areaPx >= this.#leastAreaPx) into.push(part);
    }
  }

  /** Column of the valley, or -1. */
  #valley(blob: Blob, { mask, widthPx }: Background): number {
    const profile = this.#profile;
    const width = blob.x2 - blob.x1;
    for (let x = 0; x < width; x++) {
      let n = 0;
      for (let y = blob.y1; y < blob.y2; y++) if (mask[y * widthPx + blob.x1 + x] === CHANGED) n++;
      profile[x] = n;
    }
    const margin = Math.max(4, Math.round(width * 0.25));
    let valley = -1;
    let depth = Number.POSITIVE_INFINITY;
    for (let x = margin; x < width - margin; x++) {
      const n = profile[x]! + profile[x - 1]! + profile[x + 1]!;
      if (n < depth) {
        depth = n;
        valley = x;
      }
    }
    if (valley < 0) return -1;
    let hillLeft = 0;
    let hillRight = 0;
    for (let x = 1; x < width - 1; x++) {
      const n = profile[x]! + profile[x - 1]! + profile[x + 1]!;
      if (x < valley) hillLeft = Math.max(hillLeft, n);
      else hillRight = Math.max(hillRight, n);
    }
    return depth < VALLEY * Math.min(hillLeft, hillRight) ? blob.x1 + valley : -1;
  }
}

/** Takes off the sides that are shadow and little else. */
function trimShadow(blob: Blob, { mask, widthPx }: Background): void {
  const isShadowed = (x1: number, y1: number, x2: number, y2: number): boolean => {
    let changed = 0;
    let shadow = 0;
    for (let y = y1; y < y2; y++) {
      for (let x = x1; x < x2; x++) {
        const kind = mask[y * widthPx + x];
        if (kind === CHANGED) changed++;
        else if (kind === SHADOW) shadow++;
      }
    }
    return shadow > SHADOW_SHARE * (shadow + changed);
  };
  while (blob.y2 > blob.y1 && isShadowed(blob.x1, blob.y2 - 1, blob.x2, blob.y2)) blob.y2--;
  while (blob.y2 > blob.y1 && isShadowed(blob.x1, blob.y1, blob.x2, blob.y1 + 1)) blob.y1++;
  while (blob.x2 > blob.x1 && isShadowed(blob.x2 - 1, blob.y1, blob.x2, blob.y2)) blob.x2--;
  while (blob.x2 > blob.x1 && isShadowed(blob.x1, blob.y1, blob.x1 + 1, blob.y2)) blob.x1++;
}

function tighten(blob: Blob, mask: Uint8Array, widthPx: number, heightPx: number, column: number, row: number): void {
  const yEnd = Math.min(heightPx, (row + 1) * CELL_PX);
  const xEnd = Math.min(widthPx, (column + 1) * CELL_PX);
  for (let y = row * CELL_PX; y < yEnd; y++) {
    for (let x = column * CELL_PX; x < xEnd; x++) {
      if (mask[y * widthPx + x] !== CHANGED) continue;
      if (x < blob.x1) blob.x1 = x;
      if (x >= blob.x2) blob.x2 = x + 1;
      if (y < blob.y1) blob.y1 = y;
      if (y >= blob.y2) blob.y2 = y + 1;
    }
  }
}

/** The changed pixels inside a box, as a blob with tight sides. */
export function boxOfChanged(
  { mask, widthPx, heightPx }: Background,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  contrast: number,
): Blob {
  const blob: Blob = { x1: widthPx, y1: heightPx, x2: 0, y2: 0, areaPx: 0, contrast };
  for (let y = fromY; y < toY; y++) {
    for (let x = fromX; x < toX; x++) {
      if (mask[y * widthPx + x] !== CHANGED) continue;
      blob.areaPx++;
      blob.x1 = Math.min(blob.x1, x);
      blob.x2 = Math.max(blob.x2, x + 1);
      blob.y1 = Math.min(blob.y1, y);
      blob.y2 = Math.max(blob.y2, y + 1);
    }
  }
  return blob;
}
