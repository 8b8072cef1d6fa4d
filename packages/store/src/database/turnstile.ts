// One at a time, in the order of asking, and not so fast that nothing else runs.

export type Turnstile = <T>(task: () => Promise<T>) => Promise<T>;

/** A queue in which each task begins when the one before has ended, well or badly. */
export function createTurnstile(): Turnstile {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const run = last.then(task, task);
    last = run.catch(() => undefined);
    return run;
  };
}

const LONGEST_STRETCH_MS = 4;
let lastTurnMs = 0;

/** Lets sockets and timers have their turn now and then: SQLite answers at once, so a long row of awaits alone would starve them. */
export async function breathe(): Promise<void> {
  if (performance.now() - lastTurnMs < LONGEST_STRETCH_MS) return;
  await new Promise((resolve) => setImmediate(resolve));
  lastTurnMs = performance.now();
}
