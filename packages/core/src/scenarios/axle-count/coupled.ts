// Boxes that go along together without a gap for a wheel between them are one vehicle: a car and its caravan, a lorry and its cab.
import { boxArea, boxOverlap } from "../../geometry/index.ts";
import type { Thing } from "../../observations/index.ts";
import { median } from "../../picture/median.ts";
import type { WheelLook } from "../../picture/wheels.ts";
import type { NotKnown } from "./count-axles.ts";
import type { VehicleLook, VehicleLooks } from "./vehicle-looks.ts";

/** Coupled boxes leave a gap of so much at most. Unit: heights of the lower one. */
const GAP = 1;
/** ... stand on the same ground. Unit: heights of the higher one. */
const LEVEL = 0.16;
/** ... and keep their distance: it varies so much at most. Unit: heights of the higher one. */
const VARIES = 0.45;
/** In so many common looks, and in so much of the looks of the one that was seen less. */
const TOGETHER = 3;
const MOSTLY = 0.5;
/** Two that look like cars and follow each other keep their distance while they go faster or slower by so much, when they are coupled. Unit: heights of the higher one. */
const VARIES_OF_CARS = 0.12;
const OTHER_SPEED = 1.5;
/** Speeds are taken over so many looks, and told from trembling when so far apart. Unit: heights per second. */
const SPEED_LOOKS = 4;
const SURE_CHANGE = 0.4;
/** Of the smaller box so much lies in the larger one: no queue looks like that. */
const SAME_CAR = 0.5;
/** ... of which so many show them like this: boxes are not exact. */
const NEARLY_ALWAYS = 0.75;

/** One vehicle in one or several boxes. */
export interface Vehicle {
  /** The largest first. */
  parts: readonly Thing[];
  looks: readonly VehicleLook[];
  /** Why there are no looks, when there are none. */
  without: NotKnown;
}

/** The thing with everything that goes along with it. */
export function vehicleOf(looks: ReadonlyMap<Thing, VehicleLooks>, thing: Thing): Vehicle {
  const own = looks.get(thing);
  const parts = [thing];
  let all = own?.all ?? [];
  for (const [other, { all: theirs }] of looks) {
    if (other === thing || !areCoupled(all, theirs, isCar(other) && parts.some(isCar))) continue;
    parts.push(other);
    all = coupledLooks(all, theirs);
  }
  // Without a picture that could be trusted there were no looks at all.
  return { parts: parts.sort((a, b) => b.size - a.size), looks: all, without: own ? "small" : "unclear" };
}

function isCar({ className }: Thing): boolean {
  return className === "car";
}

/** True when both were one vehicle all the while. Cars also follow each other as near as that, in a queue. */
function areCoupled(a: readonly VehicleLook[], b: readonly VehicleLook[], areCars: boolean): boolean {
  const pairs = common(a, b).filter(([p, q]) => (areCars ? !isCut(p) && !isCut(q) : showBetween(p, q)));
  if (pairs.length < TOGETHER || pairs.length < MOSTLY * Math.min(uncut(a), uncut(b))) return false;
  const near = pairs.filter(([{ box: p }, { box: q }]) => {
    const [lower, higher] = [Math.min(p[3] - p[1], q[3] - q[1]), heightOfBoth(p, q)];
    return gapBetween(p, q) <= GAP * lower && Math.abs(p[3] - q[3]) <= LEVEL * higher;
  });
  if (near.length < NEARLY_ALWAYS * pairs.length) return false;
  const gaps = near.map(([{ box: p }, { box: q }]) => gapBetween(p, q) / heightOfBoth(p, q));
  const usual = median(gaps);
  const off = gaps.map((gap) => Math.abs(gap - usual));
  if (median(off) > VARIES / 2) return false;
  if (!areCars || median(near.map(([p, q]) => shareOfSmaller(p.box, q.box))) >= SAME_CAR) return true;
  return off.every((away) => away <= VARIES_OF_CARS) && changesSpeed(near.map(([look]) => look));
}

/** True when the ends at which the two meet are both in the picture, whatever it cuts off at the others. */
function showBetween(p: VehicleLook, q: VehicleLook): boolean {
  const [left, right] = p.box[0] + p.box[2] <= q.box[0] + q.box[2] ? [p, q] : [q, p];
  return !left.isCutRight && !right.isCutLeft;
}

/** True when it went clearly faster at one time than at another. */
function changesSpeed(looks: readonly VehicleLook[]): boolean {
  const speeds = looks.slice(SPEED_LOOKS).map((look, i) => {
    const before = looks[i]!;
    const way = Math.abs(look.box[0] + look.box[2] - before.box[0] - before.box[2]) / 2;
    return way / (look.box[3] - look.box[1]) / ((look.ms - before.ms) / 1000);
  });
  const [slowest, fastest] = [Math.min(...speeds), Math.max(...speeds)];
  return fastest >= OTHER_SPEED * slowest && fastest - slowest >= SURE_CHANGE;
}

