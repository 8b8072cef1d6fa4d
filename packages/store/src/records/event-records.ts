// Every scenario event, one row each: its beginning never changes, its end is filled in when it is known.
import type { SceneEvent } from "@vigie/contracts";
import type { EventRecords } from "@vigie/core";
import { sql } from "kysely";
import type { Database } from "../database/database.ts";
import type { EventTable } from "../database/schema.ts";
import { breathe } from "../database/turnstile.ts";
import { fromCursor, toCursor } from "./cursor.ts";
import { eventOf } from "./stored-body.ts";

const ROWS_A_STATEMENT = 100;
const ORDER = "events";

export function createEventRecords(database: Database): EventRecords {
  return {
    async put(events) {
      const rows = [...onePerId(events).values()].map(toRow);
      if (rows.length === 0) return;
      await database.write(async (db) => {
        for (let i = 0; i < rows.length; i += ROWS_A_STATEMENT) {
          if (i > 0) await breathe();
          await db
            .insertInto("event")
            .values(rows.slice(i, i + ROWS_A_STATEMENT))
            .onConflict((on) =>
              on.column("id").doUpdateSet({
                endedAtMs: (e) => e.fn.coalesce("excluded.endedAtMs", "event.endedAtMs"),
                phase: sql`case when ${sql.ref("excluded.phase")} = 'ended' then 'ended' else ${sql.ref("event.phase")} end`,
              }),
            )
            .execute();
        }
      });
    },
    list: (filter) =>
      database.read(async (db) => {
        let query = db.selectFrom("event").select(["id", "startedAtMs", "endedAtMs", "phase", "body"]);
        if (filter.cameraId !== undefined) query = query.where("cameraId", "=", filter.cameraId);
        if (filter.scenarioId !== undefined) query = query.where("scenarioId", "=", filter.scenarioId);
        if (filter.fromMs !== undefined) query = query.where("startedAtMs", ">=", Math.ceil(filter.fromMs));
        if (filter.toMs !== undefined) query = query.where("startedAtMs", "<", Math.ceil(filter.toMs));
        if (filter.after !== undefined) {
          const [at, id] = fromCursor(filter.after, ORDER, ["number", "string"]) as [number, string];
          query = query.where((e) =>
            e.or([e("startedAtMs", "<", at), e.and([e("startedAtMs", "=", at), e("id", "<", id)])]),
          );
        }
        const rows = await query
          .orderBy("startedAtMs", "desc")
          .orderBy("id", "desc")
          .limit(filter.limit + 1)
          .execute();
        const page = rows.slice(0, filter.limit);
        const last = page.at(-1);
        return {
          events: page.map(fromRow),
          next: last && rows.length > page.length ? toCursor(ORDER, [last.startedAtMs, last.id]) : null,
        };
      }),
  };
}

/** Beginning and end of one event may come in the same delivery. */
function onePerId(events: readonly SceneEvent[]): Map<string, SceneEvent> {
  const merged = new Map<string, SceneEvent>();
  for (const event of events) {
    const first = merged.get(event.id);
    merged.set(
      event.id,
      first
        ? {
            ...first,
            phase: event.phase === "ended" ? "ended" : first.phase,
            endedAtMs: event.endedAtMs ?? first.endedAtMs,
          }
        : event,
    );
  }
  return merged;
}

function toRow(event: SceneEvent): EventTable {
  return {
    id: event.id,
    cameraId: event.cameraId,
    scenarioId: event.scenarioId,
    startedAtMs: Math.floor(event.startedAtMs),
    endedAtMs: event.endedAtMs,
    phase: event.phase,
    body: JSON.stringify(event),
  };
}

function fromRow(row: Pick<EventTable, "body" | "phase" | "endedAtMs">): SceneEvent {
  return { ...eventOf(row.body), phase: row.phase as SceneEvent["phase"], endedAtMs: row.endedAtMs };
}
