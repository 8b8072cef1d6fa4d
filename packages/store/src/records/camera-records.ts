// Configured cameras; each change is one transaction with its journal entry.
import type { CameraConfig } from "@vigie/contracts";
import { AppError } from "@vigie/contracts/errors";
import { type CameraRecords, memoryOrigin } from "@vigie/core";
import type { Database } from "../database/database.ts";
import type { JournalRecords } from "./journal-records.ts";

export function createCameraRecords(database: Database, journal: JournalRecords): CameraRecords {
  return {
    list: () =>
      database.read(async (db) => {
        const rows = await db.selectFrom("camera").select("config").orderBy("addedAtMs").orderBy("id").execute();
        return rows.map((row) => JSON.parse(row.config) as CameraConfig);
      }),
    get: (id) =>
      database.read(async (db) => {
        const row = await db.selectFrom("camera").select("config").where("id", "=", id).executeTakeFirst();
        return row ? (JSON.parse(row.config) as CameraConfig) : null;
      }),
    insert: (camera, atMs) =>
      journal.write(async (db, pen) => {
        const at = Math.round(atMs);
        const done = await db
          .insertInto("camera")
          .values({ id: camera.id, config: JSON.stringify(camera), addedAtMs: at, changedAtMs: at })
          .onConflict((on) => on.column("id").doNothing())
          .executeTakeFirst();
        if (done.numInsertedOrUpdatedRows === 0n) {
          throw new AppError({
            code: "camera.exists",
            kind: "conflict",
            message: `There is already a camera with the id "${camera.id}"; choose another id.`,
            details: { cameraId: camera.id },
          });
        }
        await pen({ type: "camera", cameraId: camera.id, change: "added" }, atMs);
      }),
    update: (camera, atMs) =>
      journal.write(async (db, pen) => {
        const before = await db.selectFrom("camera").select("config").where("id", "=", camera.id).executeTakeFirst();
        const done = await db
          .updateTable("camera")
          .set({ config: JSON.stringify(camera), changedAtMs: Math.round(atMs) })
          .where("id", "=", camera.id)
          .executeTakeFirst();
        if (!before || done.numUpdatedRows === 0n) throw noCamera(camera.id);
        // Edges from another source, or from behind a new mask, are forgotten with the change, also while nobody watches.
        if (memoryOrigin(JSON.parse(before.config) as CameraConfig) !== memoryOrigin(camera))
          await db.deleteFrom("cameraMemory").where("cameraId", "=", camera.id).execute();
        await pen({ type: "camera", cameraId: camera.id, change: "changed" }, atMs);
      }),
    remove: (id, atMs) =>
      journal.write(async (db, pen) => {
        const done = await db.deleteFrom("camera").where("id", "=", id).executeTakeFirst();
        if (done.numDeletedRows === 0n) throw noCamera(id);
        await db.deleteFrom("cameraMemory").where("cameraId", "=", id).execute();
        await pen({ type: "camera", cameraId: id, change: "removed" }, atMs);
      }),
  };
}

function noCamera(id: string): AppError {
  return new AppError({
    code: "camera.not-found",
    kind: "not-found",
    message: `There is no camera with the id "${id}".`,
    details: { cameraId: id },
  });
}
