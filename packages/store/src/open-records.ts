// Opens the records: embedded SQLite in the data folder, or PostgreSQL when an address is given.
import { join, resolve } from "node:path";
import type { Records } from "@vigie/core";
import { Kysely, PostgresDialect, sql } from "kysely";
import { createDatabase, type Database } from "./database/database.ts";
import { openPostgresPool, postgresTarget } from "./database/postgres-pool.ts";
import type { StoreSchema } from "./database/schema.ts";
import { nodeSqliteDialect, openSqliteFile } from "./database/sqlite-dialect.ts";
import { SQLITE_FILE } from "./database/sqlite-file.ts";
import { type StorePlace, storeError, unavailable } from "./database/store-errors.ts";
import { takeAdvisoryLock } from "./lock/advisory-lock.ts";
import { lockFolder } from "./lock/folder-lock.ts";
import { migrate } from "./migrations/migrate.ts";
import { createAlarmRecords } from "./records/alarm-records.ts";
import { createCameraRecords } from "./records/camera-records.ts";
import { createCountRecords } from "./records/count-records.ts";
import { createEventRecords } from "./records/event-records.ts";
import { createFigureRecords } from "./records/figure-records.ts";
import { createJournal } from "./records/journal-records.ts";
import { createMemoryRecords } from "./records/memory-records.ts";
import { createSegmentRecords } from "./records/segment-records.ts";
import { createSettingRecords } from "./records/setting-records.ts";
import { createTrajectoryRecords } from "./records/trajectory-records.ts";
import { createUpkeep, type Upkeep } from "./records/upkeep.ts";

export interface StoreRecords extends Records {
  /** The query builder itself, for the account library, which keeps its own tables beside ours. */
  readonly kysely: Kysely<unknown>;
  /** What retention and the start-up check need and nothing else does. */
  readonly upkeep: Upkeep;
}

export interface StoreOptions {
  /** Made when it does not exist; locked against a second server, with PostgreSQL too. */
  dataFolder: string;
  /** postgresql://...; without it the records live in `vigie.db` of the data folder. */
  databaseUrl?: string | undefined;
}

const PING_LIMIT_MS = 3000;

interface Opened {
  kysely: Kysely<StoreSchema>;
  place: StorePlace;
  ready(): Promise<void> | void;
  release(): Promise<void> | void;
}

/**
 * The records, locked for this process and brought to the present shape.
 * Errors: `store.locked`, `store.unavailable`, `store.newer`, `store.corrupt`, `store.unsupported`, `store.bad-url`.
 */
export async function openRecords(options: StoreOptions): Promise<StoreRecords> {
  const lock = lockFolder(options.dataFolder);
  let opened: Opened | null = null;
  try {
    opened = options.databaseUrl ? await openPostgres(options.databaseUrl) : openSqlite(options.dataFolder);
    const { kysely, place } = opened;
    try {
      await migrate(kysely, place);
    } catch (error) {
      throw storeError(error, place);
    }
    const database = createDatabase(kysely, place, opened.ready);
    const records = await assemble(database, place);
    const { release } = opened;
    let closing: Promise<void> | null = null;
    const close = async (): Promise<void> => {
      // Writers that have begun may end first.
      await database.write(async () => undefined).catch(() => undefined);
      await kysely.destroy();
      await release();
      lock.release();
    };
    return { ...records, close: () => (closing ??= close()) };
  } catch (error) {
    await opened?.kysely.destroy().catch(() => undefined);
    await opened?.release();
    lock.release();
    throw error;
  }
}

function openSqlite(dataFolder: string): Opened {
  const path = join(resolve(dataFolder), SQLITE_FILE);
  const place: StorePlace = { dialect: "sqlite", label: path };
  try {
    const kysely = new Kysely<StoreSchema>({ dialect: nodeSqliteDialect(openSqliteFile(path)) });
    return { kysely, place, ready: () => undefined, release: () => undefined };
  } catch (error) {
    throw storeError(error, place);
  }
}

async function openPostgres(databaseUrl: string): Promise<Opened> {
  const target = postgresTarget(databaseUrl);
  const pool = await openPostgresPool(target);
  try {
    const lock = await takeAdvisoryLock(target.config, target.place);
    const kysely = new Kysely<StoreSchema>({ dialect: new PostgresDialect({ pool }) });
    return { kysely, place: target.place, ready: lock.ensure, release: lock.release };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

async function assemble(database: Database, place: StorePlace): Promise<Omit<StoreRecords, "close">> {
  const journal = await createJournal(database);
  return {
    dialect: database.dialect,
    kysely: database.kysely as unknown as Kysely<unknown>,
    cameras: createCameraRecords(database, journal),
    alarms: createAlarmRecords(database, journal),
    journal,
    events: createEventRecords(database),
    counts: createCountRecords(database),
    segments: createSegmentRecords(database),
    trajectories: createTrajectoryRecords(database),
    figures: createFigureRecords(database),
    memories: createMemoryRecords(database),
    settings: createSettingRecords(database),
    upkeep: createUpkeep(database),
    ping: () => ping(database, place),
  };
}

async function ping(database: Database, place: StorePlace): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(unavailable(place, `no answer within ${PING_LIMIT_MS / 1000} s`)), PING_LIMIT_MS);
  });
  const answer = database.read((db) => sql`select 1`.execute(db));
  answer.catch(() => undefined);
  try {
    await Promise.race([answer, limit]);
  } finally {
    clearTimeout(timer);
  }
}
