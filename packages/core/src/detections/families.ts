// Families of classes that a detector confuses for one and the same thing.
import { lookAlikeMask, VEHICLE_NAME } from "./look-alikes.ts";

/** Two boxes at one place whose classes share a family are one thing; a person on a bicycle stays two. */
export const CLASS_FAMILIES: readonly (readonly string[])[] = [
  ["car", "truck", "bus", "train"],
  ["bicycle", "motorcycle"],
  ["backpack", "handbag", "suitcase"],
  ["cat", "dog"],
  ["horse", "cow", "sheep"],
];

/** Family number of each class, by class id; a class without relatives is a family of its own. */
export function classFamilies(classes: readonly string[]): Uint8Array {
  const families = new Uint8Array(classes.length);
  for (let id = 0; id < classes.length; id++) {
    const family = CLASS_FAMILIES.find((members) => members.includes(classes[id]!));
    const first = family ? classes.findIndex((name) => family.includes(name)) : -1;
    families[id] = first < 0 ? id : first;
  }
  return families;
}

/** True when boxes of two classes at one place may show one thing. */
export type Kinship = (a: number, b: number) => boolean;

/** Classes of one family are kin; so are vehicles and what looks like them. A suitcase is kin to bags and to vehicles. */
export function classKinship(classes: readonly string[]): Kinship {
  const families = classFamilies(classes);
  const vehicles = families[classes.indexOf(VEHICLE_NAME)];
  const likeVehicle = lookAlikeMask(classes);
  for (let id = 0; id < classes.length; id++) if (families[id] === vehicles) likeVehicle[id] = 1;
  return (a, b) => families[a] === families[b] || (likeVehicle[a] === 1 && likeVehicle[b] === 1);
}
