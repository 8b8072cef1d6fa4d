// What each camera's analysis has learnt, the newest of each camera.
import type { MemoryRecords } from "@vigie/core";
import type { Database } from "../database/database.ts";

export function createMemoryRecords(database: Database): MemoryRecords {
  return {
    put: ({ cameraId, key, atMs, body }) =>
      database.write(async (db) => {
        // What comes late belongs to a camera that somebody has removed meanwhile.
        const camera = await db.selectFrom("camera").select("id").where("id", "=", cameraId).executeTakeFirst();
        if (!camera) return;
        const row = { cameraId, key, atMs: Math.round(atMs), body };
        await db
          .insertInto("cameraMemory")
          .values(row)
          .onConflict((on) => on.column("cameraId").doUpdateSet({ key: row.key, atMs: row.atMs, body }))
          .execute();
      }),
    get: (cameraId) =>
      database.read(async (db) => {
        const row = await db.selectFrom("cameraMemory").selectAll().where("cameraId", "=", cameraId).executeTakeFirst();
        return row ?? null;
      }),
    dropBefore: (beforeMs) =>
      database.write(async (db) => {
        await db.deleteFrom("cameraMemory").where("atMs", "<", Math.round(beforeMs)).execute();
      }),
  };
}
