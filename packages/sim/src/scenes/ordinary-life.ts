// Ordinary hours: people cross a square, cars and cyclists pass a junction, a yard lies still. Nothing that a scenario is about happens.
import type { Actor } from "../actors/actor.ts";
import { car, cyclist, usualLights, van, walker } from "../actors/cast.ts";
import { Route } from "../actors/route.ts";
import { seededRandom } from "../render/random.ts";
import { lightOf, SITES, type SiteName } from "../situations/sites.ts";
import { type Conditions, PLAIN } from "../situations/situation.ts";
import { rain } from "./picture-changes.ts";
import type { SceneDefinition } from "./scene.ts";

type Chance = ReturnType<typeof chanceFrom>;
/** What comes next, from this moment on; and how long until something comes again. Unit: s. */
type Passing = (atS: number, name: string, chance: Chance) => Actor;

const NIGHT: Conditions = { ...PLAIN, light: "night" };
const RAIN: Conditions = { ...PLAIN, weather: "rain" };
const COLOURS = ["#39424c", "#b9bec4", "#7d2f2a", "#2b4a6e", "#e7e5df"];

/** Each lasts `seconds`; the same seed gives the same people at the same moments. For scoring: no true event in any of them. */
export function ordinaryScenes(seconds: number, seed: number): SceneDefinition[] {
  return [
    ordinary("square", PLAIN, "ordinary-square", [[7, acrossSquare]], seconds, seed),
    ordinary("square", RAIN, "ordinary-square-rain", [[14, acrossSquare]], seconds, seed + 1),
    ordinary("junction", PLAIN, "ordinary-street", street(8, 20), seconds, seed + 2),
    ordinary("junction", NIGHT, "ordinary-street-night", street(20, 60), seconds, seed + 3),
    ordinary("yard", NIGHT, "still-yard-night", [], seconds, seed + 4),
  ];
}

function ordinary(
  siteName: SiteName,
  conditions: Conditions,
  id: string,
  life: readonly (readonly [everyS: number, passing: Passing])[],
  seconds: number,
  seed: number,
): SceneDefinition {
  const site = SITES[siteName];
  return {
    id,
    name: id,
    place: siteName,
    seconds,
    camera: site.camera,
    light: lightOf(site, conditions),
    focus: site.focus,
    reachM: site.reachM,
    build: site.build,
    changes: conditions.weather === "rain" ? [rain(160)] : [],
    actors: () => {
      const chance = chanceFrom(seed, conditions);
      return life.flatMap(([everyS, passing], kind) =>
        times(everyS, seconds, chance).map((atS, i) => passing(atS, `${kind}-${i}`, chance)),
      );
    },
    lines: [],
    zones: [],
    scenarios: [],
  };
}

function chanceFrom(seed: number, conditions: Conditions) {
  const random = seededRandom(seed);
  const between = (low: number, high: number) => low + (high - low) * random();
  return {
    random,
    between,
    pick: <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!,
    lights: usualLights(conditions.light === "night"),
  };
}

/** On average one every so often, never at once. Unit: s. */
function times(everyS: number, seconds: number, { between }: Chance): number[] {
  const found: number[] = [];
  for (let atS = between(0, everyS); atS < seconds; atS += between(0.4, 1.6) * everyS) found.push(atS);
  return found;
}

/** Past the fountain with a bend; one in six stops for a look. */
const acrossSquare: Passing = (atS, name, { random, between, pick }) => {
  const side = pick([-1, 1]);
  const route = new Route(atS, [side * 19, between(3, 11)], between(1, 1.6)).to([between(-3, 3), between(4, 11)]);
  if (random() < 1 / 6) route.wait(between(2, 6));
  return walker(name, random, route.to([-side * 19, between(3, 11)]), SITES.square.ground);
};

const CARS_FAR_M = 46;

function street(carEveryS: number, walkerEveryS: number): readonly (readonly [number, Passing])[] {
  const lane =
    (y: number, way: 1 | -1): Passing =>
    (atS, name, { random, between, pick, lights }) => {
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
