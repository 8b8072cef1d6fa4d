// Reads stored tracks beside the server that writes them: in another thread, on a connection of its own, row by row without objects.
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { PieceKey, StoredMinute, StoredPiece, TrajectoryReader } from "@vigie/core";
import pg from "pg";
import { postgresTarget } from "../database/postgres-pool.ts";
import { type StorePlace, storeError } from "../database/store-errors.ts";
import { SQLITE_FILE, type StoreOptions } from "../open-records.ts";
import { LONGEST_MINUTE_MS } from "./trajectory-records.ts";

/** Runs a statement and hands over its rows, each a list of values in the order of the columns. */
type EachRow = (
  statement: string,
  values: readonly (string | number)[],
  each: (row: unknown[]) => void,
) => Promise<void>;

const MINUTES = `select m."session", m."fromMs", m."toMs", m."frames", m."times", m."aspect", l."names", m."endedAtMs"
  from "traceMinute" m join "classList" l on l."id" = m."classListId"
  where m."cameraId" = $1 and m."fromMs" < $2 and m."fromMs" >= $3 and m."toMs" >= $4 order by m."fromMs"`;
const PIECES = `select "minuteMs", "session", "trackId", "thing", "firstMs", "lastMs", "classes", "x1", "y1", "x2", "y2", "size"
  from "trajectory" where "cameraId" = $1 and "minuteMs" >= $2 and "minuteMs" < $3 order by "minuteMs", "trackId"`;
const BODY = `select "body" from "trajectory" where "cameraId" = $1 and "minuteMs" = $2 and "trackId" = $3`;
const BODIES_BETWEEN = `select "minuteMs", "trackId", "body" from "trajectory"
  where "cameraId" = $1 and "minuteMs" >= $2 and "minuteMs" <= $3 order by "minuteMs", "trackId"`;
const BODIES = `select k."n", t."body" from unnest($2::bigint[], $3::bigint[]) with ordinality as k("m", "t", "n")
  join "trajectory" t on t."cameraId" = $1 and t."minuteMs" = k."m" and t."trackId" = k."t"`;
/** PostgreSQL answers whole statements: so much of the time is asked for at once. */
const SPAN_MS = 86_400_000;
/** Asked for more than this share of what lies there, reading everything is faster. */
const MANY = 0.25;

/** Takes no lock and never writes. Errors: `store.unavailable`, `store.bad-url`. */
export async function openTrajectoryReader(options: StoreOptions): Promise<TrajectoryReader> {
  return options.databaseUrl ? openOnPostgres(options.databaseUrl) : openOnSqlite(options.dataFolder);
}

function openOnSqlite(dataFolder: string): TrajectoryReader {
  const path = join(resolve(dataFolder), SQLITE_FILE);
  const place: StorePlace = { dialect: "sqlite", label: path };
  const mapped = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw storeError(error, place);
    }
  };
  const database = mapped(() => new DatabaseSync(path, { readOnly: true, timeout: 5000 }));
  const prepare = (statement: string) => {
    const prepared = database.prepare(statement.replaceAll(/\$\d/g, "?"));
    prepared.setReturnArrays(true);
    return prepared;
  };
  const eachRow: EachRow = async (statement, values, each) =>
    mapped(() => {
      for (const row of prepare(statement).iterate(...values)) each(row as unknown as unknown[]);
    });
  const body = mapped(() => prepare(BODY));
  return {
    ...readerOf(eachRow),
    bodies: async (cameraId, keys, share = 0) => {
      if (share > MANY && keys.length > 1) return manyBodies(eachRow, cameraId, keys);
      return mapped(() =>
        keys.map(({ minuteMs, trackId }) => {
          const row = body.get(cameraId, minuteMs, trackId) as unknown as [Uint8Array] | undefined;
          return row?.[0] ?? null;
        }),
      );
    },
    close: async () => database.close(),
  };
}

