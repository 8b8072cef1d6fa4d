// How much of a picture changes: the cheap gate in front of a detector.
import type { ChangedCells, GrayImage, MotionMeter } from "@vigie/core";

/**
 * The gate should open at or above this share of the picture. It is one cell of 320 x 180, what a distant person of 5 by 12 pixels fills;
 * noise does not reach it because a cell needs several odd pixels.
 */
export const MOTION_GATE_THRESHOLD = 0.0004;

/** Cells of 8 x 4 pixels, looked at on every other row. */
const CELL_WIDTH_PX = 8;
const CELL_ROWS = 4;
const LEAST_ODD = 4;
const BASE = 8;
const FACTOR = 3;
/** Time constants of learning. Unit: s. */
const LIGHT_S = 3;
const ODD_LIGHT_S = 10;
const CALM_S = 12;
const RESTLESS_S = 4;
const FIRST_DEVIATION = 3;
/** What changes now and then must not blind the gate for what comes by there. Unit: grey levels. */
const MAX_DEVIATION = 30;
/** Learning from odd pixels is this much slower than it would be with their full weight. */
const ODD_WEIGHT = 0.25;
const MAX_STEP_S = 1;
const SWAY_MARGIN = 4;

export function createMotionMeter(): MotionMeter {
  return new Meter();
}

class Meter implements MotionMeter {
  #widthPx = 0;
  #heightPx = 0;
  #rows = 0;
  #mean = new Float32Array(0);
  #deviation = new Float32Array(0);
  #odd = new Uint8Array(0);
  #changed: ChangedCells | null = null;
  #lastMs = 0;
  #light = 0;

  get changed(): ChangedCells | null {
    return this.#changed;
  }

  measure(gray: GrayImage, timeMs: number): number {
    if (gray.widthPx !== this.#widthPx || gray.heightPx !== this.#heightPx) {
      this.#begin(gray, timeMs);
      return 1;
    }
    const dtS = Math.min(MAX_STEP_S, Math.max(0.001, (timeMs - this.#lastMs) / 1000));
    this.#lastMs = timeMs;
    return this.#look(gray, dtS);
  }

  #begin({ widthPx, heightPx, strideBytes, data }: GrayImage, timeMs: number): void {
    this.#widthPx = widthPx;
    this.#heightPx = heightPx;
    this.#rows = heightPx >> 1;
    this.#lastMs = timeMs;
    this.#mean = new Float32Array(widthPx * this.#rows);
    this.#deviation = new Float32Array(widthPx * this.#rows).fill(FIRST_DEVIATION);
    this.#odd = new Uint8Array(Math.ceil(widthPx / CELL_WIDTH_PX) * Math.ceil(this.#rows / CELL_ROWS));
    this.#changed = null;
    for (let y = 0; y < this.#rows; y++) {
      for (let x = 0; x < widthPx; x++) this.#mean[y * widthPx + x] = data[2 * y * strideBytes + x]!;
    }
  }

  #look({ strideBytes, data }: GrayImage, dtS: number): number {
    const widthPx = this.#widthPx;
    const mean = this.#mean;
    const deviation = this.#deviation;
    const odd = this.#odd;
    const cellsAcross = Math.ceil(widthPx / CELL_WIDTH_PX);
    const light = 1 - Math.exp(-dtS / LIGHT_S);
    const oddLight = 1 - Math.exp(-dtS / ODD_LIGHT_S);
    const calm = 1 - Math.exp(-dtS / CALM_S);
    const restless = (1 - Math.exp(-dtS / RESTLESS_S)) * ODD_WEIGHT;
    const shift = this.#light;
    let sum = 0;
    odd.fill(0);
    for (let y = 0; y < this.#rows; y++) {
      const from = 2 * y * strideBytes;
      const row = y * widthPx;
      const cells = ((y / CELL_ROWS) | 0) * cellsAcross;
      for (let x = 0; x < widthPx; x++) {
        const i = row + x;
        const difference = data[from + x]! - mean[i]!;
        const centred = difference - shift;
        const size = centred < 0 ? -centred : centred;
        const usual = deviation[i]!;
        sum += difference > 20 ? 20 : difference < -20 ? -20 : difference;
        if (size <= BASE + FACTOR * usual) {
          mean[i] = mean[i]! + difference * light;
          deviation[i] = usual + (size - usual) * calm;
          continue;
        }
        mean[i] = mean[i]! + difference * oddLight;
        const raised = usual + ((size > 60 ? 60 : size) - usual) * restless;
        deviation[i] = raised > MAX_DEVIATION ? MAX_DEVIATION : raised;
        // A camera that sways by less than a pixel moves edges; their old neighbours explain that.
        if (isBesideSuchValue(mean, i, widthPx, data[from + x]! - shift)) continue;
        const cell = cells + ((x / CELL_WIDTH_PX) | 0);
        odd[cell] = odd[cell]! + 1;
      }
    }
    this.#light = sum / mean.length;
    this.#changed ??= this.#grid();
    const { flags } = this.#changed;
    let changed = 0;
    for (let cell = 0; cell < odd.length; cell++) {
      const hasChanged = odd[cell]! >= LEAST_ODD ? 1 : 0;
      flags[cell] = hasChanged;
      changed += hasChanged;
    }
    return changed / odd.length;
  }

  #grid(): ChangedCells {
    return {
      columns: Math.ceil(this.#widthPx / CELL_WIDTH_PX),
      rows: Math.ceil(this.#rows / CELL_ROWS),
      cellWidthNorm: CELL_WIDTH_PX / this.#widthPx,
      cellHeightNorm: (2 * CELL_ROWS) / this.#heightPx,
      flags: new Uint8Array(this.#odd.length),
    };
  }
}

/** True when the value lies within what the pixel and its eight neighbours usually are. */
function isBesideSuchValue(mean: Float32Array, i: number, widthPx: number, value: number): boolean {
  if (i <= widthPx || i + widthPx + 1 >= mean.length) return false;
  let low = 255;
  let high = 0;
  for (let row = i - widthPx; row <= i + widthPx; row += widthPx) {
    for (let at = row - 1; at <= row + 1; at++) {
      const usual = mean[at]!;
      if (usual < low) low = usual;
      if (usual > high) high = usual;
    }
  }
  return value >= low - SWAY_MARGIN && value <= high + SWAY_MARGIN;
}
