// Look-alikes: rigid things that cannot move by themselves, by whose names a detector calls a vehicle that it sees from above or far away.

/**
 * Detectors learnt vehicles from the roadside. A roof with its windows seen from a bridge or a mast resembles a telephone, a suitcase
 * or a screen more than any car they know. None of these drives: one that does is a vehicle.
 */
export const VEHICLE_LOOK_ALIKES: readonly string[] = [
  "traffic light",
  "parking meter",
  "suitcase",
  "toilet",
  "tv",
  "laptop",
  "mouse",
  "remote",
  "keyboard",
  "cell phone",
  "microwave",
  "oven",
  "toaster",
  "sink",
  "refrigerator",
  "book",
];

/** What a look-alike that drives is called. */
export const VEHICLE_NAME = "car";

/** One per class id: 1 for the look-alikes; none when the detector does not know vehicles at all. */
export function lookAlikeMask(classes: readonly string[]): Uint8Array {
  const knowsVehicles = classes.includes(VEHICLE_NAME);
  return Uint8Array.from(classes, (name) => (knowsVehicles && VEHICLE_LOOK_ALIKES.includes(name) ? 1 : 0));
}
