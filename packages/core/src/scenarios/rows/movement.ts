// One row per kind of the family "movement".
import { crowdMovement } from "../crowd-movement/crowd-movement.ts";
import { lineCrossing } from "../line-crossing/line-crossing.ts";
import { onTracks } from "../on-tracks/on-tracks.ts";
import { pavement } from "../pavement/pavement.ts";
import { redLight } from "../red-light/red-light.ts";
import { speed } from "../speed/speed.ts";
import { type Rows, rowOf } from "../starter.ts";
import { wrongWay } from "../wrong-way/wrong-way.ts";
import { wrongWayZone } from "../wrong-way-zone/wrong-way-zone.ts";
import { zoneSequence } from "../zone-sequence/zone-sequence.ts";

export const movementRows = {
  "line-crossing": rowOf(lineCrossing),
  "wrong-way": rowOf(wrongWay),
  "wrong-way-zone": rowOf(wrongWayZone),
  "zone-sequence": rowOf(zoneSequence),
  "red-light": rowOf(redLight),
  speed: rowOf(speed),
  pavement: rowOf(pavement),
  "on-tracks": rowOf(onTracks),
  "crowd-movement": rowOf(crowdMovement),
} as const satisfies Rows;
