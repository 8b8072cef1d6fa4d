// One row per kind of the family "counting".
import { axleCount } from "../axle-count/axle-count.ts";
import { lineCount } from "../line-count/line-count.ts";
import { occupancy } from "../occupancy/occupancy.ts";
import { type Rows, rowOf } from "../starter.ts";
import { turnCount } from "../turn-count/turn-count.ts";

export const countingRows = {
  "line-count": rowOf(lineCount),
  occupancy: rowOf(occupancy),
  "turn-count": rowOf(turnCount),
  "axle-count": rowOf(axleCount),
} as const satisfies Rows;
