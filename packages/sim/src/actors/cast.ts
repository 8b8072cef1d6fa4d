// Short ways to put people and vehicles on routes.
import { type Colour, paint } from "../render/vector.ts";
import { KERB_M } from "../town/ground.ts";
import type { Actor } from "./actor.ts";
import { cyclistLook } from "./cyclist.ts";
import { addCaravan, type LorryShape, lorryLook } from "./lorry.ts";
import { type Outfit, personLook, somebody } from "./person.ts";
import type { Placement, Route } from "./route.ts";
import { busLook, type CarShape, carLook, NO_LIGHTS, type VehicleLights, vanLook } from "./vehicle.ts";

export type Ground = (x: number, y: number) => number;
/** A street along x with pavements outside [y0, y1]. */
export function kerbsAlong(y0: number, y1: number): Ground {
  return (_, y) => (y < y0 || y > y1 ? KERB_M : 0);
}

export function walker(
  name: string,
  random: () => number,
  route: Route,
  groundM: Ground,
  wishes: Partial<Outfit> = {},
): Actor {
  const outfit = somebody(random, wishes);
  return {
    name,
    className: "person",
    route,
    groundM,
    look: (placement, timeS) => personLook(outfit, placement, timeS),
  };
}

export function cyclist(name: string, random: () => number, route: Route, frame: Colour = paint("#2f6fa8")): Actor {
  const rider = somebody(random, { skirt: false });
  return { name, className: "bicycle", route, look: (placement) => cyclistLook(rider, frame, placement) };
}

export type Lights = (placement: Placement, timeS: number) => VehicleLights;

/** Brakes when slow; headlights when asked. */
export function usualLights(headlights = false): Lights {
  return ({ speedMps }) => ({ ...NO_LIGHTS, headlights, brake: speedMps < 1.2 });
}

export function car(
  name: string,
  route: Route,
  hex: string,
  shape: CarShape = "hatchback",
  lights: Lights = usualLights(),
): Actor {
  const colour = paint(hex);
  return {
    name,
    className: "car",
    route,
    look: (placement, timeS) => carLook(shape, colour, lights(placement, timeS), timeS),
  };
}

export function van(name: string, route: Route, hex: string, lights: Lights = usualLights()): Actor {
  const colour = paint(hex);
  return {
    name,
    className: "truck",
    route,
    look: (placement, timeS) => vanLook(colour, lights(placement, timeS), timeS),
  };
}

export function bus(name: string, route: Route, lights: Lights = usualLights()): Actor {
  const [colour, trim] = [paint("#eef0ec"), paint("#2f8f83")];
  return {
    name,
    className: "bus",
    route,
    look: (placement, timeS) => busLook(colour, trim, lights(placement, timeS), timeS),
  };
}

export function lorry(
  name: string,
  route: Route,
  shape: LorryShape,
  cabHex: string,
  canvasHex: string,
  lights: Lights = usualLights(),
): Actor {
  const [cabin, canvas] = [paint(cabHex), paint(canvasHex)];
  return {
    name,
    className: "truck",
    route,
    look: (placement, timeS) => lorryLook(shape, cabin, canvas, lights(placement, timeS), timeS),
  };
}

/** A car that tows a caravan: one vehicle with three axles. */
export function carWithCaravan(name: string, route: Route, hex: string, lights: Lights = usualLights()): Actor {
  const [colour, caravan] = [paint(hex), paint("#e6e2d6")];
  return {
    name,
    className: "car",
    route,
    look(placement, timeS) {
      const look = carLook("estate", colour, lights(placement, timeS), timeS);
      const { back, heightM } = addCaravan(look.mesh, CARAVAN_BEHIND_M, caravan);
      const footprint = look.footprint.map(([x, y]): readonly [number, number] => [
        x < 0 ? back : x,
        y > 0 ? Math.max(y, 1.05) : Math.min(y, -1.05),
      ]);
      return { ...look, footprint, heightM };
    },
  };
}

/** From the car's middle to the front wall of the caravan that it tows. Unit: m. */
const CARAVAN_BEHIND_M = 3.4;
