// One server per PostgreSQL database: a session lock that the database drops when the connection ends.
import { setTimeout as after } from "node:timers/promises";
import { AppError } from "@vigie/contracts/errors";
import { Client, type ClientConfig } from "pg";
import { type StorePlace, storeError } from "../database/store-errors.ts";
import { createTurnstile } from "../database/turnstile.ts";

export interface AdvisoryLock {
  /** Nothing while the lock is held; takes it again after a lost connection. Errors: `store.locked`, `store.unavailable`. */
  ensure(): Promise<void>;
  release(): Promise<void>;
}

/** "vigie" in letters of the alphabet; any number does that all versions share. */
const LOCK_KEY = 22_090_7_09_05;
/** A cut session may hold the lock a moment longer than its connection lives: whoever had it asks again for so long. */
const RETAKE_TRIES = 30;
const RETAKE_EVERY_MS = 100;

/** Errors: `store.locked`, `store.unavailable`. */
export async function takeAdvisoryLock(config: ClientConfig, place: StorePlace): Promise<AdvisoryLock> {
  const inTurn = createTurnstile();
  let held: Client | null = null;
  let released = false;
  let wasHeld = false;

  const take = async (): Promise<void> => {
    if (held !== null || released) return;
    const client = new Client(config);
    const lose = () => {
      if (held === client) held = null;
    };
    client.on("error", lose);
    client.on("end", lose);
    try {
      await client.connect();
      for (let tries = wasHeld ? RETAKE_TRIES : 1; !(await tryLock(client)); await after(RETAKE_EVERY_MS)) {
        if (--tries <= 0) throw await heldBy(client, place);
      }
      held = client;
      wasHeld = true;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw storeError(error, place);
    }
  };

  await take();
  return {
    async ensure() {
      if (held === null) await inTurn(take);
    },
    async release() {
      released = true;
      const client = held;
      held = null;
      await client?.end().catch(() => undefined);
    },
  };
}

async function tryLock(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [LOCK_KEY]);
  return rows[0]?.got === true;
}

async function heldBy(client: Client, place: StorePlace): Promise<AppError> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.granted and l.database = (select oid from pg_database where datname = current_database())
       and (l.classid::bigint << 32 | l.objid::bigint) = $1`,
    [LOCK_KEY],
  );
  const who = rows[0]?.name || "another program";
  return new AppError({
    code: "store.locked",
    kind: "conflict",
    audience: "operator",
    message: `The database at ${place.label} is in use by ${who}; stop that server first, or give this one another database (DATABASE_URL).`,
    details: { place: place.label, holder: who },
  });
}
