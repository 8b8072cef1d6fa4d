// The boxes of one frame as the tracker wants them: axis by axis in picture heights, best first, with the borders that cut them off.
import type { Detections } from "../detections/detections.ts";
import { orderByScore } from "../detections/order.ts";
import { AXES } from "./motion-state.ts";

/** A border within this share of the picture cuts a box off. */
const borderShare = 0.004;

/** Which axes of a box a border of the picture cuts: bit 0 across (x, width), bit 1 up and down (y, height). */
export type Cut = number;

export interface Measured {
  count: number;
  /** Rows of the frame's detections, best score first. */
  order: Int32Array;
  /** Working space of the sorting. */
  keys: Float64Array;
  /** Shape: 4 per row: centre x, centre y, width, height. Unit: picture heights. */
  values: Float64Array;
  /** 1 while the row may still be given to a track; 0 for boxes without area or with numbers that are none. */
  free: Uint8Array;
  cuts: Uint8Array;
  /** Way into the picture for a box that is cut on one side: -1, 0 or 1. Shape: 2 per row, x and y. */
  inward: Int8Array;
}

export function createMeasured(capacity: number): Measured {
  return {
    count: 0,
    order: new Int32Array(capacity),
    keys: new Float64Array(capacity),
    values: new Float64Array(capacity * AXES),
    free: new Uint8Array(capacity),
    cuts: new Uint8Array(capacity),
    inward: new Int8Array(capacity * 2),
  };
}

/** Fills `into` with the frame's boxes, or a larger one when it is too small; returns which. */
export function measure(into: Measured, detections: Detections, aspect: number): Measured {
  const { boxes, count } = detections;
  const out = count > into.free.length ? createMeasured(count * 2) : into;
  out.count = count;
  orderByScore(detections, out.order, out.keys);
  for (let row = 0; row < count; row++) {
    const o = row * 4;
    const x1 = boxes[o]!;
    const y1 = boxes[o + 1]!;
    const x2 = boxes[o + 2]!;
    const y2 = boxes[o + 3]!;
    out.values[o] = ((x1 + x2) / 2) * aspect;
    out.values[o + 1] = (y1 + y2) / 2;
    out.values[o + 2] = (x2 - x1) * aspect;
    out.values[o + 3] = y2 - y1;
    out.free[row] = Number.isFinite(x1 + y1 + x2 + y2) && x2 > x1 && y2 > y1 ? 1 : 0;
    out.inward[row * 2] = (x1 < borderShare ? 1 : 0) - (x2 > 1 - borderShare ? 1 : 0);
    out.inward[row * 2 + 1] = (y1 < borderShare ? 1 : 0) - (y2 > 1 - borderShare ? 1 : 0);
    const cutAcross = x1 < borderShare || x2 > 1 - borderShare;
    const cutUpright = y1 < borderShare || y2 > 1 - borderShare;
    out.cuts[row] = (cutAcross ? 1 : 0) + (cutUpright ? 2 : 0);
  }
  return out;
}
