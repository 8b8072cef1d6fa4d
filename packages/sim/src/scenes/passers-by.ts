// Who passes by on an ordinary day: people across the square, cars, cyclists and walkers along the junction.
import type { Actor } from "../actors/actor.ts";
import { car, cyclist, usualLights, van, walker } from "../actors/cast.ts";
import { Route } from "../actors/route.ts";
import { seededRandom } from "../render/random.ts";
import { SITES } from "../situations/sites.ts";

/** What comes next, from this moment on. Unit: s. */
export type Passing = (atS: number, name: string, chance: Chance, isDark: boolean) => Actor;
export type Chance = ReturnType<typeof chanceFrom>;

const COLOURS = ["#39424c", "#b9bec4", "#7d2f2a", "#2b4a6e", "#e7e5df"];

export function chanceFrom(seed: number) {
  const random = seededRandom(seed);
  const between = (low: number, high: number) => low + (high - low) * random();
  return { random, between, pick: <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]! };
}

/** Past the fountain with a bend; one in six stops for a look. */
export const acrossSquare: Passing = (atS, name, { random, between, pick }) => {
  const side = pick([-1, 1]);
  const route = new Route(atS, [side * 19, between(3, 11)], between(1, 1.6)).to([between(-3, 3), between(4, 11)]);
  if (random() < 1 / 6) route.wait(between(2, 6));
  return walker(name, random, route.to([-side * 19, between(3, 11)]), SITES.square.ground);
};

const CARS_FAR_M = 46;

/** How often each comes on average, and what comes. Unit: s. */
export function street(carEveryS: number, walkerEveryS: number): readonly (readonly [number, Passing])[] {
  const lane =
    (y: number, way: 1 | -1): Passing =>
    (atS, name, { random, between, pick }, isDark) => {
      const lights = usualLights(isDark);
      const route = new Route(atS, [-way * CARS_FAR_M, y], between(8, 9)).to([way * CARS_FAR_M, y]);
      return random() < 0.15
        ? van(name, route, pick(COLOURS), lights)
        : car(name, route, pick(COLOURS), pick(["hatchback", "estate"]), lights);
    };
  const pavement =
    (low: number, high: number): Passing =>
    (atS, name, { random, between, pick }) => {
      const [side, y] = [pick([-1, 1]), between(low, high)];
      const route = new Route(atS, [side * 20, y], between(1, 1.6)).to([-side * 20, y + between(-0.4, 0.4)]);
      return walker(name, random, route, SITES.junction.ground);
    };
  const rider: Passing = (atS, name, { random, between }) =>
    cyclist(name, random, new Route(atS, [-30, 6.9], between(4, 5)).to([30, 6.9]));
  return [
    [carEveryS, lane(8.3, 1)],
    [carEveryS, lane(12, -1)],
    [walkerEveryS, pavement(0.5, 3)],
    [walkerEveryS, pavement(15, 17)],
    [walkerEveryS * 3, rider],
  ];
}
