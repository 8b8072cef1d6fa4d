// Lists of alarms, page by page, newest first or in the order in which people should look at them.
import type { Alarm } from "@vigie/contracts";
import type { AlarmFilter } from "@vigie/core";
import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from "kysely";
import type { Database } from "../database/database.ts";
import type { StoreSchema } from "../database/schema.ts";
import { fromCursor, toCursor } from "./cursor.ts";
import { alarmOf } from "./stored-body.ts";

type Builder = ExpressionBuilder<StoreSchema, "alarm">;
type Condition = ExpressionWrapper<StoreSchema, "alarm", SqlBool>;

/** Range: fromMs <= raisedAtMs < toMs. Errors: `store.bad-cursor`. */
export function listAlarms(database: Database, filter: AlarmFilter): Promise<{ alarms: Alarm[]; next: string | null }> {
  const order = filter.order ?? "newest";
  return database.read(async (db) => {
    let query = db.selectFrom("alarm").select(["id", "priorityRank", "score", "raisedAtMs", "body"]);
    if (filter.states) query = query.where("state", "in", [...filter.states, ""]);
    if (filter.cameraId !== undefined) query = query.where("cameraId", "=", filter.cameraId);
    if (filter.scenarioId !== undefined) query = query.where("scenarioId", "=", filter.scenarioId);
    if (filter.verdict === "none") query = query.where("verdict", "is", null);
    else if (filter.verdict !== undefined) query = query.where("verdict", "=", filter.verdict);
    if (filter.fromMs !== undefined) query = query.where("raisedAtMs", ">=", Math.ceil(filter.fromMs));
    if (filter.toMs !== undefined) query = query.where("raisedAtMs", "<", Math.ceil(filter.toMs));
    const { after } = filter;
    if (after !== undefined)
      query = query.where((e) => (order === "queue" ? afterInQueue(e, after) : olderThan(e, after)));
    query =
      order === "queue"
        ? query.orderBy("priorityRank", "desc").orderBy("score", "desc").orderBy("raisedAtMs").orderBy("id")
        : query.orderBy("raisedAtMs", "desc").orderBy("id", "desc");
    const rows = await query.limit(filter.limit + 1).execute();
    const page = rows.slice(0, filter.limit);
    const last = page.at(-1);
    return {
      alarms: page.map((row) => alarmOf(row.body)),
      next:
        last && rows.length > page.length
          ? toCursor(
              order,
              order === "queue"
                ? [last.priorityRank, last.score, last.raisedAtMs, last.id]
                : [last.raisedAtMs, last.id],
            )
          : null,
    };
  });
}

function olderThan(e: Builder, cursor: string): Condition {
  const [raisedAtMs, id] = fromCursor(cursor, "newest", ["number", "string"]) as [number, string];
  return e.or([e("raisedAtMs", "<", raisedAtMs), e.and([e("raisedAtMs", "=", raisedAtMs), e("id", "<", id)])]);
}

function afterInQueue(e: Builder, cursor: string): Condition {
  const [rank, score, raisedAtMs, id] = fromCursor(cursor, "queue", ["number", "number", "number", "string"]) as [
    number,
    number,
    number,
    string,
  ];
  return e.or([
    e("priorityRank", "<", rank),
    e.and([e("priorityRank", "=", rank), e("score", "<", score)]),
    e.and([e("priorityRank", "=", rank), e("score", "=", score), e("raisedAtMs", ">", raisedAtMs)]),
    e.and([e("priorityRank", "=", rank), e("score", "=", score), e("raisedAtMs", "=", raisedAtMs), e("id", ">", id)]),
  ]);
}
