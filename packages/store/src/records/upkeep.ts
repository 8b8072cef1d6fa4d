// Queries for retention and the start-up check: rows go first, their files are noted for deletion in the same transaction.
import type { Alarm, JournalChange } from "@vigie/contracts";
import type { RecordedSegment } from "@vigie/core";
import type { Database, WriteHandle } from "../database/database.ts";
import { alarmOf } from "./stored-body.ts";

export interface Upkeep {
  /** Alarms raised before `beforeMs`, oldest first. */
  alarmsBefore(beforeMs: number, limit: number): Promise<Alarm[]>;
  /** Segments that may go for want of space, oldest first: none that shows an alarm which is undecided or judged true. */
  unprotectedSegments(limit: number): Promise<RecordedSegment[]>;
  /** Removes rows and notes their files for deletion, in one transaction. */
  dropSegments(segmentPaths: readonly string[], files: readonly string[]): Promise<void>;
  /** Removes alarms, their events and their journal entries, and notes their pictures for deletion, in one transaction. */
  dropAlarms(alarms: readonly Alarm[], files: readonly string[]): Promise<{ events: number }>;
  /** The latest end of a recording or raising of an alarm; 0 without any. */
  latestStamp(): Promise<number>;
  segmentsWithin(fromMs: number, toMs: number, limit: number): Promise<RecordedSegment[]>;
  alarmsWithin(fromMs: number, toMs: number, limit: number): Promise<Alarm[]>;
  /** Removes events and journal entries of this span, but no question (see `dropJournalBefore`); returns how many. */
  dropNotesWithin(fromMs: number, toMs: number): Promise<{ events: number; journalEntries: number }>;
  dropEventsBefore(beforeMs: number): Promise<number>;
  /** What people asked about other people's ways stays until `askedBeforeMs`: it shows who asked, and nobody who was seen. */
  dropJournalBefore(beforeMs: number, askedBeforeMs: number): Promise<number>;
  /** Removes minutes and pieces of tracks that ended before, in several transactions; returns how many pieces. */
  dropTracksBefore(beforeMs: number): Promise<number>;
  /** The same for those that ended within the span. */
  dropTracksWithin(fromMs: number, toMs: number): Promise<number>;
  /** Files noted for deletion and not yet confirmed, by name. */
  pendingRemovals(afterPath: string, limit: number): Promise<string[]>;
  confirmRemovals(paths: readonly string[]): Promise<void>;
  /** How much of the store lies before the limit. */
  shareBefore(beforeMs: number): Promise<{ before: number; all: number }>;
  segmentCameras(): Promise<string[]>;
  segmentPathsOf(cameraId: string): Promise<string[]>;
}

const ASKED = "journey.asked" satisfies JournalChange["type"];
const PROTECTION_MARGIN_MS = 15_000;
const NAMES_A_STATEMENT = 200;
const DROP_SPAN_MS = 3_600_000;

