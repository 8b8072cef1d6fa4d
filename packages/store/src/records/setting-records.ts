// Named values that the product keeps for itself.
import type { SettingRecords } from "@vigie/core";
import type { Database } from "../database/database.ts";

export function createSettingRecords(database: Database): SettingRecords {
  return {
    get: (key) =>
      database.read(async (db) => {
        const row = await db.selectFrom("setting").select("value").where("key", "=", key).executeTakeFirst();
        return row?.value ?? null;
      }),
    set: (key, value) =>
      database.write(async (db) => {
        await db
          .insertInto("setting")
          .values({ key, value })
          .onConflict((on) => on.column("key").doUpdateSet({ value }))
          .execute();
      }),
  };
}
