// Brings a database to the shape that this version needs, or refuses one that a newer version has shaped.
import { AppError } from "@vigie/contracts/errors";
import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import type { StorePlace } from "../database/store-errors.ts";
import { createRecords } from "./0001-records.ts";
import { createAccountTables } from "./0002-accounts.ts";
import { indexAlarmsByScenario } from "./0003-alarms-by-scenario.ts";
import { createTrajectories } from "./0004-trajectories.ts";
import { createCameraMemory } from "./0005-camera-memory.ts";
import { createMinuteTracks } from "./0006-minute-tracks.ts";

function migrationsFor(dialect: StorePlace["dialect"]): Record<string, Migration> {
  return {
    "0001-records": { up: (db) => createRecords(db, dialect) },
    "0002-accounts": { up: (db) => createAccountTables(db, dialect) },
    "0003-alarms-by-scenario": { up: indexAlarmsByScenario },
    "0004-trajectories": { up: (db) => createTrajectories(db, dialect) },
    "0005-camera-memory": { up: (db) => createCameraMemory(db, dialect) },
    "0006-minute-tracks": { up: (db) => createMinuteTracks(db, dialect) },
  };
}

/** All steps done, each once; a step that fails leaves no trace. Errors: `store.newer`, and the driver's own. */
export async function migrate<T>(kysely: Kysely<T>, place: StorePlace): Promise<void> {
  const migrations = migrationsFor(place.dialect);
  const done = await stepsDone(kysely as unknown as Kysely<MigrationTable>);
  const unknown = done.filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new AppError({
      code: "store.newer",
      kind: "conflict",
      audience: "operator",
      message: `The database at ${place.label} was written by a newer version (step ${unknown.at(-1)}); start that version, or put back a backup made before it.`,
      details: { place: place.label, unknownSteps: unknown },
    });
  }
  if (done.length === Object.keys(migrations).length) return;
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

interface MigrationTable {
  kysely_migration: { name: string };
}

async function stepsDone(kysely: Kysely<MigrationTable>): Promise<string[]> {
  const tables = await kysely.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === "kysely_migration")) return [];
  const rows = await kysely.selectFrom("kysely_migration").select("name").orderBy("name").execute();
  return rows.map((row) => row.name);
}