export function createUpkeep(database: Database): Upkeep {
  return {
    alarmsBefore: (beforeMs, limit) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom("alarm")
          .select("body")
          .where("raisedAtMs", "<", beforeMs)
          .orderBy("raisedAtMs")
          .limit(limit)
          .execute();
        return rows.map((row) => alarmOf(row.body));
      }),
    unprotectedSegments: (limit) =>
      database.read((db) =>
        db
          .selectFrom("segment")
          .selectAll()
          .where((e) =>
            e.not(
              e.exists(
                e
                  .selectFrom("alarm")
                  .select("alarm.id")
                  .whereRef("alarm.cameraId", "=", "segment.cameraId")
                  .where((a) => a.or([a("alarm.verdict", "is", null), a("alarm.verdict", "=", "true")]))
                  .where((a) => a(a.ref("alarm.startedAtMs"), "<", a("segment.endMs", "+", PROTECTION_MARGIN_MS)))
                  .where((a) => a(a.ref("alarm.endedAtMs"), ">", a("segment.startMs", "-", PROTECTION_MARGIN_MS))),
              ),
            ),
          )
          .orderBy("endMs")
          .orderBy("path")
          .limit(limit)
          .execute(),
      ),
    latestStamp: () =>
      database.read(async (db) => {
        const segment = await db
          .selectFrom("segment")
          .select((e) => e.fn.max<number | null>("endMs").as("atMs"))
          .executeTakeFirst();
        const alarm = await db
          .selectFrom("alarm")
          .select((e) => e.fn.max<number | null>("raisedAtMs").as("atMs"))
          .executeTakeFirst();
        return Math.max(0, Number(segment?.atMs ?? 0), Number(alarm?.atMs ?? 0));
      }),
    segmentsWithin: (fromMs, toMs, limit) =>
      database.read((db) =>
        db
          .selectFrom("segment")
          .selectAll()
          .where("endMs", ">", fromMs)
          .where("endMs", "<=", toMs)
          .orderBy("endMs")
          .orderBy("path")
          .limit(limit)
          .execute(),
      ),
    alarmsWithin: (fromMs, toMs, limit) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom("alarm")
          .select("body")
          .where("raisedAtMs", ">", fromMs)
          .where("raisedAtMs", "<=", toMs)
          .orderBy("raisedAtMs")
          .limit(limit)
          .execute();
        return rows.map((row) => alarmOf(row.body));
      }),
    dropSegments: (segmentPaths, files) =>
      database.write(async (db) => {
        for (const names of chunks(segmentPaths)) {
          await db.deleteFrom("segment").where("path", "in", names).execute();
        }
        await noteRemovals(db, files);
      }),
    dropAlarms: (alarms, files) =>
      database.write(async (db) => {
        for (const ids of chunks(alarms.map((alarm) => alarm.id))) {
          await db.deleteFrom("alarm").where("id", "in", ids).execute();
          await db.deleteFrom("journal").where("type", "=", "alarm").where("subjectId", "in", ids).execute();
        }
        let events = 0;
        for (const ids of chunks(alarms.map((alarm) => alarm.eventId))) {
          const done = await db.deleteFrom("event").where("id", "in", ids).executeTakeFirst();
          events += Number(done.numDeletedRows);
        }
        await noteRemovals(db, files);
        return { events };
      }),
    dropNotesWithin: (fromMs, toMs) =>
      database.write(async (db) => {
        const events = await db
          .deleteFrom("event")
          .where("startedAtMs", ">", fromMs)
          .where("startedAtMs", "<=", toMs)
          .executeTakeFirst();
        const entries = await db
          .deleteFrom("journal")
          .where("type", "!=", ASKED)
          .where("atMs", ">", fromMs)
          .where("atMs", "<=", toMs)
          .executeTakeFirst();
        return { events: Number(events.numDeletedRows), journalEntries: Number(entries.numDeletedRows) };
      }),
    dropEventsBefore: (beforeMs) =>
      database.write(async (db) => {
        const done = await db.deleteFrom("event").where("startedAtMs", "<", beforeMs).executeTakeFirst();
        return Number(done.numDeletedRows);
      }),
    dropJournalBefore: (beforeMs, askedBeforeMs) =>
      database.write(async (db) => {
        const entries = db.deleteFrom("journal");
        const usual = await entries.where("type", "!=", ASKED).where("atMs", "<", beforeMs).executeTakeFirst();
        const asked = await entries.where("type", "=", ASKED).where("atMs", "<", askedBeforeMs).executeTakeFirst();
        return Number(usual.numDeletedRows) + Number(asked.numDeletedRows);
      }),
    dropTracksBefore: (beforeMs) => dropTracks(database, Number.MIN_SAFE_INTEGER, Math.ceil(beforeMs) - 1),
    dropTracksWithin: (fromMs, toMs) => dropTracks(database, Math.floor(fromMs), Math.floor(toMs)),
    pendingRemovals: (afterPath, limit) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom("removal")
          .select("path")
          .where("path", ">", afterPath)
          .orderBy("path")
          .limit(limit)
          .execute();
        return rows.map((row) => row.path);
      }),
    confirmRemovals: (paths) =>
      database.write(async (db) => {
        for (const names of chunks(paths)) await db.deleteFrom("removal").where("path", "in", names).execute();
      }),
    shareBefore: (beforeMs) =>
      database.read(async (db) => {
        const segments = await db
          .selectFrom("segment")
          .select((e) => [
            e.fn.countAll<number>().as("all"),
            e.fn.countAll<number>().filterWhere("endMs", "<", beforeMs).as("before"),
          ])
          .executeTakeFirstOrThrow();
        const alarms = await db
          .selectFrom("alarm")
          .select((e) => [
            e.fn.countAll<number>().as("all"),
            e.fn.countAll<number>().filterWhere("raisedAtMs", "<", beforeMs).as("before"),
          ])
          .executeTakeFirstOrThrow();
        return {
          all: Number(segments.all) + Number(alarms.all),
          before: Number(segments.before) + Number(alarms.before),
        };
      }),
    segmentCameras: () =>
      database.read(async (db) => {
        const rows = await db.selectFrom("segment").select("cameraId").distinct().orderBy("cameraId").execute();
        return rows.map((row) => row.cameraId);
      }),
    segmentPathsOf: (cameraId) =>
      database.read(async (db) => {
        const rows = await db.selectFrom("segment").select("path").where("cameraId", "=", cameraId).execute();
        return rows.map((row) => row.path);
      }),
  };
}

/** An hour of the clock at a time: a transaction that deletes a month of tracks would hold all writers up. */
async function dropTracks(database: Database, afterMs: number, upToMs: number): Promise<number> {
  let dropped = 0;
  for (;;) {
    const oldest = await database.read((db) =>
      db
        .selectFrom("traceMinute")
        .select("toMs")
        .where("toMs", ">", afterMs)
        .where("toMs", "<=", upToMs)
        .orderBy("toMs")
        .limit(1)
        .executeTakeFirst(),
    );
    const untilMs = oldest ? Math.min(upToMs, oldest.toMs + DROP_SPAN_MS) : upToMs;
    dropped += await database.write(async (db) => {
      const pieces = await db
        .deleteFrom("trajectory")
        .where("lastMs", ">", afterMs)
        .where("lastMs", "<=", untilMs)
        .executeTakeFirst();
      const { packed } = await db
        .selectFrom("minuteTracks")
        .select((e) => e.fn.sum<number | null>("count").as("packed"))
        .where("endMs", ">", afterMs)
        .where("endMs", "<=", untilMs)
        .executeTakeFirstOrThrow();
      await db.deleteFrom("minuteTracks").where("endMs", ">", afterMs).where("endMs", "<=", untilMs).execute();
      await db.deleteFrom("traceMinute").where("toMs", ">", afterMs).where("toMs", "<=", untilMs).execute();
      return Number(pieces.numDeletedRows) + Number(packed);
    });
    if (untilMs === upToMs) return dropped;
  }
}

async function noteRemovals(db: WriteHandle, files: readonly string[]): Promise<void> {
  for (const names of chunks(files)) {
    await db
      .insertInto("removal")
      .values(names.map((path) => ({ path })))
      .onConflict((on) => on.column("path").doNothing())
      .execute();
  }
}

function chunks<T>(items: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let i = 0; i < items.length; i += NAMES_A_STATEMENT) parts.push(items.slice(i, i + NAMES_A_STATEMENT));
  return parts;
}
