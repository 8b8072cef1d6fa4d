// How many axles a vehicle has, from all looks at it: laid over each other by its movement, so that a wheel is what was seen again and again.
import type { VehicleLook } from "./vehicle-looks.ts";

/** Why the number is not known. */
export type NotKnown = "small" | "slanted" | "cut" | "unclear";
export type AxleFinding = { axles: number; sureness: number } | { axles: null; because: NotKnown };

/** With fewer looks nothing is put together. */
const FEWEST_LOOKS = 4;
/** Each place along the vehicle must have been free in so many looks. */
const FEWEST_AT = 3;
/** A wheel is so much like one on average; between the two nobody can say. */
const WHEEL = 0.42;
const NO_WHEEL = 0.33;
/** ... and not less than so much of what the clearest wheel is. */
const OF_BEST = 0.62;
const DOUBT_OF_BEST = 0.52;
/** The way goes so much up or down at most. Unit: of what it goes sideways. */
const STEEPEST = 0.35;
/** From the side a vehicle is longer than high. */
const LONGEST_SIDE = 1.15;
/** From its first to its last axle it is so long at least. Unit: of its length. */
const SPAN = 0.3;

export function countAxles(looks: readonly VehicleLook[]): AxleFinding {
  if (looks.length < FEWEST_LOOKS) return { axles: null, because: "small" };
  if (isSlanted(looks)) return { axles: null, because: "slanted" };
  const laid = layOver(looks);
  if (!laid) return { axles: null, because: "cut" };
  const found = wheelsAlong(laid);
  const { wheels, isDoubtful, isCovered } = found;
  if (!isCovered) return { axles: null, because: "cut" };
  if (isDoubtful || wheels.length < 2) return { axles: null, because: "unclear" };
  const span = wheels.at(-1)!.at - wheels[0]!.at;
  if (span < SPAN * laid.lengthPx) return { axles: null, because: "slanted" };
  return { axles: wheels.length, sureness: Math.min(...wheels.map(({ likeness }) => likeness)) };
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

/** All looks as one. Unit of places: pixels from the left end of the vehicle, as large as it was in the middle of its way. */
interface Laid {
  lengthPx: number;
  sum: Float32Array;
  looks: Uint16Array;
  /** Radius of the tyres. Unit: pixels. */
  radiusPx: number;
}

/** How a look lies along the vehicle: where its left end is in the picture, and how large it is there. */
interface Lie {
  atPx: number;
  scale: number;
}

/** Places this far beyond both ends are kept too: boxes are not exact. Unit: pixels. */
const BEYOND_PX = 24;
/** Found ends and sizes are tried a little otherwise. Unit of shifts: heights. */
const SHIFT = 0.2;
const SCALES = [0.88, 0.9, 0.92, 0.94, 0.96, 0.98, 1, 1.02, 1.04, 1.06, 1.08, 1.1, 1.12] as const;

/** Null when the picture never showed the whole of it. */
function layOver(looks: readonly VehicleLook[]): Laid | null {
  const whole = looks.filter(({ isCutLeft, isCutRight }) => !isCutLeft && !isCutRight);
  if (whole.length === 0) return null;
  const lengthPx = median(whole.map(({ box }) => box[2] - box[0]));
  const size = Math.ceil(lengthPx) + 2 * BEYOND_PX;
  const laid: Laid = { lengthPx, sum: new Float32Array(size), looks: new Uint16Array(size), radiusPx: 0 };
  const placed = looks
    .map((look) => ({ look, lie: lieOf(look, lengthPx) }))
    .filter((each): each is { look: VehicleLook; lie: Lie } => each.lie !== null);
  // Those that show it whole first: they say best where its wheels are.
  const isWhole = ({ look }: { look: VehicleLook }) => Number(whole.includes(look));
  placed.sort((a, b) => isWhole(b) - isWhole(a));
  for (let round = 0; round < 2; round++)
    for (const each of placed) {
      if (round > 0) lay(each.look, each.lie, laid, -1);
      each.lie = bestLie(each.look, lieOf(each.look, lengthPx)!, laid);
      lay(each.look, each.lie, laid, 1);
    }
  const radii = placed.flatMap(({ look, lie }) => {
    const best = bestOf(look);
    return best.likeness >= WHEEL ? [best.radiusPx / lie.scale] : [];
  });
  laid.radiusPx = radii.length > 0 ? median(radii) : lengthPx * 0.05;
  return laid;
}

/** By the end that the picture shows, or by its middle; null when it shows neither end. */
function lieOf({ box, isCutLeft, isCutRight }: VehicleLook, lengthPx: number): Lie | null {
  if (isCutLeft && isCutRight) return null;
  if (isCutLeft) return { atPx: box[2] - lengthPx, scale: 1 };
  return { atPx: isCutRight ? box[0] : (box[0] + box[2] - lengthPx) / 2, scale: 1 };
}

/** The lie in which what looks like wheels lies best over what looked like wheels at other looks. */
function bestLie(look: VehicleLook, lie: Lie, laid: Laid): Lie {
  const tolerance = Math.max(2, Math.round(SHIFT * (look.box[3] - look.box[1])));
  const step = Math.max(1, tolerance >> 3);
  // Made larger, it stays where the end is that it shows, or its middle.
  const held = look.isCutLeft ? 1 : look.isCutRight ? 0 : 0.5;
  let [best, bestLike] = [lie, 0];
  for (const factor of SCALES) {
    const scale = lie.scale * factor;
    const grownPx = laid.lengthPx * (scale - lie.scale);
    for (let shift = -tolerance; shift <= tolerance; shift += step) {
      const tried = { atPx: lie.atPx - held * grownPx + shift, scale };
      let like = 0;
      eachPlace(look, tried, laid, (place, likeness) => {
        const looks = laid.looks[place]!;
        if (looks > 0) like += likeness ** 2 * (laid.sum[place]! / looks) ** 2;
      });
      like *= 1 - 0.06 * Math.abs(shift / tolerance) - 0.6 * Math.abs(factor - 1);
      if (like > bestLike) [best, bestLike] = [tried, like];
    }
  }
  return best;
}

function lay(look: VehicleLook, lie: Lie, { sum, looks, ...rest }: Laid, sign: 1 | -1): void {
  eachPlace(look, lie, { sum, looks, ...rest }, (place, likeness) => {
    sum[place]! += sign * likeness;
    looks[place]! += sign;
  });
}

/** Every place along the vehicle that this look shows, with the best likeness right around it. */
function eachPlace(
  { wheels, hidden, box }: VehicleLook,
  { atPx, scale }: Lie,
  { sum }: Laid,
  take: (place: number, likeness: number) => void,
): void {
  const { likeness, fromPx, stepPx } = wheels;
  const [first, last] = [fromPx, fromPx + likeness.length * stepPx];
  // A wheel that the edge of the picture or somebody cuts cannot be seen.
  const margin = 0.1 * (box[3] - box[1]);
  for (let place = 0; place < sum.length; place++) {
    const x = atPx + (place - BEYOND_PX) * scale;
    if (x < first + margin || x >= last - margin) {
      if (x < first || x >= last || first <= 0 || box[2] > last + 2) continue;
    }
    if (hidden.some(([from, to]) => x > from - margin && x < to + margin)) continue;
    const i = Math.floor((x - fromPx) / stepPx);
    take(place, Math.max(likeness[i]!, likeness[i - 1] ?? 0, likeness[i + 1] ?? 0));
  }
}

interface Along1 {
  at: number;
  likeness: number;
}

/** Peaks of what looks like a wheel, none nearer to another than wheels can stand. */
function wheelsAlong({ sum, looks, radiusPx }: Laid): { wheels: Along1[]; isDoubtful: boolean; isCovered: boolean } {
  const [first, last] = [0, sum.length - 1];
  const mean = sum.map((value, place) => (looks[place]! >= FEWEST_AT ? value / looks[place]! : 0));
  const uncovered = looks.subarray(BEYOND_PX, -BEYOND_PX).filter((count) => count < FEWEST_AT).length;
  const peaks: Along1[] = [];
  const apart = 1.75 * radiusPx;
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

function bestOf({ wheels }: VehicleLook): { likeness: number; radiusPx: number } {
  let best = 0;
  for (let i = 1; i < wheels.likeness.length; i++) if (wheels.likeness[i]! > wheels.likeness[best]!) best = i;
  return { likeness: wheels.likeness[best] ?? 0, radiusPx: wheels.radiusPx[best] ?? 0 };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
