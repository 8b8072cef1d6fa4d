// The same suite on both databases; PostgreSQL where VIGIE_TEST_DATABASE_URL names a server that may make databases.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { describe } from "vitest";
import { openRecords, type StoreRecords } from "../../src/index.ts";

export const SERVER_URL = process.env.VIGIE_TEST_DATABASE_URL ?? "";

/** One fresh store in a temporary folder; it may be closed and opened again. */
export interface Place {
  readonly dialect: "sqlite" | "postgres";
  readonly folder: string;
  readonly databaseUrl: string | undefined;
  open(): Promise<StoreRecords>;
  /** Closes what is open and removes everything. */
  [Symbol.asyncDispose](): Promise<void>;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "vigie-store-"));
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER_URL });
  await client.connect();
  await client.query(statement);
  await client.end();
}

let made = 0;

export async function makePlace(dialect: "sqlite" | "postgres"): Promise<Place> {
  const folder = temporaryFolder();
  const name = `vigie_test_${process.pid}_${Date.now()}_${made++}`;
  if (dialect === "postgres") await onServer(`create database ${name}`);
  const url = dialect === "postgres" ? new URL(SERVER_URL) : null;
  if (url) url.pathname = `/${name}`;
  const opened: StoreRecords[] = [];
  return {
    dialect,
    folder,
    databaseUrl: url?.href,
    async open() {
      const records = await openRecords({ dataFolder: folder, databaseUrl: url?.href });
      opened.push(records);
      return records;
    },
    async [Symbol.asyncDispose]() {
      for (const records of opened) await records.close();
      rmSync(folder, { recursive: true, force: true });
      if (dialect === "postgres") await onServer(`drop database ${name} with (force)`);
    },
  };
}

/** Runs `suite` on SQLite and PostgreSQL; the latter shows as skipped where there is no server. */
export function onEachStore(title: string, suite: (make: () => Promise<Place>) => void): void {
  describe(`${title} (SQLite)`, () => suite(() => makePlace("sqlite")));
  describe.skipIf(SERVER_URL === "")(`${title} (PostgreSQL)`, () => suite(() => makePlace("postgres")));
}
