// What a camera has learnt goes from one analysis to the next, and is forgotten where it says nothing.
import { type CameraConfig, cameraConfigSchema } from "@vigie/contracts";
import { CAMERA_MEMORY_VERSION, type CameraMemory, createVirtualClock, type StoredMemory } from "@vigie/core";
import { describe, expect, it } from "vitest";
import { type Learner, MemoryKeeper, memoryKey } from "../src/pipeline/memory-keeper.ts";

const MASK = [
  [0, 0],
  [0.2, 0],
  [0.2, 0.2],
] as [number, number][];
const camera = (url = "rtsp://10.0.0.7/main", masks: [number, number][][] = [], password = "one"): CameraConfig =>
  cameraConfigSchema.parse({
    id: "yard",
    name: "Yard",
    source: { kind: "rtsp", url, username: "u", password },
    scene: { masks: masks.map((polygon, i) => ({ id: `m${i}`, polygon })) },
  });
const START_MS = 1_700_000_000_000;
/** A scenario that watches a traffic light has learnt how it looks dark. */
const lamp = (lookedMs: number): CameraMemory["places"][number] => ({
  fingerprint: "light",
  memory: { of: "lamp", widthPx: 320, parts: [], isKnown: true, lookedMs },
});
const memory = (atMs: number): CameraMemory => ({
  version: CAMERA_MEMORY_VERSION,
  atMs,
  sight: null,
  fixtures: [],
  places: [],
});

function stage(stored: StoredMemory | null = null) {
  const clock = createVirtualClock(START_MS);
  const told: StoredMemory[] = [];
  const notes: string[] = [];
  const keeper = new MemoryKeeper(stored, clock, {
    onMemory: (kept) => void told.push(kept),
    onAnew: (text) => void notes.push(text),
  });
  const taken: CameraMemory[] = [];
  const learner: Learner = {
    kept: () => memory(clock.nowMs()),
    goOn: (kept) => kept.version === CAMERA_MEMORY_VERSION && taken.push(kept) > 0,
  };
  return { clock, keeper, learner, told, notes, taken };
}

/** What a process that ran before has left in the store. */
function stored(of: CameraConfig, atMs = START_MS - 60_000): StoredMemory {
  return { cameraId: "yard", key: memoryKey(of), atMs, body: JSON.stringify(memory(atMs)) };
}

describe("memory of a camera", () => {
  it("is gone on from after a restart, also with a new password", () => {
    const { keeper, learner, taken, notes } = stage(stored(camera()));
    keeper.resume(camera(undefined, [], "two"), learner);
    expect([taken, notes]).toEqual([[memory(START_MS - 60_000)], []]);
  });

  it.each<[string, CameraConfig]>([
    ["another source", camera("rtsp://10.0.0.8/main")],
    ["other masks", camera(undefined, [MASK])],
  ])("is forgotten at once, in the store too, with %s", (_name, changed) => {
    const { keeper, learner, taken, told, notes } = stage(stored(camera()));
    keeper.resume(changed, learner);
    expect(taken).toEqual([]);
    expect(told).toEqual([{ cameraId: "yard", key: memoryKey(changed), atMs: START_MS, body: "null" }]);
    expect(notes.join()).toContain("anew");
    // And what stands in the store then is nothing.
    const after = stage(told[0]!);
    after.keeper.resume(changed, after.learner);
    expect([after.taken, after.notes]).toEqual([[], []]);
  });

  it.each<[string, StoredMemory]>([
    ["too old", stored(camera(), START_MS - 3 * 3_600_000)],
    ["of another version", { ...stored(camera()), body: JSON.stringify({ ...memory(0), version: 7 }) }],
    ["cut off", { ...stored(camera()), body: JSON.stringify(memory(0)).slice(0, -9) }],
    ["of another shape", { ...stored(camera()), body: JSON.stringify({ ...memory(0), fixtures: [{ box: [0.1] }] }) }],
    ["no memory at all", { ...stored(camera()), body: "7" }],
  ])("is not taken over when it is %s, and that is said", (_name, before) => {
    const { keeper, learner, taken, notes } = stage(before);
    keeper.resume(camera(), learner);
    expect([taken.length, notes.length]).toEqual([0, 1]);
  });

  it("VW-13 is said, and told at once, when the picture comes in another size", () => {
    const { keeper, learner, told, notes } = stage(stored(camera()));
    keeper.resume(camera(), learner);
    keeper.resized(camera(), learner, "clear");
    expect(told.map(({ atMs }) => atMs)).toEqual([START_MS]);
    expect(notes).toEqual([expect.stringMatching(/another size .* anew\.$/)]);
  });

  it("is told soon, then ever less often up to each ten minutes, and within seconds after the sight has changed", () => {
    const { clock, keeper, learner, told } = stage();
    const tellingS: number[] = [];
    for (let s = 0; s < 3_700; s++) {
      const before = told.length;
      keeper.note(camera(), learner, s < 3_600 ? "clear" : "covered");
      if (told.length > before) tellingS.push(s);
      clock.advance(1_000);
    }
    expect(tellingS[0]).toBeLessThanOrEqual(10);
    expect(told.length).toBeLessThanOrEqual(13);
    expect(tellingS.filter((s) => s > 900 && s < 3_600).length).toBeLessThanOrEqual(5);
    expect(tellingS.some((s) => s >= 3_600 && s <= 3_606)).toBe(true);
  });

  it("of a traffic light is never older than two and a half minutes, so that a worker which is killed and back in seven has use for it", () => {
    const { clock, keeper, learner, told } = stage();
    const watchesLight = { ...learner, kept: () => ({ ...memory(clock.nowMs()), places: [lamp(clock.nowMs())] }) };
    let oldestMs = 0;
    for (let s = 0; s < 7_200; s++) {
      keeper.note(camera(), watchesLight, "clear");
      oldestMs = Math.max(oldestMs, clock.nowMs() - (told.at(-1)?.atMs ?? START_MS));
      clock.advance(1_000);
    }
    expect(oldestMs).toBeLessThanOrEqual(150_000);
    expect(told.length).toBeLessThanOrEqual(70);
    // Killed at the worst moment and back after seven minutes: what it told last is taken over.
    const after = stage({ ...told.at(-1)!, atMs: START_MS - oldestMs - 420_000 });
    after.keeper.resume(camera(), after.learner);
    expect([after.taken.length, after.notes]).toEqual([1, []]);
  });

  it("of a place that is drawn in between is told soon, not ten minutes later", () => {
    const { clock, keeper, learner, told } = stage();
    const pass = (seconds: number) => {
      for (let s = 0; s < seconds; s++) {
        keeper.note(camera(), learner, "clear");
        clock.advance(1_000);
      }
    };
    pass(3_600);
    const before = told.length;
    keeper.redrawn();
    pass(20);
    expect(told.length).toBeGreaterThan(before);
  });
});
