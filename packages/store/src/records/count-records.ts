// Counters per quarter of an hour: the only thing that outlives retention, because no person can be found in it.
import type { CountBin, CountRecords } from "@vigie/core";
import { sql } from "kysely";
import type { Database } from "../database/database.ts";

const ROWS_A_STATEMENT = 100;

export function createCountRecords(database: Database): CountRecords {
  return {
    async add(bins) {
      const rows = onePerKey(bins);
      if (rows.length === 0) return;
      await database.write(async (db) => {
        for (let i = 0; i < rows.length; i += ROWS_A_STATEMENT) {
          await db
            .insertInto("countBin")
            .values(rows.slice(i, i + ROWS_A_STATEMENT))
            .onConflict((on) =>
              on.columns(["cameraId", "binStartMs", "placeId", "className", "direction"]).doUpdateSet({
                value: sql<number>`case
                  when excluded."direction" <> 'inside' then "countBin"."value" + excluded."value"
                  when excluded."value" > "countBin"."value" then excluded."value"
                  else "countBin"."value" end`,
              }),
            )
            .execute();
        }
      });
    },
    list: ({ cameraId, fromMs, toMs }) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom("countBin")
          .selectAll()
          .where("cameraId", "=", cameraId)
          .where("binStartMs", ">=", Math.ceil(fromMs))
          .where("binStartMs", "<", Math.ceil(toMs))
          .orderBy("binStartMs")
          .orderBy("placeId")
          .orderBy("className")
          .orderBy("direction")
          .execute();
        return rows.map((row) => ({ ...row, direction: row.direction as CountBin["direction"] }));
      }),
  };
}

/** One statement may touch a row only once, so repeated bins of a delivery are joined first. */
function onePerKey(bins: readonly CountBin[]): CountBin[] {
  const joined = new Map<string, CountBin>();
  for (const bin of bins) {
    const key = JSON.stringify([bin.cameraId, bin.binStartMs, bin.placeId, bin.className, bin.direction]);
    const before = joined.get(key)?.value ?? 0;
    const value = bin.direction === "inside" ? Math.max(before, bin.value) : before + bin.value;
    joined.set(key, {
      cameraId: bin.cameraId,
      placeId: bin.placeId,
      className: bin.className,
      direction: bin.direction,
      binStartMs: Math.floor(bin.binStartMs),
      value: Math.round(value),
    });
  }
  return [...joined.values()];
}
