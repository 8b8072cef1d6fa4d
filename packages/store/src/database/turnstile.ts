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

/** Lets sockets and timers have their turn: SQLite answers at once, so a long row of awaits alone would starve them. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
