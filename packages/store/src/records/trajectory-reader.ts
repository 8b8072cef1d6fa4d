// Reads stored tracks beside the server that writes them: in another thread, on a connection of its own, row by row without objects.
import { join, resolve } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { PieceKey, TrajectoryReader } from "@vigie/core";
import { SQLITE_FILE } from "../database/sqlite-file.ts";
import { type StorePlace, storeError } from "../database/store-errors.ts";
import type { StoreOptions } from "../open-records.ts";
import { packedBodies, withMissing } from "./packed-bodies.ts";
import { type EachRow, readerOf } from "./trajectory-rows.ts";

const LOOKS = `select "minuteMs", "looks" from "minuteTracks" where "cameraId" = $1 and "minuteMs" = $2`;
const LOOKS_BETWEEN = `select "minuteMs", "looks" from "minuteTracks"
  where "cameraId" = $1 and "minuteMs" >= $2 and "minuteMs" <= $3`;
/** Minutes that were kept before they were packed. */
const BODY = `select "body" from "trajectory" where "cameraId" = $1 and "minuteMs" = $2 and "trackId" = $3`;
const BODIES_BETWEEN = `select "minuteMs", "trackId", "body" from "trajectory"
  where "cameraId" = $1 and "minuteMs" >= $2 and "minuteMs" <= $3 order by "minuteMs", "trackId"`;
/** Asked for more than this share of the minutes between the first and the last, reading all of them is faster. */
const DENSE = 0.5;
const MINUTE_MS = 60_000;
/** Asked for more than this share of what lies there, reading everything is faster. */
const MANY = 0.25;

/** Takes no lock and never writes. Errors: `store.unavailable`, `store.bad-url`. */
export async function openTrajectoryReader(options: StoreOptions): Promise<TrajectoryReader> {
  const { dataFolder, databaseUrl } = options;
  if (!databaseUrl) return openOnSqlite(dataFolder);
  // Loaded by who needs it: threads that read the embedded records start faster without.
  const { openPostgresTrajectoryReader } = await import("./postgres-trajectory-reader.ts");
  return openPostgresTrajectoryReader(databaseUrl);
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
  const prepared = new Map<string, StatementSync>();
  const prepare = (text: string): StatementSync => {
    const statement = prepared.get(text) ?? database.prepare(text.replaceAll(/\$\d/g, "?"));
    statement.setReturnArrays(true);
    prepared.set(text, statement);
    return statement;
  };
  // All rows at once: handing them over one by one costs half as much again.
  const eachRow: EachRow = async (text, values, each) =>
    eachOf(mapped(() => prepare(text).all(...values)) as unknown as unknown[][], each);
  const singleBodies = async (
    cameraId: string,
    keys: readonly PieceKey[],
    share: number,
  ): Promise<(Uint8Array | null)[]> => {
    if (share > MANY && keys.length > 1) return manyBodies(eachRow, cameraId, keys);
    return mapped(() =>
      keys.map(({ minuteMs, trackId }) => {
        const row = prepare(BODY).get(cameraId, minuteMs, trackId) as unknown as [Uint8Array] | undefined;
        return row?.[0] ?? null;
      }),
    );
  };
  return {
    ...readerOf(eachRow),
    bodies: async (cameraId, keys, share = 0) => {
      const packed = await packedBodies(keys, async (minutesMs, each) => {
        const [first, last] = [minutesMs[0]!, minutesMs.at(-1)!];
        const isDense = last > first && minutesMs.length * MINUTE_MS > DENSE * (last - first);
        const rows = mapped(() =>
          isDense
            ? prepare(LOOKS_BETWEEN).all(cameraId, first, last)
            : minutesMs.map((minuteMs) => prepare(LOOKS).get(cameraId, minuteMs)),
        ) as unknown as ([number, Uint8Array] | undefined)[];
        for (const row of rows) if (row) each(row[0], row[1]);
      });
      return withMissing(keys, packed, (missing) => singleBodies(cameraId, missing, share));
    },
    close: async () => database.close(),
  };
}

function eachOf(rows: readonly unknown[][], each: (row: unknown[]) => void): void {
  for (const row of rows) each(row);
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
