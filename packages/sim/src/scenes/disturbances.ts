// Scenes in which nothing happens and yet much moves: every alarm in them is a false one.
import type { Lamp } from "../render/light.ts";
import { Mesh } from "../render/mesh.ts";
import { tree } from "../town/greenery.ts";
import { libraryDoor } from "./library-door.ts";
import { marketSquare } from "./market-square.ts";
import { infraredFrom, insects, lightStep, rain } from "./picture-changes.ts";
import type { ChangingProp, PictureChange, SceneDefinition } from "./scene.ts";
import { worksYard } from "./works-yard.ts";

const SECONDS = 24;

function quiet(base: SceneDefinition, id: string, name: string, extras: Partial<SceneDefinition>): SceneDefinition {
  return { ...base, id, name, seconds: SECONDS, actors: () => [], props: [], changes: [], ...extras };
}

/** A tree whose crown sways in gusts. */
function swayingTree(x: number, y: number, heightM: number, seed: number): ChangingProp {
  const still = new Mesh();
  tree(still, [x, y], heightM, seed);
  return {
    mesh: (timeS) => {
      const moved = new Mesh();
      moved.append(still, [0, 0, 0], 0);
      const gust = 0.6 + 0.4 * Math.sin(timeS * 0.7);
      for (let i = 0; i < moved.count * 9; i += 3) {
        const lift = Math.max(0, moved.positions[i + 2]! - heightM * 0.3) / heightM;
        const flutter = Math.sin(timeS * 3.1 + moved.positions[i]! * 2 + moved.positions[i + 1]!);
        moved.positions[i] = moved.positions[i]! + lift * gust * (0.3 * Math.sin(timeS * 1.9) + 0.14 * flutter);
        moved.positions[i + 2] = moved.positions[i + 2]! + lift * gust * 0.08 * flutter;
      }
      return moved;
    },
  };
}

/** Headlights of cars that stay outside the picture. */
const passingBeams: ChangingProp = {
  mesh: () => new Mesh(),
  lamps: (timeS) => {
    const phase = timeS % 8;
    if (phase < 2 || phase > 5.5) return [];
    const lamp: Lamp = {
      at: [-16 + (phase - 2) * 7, 2.2, 0.8],
      towards: [0.72, 0.69, -0.05],
      colour: [2.6, 2.4, 1.9],
      cosFull: 0.97,
      cosEnd: 0.84,
      rangeM: 22,
    };
    return [lamp];
  },
};

const cloud: PictureChange = lightStep(6, 15, 0.62, 1.2);
const lampFails: PictureChange = lightStep(8, 16, 0.55, 0.1);

/** For scoring: no true event in any of them. */
export const disturbanceScenes: readonly SceneDefinition[] = [
  quiet(marketSquare, "quiet-rain", "Rain on the square", { changes: [rain(240)] }),
  quiet(libraryDoor, "quiet-foliage", "Trees in the wind", {
    props: [swayingTree(-1.4, 18.2, 4.6, 6), swayingTree(3.4, 18, 4.2, 7)],
  }),
  quiet(worksYard, "quiet-headlights", "Headlights sweep the yard", { props: [passingBeams] }),
  quiet(marketSquare, "quiet-cloud", "A cloud passes", { changes: [cloud] }),
  quiet(worksYard, "quiet-lamp", "The lamps go out and on", { changes: [lampFails] }),
  quiet(worksYard, "quiet-insects", "Insects before the lens", { changes: [insects(5)] }),
  quiet(worksYard, "quiet-infrared", "The camera switches to infrared", { changes: [infraredFrom(10)] }),
];
