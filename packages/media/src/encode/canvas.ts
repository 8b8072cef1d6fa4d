// Draws boxes, paths and labels on the planes of a 4:2:0 picture.
import type { OverlayShape } from "@vigie/core";
import type { PictureCopy } from "../decode/picture-copy.ts";
import { GLYPH_HEIGHT, GLYPH_WIDTH, glyph } from "./glyphs.ts";

interface Ink {
  y: number;
  u: number;
  v: number;
}

const BLACK: Ink = { y: 16, u: 128, v: 128 };
const MAX_LABEL = 40;

/** Source: ITU-R BT.601, limited range. */
function inkOf([r, g, b]: readonly [number, number, number]): Ink {
  return {
    y: Math.round(16 + (65.738 * r + 129.057 * g + 25.064 * b) / 256),
    u: Math.round(128 + (-37.945 * r - 74.494 * g + 112.439 * b) / 256),
    v: Math.round(128 + (112.439 * r - 94.154 * g - 18.285 * b) / 256),
  };
}

/** Space: pixels of the picture; what lies outside is not drawn. */
export class Canvas {
  readonly #planes: readonly Uint8Array[];
  readonly #strides: readonly number[];
  readonly #widthPx: number;
  readonly #heightPx: number;
  /** Line width, and the side of one dot of a letter. */
  readonly #pen: number;

  /** @param picture yuv420p. */
  constructor({ frame, planes }: PictureCopy) {
    this.#planes = planes;
    this.#strides = frame.linesize;
    this.#widthPx = frame.width;
    this.#heightPx = frame.height;
    this.#pen = 2 * Math.max(1, Math.round(frame.height / 720));
  }

  draw(shape: OverlayShape): void {
    const ink = inkOf(shape.colour);
    const corner = shape.box ? this.#box(shape.box, ink) : this.#path(shape, ink);
    if (shape.label && corner) this.#label(shape.label.slice(0, MAX_LABEL), corner, ink);
  }

  #box([x1, y1, x2, y2]: readonly [number, number, number, number], ink: Ink): [number, number] {
    const [left, top] = [x1 * this.#widthPx, y1 * this.#heightPx];
    const [right, bottom] = [x2 * this.#widthPx, y2 * this.#heightPx];
    const pen = this.#pen;
    this.#fill(left, top, right, top + pen, ink);
    this.#fill(left, bottom - pen, right, bottom, ink);
    this.#fill(left, top, left + pen, bottom, ink);
    this.#fill(right - pen, top, right, bottom, ink);
    return [left, top];
  }

  #path(shape: OverlayShape, ink: Ink): [number, number] | null {
    const points = (shape.path ?? []).map(([x, y]): [number, number] => [x * this.#widthPx, y * this.#heightPx]);
    const ends = shape.closed && points[0] ? [...points, points[0]] : points;
    for (const [i, to] of ends.entries()) if (i > 0) this.#line(ends[i - 1]!, to, ink);
    return points[0] ?? null;
  }

  #line([x1, y1]: [number, number], [x2, y2]: [number, number], ink: Ink): void {
    const half = this.#pen / 2;
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1))));
    for (let i = 0; i <= steps; i++) {
      const x = x1 + ((x2 - x1) * i) / steps;
      const y = y1 + ((y2 - y1) * i) / steps;
      this.#fill(x - half, y - half, x + half, y + half, ink);
    }
  }

  /** Letters on a black bar above the corner, or below it where there is no room. */
  #label(text: string, [x, y]: [number, number], ink: Ink): void {
    const dot = this.#pen;
    const step = (GLYPH_WIDTH + 1) * dot;
    const height = (GLYPH_HEIGHT + 2) * dot;
    const width = text.length * step + dot;
    const left = Math.max(0, Math.min(x, this.#widthPx - width));
    const top = y - height >= 0 ? y - height : y;
    this.#fill(left, top, left + width, top + height, BLACK);
    for (const [i, char] of [...text].entries()) {
      for (const [row, bits] of glyph(char).entries()) {
        for (let column = 0; column < GLYPH_WIDTH; column++) {
          if (!(bits & (1 << (GLYPH_WIDTH - 1 - column)))) continue;
          const dotX = left + dot + i * step + column * dot;
          const dotY = top + (row + 1) * dot;
          this.#fill(dotX, dotY, dotX + dot, dotY + dot, ink);
        }
      }
    }
  }

  /** Snapped to whole chroma samples, so that colours stay inside their lines. */
  #fill(x1: number, y1: number, x2: number, y2: number, ink: Ink): void {
    const clamp = (value: number, limit: number) => Math.max(0, Math.min(limit, Math.round(value / 2)));
    const [left, right] = [clamp(x1, this.#widthPx >> 1), clamp(x2, this.#widthPx >> 1)];
    const [top, bottom] = [clamp(y1, this.#heightPx >> 1), clamp(y2, this.#heightPx >> 1)];
    if (right <= left) return;
    for (let row = top; row < bottom; row++) {
      this.#row(0, 2 * row, 2 * left, 2 * right, ink.y);
      this.#row(0, 2 * row + 1, 2 * left, 2 * right, ink.y);
      this.#row(1, row, left, right, ink.u);
      this.#row(2, row, left, right, ink.v);
    }
  }

  #row(plane: number, row: number, from: number, to: number, value: number): void {
    const start = row * this.#strides[plane]!;
    this.#planes[plane]!.fill(value, start + from, start + to);
  }
}
