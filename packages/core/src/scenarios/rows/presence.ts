// One row per kind of the family "presence".
import { intrusion } from "../intrusion/intrusion.ts";
import { loitering } from "../loitering/loitering.ts";
import { type Rows, rowOf } from "../starter.ts";

export const presenceRows = {
  intrusion: rowOf(intrusion),
  loitering: rowOf(loitering),
} as const satisfies Rows;
