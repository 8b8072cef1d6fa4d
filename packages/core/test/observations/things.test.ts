// Things outlive their tracks: which broken tracks are one cause, and which are not.
import { describe, expect, it } from "vitest";
import { createThingMemory, type ThingMemory } from "../../src/observations/index.ts";
import type { Tracks } from "../../src/tracks/index.ts";
import { type Actor, CLASSES, type Path, stand, tracksOf, walk } from "../scenes/stage.ts";

/** Shows the actors and returns the track numbers of each thing ever seen. */
function groups(actors: Actor[], untilMs: number, fps = 10, forgotten: number[][] = []): number[][] {
  const memory: ThingMemory = createThingMemory(CLASSES);
  const born = new Map<number, number>();
  for (let ms = 0; ms <= untilMs; ms += 1000 / fps) {
    memory.step(tracksOf(actors, ms, born), ms, 16 / 9);
    for (const thing of memory.gone) forgotten.push([...thing.trackIds]);
  }
  return [...forgotten, ...memory.things.map((thing) => [...thing.trackIds])].sort((a, b) => a[0]! - b[0]!);
}

const size = [0.08, 0.16] as const;
const before: Actor = { id: 1, size, path: walk([0.3, 0.5], [0.5, 0.5], 0, 4000) };

describe("one cause", () => {
  it.each<[string, Partial<Actor>]>([
    ["going on after half a second", { path: walk([0.525, 0.5], [0.7, 0.5], 4500, 8000) }],
    ["going on after two seconds", { path: walk([0.6, 0.5], [0.7, 0.5], 6000, 8000) }],
    ["a little beside its way", { path: walk([0.55, 0.53], [0.7, 0.53], 5000, 8000) }],
    ["a little larger", { path: walk([0.55, 0.5], [0.7, 0.5], 5000, 8000), size: [0.1, 0.2] }],
    ["standing where it was expected", { path: stand([0.54, 0.5], 5000, 8000) }],
  ])("TH-1 a walker lost and found %s is one thing", (_, found) => {
    expect(groups([before, { id: 2, size, path: () => null, ...found }], 8000)).toEqual([[1, 2]]);
  });

  it("TH-1 a car that the detector calls a truck after the break is one thing", () => {
    const car: Actor = { ...before, className: "car" };
    const truck: Actor = { id: 2, size, className: "truck", path: walk([0.55, 0.5], [0.7, 0.5], 5000, 8000) };
    expect(groups([car, truck], 8000)).toEqual([[1, 2]]);
  });

  it("TH-1 of two newcomers the better fitting goes on", () => {
    const actors: Actor[] = [
      before,
      { id: 2, size, path: walk([0.56, 0.53], [0.7, 0.53], 5000, 8000) },
      { id: 3, size, path: walk([0.55, 0.5], [0.7, 0.5], 5000, 8000) },
    ];
    expect(groups(actors, 8000)).toEqual([[1, 3], [2]]);
  });

  it.each<[number, number, number[][]]>([
    [10_000, 25_000, [[1, 2]]],
    [10_000, 45_000, [[1], [2]]],
    [60_000, 110_000, [[1, 2]]],
    [60_000, 130_000, [[1], [2]]],
  ])("TH-2 stood for %i ms and found there after %i ms", (stoodMs, hiddenMs, expected) => {
    const actors: Actor[] = [
      { id: 1, size, path: stand([0.5, 0.5], 0, stoodMs) },
      { id: 2, size, path: stand([0.51, 0.5], stoodMs + hiddenMs, stoodMs + hiddenMs + 2000) },
    ];
    expect(groups(actors, stoodMs + hiddenMs + 2000, 5)).toEqual(expected);
  });

  it.each([2, 5])(
    "TH-2 what was seen at one look is waited for no longer than a second, at %i looks a second",
    (fps) => {
      const once = (atMs: number) => stand([0.5, 0.5], atMs, atMs + 10);
      const flickers: Actor[] = [
        { id: 1, size, path: once(0) },
        { id: 2, size, path: stand([0.51, 0.5], 1000, 3000) },
      ];
      expect(groups(flickers, 3000, fps)).toEqual([[1, 2]]);
      const oneAfterTheOther: Actor[] = [
        { id: 1, size, path: once(0) },
        { id: 2, size, path: stand([0.51, 0.5], 2000, 3000) },
      ];
      expect(groups(oneAfterTheOther, 3000, fps)).toEqual([[1], [2]]);
    },
  );

  it("TH-2 what stood is not found elsewhere", () => {
    const actors: Actor[] = [
      { id: 1, size, path: stand([0.5, 0.5], 0, 10_000) },
      { id: 2, size, path: stand([0.6, 0.5], 12_000, 14_000) },
    ];
    expect(groups(actors, 14_000)).toEqual([[1], [2]]);
  });
});

