// One row per kind of the family "concept".
import type { Rows } from "../starter.ts";

export const conceptRows = {} as const satisfies Rows;
