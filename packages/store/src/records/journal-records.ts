// The journal: every change that clients see, numbered without gaps, told to listeners in order after the commit.
import type { JournalChange, JournalEntry } from "@vigie/contracts";
import type { Journal } from "@vigie/core";
import type { Database, ReadHandle, WriteHandle } from "../database/database.ts";

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

  /** A commit whose answer was lost still counts: what lies between the last told entry and this one is read and told first. */
  const tellUpTo = async (entries: readonly JournalEntry[]): Promise<void> => {
    const first = entries[0];
    if (!first) return;
    while (toldSeq < first.seq - 1) {
      const before = toldSeq;
      const missed = await read(before, Math.min(CATCH_UP_ENTRIES, first.seq - 1 - before));
      if (missed.length === 0) break;
      missed.forEach(tell);
    }
    entries.forEach(tell);
  };

  const write: JournalRecords["write"] = async (work) => {
    const entries: JournalEntry[] = [];
    return database.write(
      (db) =>
        work(db, async (change, atMs) => {
          const entry = await insertEntry(db, change, atMs);
          entries.push(entry);
          return entry;
        }),
      () => tellUpTo(entries),
    );
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
      return rows.map((row) => JSON.parse(row.body) as JournalEntry);
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
  if (change.type === "alarm") return change.alarm.id;
  return change.type === "camera" ? change.cameraId : change.health.cameraId;
}

async function lastSeqOf(db: ReadHandle): Promise<number> {
  const row = await db.selectFrom("counter").select("value").where("name", "=", "journal").executeTakeFirst();
  return row?.value ?? 0;
}
