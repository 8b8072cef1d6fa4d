// A database in trouble: full, damaged, read-only. Each is told apart, and nothing acknowledged is lost.
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { SQLITE_FILE } from "../src/index.ts";
import { makePlace } from "./support/each-store.ts";
import { alarm } from "./support/samples.ts";

describe("a SQLite store in trouble", () => {
  it("says that it is full, keeps what it acknowledged, and goes on when there is room", async () => {
    await using place = await makePlace("sqlite");
    const records = await place.open();
    await records.alarms.raise(alarm("first"));
    await sql`pragma max_page_count = 1`.execute(records.kysely);
    const acknowledged: string[] = [];
    const fill = async (): Promise<void> => {
      for (let i = 0; i < 1000; i++) {
        await records.alarms.raise(alarm(`a${i}`, { why: "long ".repeat(500) }));
        acknowledged.push(`a${i}`);
      }
    };
    await expect(fill()).rejects.toMatchObject({ code: "store.full", message: expect.stringContaining(SQLITE_FILE) });
    expect(await records.alarms.totalRaised()).toBe(acknowledged.length + 1);
    expect(await records.journal.lastSeq()).toBe(acknowledged.length + 1);
    await sql`pragma max_page_count = 1000000`.execute(records.kysely);
    expect(await records.alarms.raise(alarm("again"))).toBe(true);
    expect((await records.journal.read(0, 1000)).at(-1)?.seq).toBe(acknowledged.length + 2);
  });

  it("says that it is damaged, with the file's name, instead of giving wrong answers", async () => {
    await using place = await makePlace("sqlite");
    const records = await place.open();
    for (let i = 0; i < 200; i++) await records.alarms.raise(alarm(`a${i}`));
    await records.close();
    const file = openSync(join(place.folder, SQLITE_FILE), "r+");
    const garbage = new Uint8Array(4096).fill(0x5a);
    for (let page = 4; page < 40; page++) writeSync(file, garbage, 0, garbage.length, page * 4096);
    closeSync(file);
    const look = async (): Promise<void> => {
      const again = await place.open();
      await again.alarms.list({ limit: 200 });
    };
    await expect(look()).rejects.toMatchObject({
      code: "store.corrupt",
      message: expect.stringContaining(SQLITE_FILE),
    });
  });

  it("says that it may only be read", async () => {
    await using place = await makePlace("sqlite");
    const records = await place.open();
    await records.alarms.raise(alarm("a1"));
    await sql`pragma query_only = on`.execute(records.kysely);
    await expect(records.alarms.raise(alarm("a2"))).rejects.toMatchObject({ code: "store.read-only" });
    expect(await records.alarms.get("a1")).toEqual(alarm("a1"));
  });

  it("does not keep sockets and timers waiting while it is read and written without a pause", async () => {
    await using place = await makePlace("sqlite");
    const records = await place.open();
    for (const work of [() => records.settings.get("language"), () => records.alarms.raise(alarm("a1"))]) {
      let served = false;
      setImmediate(() => {
        served = true;
      });
      // Would go on for ever if the other task never got its turn.
      for (let calls = 0; !served && calls < 100_000; calls++) await work();
      expect(served).toBe(true);
    }
  });
});
