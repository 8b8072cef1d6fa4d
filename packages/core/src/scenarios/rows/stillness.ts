// One row per kind of the family "stillness".
import { abandoned } from "../abandoned/abandoned.ts";
import { dumping } from "../dumping/dumping.ts";
import { obstruction } from "../obstruction/obstruction.ts";
import { overstay } from "../overstay/overstay.ts";
import { parking } from "../parking/parking.ts";
import { removed } from "../removed/removed.ts";
import { type Rows, rowOf } from "../starter.ts";
import { stopped } from "../stopped/stopped.ts";
import { waste } from "../waste/waste.ts";

export const stillnessRows = {
  stopped: rowOf(stopped),
  parking: rowOf(parking),
  overstay: rowOf(overstay),
  dumping: rowOf(dumping),
  abandoned: rowOf(abandoned),
  removed: rowOf(removed),
  obstruction: rowOf(obstruction),
  waste: rowOf(waste),
} as const satisfies Rows;
