// The PostgreSQL connections: durable commits, bounded waits, whole numbers as numbers.
import { hostname } from "node:os";
import { AppError } from "@vigie/contracts/errors";
import pg from "pg";
import { type StorePlace, storeError } from "./store-errors.ts";

const OID_INT8 = 20;
const OID_NUMERIC = 1700;
const OLDEST_VERSION = 150_000;
const MAX_CONNECTIONS = 6;
const CONNECT_LIMIT_MS = 5000;
const STATEMENT_LIMIT_MS = 30_000;

export interface PostgresTarget {
  place: StorePlace;
  config: pg.ClientConfig;
}

/** Errors: `store.bad-url`. */
export function postgresTarget(databaseUrl: string): PostgresTarget {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null;
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new AppError({
      code: "store.bad-url",
      kind: "invalid",
      audience: "operator",
      message: "DATABASE_URL must look like postgresql://user:password@host:5432/database.",
    });
  }
  const host = url.hostname || url.searchParams.get("host") || "localhost";
  const label = `${host}:${url.port || "5432"}${url.pathname}`;
  return {
    place: { dialect: "postgres", label },
    config: {
      connectionString: databaseUrl,
      connectionTimeoutMillis: CONNECT_LIMIT_MS,
      query_timeout: STATEMENT_LIMIT_MS + 5000,
      statement_timeout: STATEMENT_LIMIT_MS,
      idle_in_transaction_session_timeout: STATEMENT_LIMIT_MS,
      keepAlive: true,
      application_name: `vigie on ${hostname()}, process ${process.pid}`,
      // An acknowledged alarm is on disk, whatever the server's own setting is.
      options: "-c synchronous_commit=on",
      types: { getTypeParser },
    },
  };
}

/** A pool that has answered once. Errors: `store.unavailable`, `store.unsupported`. */
export async function openPostgresPool({ config, place }: PostgresTarget): Promise<pg.Pool> {
  const pool = new pg.Pool({ ...config, max: MAX_CONNECTIONS });
  // A connection that breaks is replaced by the next query, which reports what is wrong; nobody listening would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  try {
    const { rows } = await pool.query<{ version: number; name: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as name`,
    );
    const found = rows[0];
    if (found && found.version >= OLDEST_VERSION) return pool;
    throw new AppError({
      code: "store.unsupported",
      kind: "unsupported",
      audience: "operator",
      message: `The database at ${place.label} is PostgreSQL ${found?.name}; version 15 or later is needed.`,
      details: { place: place.label },
    });
  } catch (error) {
    await pool.end();
    throw storeError(error, place);
  }
}

function getTypeParser(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  if ((oid === OID_INT8 || oid === OID_NUMERIC) && format !== "binary") return Number;
  return pg.types.getTypeParser(oid, format as "text");
}
