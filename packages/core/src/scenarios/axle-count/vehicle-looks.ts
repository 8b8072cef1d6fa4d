// What was seen of one vehicle on its way: where it was at each look, which part of it was free, and what looked like a wheel.
import { lookForWheels, type WheelLook } from "../../picture/wheels.ts";
import type { GrayImage } from "../../ports/video.ts";

export interface VehicleLook {
  ms: number;
  /** Shape: [x1, y1, x2, y2]. Unit: pixels of the picture that wheels are looked for in. */
  box: readonly [number, number, number, number];
  /** The box ends at the edge of the picture: how far the vehicle goes on nobody sees. */
  isCutLeft: boolean;
  isCutRight: boolean;
  /** Columns that something nearer hides. Shape: [from, to] each. */
  hidden: readonly (readonly [number, number])[];
  wheels: WheelLook;
}

/** Nearer to the edge of the picture than this a box may be cut off by it: smoothed boxes come late. Unit: share of the width. */
const EDGE = 0.04;
/** Smaller vehicles show no wheels. Unit: pixels of height. */
const LOWEST_PX = 26;
/** With the looks so far apart as they are at least, about six seconds. */
const MOST_LOOKS = 72;

export type Boxed = readonly [number, number, number, number];

/** The newest looks of one vehicle, oldest first. */
export interface VehicleLooks {
  readonly all: readonly VehicleLook[];
  take(ms: number, box: Boxed, nearer: readonly Boxed[], gray: GrayImage): void;
}

/** Boxes are normalised. Cost of each look: some milliseconds. */
export function createVehicleLooks(): VehicleLooks {
  const all: VehicleLook[] = [];
  return {
    all,
    take(ms, box, nearer, gray) {
      const { widthPx, heightPx } = gray;
      const px = [box[0] * widthPx, box[1] * heightPx, box[2] * widthPx, box[3] * heightPx] as const;
      const wheels = px[3] - px[1] < LOWEST_PX ? null : lookForWheels(gray, px);
      if (!wheels) return;
      all.push({
        ms,
        box: px,
        isCutLeft: box[0] <= EDGE,
        isCutRight: box[2] >= 1 - EDGE,
        hidden: nearer.map(([x1, , x2]) => [x1 * widthPx, x2 * widthPx]),
        wheels,
      });
      if (all.length > MOST_LOOKS) all.shift();
    },
  };
}

/** True when the other stands before the lower edge of the vehicle: nearer, and over the place of its wheels. */
export function hidesWheels(box: Boxed, other: Boxed): boolean {
  const height = box[3] - box[1];
  if (other[3] <= box[3] + 0.04 * height || other[1] >= box[3]) return false;
  return other[0] < box[2] && other[2] > box[0];
}
