// How well the edges of a picture are those of a reference, cell by cell. Edges stay where they are when the light changes.
import type { EdgePlane } from "./edge-plane.ts";
import type { Plane } from "./plane.ts";

export interface CellGrid {
  across: number;
  down: number;
}

/** Sums over the pixels of each cell. Shape of each: [down * across]. */
export interface EdgeMatch {
  grid: CellGrid;
  pixels: Float32Array;
  /** Product of both pictures' gradients; high where the same edges run the same way. */
  common: Float32Array;
  /** Squared gradient of the picture and of the reference. Unit: levels squared. */
  now: Float32Array;
  before: Float32Array;
}

export function createEdgeMatch(grid: CellGrid): EdgeMatch {
  const cells = (): Float32Array => new Float32Array(grid.across * grid.down);
  return { grid, pixels: cells(), common: cells(), now: cells(), before: cells() };
}

/** Both pictures have one size. Cost: about 0.1 ms for 160x90 pixels. */
export function matchEdges(picture: Plane, reference: EdgePlane, match: EdgeMatch): EdgeMatch {
  const { widthPx, heightPx, data } = picture;
  const { across, down } = match.grid;
  for (const sums of [match.pixels, match.common, match.now, match.before]) sums.fill(0);
  for (let y = 1; y < heightPx - 1; y++) {
    const row = Math.floor((y * down) / heightPx) * across;
    for (let x = 1; x < widthPx - 1; x++) {
      const at = y * widthPx + x;
      const cell = row + Math.floor((x * across) / widthPx);
      const gx = data[at + 1]! - data[at - 1]!;
      const gy = data[at + widthPx]! - data[at - widthPx]!;
      const rx = reference.gx[at]!;
      const ry = reference.gy[at]!;
      match.pixels[cell]!++;
      match.common[cell]! += gx * rx + gy * ry;
      match.now[cell]! += gx * gx + gy * gy;
      match.before[cell]! += rx * rx + ry * ry;
    }
  }
  return match;
}

/** Mean gradient from which a cell has edges worth comparing. Unit: levels over two pixels. */
const STRUCTURED_LEVELS = 3.5;

/** True when the reference has edges in this cell. */
export function isStructured(match: EdgeMatch, cell: number): boolean {
  return match.before[cell]! > STRUCTURED_LEVELS ** 2 * match.pixels[cell]!;
}

/** How alike the edges run. Range: -1 to 1; 1 for the same edges at any contrast. */
export function likeness(match: EdgeMatch, cell: number): number {
  return match.common[cell]! / (Math.sqrt(match.now[cell]! * match.before[cell]!) || 1);
}

/** How much of the reference's edges is left, noise apart. 1 for all, 0.5 at half the contrast. */
export function remainder(match: EdgeMatch, cells: Iterable<number>): number {
  let common = 0;
  let before = 0;
  for (const cell of cells) {
    common += match.common[cell]!;
    before += match.before[cell]!;
  }
  return before > 0 ? common / before : 0;
}
