// Minutes of tracks as workers deliver them: one transaction each, a second delivery changes nothing.
import { createHash } from "node:crypto";
import { joinMinutes, type TraceChunk, type TrajectoryRecords } from "@vigie/core";
import type { Database } from "../database/database.ts";
import type { TrajectoryTable } from "../database/schema.ts";

const ROWS_A_STATEMENT = 50;

export function createTrajectoryRecords(database: Database): TrajectoryRecords {
  /** Class lists that are surely stored; they are few and never deleted. */
  const knownLists = new Set<string>();

  return {
    async add(chunk) {
      const { cameraId, fromMs, toMs, session, aspect, frames, times, endedAtMs } = chunk;
      const names = JSON.stringify(chunk.classes);
      const classListId = createHash("sha256").update(names).digest("hex").slice(0, 16);
      const rows = chunk.pieces.map((piece) => rowOf(chunk, piece));
      await database.write(async (db) => {
        if (!knownLists.has(classListId)) {
          await db
            .insertInto("classList")
            .values({ id: classListId, names })
            .onConflict((on) => on.column("id").doNothing())
            .execute();
        }
        await db
          .insertInto("traceMinute")
          .values({
            cameraId,
            fromMs,
            toMs,
            session,
            classListId,
            aspect,
            frames,
            times: Buffer.from(times),
            endedAtMs,
          })
          .onConflict((on) => on.columns(["cameraId", "fromMs"]).doNothing())
          .execute();
        for (let i = 0; i < rows.length; i += ROWS_A_STATEMENT) {
          await db
            .insertInto("trajectory")
            .values(rows.slice(i, i + ROWS_A_STATEMENT))
            .onConflict((on) => on.columns(["cameraId", "minuteMs", "trackId"]).doNothing())
            .execute();
        }
      });
      knownLists.add(classListId);
    },
    coverage: (cameraId, fromMs, toMs) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom("traceMinute")
          .select(["fromMs", "toMs", "frames"])
          .where("cameraId", "=", cameraId)
          .where("fromMs", "<", Math.ceil(toMs))
          .where("toMs", ">=", Math.floor(fromMs))
          .orderBy("fromMs")
          .execute();
        return joinMinutes(rows);
      }),
  };
}

function rowOf(chunk: TraceChunk, piece: TraceChunk["pieces"][number]): TrajectoryTable {
  const [x1, y1, x2, y2] = piece.area;
  return {
    cameraId: chunk.cameraId,
    minuteMs: chunk.fromMs,
    trackId: piece.trackId,
    session: chunk.session,
    thing: piece.thing,
    firstMs: piece.firstMs,
    lastMs: piece.lastMs,
    looks: piece.looks,
    classes: piece.classes.join(","),
    score: piece.score,
    x1,
    y1,
    x2,
    y2,
    size: piece.size,
    body: Buffer.from(piece.body),
  };
}
