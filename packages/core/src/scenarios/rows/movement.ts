// One row per kind of the family "movement".
import { lineCrossing } from "../line-crossing/line-crossing.ts";
import { type Rows, rowOf } from "../starter.ts";
import { wrongWay } from "../wrong-way/wrong-way.ts";

export const movementRows = {
  "line-crossing": rowOf(lineCrossing),
  "wrong-way": rowOf(wrongWay),
} as const satisfies Rows;
