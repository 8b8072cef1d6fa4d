// Ordinary hours: people cross a square, cars and cyclists pass a junction, a yard lies still. Nothing that a scenario is about happens.
import { lightOf, SITES, type SiteName } from "../situations/sites.ts";
import { type Conditions, PLAIN } from "../situations/situation.ts";
import { acrossSquare, type Chance, chanceFrom, type Passing, street } from "./passers-by.ts";
import { rain } from "./picture-changes.ts";
import type { SceneDefinition } from "./scene.ts";

const NIGHT: Conditions = { ...PLAIN, light: "night" };
const RAIN: Conditions = { ...PLAIN, weather: "rain" };

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
      const chance = chanceFrom(seed);
      return life.flatMap(([everyS, passing], kind) =>
        times(everyS, seconds, chance).map((atS, i) =>
          passing(atS, `${kind}-${i}`, chance, conditions.light === "night"),
        ),
      );
    },
    lines: [],
    zones: [],
    scenarios: [],
  };
}

/** On average one every so often, never at once. Unit: s. */
function times(everyS: number, seconds: number, { between }: Chance): number[] {
  const found: number[] = [];
  for (let atS = between(0, everyS); atS < seconds; atS += between(0.4, 1.6) * everyS) found.push(atS);
  return found;
}
