// What moves in a clip of an unmoving camera: everything that differs from the picture's own median over time.
import type { PlanarImage } from "@vigie/core";
import type { Corners } from "./box.ts";
import { resample } from "./picture.ts";

const MOVING_WIDTH_PX = 320;
const SAMPLES = 61;
/** Levels of 255 by which the most different colour plane must differ. */
const DIFFERENCE = 22;
/** How far a shaking camera moves the small picture. Unit: pixels. */
const SHAKE_PX = 2;
/** Smallest region. Unit: share of the picture. */
const SMALLEST = 0.0012;
/** More than this share of a picture that differs in half of all frames: the camera itself moves. */
const CAMERA_MOVES = 0.3;
/** Gaps up to this are bridged. Unit: pixels of the small picture. */
const BRIDGE_PX = 3;

export function smallPicture(picture: PlanarImage): PlanarImage {
  const heightPx = Math.round((picture.heightPx * MOVING_WIDTH_PX) / picture.widthPx);
  const whole = { xPx: 0, yPx: 0, widthPx: picture.widthPx, heightPx: picture.heightPx };
  return resample(picture, whole, MOVING_WIDTH_PX, heightPx);
}

/** Boxes of the moving regions of each frame, largest first; null where the camera moves. */
export function movingRegions(frames: readonly PlanarImage[]): Corners[][] | null {
  if (frames.length < 12) return null;
  const still = medianPicture(frames);
  const { widthPx, heightPx } = still;
  const bounds = {
    r: boundsOf(still.r, widthPx, heightPx),
    g: boundsOf(still.g, widthPx, heightPx),
    b: boundsOf(still.b, widthPx, heightPx),
  };
  const masks = frames.map((frame) => differs(frame, still, bounds));
  const shares = masks.map((mask) => mask.reduce((sum, v) => sum + v, 0) / mask.length).sort((a, b) => a - b);
  if (shares[shares.length >> 1]! > CAMERA_MOVES) return null;
  return masks.map((mask) => regions(mask, widthPx, heightPx));
}

function medianPicture(frames: readonly PlanarImage[]): PlanarImage {
  const step = Math.max(1, frames.length / SAMPLES);
  const chosen = Array.from({ length: Math.min(SAMPLES, frames.length) }, (_, i) => frames[Math.floor(i * step)]!);
  const median = (plane: "r" | "g" | "b"): Uint8Array => {
    const size = chosen[0]![plane].length;
    const out = new Uint8Array(size);
    const values = new Uint8Array(chosen.length);
    for (let at = 0; at < size; at++) {
      for (let i = 0; i < chosen.length; i++) values[i] = chosen[i]![plane][at]!;
      out[at] = values.sort()[values.length >> 1]!;
    }
    return out;
  };
  return { ...chosen[0]!, r: median("r"), g: median("g"), b: median("b") };
}

/** For each plane the darkest and the brightest that a pixel's neighbourhood is in the still picture: a shaking camera moves it so far. */
interface Bounds {
  low: Uint8Array;
  high: Uint8Array;
}

function boundsOf(plane: Uint8Array, width: number, height: number): Bounds {
  const low = Uint8Array.from(plane);
  const high = Uint8Array.from(plane);
  for (const [step, length] of [
    [1, width],
    [width, height],
  ] as const) {
    const [lowBefore, highBefore] = [Uint8Array.from(low), Uint8Array.from(high)];
    for (let at = 0; at < plane.length; at++) {
      const position = step === 1 ? at % width : Math.floor(at / width);
      for (let k = -Math.min(SHAKE_PX, position); k <= Math.min(SHAKE_PX, length - 1 - position); k++) {
        low[at] = Math.min(low[at]!, lowBefore[at + k * step]!);
        high[at] = Math.max(high[at]!, highBefore[at + k * step]!);
      }
    }
  }
  return { low, high };
}

/** By how much the camera made this frame brighter than the still picture. */
function gainOf(frame: Uint8Array, still: Uint8Array): number {
  const ratios: number[] = [];
  for (let at = 0; at < frame.length; at += 37) if (still[at]! > 20) ratios.push(frame[at]! / still[at]!);
  return ratios.sort((a, b) => a - b)[ratios.length >> 1] || 1;
}

function differs(frame: PlanarImage, still: PlanarImage, bounds: Record<"r" | "g" | "b", Bounds>): Uint8Array {
  const mask = new Uint8Array(frame.r.length);
  for (const plane of ["r", "g", "b"] as const) {
    const gain = gainOf(frame[plane], still[plane]);
    const { low, high } = bounds[plane];
    for (let at = 0; at < mask.length; at++) {
      const value = frame[plane][at]! / gain;
      if (value > high[at]! + DIFFERENCE || value < low[at]! - DIFFERENCE) mask[at] = 1;
    }
  }
  return mask;
}

function regions(mask: Uint8Array, width: number, height: number): Corners[] {
  const wide = grow(mask, width, height);
  const seen = new Uint8Array(wide.length);
  const found: { box: Corners; area: number }[] = [];
  const stack: number[] = [];
  for (let start = 0; start < wide.length; start++) {
    if (wide[start] === 0 || seen[start] === 1) continue;
    let [x1, y1, x2, y2, area] = [width, height, 0, 0, 0];
    seen[start] = 1;
    stack.push(start);
    while (stack.length > 0) {
      const at = stack.pop()!;
      const [x, y] = [at % width, Math.floor(at / width)];
      if (mask[at] === 1) {
        [x1, y1, x2, y2] = [Math.min(x1, x), Math.min(y1, y), Math.max(x2, x + 1), Math.max(y2, y + 1)];
        area++;
      }
      for (const next of [x > 0 ? at - 1 : at, x < width - 1 ? at + 1 : at, at - width, at + width]) {
        if (next < 0 || next >= wide.length || wide[next] === 0 || seen[next] === 1) continue;
        seen[next] = 1;
        stack.push(next);
      }
    }
    if (area > SMALLEST * mask.length) found.push({ box: [x1 / width, y1 / height, x2 / width, y2 / height], area });
  }
  return found.sort((a, b) => b.area - a.area).map(({ box }) => box);
}

/** Each row, then each column, made wider by the bridge. */
function grow(mask: Uint8Array, width: number, height: number): Uint8Array {
  const rows = new Uint8Array(mask.length);
  for (let at = 0; at < mask.length; at++) {
    if (mask[at] === 0) continue;
    const x = at % width;
    for (let k = Math.max(0, x - BRIDGE_PX); k <= Math.min(width - 1, x + BRIDGE_PX); k++) rows[at - x + k] = 1;
  }
  const out = new Uint8Array(mask.length);
  for (let at = 0; at < rows.length; at++) {
    if (rows[at] === 0) continue;
    const y = Math.floor(at / width);
    for (let k = Math.max(0, y - BRIDGE_PX); k <= Math.min(height - 1, y + BRIDGE_PX); k++)
      out[at + (k - y) * width] = 1;
  }
  return out;
}
