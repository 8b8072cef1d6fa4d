// One row per kind of the family "stillness".

import { type Rows, rowOf } from "../starter.ts";
import { stopped } from "../stopped/stopped.ts";

export const stillnessRows = {
  stopped: rowOf(stopped),
} as const satisfies Rows;
