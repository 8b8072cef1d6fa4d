// Work at height: a person's feet are on a drawn structure.
import { stayRule } from "../stay/stay.ts";

export const workAtHeight = stayRule("work-at-height", "at height on", true);
