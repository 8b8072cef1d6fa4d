// kill -9 at any moment: every alarm that was acknowledged is there afterwards, and its journal agrees with it.
import { expect, it } from "vitest";
import { onEachStore } from "./support/each-store.ts";
import { startServerProcess } from "./support/server-process.ts";

const KILLS = 12;

onEachStore("a server that is killed", (make) => {
  it(`has lost no acknowledged alarm after ${KILLS} kills at different moments`, { timeout: 120_000 }, async () => {
    await using place = await make();
    const acknowledged: string[] = [];
    for (let run = 0; run < KILLS; run++) {
      const server = startServerProcess(place.folder, place.databaseUrl, String(run));
      // A different number of lines each time; some kills come at once after opening.
      await server.printed(1 + ((run * 37) % 90));
      await server.killed();
      acknowledged.push(...server.lines.filter((line) => line.startsWith(`run${run}-`)));
    }
    const records = await place.open();
    for (const id of acknowledged) {
      expect(await records.alarms.get(id), `the desk was told of alarm ${id}`).not.toBeNull();
    }
    expect(acknowledged.length).toBeGreaterThan(100);
    const total = await records.alarms.totalRaised();
    const byState = await records.alarms.countByState();
    expect(byState.raised + byState.acknowledged).toBe(total);
    const entries = await records.journal.read(0, 100_000);
    expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: entries.length }, (_, i) => i + 1));
    expect(await records.journal.lastSeq()).toBe(entries.length);
    expect(new Set(entries.map((entry) => (entry.type === "alarm" ? entry.alarm.id : ""))).size).toBe(total);
  });
});
