// Knows whether the database answers, so that nobody waits for one that does not: requests are told at once, health within seconds.
import { AppError } from "@vigie/contracts";
import type { Clock, Records, Timer } from "@vigie/core";

const LOOK_MS = 2_000;

export interface StoreWatch {
  /** Why the store may not be asked now; null while it answers. */
  trouble(): AppError | null;
  /** The outcome of `work`, or the trouble as soon as it is known. Errors: `store.unavailable`. */
  orTrouble<T>(work: Promise<T>): Promise<T>;
  /** What to tell of a failure that may come from the store: the trouble, or the failure itself. */
  explain(cause: unknown): Promise<unknown>;
  stop(): void;
}

export interface StoreWatchDeps {
  records: Pick<Records, "ping">;
  clock: Clock;
  /** Hears each change: the cause when the store stopped to answer, null when it is back. */
  onChange(cause: unknown): void;
}

/** Looks every two seconds; a store that was silent once is asked a second time before it counts as gone. */
export function createStoreWatch({ records, clock, onChange }: StoreWatchDeps): StoreWatch {
  let trouble: AppError | null = null;
  let timer: Timer | null = null;
  let stopped = false;
  const waiting = new Set<(trouble: AppError) => void>();

  const answers = async (): Promise<{ cause: unknown } | null> => {
    try {
      await records.ping();
      return null;
    } catch (cause) {
      return { cause };
    }
  };
  const look = async (): Promise<void> => {
    const failed = (await answers()) && (await answers());
    if (stopped) return;
    if (failed && !trouble) {
      trouble = storeAway(failed.cause);
      onChange(failed.cause);
    } else if (!failed && trouble) {
      trouble = null;
      onChange(null);
    }
    if (trouble) {
      for (const reject of waiting) reject(trouble);
      waiting.clear();
    }
    timer = clock.after(LOOK_MS, () => void look());
  };
  void look();

  return {
    trouble: () => trouble,
    orTrouble(work) {
      if (trouble) {
        work.catch(() => undefined);
        return Promise.reject(trouble);
      }
      return new Promise((resolve, reject) => {
        waiting.add(reject);
        work.then(resolve, reject).finally(() => waiting.delete(reject));
      });
    },
    async explain(cause) {
      if (trouble) return trouble;
      const failed = await answers();
      return failed ? storeAway(failed.cause) : cause;
    },
    stop() {
      stopped = true;
      timer?.cancel();
    },
  };
}

/** Where the database is stays in the log; this sentence is for anyone. */
function storeAway(cause: unknown): AppError {
  return new AppError({
    code: "store.unavailable",
    kind: "unavailable",
    audience: "operator",
    message:
      "The database does not answer; recording and analysis go on, and what they find is stored when it is back.",
    retryable: true,
    cause,
  });
}
