// What one camera saw of a class, for a journey: sightings by time and class alone (rules JN-1 to JN-6 in docs/design/past.md).
import type { TraceChunk, TrajectoryPiece } from "@vigie/core";
import { describe, expect, it } from "vitest";
import { sightingsOf } from "../src/index.ts";
import { type Damages, memoryReader } from "./fixtures/memory-reader.ts";

const T0 = Date.parse("2026-05-04T09:00:00Z");
const SEES = ["person", "bicycle", "car", "truck"];
const EVERY_MS = 200;

/** Seconds from T0: which track of which thing was seen from when to when, and under which names. */
interface Seen {
  thing: number;
  track?: number;
  fromS: number;
  toS: number;
  is: string;
}

/** Minute `n` of a run; `session` names another run. */
function minute(n: number, seen: readonly Seen[], more: Partial<TraceChunk> = {}): TraceChunk {
  const pieces = seen.map(
    ({ thing, track = thing, fromS, toS, is }): TrajectoryPiece => ({
      trackId: track,
      thing,
      firstMs: T0 + fromS * 1000,
      lastMs: T0 + toS * 1000,
      looks: 5,
      classes: is.split("+").sort(),
      score: 0.9,
      area: [0, 0, 10, 10],
      size: 1,
      body: new Uint8Array(0),
    }),
  );
  const fromMs = T0 + n * 60_000;
  return {
    cameraId: "quay",
    session: 1,
    classes: SEES,
    aspect: 16 / 9,
    fromMs,
    toMs: fromMs + 60_000 - EVERY_MS,
    frames: 60_000 / EVERY_MS,
    times: new Uint8Array(0),
    endedAtMs: null,
    pieces,
    ...more,
  };
}

async function asked(
  chunks: readonly TraceChunk[],
  { classes = ["person"], fromS = 0, toS = 300, damages = {} as Damages } = {},
) {
  const question = { cameraId: "quay", classes, fromMs: T0 + fromS * 1000, toMs: T0 + toS * 1000 };
  const found = await sightingsOf(memoryReader(chunks, damages), question);
  return {
    ...found,
    coveredShare: Math.round(found.coveredShare * 100) / 100,
    sightings: found.sightings.map(
      ({ fromMs, toMs, className }) => `${className} ${(fromMs - T0) / 1000}-${(toMs - T0) / 1000}`,
    ),
  };
}

const five = (seen: Record<number, readonly Seen[]>): TraceChunk[] =>
  [0, 1, 2, 3, 4].map((n) => minute(n, seen[n] ?? []));
const walk = (thing: number, fromS: number, toS: number, is = "person", track = thing): Seen => ({
  thing,
  track,
  fromS,
  toS,
  is,
});

