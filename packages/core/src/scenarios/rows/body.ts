// One row per kind of the family "body".
import { fall } from "../fall/fall.ts";
import { lying } from "../lying/lying.ts";
import { type Rows, rowOf } from "../starter.ts";
import { waving } from "../waving/waving.ts";

export const bodyRows = {
  fall: rowOf(fall),
  lying: rowOf(lying),
  waving: rowOf(waving),
} as const satisfies Rows;
