// The families of models that this build can read; one row each.
import type { ModelFamily } from "./family.ts";
import { picodetFamily } from "./picodet.ts";
import { vigieFamily } from "./vigie.ts";
import { yoloxFamily } from "./yolox.ts";

export const FAMILIES: readonly ModelFamily[] = [yoloxFamily, picodetFamily, vigieFamily];
