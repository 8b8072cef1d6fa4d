// Waiting with a limit: for what a disk without an answer could hold up for ever.
import type { Clock } from "@vigie/core";

/** True when the work ended in time; what has not goes on by itself. Errors: those of the work, while it is waited for. */
export async function within(work: Promise<unknown>, limitMs: number, clock: Clock): Promise<boolean> {
  let cancel = () => {};
  const limit = new Promise<false>((resolve) => {
    const timer = clock.after(limitMs, () => resolve(false));
    cancel = () => timer.cancel();
  });
  try {
    return await Promise.race([work.then(() => true), limit]);
  } finally {
    cancel();
  }
}
