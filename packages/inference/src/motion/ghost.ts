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
const MAX_SLIDE_PX = 3;
/** Share of the structure that may differ when it is the same place in other light. */
const SAME_STRUCTURE = 0.35;
/** Weaker structure than this says nothing. Unit: grey levels per pixel. */
const LEAST_STRUCTURE = 6;

/** True when the changed pixels show the background's own structure: relit, or a few pixels off because the camera has turned. */
export function isBackgroundAgain(picture: GrayImage, background: Background, box: PixelBox): boolean {
  for (let dy = -MAX_SLIDE_PX; dy <= MAX_SLIDE_PX; dy++) {
    for (let dx = -MAX_SLIDE_PX; dx <= MAX_SLIDE_PX; dx++) {
      if (structureMisfit(picture, background, box, dx, dy) < SAME_STRUCTURE) return true;
    }
  }
  return false;
}

/** Difference of the gradients as a share of both. Range: 0 (same structure) to 1; 1 when there is too little structure. */
function structureMisfit(picture: GrayImage, background: Background, box: PixelBox, dx: number, dy: number): number {
  const { widthPx, heightPx, mask, mean } = background;
  const { data, strideBytes } = picture;
  const margin = MAX_SLIDE_PX + 1;
  const x1 = Math.max(margin, Math.floor(box.x1));
  const y1 = Math.max(margin, Math.floor(box.y1));
  const x2 = Math.min(widthPx - margin, Math.ceil(box.x2));
  const y2 = Math.min(heightPx - margin, Math.ceil(box.y2));
  const step = Math.max(1, Math.floor(Math.sqrt(((x2 - x1) * (y2 - y1)) / 300)));
  let differing = 0;
  let energy = 0;
  let n = 0;
  for (let y = y1; y < y2; y += step) {
    for (let x = x1; x < x2; x += step) {
      const i = y * widthPx + x;
      if (mask[i] !== CHANGED) continue;
      const from = y * strideBytes + x;
      const j = i + dy * widthPx + dx;
      const across = data[from + 1]! - data[from - 1]!;
      const down = data[from + strideBytes]! - data[from - strideBytes]!;
      const usualAcross = mean[j + 1]! - mean[j - 1]!;
      const usualDown = mean[j + widthPx]! - mean[j - widthPx]!;
      differing += Math.abs(across - usualAcross) + Math.abs(down - usualDown);
      energy += Math.abs(across) + Math.abs(down) + Math.abs(usualAcross) + Math.abs(usualDown);
      n++;
    }
  }
  return n < 4 || energy < LEAST_STRUCTURE * n ? 1 : differing / energy;
}
