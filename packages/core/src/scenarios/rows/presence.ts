// One row per kind of the family "presence".
import { crowd } from "../crowd/crowd.ts";
import { density } from "../density/density.ts";
import { intrusion } from "../intrusion/intrusion.ts";
import { loitering } from "../loitering/loitering.ts";
import { proximity } from "../proximity/proximity.ts";
import { queue } from "../queue/queue.ts";
import { type Rows, rowOf } from "../starter.ts";
import { tailgating } from "../tailgating/tailgating.ts";
import { workAtHeight } from "../work-at-height/work-at-height.ts";

export const presenceRows = {
  intrusion: rowOf(intrusion),
  loitering: rowOf(loitering),
  crowd: rowOf(crowd),
  density: rowOf(density),
  queue: rowOf(queue),
  "work-at-height": rowOf(workAtHeight),
  proximity: rowOf(proximity),
  tailgating: rowOf(tailgating),
} as const satisfies Rows;
