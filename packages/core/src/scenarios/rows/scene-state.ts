// One row per kind of the family "scene-state".
import { binLevel } from "../bin-level/bin-level.ts";
import { doorState } from "../door-state/door-state.ts";
import { lightOn } from "../light-on/light-on.ts";
import { parkingSpaces } from "../parking-spaces/parking-spaces.ts";
import { poorView } from "../poor-view/poor-view.ts";
import { sceneChange } from "../scene-change/scene-change.ts";
import { smokeFire } from "../smoke-fire/smoke-fire.ts";
import { type Rows, rowOf } from "../starter.ts";
import { tamper } from "../tamper/tamper.ts";

export const sceneStateRows = {
  tamper: rowOf(tamper),
  "poor-view": rowOf(poorView),
  "light-on": rowOf(lightOn),
  "door-state": rowOf(doorState),
  "smoke-fire": rowOf(smokeFire),
  "scene-change": rowOf(sceneChange),
  "bin-level": rowOf(binLevel),
  "parking-spaces": rowOf(parkingSpaces),
} as const satisfies Rows;
