// The journal: every change that clients see, numbered without gaps, told to listeners in order after the commit.
import type { JournalChange, JournalEntry } from "@vigie/contracts";
import type { Journal } from "@vigie/core";
import type { Database, ReadHandle, WriteHandle } from "../database/database.ts";
import { withFacts } from "./stored-body.ts";

/** Writes entries inside the caller's transaction. */
export type JournalPen = (change: JournalChange, atMs: number) => Promise<JournalEntry>;

export interface JournalRecords extends Journal {
  /** One write transaction with a pen for the journal; its entries are told to listeners once it has committed. */
  write<T>(work: (db: WriteHandle, pen: JournalPen) => Promise<T>): Promise<T>;
}

const CATCH_UP_ENTRIES = 500;

export async function createJournal(database: Database): Promise<JournalRecords> {
  const listeners = new Set<(entry: JournalEntry) => void>();
  let toldSeq = await database.read(lastSeqOf);
  let inDoubt = false;

  const tell = (entry: JournalEntry): void => {
    toldSeq = entry.seq;
    for (const listener of [...listeners]) {
      try {
        listener(entry);
      } catch (error) {
        // The change is committed; a listener's own mistake must not look like a failed write.
        process.emitWarning(error instanceof Error ? error : new Error(String(error)));
      }
    }
  };

  /** Everything committed and not yet told, this process's own entries among it. */
  const catchUp = async (): Promise<void> => {
    for (;;) {
      const missed = await read(toldSeq, CATCH_UP_ENTRIES);
      missed.forEach(tell);
      if (missed.length < CATCH_UP_ENTRIES) return;
    }
  };

  /** Never fails: the entries are committed, and what cannot be told now is told with the next write. */
  const tellCommitted = async (entries: readonly JournalEntry[]): Promise<void> => {
    if (!inDoubt) return entries.forEach(tell);
    try {
      await catchUp();
      inDoubt = false;
    } catch {
      inDoubt = true;
    }
  };

  const write: JournalRecords["write"] = async (work) => {
    const entries: JournalEntry[] = [];
    try {
      return await database.write(
        (db) =>
          work(db, async (change, atMs) => {
            const entry = await insertEntry(db, change, atMs);
            entries.push(entry);
            return entry;
          }),
        () => tellCommitted(entries),
      );
    } catch (error) {
      // The commit may have happened although its answer was lost on the way.
      if (entries.length > 0) inDoubt = true;
      throw error;
    }
  };

  const read = (after: number, limit: number): Promise<JournalEntry[]> =>
    database.read(async (db) => {
      const rows = await db
        .selectFrom("journal")
        .select("body")
        .where("seq", ">", Math.floor(after))
        .orderBy("seq")
        .limit(limit)
        .execute();
      return rows.map((row) => entryOf(row.body));
    });

  return {
    write,
    read,
    append: (change, atMs) => write((_db, pen) => pen(change, atMs)),
    lastSeq: () => database.read(lastSeqOf),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function entryOf(body: string): JournalEntry {
  const entry = JSON.parse(body) as JournalEntry;
  return entry.type === "alarm" ? { ...entry, alarm: withFacts(entry.alarm) } : entry;
}

/** The counter's row stays locked until the commit: a lower number can never appear after a higher one was read. */
async function insertEntry(db: WriteHandle, change: JournalChange, atMs: number): Promise<JournalEntry> {
  const { value: seq } = await db
    .updateTable("counter")
    .set((e) => ({ value: e("value", "+", 1) }))
    .where("name", "=", "journal")
    .returning("value")
    .executeTakeFirstOrThrow();
  const entry = { ...change, seq, atMs } as JournalEntry;
  await db
    .insertInto("journal")
    .values({
      seq,
      atMs: Math.round(atMs),
      type: change.type,
      subjectId: subjectOf(change),
      body: JSON.stringify(entry),
    })
    .execute();
  return entry;
}

function subjectOf(change: JournalChange): string {
  switch (change.type) {
    case "alarm":
      return change.alarm.id;
    case "camera":
    case "scenario":
    case "journey.asked":
      return change.cameraId;
    case "health":
      return change.health.cameraId;
    case "arm-mode":
      return "";
  }
}

async function lastSeqOf(db: ReadHandle): Promise<number> {
  const row = await db.selectFrom("counter").select("value").where("name", "=", "journal").executeTakeFirst();
  return row?.value ?? 0;
}
