// Situation of an axle count: cars, a bus, lorries with two to five axles and a caravan pass a camera that looks at the road from its side.
import type { Actor } from "../../actors/actor.ts";
import { bus, car, carWithCaravan, cyclist, lorry, van } from "../../actors/cast.ts";
import { axlesOf, type LorryShape } from "../../actors/lorry.ts";
import { Route } from "../../actors/route.ts";
import type { Kit } from "../compose.ts";
import { situationRow } from "../compose.ts";
import { COLOURS } from "../movement/traffic.ts";
import { passersBy } from "../people.ts";

/** Middles of the lanes of the site "roadside": to the right, and to the left behind it. */
const NEAR = 8;
const FAR = 11.6;
const CANVAS = ["#dfe3e4", "#3b6ea5", "#b5483c", "#e2c25a", "#5a7f63"] as const;
const LORRIES: readonly LorryShape[] = ["two-axle lorry", "three-axle lorry", "four-axle artic", "five-axle artic"];

interface Passer {
  name: string;
  axles: number;
  actor(route: Route): Actor;
}

/** A vehicle by chance: every second one has more than two axles. */
function somebodyPassing(kit: Kit, name: string): Passer {
  const hex = kit.pick(COLOURS);
  const shape = kit.pick(LORRIES);
  const canvas = kit.pick(CANVAS);
  const choice = kit.whole(0, 9);
  if (choice < 6)
    return { name, axles: axlesOf(shape), actor: (route) => lorry(name, route, shape, hex, canvas, kit.lights) };
  if (choice === 6) return { name, axles: 3, actor: (route) => carWithCaravan(name, route, hex, kit.lights) };
  if (choice === 7) return { name, axles: 2, actor: (route) => van(name, route, hex, kit.lights) };
  if (choice === 8) return { name, axles: 2, actor: (route) => bus(name, route, kit.lights) };
  return { name, axles: 2, actor: (route) => car(name, route, hex, "saloon", kit.lights) };
}

export const axleCountSituation = situationRow("axle-count", (kit, isSilent) => {
  const x = kit.between(-1.5, 1.5);
  const passing = isSilent
    ? []
    : [NEAR, FAR].flatMap((lane, row) =>
        [0, 1, 2].map((i) => ({
          ...somebodyPassing(kit, `${row === 0 ? "near" : "far"} vehicle ${i + 1}`),
          lane,
          // Who comes one way has passed before who comes the other way is in the picture.
          startS: 0.5 + i * 14 + row * 7 + kit.between(0, 0.8),
          speedMps: kit.between(5.5, 8),
        })),
      );
  const waits = new Route(2, [-44, NEAR], 7, 0.8).to([x - 6.5, NEAR]).wait(60);
  const cycles = [4, 17, 30].map((startS) => new Route(startS, [-30, 6.5], kit.between(4, 5)).to([30, 6.5]));
  const people = passersBy(kit, kit.isCrowded ? [1.5, 3, 4.4, 15.4] : [15.4], 16, 44);
  return {
    site: "roadside",
    seconds: 46,
    lines: [
      {
        id: "gate",
        name: "Toll gate",
        points: [
          [x, 6],
          [x, 13.6],
        ],
      },
    ],
    scenario: { id: "watch", kind: "axle-count", line: "gate", classes: ["vehicle"] },
    cast: (random, site) => [
      ...passing.map(({ actor, lane, startS, speedMps }) => {
        const side = lane === NEAR ? -1 : 1;
        return actor(new Route(startS, [side * 32, lane], speedMps).to([-side * 36, lane]));
      }),
      ...(isSilent ? [car("waiting car", waits, "#4c6b57", "saloon", kit.lights)] : []),
      ...(isSilent || kit.isCrowded ? cycles.map((route, i) => cyclist(`cyclist ${i + 1}`, random, route)) : []),
      ...people(random, site),
    ],
    truth: (m) =>
      passing.flatMap(({ name, axles }) =>
        m
          .crossings(name, "gate")
          .map(({ timeS }) => ({ startS: timeS, endS: null, fact: { name: "axles", value: axles } })),
      ),
  };
});
