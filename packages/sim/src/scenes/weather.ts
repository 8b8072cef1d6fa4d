// The light of the town at its hours.
import type { Lamp, Light } from "../render/light.ts";
import { normalise, paint, type Vec3 } from "../render/vector.ts";

/** A clear late morning; the sun stands where `sun` points. */
export function sunny(sun: Vec3): Light {
  return {
    sun: normalise(sun),
    sunColour: [2.7, 2.42, 1.98],
    sky: [0.62, 0.74, 0.95],
    bounce: [0.36, 0.32, 0.27],
    zenith: paint("#7fb2df"),
    horizon: paint("#dde9ee"),
    exposure: 0.62,
    grain: 1.6,
    lamps: [],
  };
}

/** Night under street lamps. */
export function night(lamps: readonly Lamp[]): Light {
  return {
    sun: normalise([-0.5, 0.3, 0.8]),
    sunColour: [0.1, 0.13, 0.2],
    sky: [0.09, 0.115, 0.19],
    bounce: [0.04, 0.04, 0.06],
    zenith: [0.012, 0.02, 0.05],
    horizon: [0.05, 0.07, 0.12],
    exposure: 0.95,
    grain: 2.4,
    lamps,
  };
}

/** The cone of a street lamp. */
export function streetLight(at: Vec3, strength = 1): Lamp {
  return {
    at,
    towards: [0, 0, -1],
    colour: [6.2 * strength, 4.6 * strength, 2.5 * strength],
    cosFull: 0.82,
    cosEnd: 0.3,
    rangeM: 13,
  };
}
