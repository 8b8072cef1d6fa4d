import type { SceneEvent } from "@vigie/contracts";
import type { Clock, StoredMemory } from "@vigie/core";
import { describe, expect, it } from "vitest";
import type { FleetListener } from "../src/fleet.ts";
import { BackOff } from "../src/pipeline/back-off.ts";
import { FactOutbox } from "../src/supervisor/fact-outbox.ts";
import { Quarantine } from "../src/supervisor/quarantine.ts";
import { RestartPace } from "../src/supervisor/restart-pace.ts";

describe("back-off", () => {
  it("grows, spreads, never passes a minute, and starts again after success", () => {
    const longest = new BackOff(() => 1);
    expect(Array.from({ length: 10 }, () => longest.next())).toEqual([
      500, 1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000,
    ]);
    const shortest = new BackOff(() => 0);
    expect(new Set(Array.from({ length: 10 }, () => shortest.next()))).toEqual(new Set([250]));
    longest.reset();
    expect(longest.next()).toBe(500);
  });
});

describe("replacing a fallen worker", () => {
  it("at once, then soon, and slowly only when it falls again and again within a minute", () => {
    const pace = new RestartPace();
    const waits = Array.from({ length: 22 }, (_, i) => pace.next(i * 1000));
    expect(waits.slice(0, 3)).toEqual([0, 0, 0]);
    expect(new Set(waits.slice(3, 12))).toEqual(new Set([250]));
    expect(waits.slice(12)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000]);
    expect(pace.next(22_000 + 60_000)).toBe(0);
  });
});

describe("quarantine", () => {
  it("sets a camera aside at the second fall within ten minutes, not for one alone", () => {
    const quarantine = new Quarantine();
    expect(quarantine.strike("a", "signal SIGSEGV", 0)).toBe(false);
    expect(quarantine.strike("b", "signal SIGSEGV", 1)).toBe(false);
    expect(quarantine.strike("a", "signal SIGSEGV", 11 * 60_000)).toBe(false);
    expect(quarantine.reason("a")).toBeNull();
    expect(quarantine.strike("a", "signal SIGSEGV", 12 * 60_000)).toBe(true);
    expect(quarantine.reason("a")).toContain("SIGSEGV");
    quarantine.release("a");
    expect(quarantine.reason("a")).toBeNull();
  });
});

describe("facts on their way to the store", () => {
  const clock: Clock = {
    nowMs: () => 0,
    monotonicMs: () => performance.now(),
    after: (_ms, task) => {
      const handle = setImmediate(task);
      return { cancel: () => clearImmediate(handle) };
    },
  };

  it("arrive in order per camera although the store refuses some of them for a while", async () => {
    const got: string[] = [];
    let refusals = 5;
    const listener = {
      onEvent: async (event: SceneEvent) => {
        if (event.cameraId === "a" && refusals-- > 0) throw new Error("the database is away");
        got.push(event.id);
      },
    } as unknown as FleetListener;
    let troubles = 0;
    const outbox = new FactOutbox(listener, clock, () => {
      troubles += 1;
    });
    for (const id of ["a.1", "a.2", "b.1", "a.3"]) {
      const cameraId = id.split(".")[0]!;
      outbox.put(cameraId, { type: "event", event: { id, cameraId } as SceneEvent });
    }
    await expect.poll(() => outbox.waiting).toBe(0);
    expect(got).toEqual(["b.1", "a.1", "a.2", "a.3"]);
    expect(troubles).toBe(5);
  });

  it("what a camera has learnt holds no alarm back: one that is refused is dropped, one that waits gives way to the newest", async () => {
    const events: string[] = [];
    const stored: number[] = [];
    const troubles: string[] = [];
    let answer = (): void => {};
    const listener = {
      onEvent: async (event: SceneEvent) => void events.push(event.id),
      onMemory: async ({ atMs }: StoredMemory) => {
        if (atMs === 1) throw new Error("no such table");
        stored.push(atMs);
        if (atMs === 2) await new Promise<void>((resolve) => (answer = resolve));
      },
    } as unknown as FleetListener;
    const outbox = new FactOutbox(listener, clock, (what) => void troubles.push(what));
    const learn = (atMs: number) =>
      outbox.put("a", { type: "memory", memory: { cameraId: "a", key: "k", atMs, body: "{}" } });
    learn(1);
    await expect.poll(() => troubles).toEqual([expect.stringContaining("learnt")]);
    learn(2);
    for (const atMs of [3, 4, 5]) learn(atMs);
    expect(outbox.waiting).toBe(1);
    // The store still thinks about the second one.
    outbox.put("a", { type: "event", event: { id: "a.1", cameraId: "a" } as SceneEvent });
    await expect.poll(() => events).toEqual(["a.1"]);
    expect(stored).toEqual([2]);
    answer();
    await expect.poll(() => outbox.waiting).toBe(0);
    expect(stored).toEqual([2, 5]);
  });
});
