// Work that is done at the start and then again and again: one at a time, a failure is logged and waits for the next turn.
import type { Clock, Timer } from "@vigie/core";
import type { FastifyBaseLogger } from "fastify";

export interface PeriodicJob {
  /** Resolves when no turn is running any more. */
  stop(): Promise<void>;
}

export interface PeriodicJobOptions {
  /** For the log. */
  name: string;
  everyMs: number;
  clock: Clock;
  logger: FastifyBaseLogger;
  work(): Promise<void>;
}

/** Runs `work` at once and then `everyMs` after each end. */
export function startPeriodicJob({ name, everyMs, clock, logger, work }: PeriodicJobOptions): PeriodicJob {
  let timer: Timer | null = null;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  const turn = async (): Promise<void> => {
    try {
      await work();
    } catch (err) {
      logger.error({ err, job: name }, `The job "${name}" failed; it runs again in ${Math.round(everyMs / 1000)} s.`);
    }
    if (!stopped) timer = clock.after(everyMs, begin);
  };
  const begin = (): void => {
    running = turn();
  };
  begin();

  return {
    async stop() {
      stopped = true;
      timer?.cancel();
      await running;
    },
  };
}
