// One at a time, in the order of asking.

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