describe("other causes", () => {
  it.each<[string, Partial<Actor>]>([
    ["of another class", { className: "car", path: walk([0.55, 0.5], [0.7, 0.5], 5000, 8000) }],
    ["three times as large", { size: [0.24, 0.48], path: walk([0.55, 0.5], [0.7, 0.5], 5000, 8000) }],
    ["behind the lost one", { path: walk([0.45, 0.5], [0.6, 0.5], 5000, 8000) }],
    ["far ahead", { path: walk([0.8, 0.5], [0.9, 0.5], 5000, 8000) }],
    ["after four seconds", { path: walk([0.7, 0.5], [0.8, 0.5], 8000, 9000) }],
    ["while the first is still seen", { path: walk([0.46, 0.5], [0.6, 0.5], 3000, 8000) }],
  ])("TH-3 a walker %s is another thing", (_, other) => {
    expect(groups([before, { id: 2, size, path: () => null, ...other }], 9000)).toEqual([[1], [2]]);
  });

  it.each<[string, Path, Path]>([
    ["at its right edge", walk([0.5, 0.7], [1.02, 0.7], 0, 3000), walk([0.98, 0.7], [0.8, 0.7], 4200, 7000)],
    ["at its left edge", walk([0.5, 0.7], [-0.02, 0.7], 0, 3000), stand([0.02, 0.7], 4200, 7000)],
  ])("TH-6 a lorry that left the picture is not the one that comes in %s a second later", (_, leaves, comes) => {
    const lorry = { className: "truck", size: [0.3, 0.3] as const };
    const actors: Actor[] = [
      { id: 1, ...lorry, path: leaves },
      { id: 2, ...lorry, path: comes },
    ];
    expect(groups(actors, 7000)).toEqual([[1], [2]]);
  });

  it("TH-6 who is lost near the edge and still in the picture by its speed is found again", () => {
    const slow: Actor = { id: 1, size, path: walk([0.8, 0.5], [0.9, 0.5], 0, 4000) };
    expect(groups([slow, { id: 2, size, path: walk([0.925, 0.5], [0.97, 0.5], 5000, 7000) }], 7000)).toEqual([[1, 2]]);
  });

  it("TH-3 who comes towards the lost one and whose first box is known is another thing", () => {
    const memory = createThingMemory(CLASSES);
    const born = new Map<number, number>();
    for (let ms = 0; ms <= 4000; ms += 100) memory.step(tracksOf([before], ms, born), ms, 16 / 9);
    const oncoming: Actor = { id: 2, size, path: walk([0.56, 0.5], [0.46, 0.5], 4600, 6600) };
    const listed = tracksOf([oncoming], 5000, new Map([[2, 4600]]));
    listed.bornBoxes = Float32Array.from([0.52, 0.34, 0.6, 0.5]);
    memory.step(listed, 5000, 16 / 9);
    expect(memory.things.map((thing) => thing.trackIds)).toEqual([[1], [2]]);
  });

  it("TH-3 a track that comes back after another was taken for it is a thing of its own, without a past", () => {
    const back: Actor = {
      id: 1,
      size,
      path: (t) => (t > 4000 && t < 5500 ? null : walk([0.3, 0.5], [0.7, 0.5], 0, 8000)(t)),
    };
    const other: Actor = { id: 2, size, path: walk([0.52, 0.55], [0.6, 0.55], 4600, 6600) };
    const memory = createThingMemory(CLASSES);
    const born = new Map<number, number>();
    for (let ms = 0; ms <= 6000; ms += 100) {
      const tracks = tracksOf([back, other], ms, born);
      tracks.bornBoxes = Float32Array.from(tracks.boxes);
      memory.step(tracks, ms, 16 / 9);
    }
    expect(memory.things.map((thing) => [thing.trackIds, thing.bornMs])).toEqual([
      [[1, 2], 0],
      [[1], 5500],
    ]);
    expect(memory.things[1]!.trail[0]!.ms).toBeGreaterThanOrEqual(5500);
  });
});

describe("looks", () => {
  const row = (seen: 0 | 1, x: number): Tracks => ({
    ...tracksOf([{ id: 1, size, path: () => [x, 0.5] }], 0, new Map([[1, 0]])),
    seen: Uint8Array.from([seen]),
  });

  it("TH-4 a predicted place is no look", () => {
    const memory = createThingMemory(CLASSES);
    memory.step(row(1, 0.3), 0, 1);
    memory.step(row(0, 0.6), 200, 1);
    expect(memory.things).toMatchObject([{ seenMs: 0, looks: 1, seen: false }]);
    expect(memory.things[0]!.x).toBeCloseTo(0.3, 6);
    memory.step(row(1, 0.35), 400, 1);
    expect(memory.things).toMatchObject([{ seenMs: 400, looks: 2, seen: true }]);
  });

  it("TH-5 the first box of a track that is listed later is its first look", () => {
    const memory = createThingMemory(CLASSES);
    const listed = row(1, 0.5);
    listed.bornBoxes = Float32Array.from([0.16, 0.34, 0.24, 0.5]);
    memory.step(listed, 400, 1);
    const [thing] = memory.things;
    expect(thing!.trail.map(({ ms, x }) => [ms, Math.round(x * 100) / 100])).toEqual([
      [0, 0.2],
      [400, 0.5],
    ]);
    expect(thing!.vx).toBeCloseTo(0.75, 5);
  });
});
