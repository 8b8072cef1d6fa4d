// One row per kind of the family "scene-state".
import { poorView } from "../poor-view/poor-view.ts";
import { type Rows, rowOf } from "../starter.ts";
import { tamper } from "../tamper/tamper.ts";

export const sceneStateRows = {
  tamper: rowOf(tamper),
  "poor-view": rowOf(poorView),
} as const satisfies Rows;
