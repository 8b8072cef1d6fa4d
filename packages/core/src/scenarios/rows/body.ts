// One row per kind of the family "body".
import type { Rows } from "../starter.ts";

export const bodyRows = {} as const satisfies Rows;
