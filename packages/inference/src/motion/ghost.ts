// A ghost is the hole that something left in the background. A thing brings edges; a ghost shows fewer than the background has.
import type { GrayImage } from "@vigie/core";
import { type Alignment, type Background, CHANGED } from "./background.ts";

export interface PixelBox {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** Edges along the outline of the changed pixels: the background's divided by the picture's. Above 1 speaks for a ghost. */
export function ghostliness(picture: GrayImage, background: Background, alignment: Alignment, box: PixelBox): number {
  const { widthPx, heightPx, mask, mean } = background;
  const { data, strideBytes } = picture;
  const x1 = Math.max(3, Math.floor(box.x1));
  const y1 = Math.max(3, Math.floor(box.y1));
  const x2 = Math.min(widthPx - 3, Math.ceil(box.x2));
  const y2 = Math.min(heightPx - 3, Math.ceil(box.y2));
  const offset = alignment.dy * widthPx + alignment.dx;
  let now = 0;
  let before = 0;
  for (let y = y1; y < y2; y++) {
    for (let x = x1; x < x2; x++) {
      const i = y * widthPx + x;
      if (mask[i] !== CHANGED) continue;
      const isOutline =
        mask[i - 1] !== CHANGED ||
        mask[i + 1] !== CHANGED ||
        mask[i - widthPx] !== CHANGED ||
        mask[i + widthPx] !== CHANGED;
      const j = i + offset;
      if (!isOutline || j < 2 * widthPx || j >= (heightPx - 2) * widthPx) continue;
      const from = y * strideBytes + x;
      now +=
        Math.abs(data[from + 2]! - data[from - 2]!) +
        Math.abs(data[from + 2 * strideBytes]! - data[from - 2 * strideBytes]!);
      before += Math.abs(mean[j + 2]! - mean[j - 2]!) + Math.abs(mean[j + 2 * widthPx]! - mean[j - 2 * widthPx]!);
    }
  }
  return before / Math.max(1, now);
}

/** How far a piece of the place may have slid without being a thing. Unit: pixels. */
const MAX_SLIDE_PX = 4;

/** True when the changed pixels are the background itself, a few pixels off: the camera has turned a little. */
export function isDisplacedBackground(picture: GrayImage, background: Background, box: PixelBox): boolean {
  const still = slideMisfit(picture, background, box, 0, 0);
  for (let dy = -MAX_SLIDE_PX; dy <= MAX_SLIDE_PX; dy++) {
    for (let dx = -MAX_SLIDE_PX; dx <= MAX_SLIDE_PX; dx++) {
      if (slideMisfit(picture, background, box, dx, dy) < 0.4 * still) return true;
    }
  }
  return false;
}

function slideMisfit(picture: GrayImage, background: Background, box: PixelBox, dx: number, dy: number): number {
  const { widthPx, heightPx, mask, mean } = background;
  const x1 = Math.max(MAX_SLIDE_PX, Math.floor(box.x1));
  const y1 = Math.max(MAX_SLIDE_PX, Math.floor(box.y1));
  const x2 = Math.min(widthPx - MAX_SLIDE_PX, Math.ceil(box.x2));
  const y2 = Math.min(heightPx - MAX_SLIDE_PX, Math.ceil(box.y2));
  const step = Math.max(1, Math.floor(Math.sqrt(((x2 - x1) * (y2 - y1)) / 400)));
  let sum = 0;
  for (let y = y1; y < y2; y += step) {
    for (let x = x1; x < x2; x += step) {
      const i = y * widthPx + x;
      if (mask[i] === CHANGED)
        sum += Math.abs(picture.data[y * picture.strideBytes + x]! - mean[i + dy * widthPx + dx]!);
    }
  }
  return sum;
}
