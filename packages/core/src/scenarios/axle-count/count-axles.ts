// How many axles a vehicle has, from all looks at it: laid over each other by its movement, so that a wheel is what was seen again and again.
import { median } from "../../picture/median.ts";
import { wheelPairs, wheelRow } from "../../picture/wheel-row.ts";
import { BEYOND_PX, type Laid, layOver } from "./lay-over.ts";
import type { VehicleLook } from "./vehicle-looks.ts";

/** Why the number is not known. */
export type NotKnown = "small" | "slanted" | "cut" | "unclear";
export type AxleFinding = { axles: number } | { axles: null; because: NotKnown };

/** With fewer looks nothing is put together. */
const FEWEST_LOOKS = 4;
/** Each place along the vehicle must have been free in so many looks. */
const FEWEST_AT = 3;
/** ... and the vehicle must have been whole in the picture so often. */
const FEWEST_WHOLE = 2;
/** A wheel is so much like one on average; between the two nobody can say. */
const WHEEL = 0.42;
const NO_WHEEL = 0.33;
/**
 * ... and not less than so much of what the clearest wheel is. Of 161 drawn vehicles by day, at night and in rain no wheel had less than 0.78 of
 * it, and nothing that was none more than 0.54.
 */
const OF_BEST = 0.62;
const DOUBT_OF_BEST = 0.57;
/** The way goes so much up or down at most. Unit: of what it goes sideways. */
const STEEPEST = 0.35;
/** From the side a vehicle is longer than high. */
const LONGEST_SIDE = 1.15;
/** No axle is nearer to the next, though the radius is not known exactly. Unit: radii, and heights of the vehicle. */
const NEAREST = 1.75;
const APART = 2;
const APART_HEIGHTS = 0.25;
/** From its first to its last axle it is so long at least. Unit: of its length. */
const SPAN = 0.3;

export function countAxles(looks: readonly VehicleLook[]): AxleFinding {
  if (looks.length < FEWEST_LOOKS) return { axles: null, because: "small" };
  if (isSlanted(looks)) return { axles: null, because: "slanted" };
  const whole = looks.filter(({ isCutLeft, isCutRight }) => !isCutLeft && !isCutRight);
  if (whole.length < FEWEST_WHOLE) return { axles: null, because: "cut" };
  const likely = likelyWheels(whole);
  if (!likely) return { axles: null, because: "unclear" };
  const laid = layOver(looks.map((look) => ({ ...look, row: rowOf(look, likely) })));
  if (!laid) return { axles: null, because: "cut" };
  const heightPx = median(whole.map(({ box }) => box[3] - box[1]));
  const apart = Math.max(NEAREST * likely.radiusPx, Math.min(APART * likely.radiusPx, APART_HEIGHTS * heightPx));
  const { wheels, isDoubtful, isCovered } = wheelsAlong(laid, apart);
  if (!isCovered) return { axles: null, because: "cut" };
  if (isDoubtful || wheels.length < 2) return { axles: null, because: "unclear" };
  const span = wheels.at(-1)!.at - wheels[0]!.at;
  if (span < SPAN * laid.lengthPx) return { axles: null, because: "slanted" };
  return { axles: wheels.length };
}

function isSlanted(looks: readonly VehicleLook[]): boolean {
  const [first, last] = [looks[0]!, looks.at(-1)!];
  const middle = ({ box }: VehicleLook) => (box[0] + box[2]) / 2;
  const [across, down] = [Math.abs(middle(last) - middle(first)), Math.abs(last.box[3] - first.box[3])];
  const whole = looks.filter(({ isCutLeft, isCutRight }) => !isCutLeft && !isCutRight);
  const isHigh =
    whole.length > 0 && median(whole.map(({ box }) => (box[2] - box[0]) / (box[3] - box[1]))) < LONGEST_SIDE;
  return isHigh || down > STEEPEST * across;
}

/** Wheels as most looks have them. */
interface LikelyWheels {
  radiusPx: number;
  slope: number;
}

/** The radius of which pairs of wheels are the clearest over all looks, and how the ground under them goes. */
function likelyWheels(whole: readonly VehicleLook[]): LikelyWheels | null {
  const pairs = whole.map(({ wheels }) => wheelPairs(wheels));
  const sums = pairs[0]!.map((_, k) => pairs.reduce((sum, of) => sum + (of[k]?.likeness ?? 0), 0));
  const k = sums.indexOf(Math.max(...sums));
  const found = pairs.flatMap((of) => of[k] ?? []);
  if (found.length < FEWEST_WHOLE) return null;
  return {
    radiusPx: median(whole.map(({ wheels }) => wheels.radiiPx[k]!)),
    slope: median(found.map(({ slope }) => slope)),
  };
}

function rowOf({ wheels }: VehicleLook, { radiusPx, slope }: LikelyWheels): Float32Array {
  const off = wheels.radiiPx.map((radius) => Math.abs(Math.log(radius / radiusPx)));
  return wheelRow(wheels, off.indexOf(Math.min(...off)), slope);
}

interface Wheel {
  at: number;
  likeness: number;
}

/** Peaks of what looks like a wheel, none nearer to another than wheels can stand. */
function wheelsAlong(
  { sum, looks }: Laid,
  apart: number,
): { wheels: Wheel[]; isDoubtful: boolean; isCovered: boolean } {
  const [first, last] = [0, sum.length - 1];
  const mean = sum.map((value, place) => (looks[place]! >= FEWEST_AT ? value / looks[place]! : 0));
  const uncovered = looks.subarray(BEYOND_PX, -BEYOND_PX).filter((count) => count < FEWEST_AT).length;
  const peaks: Wheel[] = [];
  const places = Array.from({ length: last - first + 1 }, (_, k) => first + k).sort((a, b) => mean[b]! - mean[a]!);
  for (const place of places) {
    const likeness = mean[place]!;
    if (likeness < NO_WHEEL) break;
    if (peaks.some(({ at }) => Math.abs(at - place) < apart)) continue;
    peaks.push({ at: place, likeness });
  }
  const best = peaks[0]?.likeness ?? 0;
  const wheels = peaks.filter(({ likeness }) => likeness >= Math.max(WHEEL, OF_BEST * best));
  const isDoubtful = peaks.some(
    ({ likeness }) =>
      likeness >= Math.max(NO_WHEEL, DOUBT_OF_BEST * best) && likeness < Math.max(WHEEL, OF_BEST * best),
  );
  wheels.sort((a, b) => a.at - b.at);
  return { wheels, isDoubtful, isCovered: uncovered <= 0.12 * (last - first + 1) };
}
