// Looks at one vehicle laid over each other: by the ends that the picture shows, and by what looks like wheels.
import { median } from "../../picture/median.ts";
import type { VehicleLook } from "./vehicle-looks.ts";

/** All looks as one. Unit of places: pixels from the left end of the vehicle, as large as it was in the middle of its way. */
export interface Laid {
  lengthPx: number;
  /** Sum of likenesses, and how many looks showed the place free. */
  sum: Float32Array;
  looks: Uint16Array;
}

/** A look with its likeness to a wheel column by column. */
export interface RowedLook extends VehicleLook {
  row: Float32Array;
}

/** Columns less like a wheel than this do not say how a look lies. */
const CLEAR = 0.3;

/** How a look lies along the vehicle: where its left end is in the picture, and how large it is there. */
interface Lie {
  atPx: number;
  scale: number;
}

/** Places this far beyond both ends are kept too: boxes are not exact. Unit: pixels. */
export const BEYOND_PX = 24;
/** A whole box that is so much longer or shorter than most is not of the whole vehicle, or of two. Logarithm. */
const ODD = 0.25;
/** Found ends and sizes are tried a little otherwise. Unit of shifts: heights. */
const SHIFT = 0.2;
const SCALES = [0.88, 0.9, 0.92, 0.94, 0.96, 0.98, 1, 1.02, 1.04, 1.06, 1.08, 1.1, 1.12] as const;

/** Null when the picture never showed the whole of it. */
export function layOver(looks: readonly RowedLook[]): Laid | null {
  const whole = looks.filter(({ isCutLeft, isCutRight }) => !isCutLeft && !isCutRight);
  if (whole.length === 0) return null;
  const lengthPx = median(whole.map(({ box }) => box[2] - box[0]));
  const oddness = (look: VehicleLook): number =>
    look.isCutLeft || look.isCutRight ? 1 : Math.abs(Math.log((look.box[2] - look.box[0]) / lengthPx));
  const isOddSize = (look: VehicleLook): boolean => oddness(look) < 1 && oddness(look) > ODD;
  const size = Math.ceil(lengthPx) + 2 * BEYOND_PX;
  const laid: Laid = { lengthPx, sum: new Float32Array(size), looks: new Uint16Array(size) };
  const placed = looks
    .map((look) => ({ look, lie: lieOf(look, lengthPx) }))
    .filter((each): each is { look: RowedLook; lie: Lie } => each.lie !== null && !isOddSize(each.look));
  // Those that show it whole and as long as most first: they say best where its wheels are.
  placed.sort((a, b) => oddness(a.look) - oddness(b.look));
  for (let round = 0; round < 2; round++)
    for (const each of placed) {
      if (round > 0) lay(each.look, each.lie, laid, -1);
      each.lie = bestLie(each.look, lieOf(each.look, lengthPx)!, laid);
      lay(each.look, each.lie, laid, 1);
    }
  return laid;
}

/** By the end that the picture shows, or by its middle; null when it shows neither end. */
function lieOf({ box, isCutLeft, isCutRight }: VehicleLook, lengthPx: number): Lie | null {
  if (isCutLeft && isCutRight) return null;
  if (isCutLeft) return { atPx: box[2] - lengthPx, scale: 1 };
  return { atPx: isCutRight ? box[0] : (box[0] + box[2] - lengthPx) / 2, scale: 1 };
}

/** The lie in which what looks like wheels lies best over what looked like wheels at other looks. */
function bestLie(look: RowedLook, lie: Lie, laid: Laid): Lie {
  const tolerance = Math.max(2, Math.round(SHIFT * (look.box[3] - look.box[1])));
  const step = Math.max(1, tolerance >> 3);
  // Made larger, it stays where the end is that it shows, or its middle.
  const held = look.isCutLeft ? 1 : look.isCutRight ? 0 : 0.5;
  const clear = clearColumns(look);
  let [best, bestLike] = [lie, 0];
  for (const factor of SCALES) {
    const scale = lie.scale * factor;
    const grownPx = laid.lengthPx * (scale - lie.scale);
    for (let shift = -tolerance; shift <= tolerance; shift += step) {
      const tried = { atPx: lie.atPx - held * grownPx + shift, scale };
      let like = 0;
      for (const { x, likeness } of clear) {
        const place = Math.round((x - tried.atPx) / scale) + BEYOND_PX;
        const looks = laid.looks[place] ?? 0;
        if (looks > 0) like += likeness ** 2 * (laid.sum[place]! / looks) ** 2;
      }
      like *= 1 - 0.06 * Math.abs(shift / tolerance) - 0.6 * Math.abs(factor - 1);
      if (like > bestLike) [best, bestLike] = [tried, like];
    }
  }
  return best;
}

function clearColumns({ row, wheels, hidden }: RowedLook): { x: number; likeness: number }[] {
  const clear: { x: number; likeness: number }[] = [];
  row.forEach((likeness, i) => {
    const x = wheels.fromPx + (i + 0.5) * wheels.stepPx;
    if (likeness >= CLEAR && !hidden.some(([from, to]) => x > from && x < to)) clear.push({ x, likeness });
  });
  return clear;
}

function lay(look: RowedLook, lie: Lie, { sum, looks, ...rest }: Laid, sign: 1 | -1): void {
  eachPlace(look, lie, { sum, looks, ...rest }, (place, likeness) => {
    sum[place]! += sign * likeness;
    looks[place]! += sign;
  });
}

/** Every place along the vehicle that this look shows, with the best likeness right around it. */
function eachPlace(
  { wheels, row, hidden, box }: RowedLook,
  { atPx, scale }: Lie,
  { sum }: Laid,
  take: (place: number, likeness: number) => void,
): void {
  const { fromPx, stepPx } = wheels;
  const [first, last] = [fromPx, fromPx + row.length * stepPx];
  // A wheel that the edge of the picture or somebody cuts cannot be seen.
  const margin = 0.1 * (box[3] - box[1]);
  for (let place = 0; place < sum.length; place++) {
    const x = atPx + (place - BEYOND_PX) * scale;
    if (x < first + margin || x >= last - margin) {
      if (x < first || x >= last || first <= 0 || box[2] > last + 2) continue;
    }
    if (hidden.some(([from, to]) => x > from - margin && x < to + margin)) continue;
    const i = Math.floor((x - fromPx) / stepPx);
    take(place, Math.max(row[i]!, row[i - 1] ?? 0, row[i + 1] ?? 0));
  }
}
