// One row per kind of the family "scene-state".
import type { Rows } from "../starter.ts";

export const sceneStateRows = {} as const satisfies Rows;
