// Names of what drives or lives: such things are no luggage and no waste, even when they stand still.
import { CLASS_GROUPS } from "@vigie/contracts/classes";
import type { StillObject } from "../../still-objects/index.ts";

const LIVING = ["person", "cat", "dog", "bird", "horse", "sheep", "cow"];
const DRIVEN = [...CLASS_GROUPS.vehicle!, "train"];

export function isLiving(object: StillObject): boolean {
  return object.className !== null && LIVING.includes(object.className);
}

export function isDriven(object: StillObject): boolean {
  return object.className !== null && DRIVEN.includes(object.className);
}
