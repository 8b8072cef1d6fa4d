// How many threads a question about the past may use, and how they make way for the live analysis.
import { availableParallelism, constants, platform, setPriority } from "node:os";

/** Each holds what it reads, and a connection to the store. */
const MOST_THREADS = 4;
/** Here a priority belongs to a thread; elsewhere it would be that of the whole server. */
const hasThreadPriority = platform() === "linux";

/**
 * Where a thread can step back behind the live analysis, one for each core; elsewhere one for every second core. At least 1, at most 4.
 */
export function threadsForThePast(cores = availableParallelism(), canStepBack = hasThreadPriority): number {
  return Math.max(1, Math.min(MOST_THREADS, canStepBack ? cores : Math.floor(cores / 2)));
}

/** The calling thread gets time when nobody at normal priority wants it, and a little beside them. */
export function stepBack(): void {
  if (!hasThreadPriority) return;
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Some sandboxes forbid even this: the question is answered all the same.
  }
}
