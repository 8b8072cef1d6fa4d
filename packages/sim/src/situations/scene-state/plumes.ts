// Situations of smoke and fire, and of what looks alike: a cloud, steam-white vans, bright jackets, a blinking lamp.
import { walker } from "../../actors/cast.ts";
import { Route } from "../../actors/route.ts";
import { Mesh } from "../../render/mesh.ts";
import { seededRandom } from "../../render/random.ts";
import { paint } from "../../render/vector.ts";
import { lightStep } from "../../scenes/picture-changes.ts";
import { fire, type PlumeSource, smoke } from "../../scenes/plume-changes.ts";
import type { ChangingProp, SceneDefinition } from "../../scenes/scene.ts";
import { situationRow } from "../compose.ts";
import { picturePoint } from "../drawn.ts";
import { passersBy } from "../people.ts";
import { type Conditions, PLAIN, type Situation, type SituationRow } from "../situation.ts";

/** Where it burns: beside the container in the yard. Unit: m. */
const SOURCE = { x: 2.5, y: 17 } as const;
const MIN_STAY_S = 4;

/** Flashes once a second on the shed, as on a gate that moves. */
const blinker: ChangingProp = {
  mesh: (timeS) => {
    const mesh = new Mesh();
    mesh.box([1, 20.3], 2.6, [0.5, 0.3, 0.4], timeS % 1 < 0.5 ? [4, 1.6, 0.2] : paint("#6b4a20"), "shining");
    return mesh;
  },
};

const base = situationRow(
  "smoke-fire",
  (kit, isSilent) => ({
    site: "yard",
    seconds: 36,
    zones: [
      {
        id: "stores",
        name: "Stores",
        polygon: [
          [-2.5, 20.3],
          [7, 20.3],
          [7, 14],
          [7, 14],
          [-2.5, 14],
        ],
        heightsM: [4.4, 4.4, 2, 0, 0],
      },
    ],
    scenario: { id: "watch", kind: "smoke-fire", zone: "stores", minStayS: MIN_STAY_S },
    cast: (random, site) => [
      ...passersBy(kit, [7.6], 14, 32)(random, site),
      walker("man in an orange jacket", random, new Route(4, [-10, 15.5], 1.2).to([10, 15.8]), () => 0, {
        coat: paint("#ee6a1c"),
      }),
    ],
    truth: () => [{ startS: 0, endS: null }],
    extra: { props: isSilent ? [blinker] : [] },
  }),
  [PLAIN, { ...PLAIN, light: "night" }, { ...PLAIN, weather: "rain" }],
);

export const smokeFireSituation: SituationRow = { ...base, make: burning, makeSilent: harmless };

function burning(seed: number, conditions: Conditions): Situation {
  const situation = base.make(seed, conditions);
  const random = seededRandom(seed * 97 + 5);
  const atS = 8 + 6 * random();
  const source = sourceIn(situation.scene, SOURCE.x + 3 * (random() - 0.5));
  const isNight = conditions.light === "night";
  const isFire = random() < (isNight ? 0.75 : 0.5);
  const plume = isFire
    ? fire(source, atS, 0.9 + 0.8 * random())
    : smoke(source, atS, (isNight ? 60 : 165) + 30 * random(), (random() - 0.5) * 0.8);
  // Smoke needs some seconds to be more than a wisp.
  const startS = atS + MIN_STAY_S + (isFire ? 0 : 1.5);
  return {
    ...situation,
    scene: { ...situation.scene, changes: [plume, ...(situation.scene.changes ?? [])] },
    events: [{ scenario: "watch", startS, endS: null }],
  };
}

function harmless(seed: number, conditions: Conditions): Situation {
  const situation = base.makeSilent!(seed, conditions);
  const random = seededRandom(seed * 89 + 3);
  const cloud = lightStep(8 + 4 * random(), 20 + 4 * random(), 0.55 + 0.15 * random(), 0.4 + random());
  return { ...situation, scene: { ...situation.scene, changes: [cloud, ...(situation.scene.changes ?? [])] } };
}

function sourceIn(scene: SceneDefinition, x: number): PlumeSource {
  const foot = picturePoint(scene, [x, SOURCE.y], 0);
  const head = picturePoint(scene, [x, SOURCE.y], 1);
  return { x: foot[0], y: foot[1], metre: foot[1] - head[1] };
}
