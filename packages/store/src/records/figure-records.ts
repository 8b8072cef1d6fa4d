// Figures without any person in them: events per quarter of an hour, scores, counters over all cameras.
import type { CountBin, FigureRecords } from "@vigie/core";
import { sql } from "kysely";
import type { Database } from "../database/database.ts";

const QUARTER_MS = 900_000;

export function createFigureRecords(database: Database): FigureRecords {
  const inBody = (field: "kind" | "score" | "class") => {
    const postgres = { kind: "->>'kind'", score: "->>'score'", class: "->'classes'->>0" } as const;
    const sqlite = { kind: "$.kind", score: "$.score", class: "$.classes[0]" } as const;
    return database.dialect === "postgres"
      ? sql<string | null>`(${sql.ref("body")}::json ${sql.raw(postgres[field])})`
      : sql<string | null>`json_extract(${sql.ref("body")}, ${sql.lit(sqlite[field])})`;
  };
  return {
    events: ({ fromMs, toMs, cameraId, scenarioId }) =>
      database.read(async (db) => {
        const quarter = sql<number>`(${sql.ref("startedAtMs")} / ${sql.lit(QUARTER_MS)})`;
        let query = db
          .selectFrom("event")
          .select([
            "cameraId",
            "scenarioId",
            inBody("kind").as("kind"),
            inBody("class").as("className"),
            quarter.as("quarter"),
            (e) => e.fn.countAll<number>().as("events"),
          ])
          .where("startedAtMs", ">=", Math.ceil(fromMs))
          .where("startedAtMs", "<", Math.ceil(toMs));
        if (cameraId !== undefined) query = query.where("cameraId", "=", cameraId);
        if (scenarioId !== undefined) query = query.where("scenarioId", "=", scenarioId);
        const rows = await query.groupBy([sql`1`, sql`2`, sql`3`, sql`4`, sql`5`]).execute();
        return rows.map((row) => ({
          cameraId: row.cameraId,
          scenarioId: row.scenarioId,
          kind: row.kind ?? "",
          className: row.className ?? "",
          quarterMs: Number(row.quarter) * QUARTER_MS,
          events: Number(row.events),
        }));
      }),
    scores: ({ cameraId, scenarioId, fromMs, toMs, limit }) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom("event")
          .select(inBody("score").as("score"))
          .where("cameraId", "=", cameraId)
          .where("scenarioId", "=", scenarioId)
          .where("startedAtMs", ">=", Math.ceil(fromMs))
          .where("startedAtMs", "<", Math.ceil(toMs))
          .orderBy("startedAtMs", "desc")
          .limit(limit)
          .execute();
        return rows.map((row) => Number(row.score));
      }),
    counts: ({ fromMs, toMs, cameraId, placeId }) =>
      database.read(async (db) => {
        let query = db
          .selectFrom("countBin")
          .selectAll()
          .where("binStartMs", ">=", Math.ceil(fromMs))
          .where("binStartMs", "<", Math.ceil(toMs));
        if (cameraId !== undefined) query = query.where("cameraId", "=", cameraId);
        if (placeId !== undefined) query = query.where("placeId", "=", placeId);
        const rows = await query.execute();
        return rows.map((row) => ({ ...row, direction: row.direction as CountBin["direction"] }));
      }),
  };
}
