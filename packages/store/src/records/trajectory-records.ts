// Minutes of tracks as workers deliver them: one transaction each, a second delivery changes nothing.
import { createHash } from "node:crypto";
import { packLooks, packPieces, type TrajectoryRecords } from "@vigie/core";
import { sql } from "kysely";
import type { Database } from "../database/database.ts";
import { sealed } from "./sealed-bytes.ts";
import { LONGEST_MINUTE_MS } from "./trajectory-rows.ts";

const QUARTER_MS = 900_000;

export function createTrajectoryRecords(database: Database): TrajectoryRecords {
  /** Class lists that are surely stored; they are few and never deleted. */
  const knownLists = new Set<string>();

  return {
    async add(chunk) {
      const { cameraId, fromMs, toMs, session, aspect, frames, times, endedAtMs } = chunk;
      const names = JSON.stringify(chunk.classes);
      const classListId = createHash("sha256").update(names).digest("hex").slice(0, 16);
      const tracks = {
        cameraId,
        minuteMs: fromMs,
        endMs: toMs,
        classListId,
        count: chunk.pieces.length,
        pieces: sealed(packPieces(chunk)),
        looks: sealed(packLooks(chunk)),
      };
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
            times: sealed(times),
            endedAtMs,
          })
          .onConflict((on) => on.columns(["cameraId", "fromMs"]).doNothing())
          .execute();
        if (tracks.count > 0) {
          await db
            .insertInto("minuteTracks")
            .values(tracks)
            .onConflict((on) => on.columns(["cameraId", "minuteMs"]).doNothing())
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
