// The journal as a client follows it: every change once, in order, from any point on.
import type { JournalEntry } from "@vigie/contracts";
import { expect, it, vi } from "vitest";
import { onEachStore } from "./support/each-store.ts";
import { alarm, camera } from "./support/samples.ts";

onEachStore("journal", (make) => {
  it("numbers changes without gaps, also across a refused change and a restart", async () => {
    await using place = await make();
    const records = await place.open();
    await records.cameras.insert(camera("gate"), 10);
    await expect(records.cameras.insert(camera("gate"), 11)).rejects.toMatchObject({ code: "camera.exists" });
    await expect(records.cameras.update(camera("yard"), 12)).rejects.toMatchObject({ code: "camera.not-found" });
    await expect(records.cameras.remove("yard", 12)).rejects.toMatchObject({ code: "camera.not-found" });
    await records.alarms.raise(alarm("a1"));
    await records.close();
    const again = await place.open();
    await again.cameras.update(camera("gate", "Main gate"), 13.5);
    await again.cameras.remove("gate", 14);
    const entries = await again.journal.read(0, 10);
    expect(entries.map((entry) => entry.seq)).toEqual([1, 2, 3, 4]);
    expect(entries[0]).toEqual({ type: "camera", cameraId: "gate", change: "added", seq: 1, atMs: 10 });
    expect(entries[1]).toEqual({ type: "alarm", alarm: alarm("a1"), seq: 2, atMs: alarm("a1").raisedAtMs });
    expect(entries.slice(2).map((entry) => entry.type === "camera" && entry.change)).toEqual(["changed", "removed"]);
    expect(await again.journal.read(2, 1)).toEqual([entries[2]]);
    expect(await again.journal.read(4, 10)).toEqual([]);
    expect(await again.cameras.list()).toEqual([]);
  });

  it("shows a reader who follows along every entry once, under many writers", async () => {
    await using place = await make();
    const records = await place.open();
    const told: number[] = [];
    records.journal.subscribe((entry) => told.push(entry.seq));
    const seen: JournalEntry[] = [];
    const total = 150;
    const writers = Array.from({ length: 10 }, async (_, writer) => {
      for (let i = 0; i < total / 10; i++) {
        if (i % 3 === 0) await records.alarms.raise(alarm(`a${writer}-${i}`));
        else await records.journal.append({ type: "camera", cameraId: `c${writer}`, change: "changed" }, i);
      }
    });
    const reader = (async () => {
      while (seen.length < total) seen.push(...(await records.journal.read(seen.at(-1)?.seq ?? 0, 7)));
    })();
    await Promise.all([...writers, reader]);
    const expected = Array.from({ length: total }, (_, i) => i + 1);
    expect(seen.map((entry) => entry.seq)).toEqual(expected);
    expect(told).toEqual(expected);
  });

  it("tells listeners only what is committed and readable, until they leave", async () => {
    await using place = await make();
    const records = await place.open();
    const readable: Promise<JournalEntry[]>[] = [];
    const leave = records.journal.subscribe((entry) => readable.push(records.journal.read(entry.seq - 1, 1)));
    await records.alarms.raise(alarm("a1"));
    await records.alarms.raise(alarm("a1", { id: "a2" }));
    leave();
    await records.alarms.raise(alarm("a3"));
    const [first, ...others] = await Promise.all(readable);
    expect(first).toEqual([{ type: "alarm", alarm: alarm("a1"), seq: 1, atMs: alarm("a1").raisedAtMs }]);
    expect(others).toEqual([]);
  });

  it("counts a change as done although a listener fails, and tells the others", async () => {
    await using place = await make();
    const records = await place.open();
    const warning = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    const told: number[] = [];
    records.journal.subscribe(() => {
      throw new Error("a listener's mistake");
    });
    records.journal.subscribe((entry) => told.push(entry.seq));
    expect(await records.alarms.raise(alarm("a1"))).toBe(true);
    expect(told).toEqual([1]);
    expect(warning).toHaveBeenCalledOnce();
    warning.mockRestore();
  });
});
