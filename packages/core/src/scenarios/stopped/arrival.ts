// Since when a thing stands where it stands: its last steps before that are no standing.
import { awayFrom, isCutOff, type StandingPlace, sizeOf } from "./standing-place.ts";

/** Farther from where it stands than three times as far as its boxes usually are, it was still on its way. */
const TIMES = 3;
/** Boxes are wrong by at least and at most such a part of the thing's size; nobody is told of before their time. */
const LEAST_DOUBT = 0.05;
const MOST_DOUBT = 0.2;
/** Fewer looks tell nothing. */
const LEAST_LOOKS = 3;

/**
 * When it came to stand at the middle one of its first boxes; what was before that is taken out of the mean.
 * Clock: frame time. Range: null when too few looks tell of it.
 */
export function arrivedMs(place: StandingPlace, aspect: number): number | null {
  const { looks } = place;
  if (looks.length < LEAST_LOOKS) return null;
  const middle = [0, 1, 2, 3].map((side) => middleOf(looks.map(({ box }) => box[side]!)));
  const usually = middleOf(looks.map(({ box }) => awayFrom(middle, box, aspect))) / sizeOf(middle, aspect);
  const doubt = Math.min(MOST_DOUBT, Math.max(LEAST_DOUBT, TIMES * usually)) * sizeOf(middle, aspect);
  const first = looks.findIndex(({ box }) => isThere(middle, box, doubt, aspect));
  if (first < 0) return null;
  looks.splice(0, first);
  for (let k = 0; k < 4; k++) place.box[k] = looks.reduce((sum, { box }) => sum + box[k]!, 0) / looks.length;
  place.size = sizeOf(place.box, aspect);
  return looks[0]!.ms;
}

/** At its place, or hidden on one side: three edges are where they belong. */
function isThere(middle: readonly number[], box: readonly number[], doubt: number, aspect: number): boolean {
  if (awayFrom(middle, box, aspect) <= doubt) return true;
  if (isCutOff(box)) return false;
  const off = box.filter((edge, side) => Math.abs(edge - middle[side]!) * (side % 2 === 0 ? aspect : 1) > doubt);
  return off.length <= 1;
}

function middleOf(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}
