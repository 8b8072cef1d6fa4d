// Who rides along in or on a moving vehicle stands nowhere himself: the driver in the cab, faces behind the windows of a bus.
import { boxArea, boxOverlap } from "../geometry/index.ts";
import { speedOf, type Thing } from "../observations/index.ts";

/** Classes that carry somebody along. */
export const CARRIERS: readonly string[] = ["car", "bus", "truck", "train", "boat", "motorcycle"];
/** So much of the person inside the vehicle's box, with the feet clearly above its lower edge, moving alike. */
const INSIDE = 0.75;
const ABOVE = 0.08;
const APART = 0.35;
/** Slower, a vehicle carries nobody away. Unit: sizes per second. */
const MOVES = 0.1;

/** True when a moving vehicle among the things carries the person. */
export function isCarried(person: Thing, things: readonly Thing[]): boolean {
  if (person.className !== "person") return false;
  return things.some((other) => other.seen && CARRIERS.includes(other.className) && ridesOn(person, other));
}

/** True when the box moves along inside the box of the vehicle. */
export function ridesOn(person: Thing, vehicle: Thing): boolean {
  const [p, v] = [person.box, vehicle.box];
  if (shareInside(person, vehicle) < INSIDE || v[3] - p[3] < ABOVE * (v[3] - v[1])) return false;
  return goesAlong(person, vehicle);
}

/** So much of the first one's box lies inside the second one's. Range: 0 to 1. */
export function shareInside(inner: Thing, outer: Thing): number {
  const area = boxArea(inner.box);
  return area > 0 ? boxOverlap(inner.box, outer.box) / area : 0;
}

/** True when the vehicle moves and the other one moves alike. */
export function goesAlong(person: Thing, vehicle: Thing): boolean {
  if (speedOf(vehicle) < MOVES) return false;
  return Math.hypot(person.vx - vehicle.vx, person.vy - vehicle.vy) <= APART * Math.hypot(vehicle.vx, vehicle.vy);
}
