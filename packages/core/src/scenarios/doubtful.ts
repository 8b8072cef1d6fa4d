// Who is doubtful: nobody saw it come, and it is less likely what it is taken for than not. A pattern of sleepers or a flower tub is that too.
import type { Thing } from "../observations/index.ts";

/** Likelier what it is taken for than not. */
const SURE_SCORE = 0.5;

/** True for what is less likely what it is taken for than not. */
export const isUnlikely = (thing: Thing): boolean => thing.score < SURE_SCORE;

/** True until it has scored well, or was once seen its own size away from where it appeared. */
export const isDoubtful = (thing: Thing): boolean => !thing.hasMoved && isUnlikely(thing);
