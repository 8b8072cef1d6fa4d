// What drives or lives is no luggage and no waste, even when it stands still.
import { CLASS_GROUPS } from "@vigie/contracts/classes";
import type { StillObject } from "../../still-objects/index.ts";

const LIVING = ["person", "cat", "dog", "bird", "horse", "sheep", "cow"];
const DRIVEN = [...CLASS_GROUPS.vehicle!, "train"];

export function isLiving(object: StillObject): boolean {
  return object.className !== null && LIVING.includes(object.className);
}

export function isDriven(object: StillObject): boolean {
  return object.className !== null && isDrivenClass(object.className);
}

/** True for what drives. */
export function isDrivenClass(className: string): boolean {
  return DRIVEN.includes(className);
}

/** True for what was put down here and neither lives nor drives. Unit of the sizes: picture heights. */
export function isLeftThing(object: StillObject, smallest: number, largest: number): boolean {
  if (object.change !== "appeared" || object.side < smallest || object.side > largest) return false;
  return !isDriven(object) && !isLiving(object);
}