describe("sightings of one camera", () => {
  it.each<[string, TraceChunk[], string[]]>([
    [
      "pieces of one thing in minutes that follow each other are one sighting",
      five({ 0: [walk(1, 40, 59.8)], 1: [walk(1, 60, 119.8)], 2: [walk(1, 120, 130)] }),
      ["person 40-130"],
    ],
    [
      "two tracks that were joined to one thing are one sighting, also within a minute",
      five({ 0: [walk(1, 10, 20), walk(1, 24, 50, "person", 2)] }),
      ["person 10-50"],
    ],
    [
      "two things at once are two sightings, in the order of time",
      five({ 1: [walk(2, 65, 80), walk(1, 61, 90)] }),
      ["person 61-90", "person 65-80"],
    ],
    [
      "a thing of which a whole minute shows nothing is seen anew",
      five({ 0: [walk(1, 50, 55)], 2: [walk(1, 125, 140)] }),
      ["person 50-55", "person 125-140"],
    ],
    [
      "another run gives its numbers anew: the same number is another thing",
      [minute(0, [walk(1, 50, 59.8)]), minute(1, [walk(1, 60, 70)], { session: 2 })],
      ["person 50-59.8", "person 60-70"],
    ],
    [
      "over a lost minute nothing is joined",
      [minute(0, [walk(1, 50, 59.8)]), minute(2, [walk(1, 120, 130)])],
      ["person 50-59.8", "person 120-130"],
    ],
    [
      "what was there before and after is cut to the asked time, and what was only there then is left out",
      [
        minute(-1, [walk(1, -20, -0.2), walk(2, -30, -10)]),
        ...five({ 0: [walk(1, 0, 8)], 4: [walk(3, 280, 299.8), walk(4, 295.2, 299.8)] }),
      ],
      ["person 0-8", "person 280-295"],
    ],
  ])("JN-1 %s", async (_rule, chunks, expected) => {
    expect((await asked(chunks, { toS: 295 })).sightings).toEqual(expected);
  });

  it("JN-2 only asked classes; the name is that of the asked ones which most pieces bear, a group stands for its members", async () => {
    const chunks = five({
      0: [walk(1, 1, 59.8, "car+truck"), walk(2, 5, 6), walk(3, 7, 8, "bicycle")],
      1: [walk(1, 60, 70, "truck")],
    });
    expect((await asked(chunks, { classes: ["car"] })).sightings).toEqual(["car 1-70"]);
    expect((await asked(chunks, { classes: ["car", "truck"] })).sightings).toEqual(["truck 1-70"]);
    expect((await asked(chunks, { classes: ["vehicle"] })).sightings).toEqual(["truck 1-70"]);
    expect((await asked(chunks, { classes: ["bicycle", "person"] })).sightings).toEqual(["person 5-6", "bicycle 7-8"]);
  });

  it.each<[string, TraceChunk[], Damages, number]>([
    ["analysed all the time", five({}), {}, 1],
    ["one of five minutes is missing", five({}).filter((_minute, n) => n !== 2), {}, 0.8],
    ["one of five minutes is damaged", five({}), { pieces: [T0 + 60_000] }, 0.8],
    ["damaged throughout", five({}), { pieces: [0, 1, 2, 3, 4].map((n) => T0 + n * 60_000) }, 0],
    ["analysed for the last minute only", [minute(4, [])], {}, 0.2],
  ])("JN-3 %s", async (_rule, chunks, damages, share) => {
    expect(await asked(chunks, { damages })).toMatchObject({ coveredShare: share, sightings: [], isKnown: true });
  });

  it("JN-3 of a damaged minute nothing is told, and nothing is joined over it", async () => {
    const chunks = five({ 0: [walk(1, 40, 59.8)], 1: [walk(1, 60, 119.8)], 2: [walk(1, 120, 130)] });
    const found = await asked(chunks, { damages: { pieces: [T0 + 60_000] } });
    expect(found.sightings).toEqual(["person 40-59.8", "person 120-130"]);
  });

  it("JN-4 a camera that was not analysed then covers nothing, and says that it is not known", async () => {
    const elsewhere = five({ 0: [walk(1, 10, 20)] }).map((chunk) => ({ ...chunk, cameraId: "gate" }));
    expect(await asked(elsewhere)).toEqual({ sightings: [], coveredShare: 0, unseen: [], isKnown: false });
  });

  it("JN-5 time in which the detector could see none of the classes is not covered; a class that it could not see is named", async () => {
    const blunt = (n: number) =>
      minute(n, [walk(9, n * 60 + 1, n * 60 + 5, "moving")], { classes: ["moving"], session: 2 });
    const chunks = [minute(0, [walk(1, 10, 20)]), minute(1, []), blunt(2), blunt(3), blunt(4)];
    expect(await asked(chunks)).toMatchObject({ sightings: ["person 10-20"], coveredShare: 0.4, unseen: ["person"] });
    const both = await asked(chunks, { classes: ["person", "moving"] });
    expect(both).toMatchObject({ coveredShare: 1, unseen: ["person", "moving"] });
    expect(await asked(chunks, { classes: ["vehicle"], toS: 110 })).toMatchObject({ coveredShare: 1, unseen: [] });
  });

  it("JN-6 no look is read: neither pictures nor ways are compared", async () => {
    const reader = memoryReader(five({ 0: [walk(1, 10, 20)], 1: [walk(2, 70, 80)] }));
    await sightingsOf(reader, { cameraId: "quay", classes: ["person"], fromMs: T0, toMs: T0 + 300_000 });
    expect(reader.bodiesRead).toBe(0);
  });
});
