// Stored tracks read from PostgreSQL, on a connection of its own.
import type { PieceKey, TrajectoryReader } from "@vigie/core";
import pg from "pg";
import { postgresTarget } from "../database/postgres-pool.ts";
import { storeError } from "../database/store-errors.ts";
import { packedBodies, withMissing } from "./packed-bodies.ts";
import { type EachRow, readerOf } from "./trajectory-rows.ts";

const LOOKS = `select "minuteMs", "looks" from "minuteTracks" where "cameraId" = $1 and "minuteMs" = any($2::bigint[])`;
/** Of minutes that were kept before they were packed. */
const BODIES = `select k."n", t."body" from unnest($2::bigint[], $3::bigint[]) with ordinality as k("m", "t", "n")
  join "trajectory" t on t."cameraId" = $1 and t."minuteMs" = k."m" and t."trackId" = k."t"`;

/** Errors: `store.unavailable`, `store.bad-url`. */
export async function openPostgresTrajectoryReader(databaseUrl: string): Promise<TrajectoryReader> {
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
  const rowsOf = async (text: string, values: unknown[]): Promise<unknown[][]> =>
    (await mapped(() => client.query<unknown[]>({ text, values, rowMode: "array" }))).rows;
  const eachRow: EachRow = async (text, values, each) => {
    for (const row of await rowsOf(text, [...values])) each(row);
  };
  const singleBodies = async (cameraId: string, keys: readonly PieceKey[]): Promise<(Uint8Array | null)[]> => {
    const bodies = new Array<Uint8Array | null>(keys.length).fill(null);
    const values = [cameraId, keys.map((key) => key.minuteMs), keys.map((key) => key.trackId)];
    for (const [n, body] of await rowsOf(BODIES, values)) bodies[Number(n) - 1] = body as Uint8Array;
    return bodies;
  };
  return {
    ...readerOf(eachRow),
    bodies: async (cameraId, keys) => {
      const packed = await packedBodies(keys, async (minutesMs, each) => {
        for (const [minuteMs, looks] of await rowsOf(LOOKS, [cameraId, minutesMs]))
          each(minuteMs as number, looks as Uint8Array);
      });
      return withMissing(keys, packed, (missing) => singleBodies(cameraId, missing));
    },
    close: () => client.end(),
  };
}
