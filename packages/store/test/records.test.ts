// Events, counters, recordings, settings and cameras: what was put in comes out, once.
import type { CameraConfig } from "@vigie/contracts";
import { expect, it } from "vitest";
import { onEachStore } from "./support/each-store.ts";
import { camera, event, segment } from "./support/samples.ts";

onEachStore("records", (make) => {
  it("keeps cameras in the order in which they were added", async () => {
    await using place = await make();
    const records = await place.open();
    await records.cameras.insert(camera("yard"), 1);
    await records.cameras.insert(camera("gate"), 2);
    await records.cameras.update(camera("yard", "Back yard"), 3);
    expect(await records.cameras.list()).toEqual([camera("yard", "Back yard"), camera("gate")]);
    expect(await records.cameras.get("gate")).toEqual(camera("gate"));
    expect(await records.cameras.get("roof")).toBeNull();
  });

  it("keeps the newest memory of each camera, and none of one that is gone", async () => {
    await using place = await make();
    const records = await place.open();
    const memory = (cameraId: string, atMs: number, body = "{}") => ({ cameraId, key: "k1", atMs, body });
    await records.cameras.insert(camera("yard"), 1);
    await records.cameras.insert(camera("gate"), 2);
    expect(await records.memories.get("yard")).toBeNull();
    // Letters of every kind come back as they are.
    const edges = JSON.stringify({
      edges: Array.from({ length: 1_400 }, (_, i) => String.fromCharCode(256 + i)).join(""),
    });
    await records.memories.put(memory("yard", 10));
    await records.memories.put(memory("yard", 20.4, edges));
    await records.memories.put(memory("gate", 5));
    await records.memories.put(memory("roof", 5));
    expect(await records.memories.get("yard")).toEqual(memory("yard", 20, edges));
    expect(await records.memories.get("roof")).toBeNull();
    await records.memories.dropBefore(20);
    expect(await records.memories.get("gate")).toBeNull();
    await records.cameras.remove("yard", 30);
    expect(await records.memories.get("yard")).toBeNull();
  });

  it("forgets what a camera has learnt with the change of its source or masks, and with no other change", async () => {
    await using place = await make();
    const records = await place.open();
    const before = camera("yard");
    await records.cameras.insert(before, 1);
    const learn = () => records.memories.put({ cameraId: "yard", key: "k1", atMs: 10, body: "{}" });
    const mask = {
      id: "m1",
      name: "",
      polygon: [
        [0, 0],
        [0.2, 0],
        [0.2, 0.2],
      ] as [number, number][],
    };
    const changes: [CameraConfig, boolean][] = [
      [{ ...before, name: "Yard 2", enabled: false }, true],
      [{ ...before, enabled: false, scene: { ...before.scene, masks: [mask] } }, false],
      [{ ...before, source: { kind: "rtsp", url: "rtsp://10.0.0.9/other" } as CameraConfig["source"] }, false],
    ];
    for (const [changed, isKept] of changes) {
      await records.cameras.update(before, 2);
      await learn();
      await records.cameras.update(changed, 3);
      expect((await records.memories.get("yard")) !== null).toBe(isKept);
    }
  });

  it("fills in the end of an event and lets a second delivery change nothing else", async () => {
    await using place = await make();
    const records = await place.open();
    await records.events.put([event("e1"), event("e2", { phase: "instant", startedAtMs: 5 })]);
    await records.events.put([event("e1", { phase: "ended", endedAtMs: 1_700_000_009_000.5, why: "other words" })]);
    await records.events.put([event("e1", { why: "late second delivery", score: 0.1 })]);
    await records.events.put([]);
    expect((await records.events.list({ limit: 10 })).events).toEqual([
      event("e1", { phase: "ended", endedAtMs: 1_700_000_009_000.5 }),
      event("e2", { phase: "instant", startedAtMs: 5 }),
    ]);
  });

  it("takes beginning and end of an event in one delivery, and large deliveries", async () => {
    await using place = await make();
    const records = await place.open();
    const many = Array.from({ length: 450 }, (_, i) => event(`e${i}`, { startedAtMs: i }));
    const ends = many.map((one) => ({ ...one, phase: "ended" as const, endedAtMs: one.startedAtMs + 1 }));
    await records.events.put([...many, ...ends]);
    const first = await records.events.list({ limit: 400, cameraId: "gate", fromMs: 0, toMs: 450 });
    const rest = await records.events.list({ limit: 400, after: first.next! });
    expect([...first.events, ...rest.events]).toEqual(ends.reverse());
    expect(rest.next).toBeNull();
    expect((await records.events.list({ limit: 5, scenarioId: "other" })).events).toEqual([]);
    expect((await records.events.list({ limit: 5, fromMs: 3, toMs: 5 })).events.map((one) => one.id)).toEqual([
      "e4",
      "e3",
    ]);
  });

  it("adds crossings and keeps the largest number inside, in one delivery as in many", async () => {
    await using place = await make();
    const records = await place.open();
    const bin = { cameraId: "gate", placeId: "door", className: "person", binStartMs: 900_000 };
    const crossing = { ...bin, direction: "forward" as const };
    const inside = { ...bin, direction: "inside" as const };
    await records.counts.add([
      { ...crossing, value: 2 },
      { ...crossing, value: 3 },
      { ...inside, value: 4 },
      { ...inside, value: 1 },
    ]);
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        records.counts.add([
          { ...crossing, value: 1 },
          { ...inside, value: i },
        ]),
      ),
    );
    await records.counts.add([
      { ...crossing, binStartMs: 1_800_000, value: 7 },
      { ...crossing, cameraId: "yard", value: 9 },
    ]);
    expect(await records.counts.list({ cameraId: "gate", fromMs: 0, toMs: 1_800_000 })).toEqual([
      { ...crossing, value: 15 },
      { ...inside, value: 9 },
    ]);
  });

  it("indexes a recording once, finds what overlaps, and adds up the bytes", async () => {
    await using place = await make();
    const records = await place.open();
    expect(await records.segments.totalBytes()).toBe(0);
    expect(await records.segments.last("gate")).toBeNull();
    const big = 6_000_000_000;
    const parts = [1, 2, 3].map((n) =>
      segment(`recordings/gate/${n}.mp4`, { sequence: n, startMs: n * 100, endMs: n * 100 + 100, sizeBytes: big }),
    );
    for (const part of parts) await records.segments.insert(part);
    await records.segments.insert({ ...parts[0]!, sizeBytes: 1 });
    await records.segments.insert(segment("recordings/yard/1.mp4", { cameraId: "yard", startMs: 50, endMs: 120 }));
    expect(await records.segments.list("gate", 200, 300)).toEqual([parts[1]]);
    expect(await records.segments.list("gate", 199, 301)).toEqual(parts);
    expect(await records.segments.last("gate")).toEqual(parts[2]);
    expect(await records.segments.find("gate", parts[1]!.sequence)).toEqual(parts[1]);
    expect(await records.segments.find("gate", 999_999_999_999)).toBeNull();
    expect(await records.segments.find("attic", parts[1]!.sequence)).toBeNull();
    expect((await records.segments.find("yard", 1))?.path).toBe("recordings/yard/1.mp4");
    expect(await records.segments.totalBytes()).toBe(3 * big + 1000);
    expect((await records.segments.olderThan(301, 10)).map((each) => each.path)).toEqual([
      "recordings/yard/1.mp4",
      "recordings/gate/1.mp4",
      "recordings/gate/2.mp4",
    ]);
    await records.segments.remove(parts[0]!.path);
    expect(await records.segments.has(parts[0]!.path)).toBe(false);
    expect(await records.segments.has(parts[1]!.path)).toBe(true);
  });

  it("remembers settings over a restart and answers while it is open", async () => {
    await using place = await make();
    const records = await place.open();
    expect(await records.settings.get("language")).toBeNull();
    await records.settings.set("language", "en");
    await records.settings.set("language", "fr");
    await records.close();
    await expect(records.ping()).rejects.toMatchObject({ code: "store.unavailable" });
    await expect(records.settings.get("language")).rejects.toMatchObject({ code: "store.unavailable" });
    const again = await place.open();
    await again.ping();
    expect(await again.settings.get("language")).toBe("fr");
    expect(again.dialect).toBe(place.dialect);
  });
});