function shareOfSmaller(a: VehicleLook["box"], b: VehicleLook["box"]): number {
  return boxOverlap(a, b) / Math.min(boxArea(a), boxArea(b));
}

/** Negative where they overlap. */
function gapBetween(a: VehicleLook["box"], b: VehicleLook["box"]): number {
  return Math.max(a[0], b[0]) - Math.min(a[2], b[2]);
}

function heightOfBoth(a: VehicleLook["box"], b: VehicleLook["box"]): number {
  return Math.max(a[3] - a[1], b[3] - b[1]);
}

/** Of the smaller box so much lies in the larger one: it is a part of it. */
const INSIDE = 0.85;

/** Looks at both as one. */
function coupledLooks(a: readonly VehicleLook[], b: readonly VehicleLook[]): readonly VehicleLook[] {
  const pairs = common(a, b);
  if (median(pairs.map(([p, q]) => shareInside(q.box, p.box))) >= INSIDE) return a;
  if (median(pairs.map(([p, q]) => shareInside(p.box, q.box))) >= INSIDE) return b;
  // What only one of them was seen in shows a part, and nobody knows which.
  const joined = pairs.map(([p, q]) => joinedLook(p, q));
  if (uncut(joined) >= TOGETHER) return joined;
  // They were one box by the time that the whole vehicle was in the picture.
  const [longer, other] = wholeLengthPx(a) >= wholeLengthPx(b) ? [a, b] : [b, a];
  const apart = common(longer, other).filter(([look]) => !isCut(look)).length;
  return uncut(longer) >= TOGETHER && apart < TOGETHER ? longer : joined;
}

function shareInside(box: VehicleLook["box"], other: VehicleLook["box"]): number {
  return boxOverlap(box, other) / boxArea(box);
}

function joinedLook(a: VehicleLook, b: VehicleLook): VehicleLook {
  const box = [
    Math.min(a.box[0], b.box[0]),
    Math.min(a.box[1], b.box[1]),
    Math.max(a.box[2], b.box[2]),
    Math.max(a.box[3], b.box[3]),
  ] as const;
  return {
    ms: a.ms,
    box,
    isCutLeft: a.isCutLeft || b.isCutLeft,
    isCutRight: a.isCutRight || b.isCutRight,
    hidden: [...a.hidden.filter((range) => !isBox(range, b)), ...b.hidden.filter((range) => !isBox(range, a))],
    wheels: joinedWheels(a.wheels, b.wheels),
  };
}

/** True when that is what hides: the other part of the same vehicle. */
function isBox([from, to]: readonly [number, number], { box }: VehicleLook): boolean {
  return Math.abs(from - box[0]) < 1 && Math.abs(to - box[2]) < 1;
}

/** Radii are those of the higher one; each takes what the other found nearest to it. */
function joinedWheels(a: WheelLook, b: WheelLook): WheelLook {
  const { radiiPx } = a.radiiPx[0]! >= b.radiiPx[0]! ? a : b;
  const fromPx = Math.min(a.fromPx, b.fromPx);
  const columns = Math.max(...[a, b].map((look) => look.fromPx + look.columns * look.stepPx)) - fromPx;
  const likeness = new Float32Array(radiiPx.length * columns);
  const groundPx = new Float32Array(radiiPx.length * columns);
  for (const look of [a, b])
    look.radiiPx.forEach((radius, k) => {
      const off = radiiPx.map((other) => Math.abs(Math.log(other / radius)));
      const row = off.indexOf(Math.min(...off)) * columns;
      for (let i = 0; i < look.columns * look.stepPx; i++) {
        const from = k * look.columns + Math.floor(i / look.stepPx);
        const at = row + look.fromPx - fromPx + i;
        if (look.likeness[from]! <= likeness[at]!) continue;
        likeness[at] = look.likeness[from]!;
        groundPx[at] = look.groundPx[from]!;
      }
    });
  return { fromPx, stepPx: 1, columns, radiiPx, likeness, groundPx };
}

function common(a: readonly VehicleLook[], b: readonly VehicleLook[]): [VehicleLook, VehicleLook][] {
  const byMs = new Map(b.map((look) => [look.ms, look]));
  return a.flatMap((look): [VehicleLook, VehicleLook][] => {
    const other = byMs.get(look.ms);
    return other ? [[look, other]] : [];
  });
}

function isCut({ isCutLeft, isCutRight }: VehicleLook): boolean {
  return isCutLeft || isCutRight;
}

/** Of looks that nothing cuts; 0 without any. */
function wholeLengthPx(looks: readonly VehicleLook[]): number {
  return median(looks.filter((look) => !isCut(look)).map(({ box }) => box[2] - box[0]));
}

function uncut(looks: readonly VehicleLook[]): number {
  return looks.filter((look) => !isCut(look)).length;
}
