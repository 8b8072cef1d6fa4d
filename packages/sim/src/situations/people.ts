// People who are there and do nothing that a scenario is about.
import type { Actor } from "../actors/actor.ts";
import { walker } from "../actors/cast.ts";
import { Route } from "../actors/route.ts";
import type { Vec2 } from "../render/vector.ts";
import type { Kit } from "./compose.ts";
import type { Site } from "./sites.ts";

/** Walkers from one side to the other along rows `ys`, one after the other. Chosen now, dressed later. */
export function passersBy(kit: Kit, ys: readonly number[], reachM: number, seconds: number) {
  const ways = ys.map((y, i) => {
    const side = kit.pick([-1, 1]);
    return {
      name: `passer-by ${i + 1}`,
      startS: kit.between(0.5, Math.max(1, seconds - 14)),
      from: [side * reachM, y] as Vec2,
      to: [-side * reachM, y + kit.between(-0.4, 0.4)] as Vec2,
      speed: kit.between(1.1, 1.6),
    };
  });
  return (random: () => number, site: Site): Actor[] =>
    ways.map(({ name, startS, from, to, speed }) =>
      walker(name, random, new Route(startS, from, speed).to(to), (x, y) => site.ground(x, y)),
    );
}

/** Places in a loose group around a middle, at least `gapM` apart. */
export function groupPlaces(kit: Kit, count: number, middle: Vec2, radiusM: number, gapM: number): Vec2[] {
  const places: Vec2[] = [];
  for (let tries = 0; places.length < count && tries < 4000; tries++) {
    const p: Vec2 = [middle[0] + kit.between(-radiusM, radiusM), middle[1] + kit.between(-radiusM, radiusM)];
    if (places.every((q) => Math.hypot(p[0] - q[0], p[1] - q[1]) >= gapM)) places.push(p);
  }
  return places;
}

export function rectangle(x0: number, y0: number, x1: number, y1: number): Vec2[] {
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}
