// Stored tracks read from PostgreSQL, on a connection of its own.
import type { TrajectoryReader } from "@vigie/core";
import pg from "pg";
import { postgresTarget } from "../database/postgres-pool.ts";
import { storeError } from "../database/store-errors.ts";
import { type EachRow, readerOf } from "./trajectory-rows.ts";

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