async function openOnPostgres(databaseUrl: string): Promise<TrajectoryReader> {
  const { place, config } = postgresTarget(databaseUrl);
  const client = new pg.Client(config);
  client.on("error", () => undefined);
  const mapped = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw storeError(error, place);
    }
  };
  await mapped(() => client.connect());
  const eachRow: EachRow = (text, values, each) =>
    mapped(async () => {
      const { rows } = await client.query<unknown[]>({ text, values: [...values], rowMode: "array" });
      for (const row of rows) each(row);
    });
  return {
    ...readerOf(eachRow),
    bodies: (cameraId, keys) =>
      mapped(async () => {
        const bodies = new Array<Uint8Array | null>(keys.length).fill(null);
        const values = [cameraId, keys.map((key) => key.minuteMs), keys.map((key) => key.trackId)];
        const { rows } = await client.query<[number, Uint8Array]>({ text: BODIES, values, rowMode: "array" });
        for (const [n, body] of rows) bodies[Number(n) - 1] = body;
        return bodies;
      }),
    close: () => client.end(),
  };
}

/** Everything between the first and the last key, of which only what was asked for is handed on. */
async function manyBodies(
  eachRow: EachRow,
  cameraId: string,
  keys: readonly PieceKey[],
): Promise<(Uint8Array | null)[]> {
  const bodies = new Array<Uint8Array | null>(keys.length).fill(null);
  let next = 0;
  await eachRow(BODIES_BETWEEN, [cameraId, keys[0]!.minuteMs, keys.at(-1)!.minuteMs], (row) => {
    const minuteMs = row[0] as number;
    const trackId = row[1] as number;
    while (next < keys.length && isBefore(keys[next]!, minuteMs, trackId)) next++;
    const key = keys[next];
    if (key?.minuteMs === minuteMs && key.trackId === trackId) bodies[next++] = row[2] as Uint8Array;
  });
  return bodies;
}

function isBefore(key: PieceKey, minuteMs: number, trackId: number): boolean {
  return key.minuteMs < minuteMs || (key.minuteMs === minuteMs && key.trackId < trackId);
}

function readerOf(eachRow: EachRow): Pick<TrajectoryReader, "minutes" | "eachPiece"> {
  return {
    async minutes(cameraId, fromMs, toMs) {
      const minutes: StoredMinute[] = [];
      const lists = new Map<string, readonly string[]>();
      const leastMs = Math.floor(fromMs);
      await eachRow(MINUTES, [cameraId, Math.ceil(toMs), leastMs - LONGEST_MINUTE_MS, leastMs], (row) => {
        const names = row[6] as string;
        const classes = lists.get(names) ?? (JSON.parse(names) as string[]);
        lists.set(names, classes);
        minutes.push({
          session: row[0] as number,
          fromMs: row[1] as number,
          toMs: row[2] as number,
          frames: row[3] as number,
          times: row[4] as Uint8Array,
          aspect: row[5] as number,
          classes,
          endedAtMs: row[7] as number | null,
        });
      });
      return minutes;
    },
    async eachPiece(cameraId, fromMs, toMs, each) {
      const piece = {} as StoredPiece;
      for (let atMs = Math.floor(fromMs); atMs <= toMs; atMs += SPAN_MS) {
        const untilMs = Math.min(Math.floor(toMs) + 1, atMs + SPAN_MS);
        await eachRow(PIECES, [cameraId, atMs, untilMs], (row) => {
          piece.minuteMs = row[0] as number;
          piece.session = row[1] as number;
          piece.trackId = row[2] as number;
          piece.thing = row[3] as number;
          piece.firstMs = row[4] as number;
          piece.lastMs = row[5] as number;
          piece.classes = row[6] as string;
          piece.x1 = row[7] as number;
          piece.y1 = row[8] as number;
          piece.x2 = row[9] as number;
          piece.y2 = row[10] as number;
          piece.size = row[11] as number;
          each(piece);
        });
      }
    },
  };
}
