// Who is in a staged scene at one moment: people in every posture, people on bicycles, vehicles.
import type { Actor, Look } from "../actors/actor.ts";
import { cyclistLook } from "../actors/cyclist.ts";
import { somebody } from "../actors/person.ts";
import { type Pose, posedLook } from "../actors/pose.ts";
import type { Placement } from "../actors/route.ts";
import { type CarShape, carLook, NO_LIGHTS, vanLook } from "../actors/vehicle.ts";
import type { Vec2 } from "../render/vector.ts";
import type { Chance } from "./chance.ts";
import { placeOn, type Stage } from "./place.ts";
import { standing } from "./standing.ts";

/** Share of the moments at which nobody is there. */
const EMPTY = 0.2;
/** Nobody stands nearer to another than this; vehicles keep more. Unit: m. */
const GAP_M = 0.9;
const VEHICLE_GAP_M = 3;

/** Everybody of one moment; they are there for less than a second around it. */
export function castAt(chance: Chance, random: () => number, stage: Stage, momentS: number): Actor[] {
  if (chance.happens(EMPTY)) return [];
  const taken: [Vec2, number][] = [];
  const free = (gapM: number): Vec2 | null => {
    for (let tries = 0; tries < 30; tries++) {
      const at = placeOn(chance, stage);
      if (taken.some(([p, gap]) => Math.hypot(p[0] - at[0], p[1] - at[1]) < Math.max(gap, gapM))) continue;
      taken.push([at, gapM]);
      return at;
    }
    return null;
  };
  const actors: Actor[] = [];
  const add = (name: string, className: string, gapM: number, look: (placement: Placement) => Look) => {
    const at = free(gapM);
    if (at) actors.push({ name, className, route: standing(at, chance.between(0, 6.28), momentS), look });
  };
  if (chance.happens(0.25)) add("vehicle", ...vehicle(chance));
  const people = chance.whole(2, 7);
  for (let i = 0; i < people; i++) {
    if (chance.happens(0.14)) {
      const [rider, frame, travelledM] = [somebody(random, { skirt: false }), chance.colour(0.3), chance.between(0, 9)];
      add("cyclist", "bicycle", GAP_M, (placement) => cyclistLook(rider, frame, { ...placement, travelledM }));
      continue;
    }
    const pose = poseOf(chance);
    const outfit = somebody(random, pose.kind === "upright" ? {} : { backpack: null, skirt: chance.happens(0.1) });
    const child = chance.happens(0.12) ? 0.68 : 1;
    // Legs and arms as in a step, also of those who lie.
    const stride = { speedMps: chance.happens(0.75) ? chance.between(0.2, 1.2) : 0, travelledM: chance.between(0, 9) };
    add(pose.kind, "person", GAP_M, (placement) =>
      posedLook({ ...outfit, size: outfit.size * child }, { ...placement, ...stride }, placement.x, pose),
    );
  }
  return actors;
}

function poseOf(chance: Chance): Pose {
  const rolledRad = chance.between(0, 2 * Math.PI);
  return chance.pick<() => Pose>([
    () => ({ kind: "upright" }),
    () => ({ kind: "upright" }),
    () => ({ kind: "upright" }),
    () => ({ kind: "tipped", share: 1, rolledRad }),
    () => ({ kind: "tipped", share: 1, rolledRad }),
    () => ({ kind: "tipped", share: 1, rolledRad: chance.happens(0.5) ? 0 : Math.PI }),
    () => ({ kind: "tipped", share: chance.between(0.25, 0.95), rolledRad }),
    () => ({ kind: "sitting" }),
    () => ({ kind: "crouching" }),
    () => ({ kind: "waving", perSecond: chance.between(0, 1.3) }),
  ])();
}

function vehicle(chance: Chance): ["car" | "truck", number, () => Look] {
  const colour = chance.colour(chance.between(0.3, 1));
  if (chance.happens(0.3)) return ["truck", VEHICLE_GAP_M, () => vanLook(colour, NO_LIGHTS, 0)];
  const shape = chance.pick<CarShape>(["hatchback", "saloon", "estate"]);
  return ["car", VEHICLE_GAP_M, () => carLook(shape, colour, NO_LIGHTS, 0)];
}
