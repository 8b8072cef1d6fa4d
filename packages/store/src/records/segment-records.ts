// The index of closed recording files.
import type { RecordedSegment, SegmentRecords } from "@vigie/core";
import type { Database } from "../database/database.ts";
import type { SegmentTable } from "../database/schema.ts";

export function createSegmentRecords(database: Database): SegmentRecords {
  return {
    insert: (segment) =>
      database.write(async (db) => {
        await db
          .insertInto("segment")
          .values(toRow(segment))
          .onConflict((on) => on.column("path").doNothing())
          .execute();
      }),
    list: (cameraId, fromMs, toMs) =>
      database.read((db) =>
        db
          .selectFrom("segment")
          .selectAll()
          .where("cameraId", "=", cameraId)
          .where("startMs", "<", Math.ceil(toMs))
          .where("endMs", ">", Math.floor(fromMs))
          .orderBy("startMs")
          .orderBy("sequence")
          .execute(),
      ),
    last: (cameraId) =>
      database.read(async (db) => {
        const row = await db
          .selectFrom("segment")
          .selectAll()
          .where("cameraId", "=", cameraId)
          .orderBy("sequence", "desc")
          .limit(1)
          .executeTakeFirst();
        return row ?? null;
      }),
    find: (cameraId, sequence) =>
      database.read(async (db) => {
        const row = await db
          .selectFrom("segment")
          .selectAll()
          .where("cameraId", "=", cameraId)
          .where("sequence", "=", sequence)
          .orderBy("endMs", "desc")
          .limit(1)
          .executeTakeFirst();
        return row ?? null;
      }),
    olderThan: (endMs, limit) =>
      database.read((db) =>
        db
          .selectFrom("segment")
          .selectAll()
          .where("endMs", "<", Math.ceil(endMs))
          .orderBy("endMs")
          .orderBy("path")
          .limit(limit)
          .execute(),
      ),
    totalBytes: () =>
      database.read(async (db) => {
        const row = await db
          .selectFrom("segment")
          .select((e) => e.fn.sum<number | null>("sizeBytes").as("bytes"))
          .executeTakeFirst();
        return Number(row?.bytes ?? 0);
      }),
    remove: (path) =>
      database.write(async (db) => {
        await db.deleteFrom("segment").where("path", "=", path).execute();
      }),
    has: (path) =>
      database.read(async (db) => {
        const row = await db.selectFrom("segment").select("path").where("path", "=", path).executeTakeFirst();
        return row !== undefined;
      }),
  };
}

/** Times become whole milliseconds, outward, so that nothing between two segments looks missing. */
function toRow(segment: RecordedSegment): SegmentTable {
  return {
    path: segment.path,
    cameraId: segment.cameraId,
    sequence: segment.sequence,
    startMs: Math.floor(segment.startMs),
    endMs: Math.ceil(segment.endMs),
    sizeBytes: segment.sizeBytes,
    sha256: segment.sha256,
    previousSha256: segment.previousSha256,
    codec: segment.codec,
    widthPx: segment.widthPx,
    heightPx: segment.heightPx,
    gapBeforeMs: Math.round(segment.gapBeforeMs),
    gapReason: segment.gapReason,
  };
}
