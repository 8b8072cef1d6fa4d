// The light of this look against the reference: a gain that changes slowly over the picture, so that a cloud or the camera's exposure is no object.
import { median } from "../picture/median.ts";
import { HIDDEN, type PixelMemory } from "./pixel-memory.ts";
import { addTone } from "./tone.ts";

const TILE_PX = 16;
/** Every second pixel of every second row tells enough of the light. */
const SPARSE = 2;
/** The gain of a tile is the median of so many tiles around it, so that an object does not explain itself as light. */
const REACH = 2;
const LEAST_GAIN = 0.3;
const MOST_GAIN = 3;

/** Gain of each pixel. */
export interface Light {
  readonly gainAt: Float32Array;
  measure(memory: PixelMemory): void;
}

export function createLight(widthPx: number, heightPx: number): Light {
  const columns = Math.ceil(widthPx / TILE_PX);
  const rows = Math.ceil(heightPx / TILE_PX);
  const raw = new Float32Array(columns * rows);
  const smooth = new Float32Array(columns * rows);
  const gainAt = new Float32Array(widthPx * heightPx).fill(1);

  /** NaN where too little of the tile can be compared. */
  function gainOfTile({ luma, wasLuma, known, covered, differs }: PixelMemory, column: number, row: number): number {
    let now = 0;
    let before = 0;
    const right = Math.min(widthPx, (column + 1) * TILE_PX);
    const bottom = Math.min(heightPx, (row + 1) * TILE_PX);
    for (let y = row * TILE_PX; y < bottom; y += SPARSE) {
      for (let at = y * widthPx + column * TILE_PX; at < y * widthPx + right; at += SPARSE) {
        // What differed at the look before does not tell of the light.
        if (known[at] === 0 || covered[at] === HIDDEN || differs[at] === 1) continue;
        now += luma[at]!;
        before += wasLuma[at]!;
      }
    }
    return before < (TILE_PX * TILE_PX) / (SPARSE * SPARSE)
      ? Number.NaN
      : Math.min(MOST_GAIN, Math.max(LEAST_GAIN, now / before));
  }

  return {
    gainAt,
    measure(memory) {
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++) raw[row * columns + column] = gainOfTile(memory, column, row);
      const whole = median(
        [...raw].filter((gain) => !Number.isNaN(gain)),
        1,
      );
      const around: number[] = [];
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          around.length = 0;
          for (let r = Math.max(0, row - REACH); r <= Math.min(rows - 1, row + REACH); r++)
            for (let c = Math.max(0, column - REACH); c <= Math.min(columns - 1, column + REACH); c++)
              if (!Number.isNaN(raw[r * columns + c]!)) around.push(raw[r * columns + c]!);
          smooth[row * columns + column] = median(around, whole);
        }
      }
      for (let y = 0, at = 0; y < heightPx; y++) {
        const first = Math.floor(y / TILE_PX) * columns;
        for (let x = 0; x < widthPx; x++, at++) gainAt[at] = smooth[first + (x >> 4)]!;
      }
      addTone(memory, gainAt, whole);
    },
  };
}
