// Minutes of tracks as workers deliver them: one transaction each, a second delivery changes nothing.
import { createHash } from "node:crypto";
import type { TraceChunk, TrajectoryRecords } from "@vigie/core";
import { sql } from "kysely";
import type { Database } from "../database/database.ts";
import type { TrajectoryTable } from "../database/schema.ts";
import { LONGEST_MINUTE_MS } from "./trajectory-rows.ts";

const ROWS_A_STATEMENT = 50;
const QUARTER_MS = 900_000;

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
    has: (cameraId, fromMs, toMs) =>
      database.read(async (db) => {
        const row = await db
          .selectFrom("traceMinute")
          .select("fromMs")
          .where("cameraId", "=", cameraId)
          .where("fromMs", "<", Math.ceil(toMs))
          .where("fromMs", ">=", Math.floor(fromMs) - LONGEST_MINUTE_MS)
          .where("toMs", ">=", Math.floor(fromMs))
          .limit(1)
          .executeTakeFirst();
        return row !== undefined;
      }),
    covered: ({ cameraId, fromMs, toMs }) =>
      database.read(async (db) => {
        const quarter = sql<number>`(${sql.ref("fromMs")} / ${sql.lit(QUARTER_MS)})`;
        // The last frame stands for the time until the next one.
        const coveredMs = sql<number>`sum((${sql.ref("toMs")} - ${sql.ref("fromMs")}) * 1.0 * ${sql.ref("frames")}
          / (case when ${sql.ref("frames")} > 1 then ${sql.ref("frames")} - 1 else 1 end))`;
        let query = db
          .selectFrom("traceMinute")
          .select([quarter.as("quarter"), coveredMs.as("coveredMs")])
          .where("fromMs", ">=", Math.floor(fromMs))
          .where("fromMs", "<", Math.ceil(toMs));
        if (cameraId !== undefined) query = query.where("cameraId", "=", cameraId);
        const rows = await query.groupBy(sql`1`).orderBy(sql`1`).execute();
        return rows.map((row) => ({ quarterMs: Number(row.quarter) * QUARTER_MS, coveredMs: Number(row.coveredMs) }));
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
