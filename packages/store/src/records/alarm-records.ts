// Alarms: raised once for each event, changed only together with their journal entry.
import type { Alarm } from "@vigie/contracts";
import { AppError } from "@vigie/contracts/errors";
import { type AlarmRecords, urgencyOf } from "@vigie/core";
import type { Database, WriteHandle } from "../database/database.ts";
import type { AlarmTable } from "../database/schema.ts";
import { listAlarms } from "./alarm-list.ts";
import type { JournalRecords } from "./journal-records.ts";
import { alarmOf } from "./stored-body.ts";

const PRIORITY_RANK: Readonly<Record<Alarm["priority"], number>> = { low: 0, normal: 1, high: 2 };

export function createAlarmRecords(database: Database, journal: JournalRecords): AlarmRecords {
  const find = (column: "id" | "eventId", value: string): Promise<Alarm | null> =>
    database.read(async (db) => {
      const row = await db.selectFrom("alarm").select("body").where(column, "=", value).executeTakeFirst();
      return row ? alarmOf(row.body) : null;
    });

  return {
    raise: (alarm) =>
      journal.write(async (db, pen) => {
        const done = await db
          .insertInto("alarm")
          .values(toRow(alarm))
          .onConflict((on) => on.column("eventId").doNothing())
          .executeTakeFirst();
        if (done.numInsertedOrUpdatedRows === 0n) return false;
        await db
          .updateTable("counter")
          .set((e) => ({ value: e("value", "+", 1) }))
          .where("name", "=", "alarms-raised")
          .execute();
        await pen({ type: "alarm", alarm }, alarm.raisedAtMs);
        return true;
      }),
    get: (id) => find("id", id),
    findByEvent: (eventId) => find("eventId", eventId),
    list: (filter) => listAlarms(database, filter),
    change: (id, atMs, change) =>
      journal.write(async (db, pen) => {
        const before = await lockedAlarm(db, id, database.dialect);
        const after = change(before);
        if (after === null) return before;
        const { id: _id, eventId: _eventId, ...columns } = toRow({ ...after, id: before.id, eventId: before.eventId });
        await db.updateTable("alarm").set(columns).where("id", "=", id).execute();
        const stored = alarmOf(columns.body);
        await pen({ type: "alarm", alarm: stored }, atMs);
        return stored;
      }),
    totalRaised: () =>
      database.read(async (db) => {
        const row = await db
          .selectFrom("counter")
          .select("value")
          .where("name", "=", "alarms-raised")
          .executeTakeFirst();
        return row?.value ?? 0;
      }),
    countByState: () =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom("alarm")
          .select(["state", (e) => e.fn.countAll<number>().as("alarms")])
          .groupBy("state")
          .execute();
        const counts: Record<Alarm["state"], number> = { raised: 0, acknowledged: 0, cleared: 0, suppressed: 0 };
        for (const row of rows) counts[row.state as Alarm["state"]] = Number(row.alarms);
        return counts;
      }),
  };
}

/** Nobody else changes the row until this transaction has ended. */
async function lockedAlarm(db: WriteHandle, id: string, dialect: Database["dialect"]): Promise<Alarm> {
  const query = db.selectFrom("alarm").select("body").where("id", "=", id);
  const row = await (dialect === "postgres" ? query.forUpdate() : query).executeTakeFirst();
  if (row) return alarmOf(row.body);
  throw new AppError({
    code: "alarm.not-found",
    kind: "not-found",
    message: "There is no such alarm; it may have been deleted because it was too old.",
    details: { alarmId: id },
  });
}

function toRow(alarm: Alarm): AlarmTable {
  return {
    id: alarm.id,
    eventId: alarm.eventId,
    cameraId: alarm.cameraId,
    scenarioId: alarm.scenarioId,
    state: alarm.state,
    verdict: alarm.verdict,
    priorityRank: PRIORITY_RANK[alarm.priority],
    // The order of the queue.
    score: urgencyOf(alarm),
    raisedAtMs: Math.floor(alarm.raisedAtMs),
    startedAtMs: Math.floor(alarm.startedAtMs),
    endedAtMs: Math.ceil(alarm.endedAtMs ?? alarm.startedAtMs),
    body: JSON.stringify(alarm),
  };
}
