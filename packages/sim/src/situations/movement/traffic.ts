// Cars that keep to the rules on the junction: its lanes, and who drives in them.
import type { Actor } from "../../actors/actor.ts";
import { car } from "../../actors/cast.ts";
import { Route } from "../../actors/route.ts";
import type { Kit } from "../compose.ts";

/** Middle of the near lane, whose traffic goes to the right. */
export const NEAR = 8.3;
/** Middle of the far lane. */
export const FAR = 12;
export const COLOURS = ["#2c5d96", "#b9c0c4", "#b8372f", "#e3d9c3", "#4c6b57", "#22272b"] as const;
/** Rows in which people walk on the pavements. */
export const WALKS = [1.2, 2.4, 16.2];

/** Cars that keep to the rules, four seconds apart in each lane. */
export function traffic(kit: Kit, near: number, far: number, speedMps: readonly [number, number] = [7, 9]) {
  const cars = [
    ...Array.from({ length: near }, (_, i) => ({ name: `near car ${i + 1}`, lane: NEAR, i })),
    ...Array.from({ length: far }, (_, i) => ({ name: `far car ${i + 1}`, lane: FAR, i })),
  ].map(({ name, lane, i }) => {
    const side = lane === NEAR ? -1 : 1;
    return {
      name,
      hex: kit.pick(COLOURS),
      route: new Route(1 + i * kit.between(5, 6), [side * 36, lane], kit.between(...speedMps)).to([-side * 40, lane]),
    };
  });
  return (): Actor[] => cars.map(({ name, hex, route }) => car(name, route, hex, "hatchback", kit.lights));
}
