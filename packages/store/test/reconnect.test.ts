// PostgreSQL goes away and comes back under a running server: writes say so, then work again, and the lock is ours again.
import pg from "pg";
import { expect, it } from "vitest";
import { openRecords } from "../src/index.ts";
import { makePlace, SERVER_URL } from "./support/each-store.ts";
import { alarm } from "./support/samples.ts";

it.skipIf(SERVER_URL === "")(
  "an alarm is either stored or refused as retryable while connections are cut",
  async () => {
    await using place = await makePlace("postgres");
    await using other = await makePlace("sqlite");
    const records = await place.open();
    const told: number[] = [];
    records.journal.subscribe((entry) => told.push(entry.seq));
    const admin = new pg.Client({ connectionString: SERVER_URL });
    await admin.connect();
    const database = new URL(place.databaseUrl!).pathname.slice(1);
    const acknowledged: string[] = [];
    let refused = 0;
    const raiseUntilStored = async (id: string): Promise<void> => {
      for (;;) {
        try {
          await records.alarms.raise(alarm(id));
          acknowledged.push(id);
          return;
        } catch (error) {
          expect(error).toMatchObject({ code: "store.unavailable", retryable: true });
          refused += 1;
        }
      }
    };
    for (let cut = 0; cut < 8; cut++) {
      const writers = Array.from({ length: 12 }, (_, i) => raiseUntilStored(`a${cut}-${i}`));
      await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [database]);
      await Promise.all(writers);
    }
    await admin.end();
    expect(refused).toBeGreaterThan(0);
    for (const id of acknowledged) expect(await records.alarms.get(id)).not.toBeNull();
    expect(await records.alarms.totalRaised()).toBe(96);
    const entries = await records.journal.read(0, 1000);
    expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 96 }, (_, i) => i + 1));
    expect(told, "the desk hears of every alarm once, in order").toEqual(entries.map((entry) => entry.seq));
    const rival = openRecords({ dataFolder: other.folder, databaseUrl: place.databaseUrl });
    await expect(rival).rejects.toMatchObject({ code: "store.locked" });
  },
);
