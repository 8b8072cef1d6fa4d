// Reading and writing with errors mapped: what every table's records stand on.
import type { Kysely, Transaction } from "kysely";
import type { StoreSchema } from "./schema.ts";
import { type StorePlace, storeError } from "./store-errors.ts";
import { breathe, createTurnstile } from "./turnstile.ts";

export type ReadHandle = Kysely<StoreSchema>;
export type WriteHandle = Transaction<StoreSchema>;

export interface Database {
  readonly dialect: "sqlite" | "postgres";
  readonly kysely: Kysely<StoreSchema>;
  /** Errors: `store.*`. */
  read<T>(work: (db: ReadHandle) => Promise<T>): Promise<T>;
  /**
   * Runs `work` in one transaction, one after the other in this process. It has committed when this returns; `afterCommit` runs
   * before the next writer begins. Errors: `store.*`, and what `work` throws, with everything rolled back.
   */
  write<T>(work: (db: WriteHandle) => Promise<T>, afterCommit?: (result: T) => Promise<void> | void): Promise<T>;
}

/** `ready` is awaited before each write: it throws when this process may no longer write. */
export function createDatabase(
  kysely: Kysely<StoreSchema>,
  place: StorePlace,
  ready: () => Promise<void> | void,
): Database {
  const inTurn = createTurnstile();
  const mapped = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw isForeign(error) ? storeError(error, place) : error;
    }
  };
  return {
    dialect: place.dialect,
    kysely,
    read: async (work) => {
      await breathe();
      return mapped(() => work(kysely));
    },
    write: (work, afterCommit) =>
      inTurn(async () => {
        await breathe();
        const result = await mapped(async () => {
          await ready();
          return kysely.transaction().execute(work);
        });
        await afterCommit?.(result);
        return result;
      }),
  };
}

/** Errors of a driver carry a code; a mistake in this program (TypeError and the like) must stay what it is. */
function isForeign(error: unknown): boolean {
  return !(error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError);
}
