// What is stored of a minute of tracks is exactly what the rules saw, and little of it.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tracks } from "../src/tracks/index.ts";
import {
  createLookColumns,
  createTraceRecorder,
  decodeLooks,
  decodeTimes,
  encodeTimes,
  quantiseTracks,
  type TraceChunk,
} from "../src/trajectories/index.ts";
import { CLASSES, noise, tracksOf, walk } from "./scenes/stage.ts";

const ASPECT = 16 / 9;

interface Look {
  id: number;
  ms: number;
  box: number[];
  score: number;
  classId: number;
}

/** Everything that the chunks say, by time and track. */
function looksOf(chunks: readonly TraceChunk[]): Look[] {
  return chunks.flatMap(({ pieces, times, fromMs }) => {
    const at = decodeTimes(times);
    const looks = pieces.flatMap(({ trackId, body }) => {
      const piece = createLookColumns(1);
      decodeLooks(body, fromMs, 0, new Float32Array(4), piece);
      return Array.from({ length: piece.count }, (_, i) => ({
        id: trackId,
        ms: at[piece.frames[i]!]!,
        box: [...piece.boxes.subarray(i * 4, i * 4 + 4)],
        score: piece.scores[i]!,
        classId: piece.classIds[i]!,
      }));
    });
    return looks.sort((a, b) => a.ms - b.ms || a.id - b.id);
  });
}

function seenIn(tracks: Tracks, ms: number): Look[] {
  return Array.from({ length: tracks.count }, (_, row) => row)
    .filter((row) => tracks.seen[row] === 1)
    .map((row) => ({
      id: tracks.ids[row]!,
      ms,
      box: [...tracks.boxes.subarray(row * 4, row * 4 + 4)],
      score: tracks.scores[row]!,
      classId: tracks.classIds[row]!,
    }));
}

const someTracks = fc.array(
  fc.record({
    id: fc.integer({ min: 1, max: 6 }),
    box: fc.array(fc.double({ min: -0.5, max: 1.5, noNaN: true }), { minLength: 4, maxLength: 4 }),
    classId: fc.nat(CLASSES.length - 1),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    seen: fc.boolean(),
  }),
  { maxLength: 5 },
);

function tracksFrom(
  rows: { id: number; box: readonly number[]; classId: number; score: number; seen: boolean }[],
): Tracks {
  const unique = rows.filter((row, i) => rows.findIndex((other) => other.id === row.id) === i);
  unique.sort((a, b) => a.id - b.id);
  const tracks: Tracks = {
    count: unique.length,
    ids: Float64Array.from(unique, (row) => row.id),
    boxes: Float32Array.from(unique.flatMap((row) => [...row.box])),
    classIds: Uint8Array.from(unique, (row) => row.classId),
    scores: Float32Array.from(unique, (row) => row.score),
    seen: Uint8Array.from(unique, (row) => (row.seen ? 1 : 0)),
    bornAtMs: new Float64Array(unique.length).fill(1000),
    bornBoxes: Float32Array.from(unique.flatMap((row) => [...row.box])),
    detectionRows: new Int32Array(unique.length),
  };
  quantiseTracks(tracks);
  return tracks;
}

describe("stored tracks", () => {
  it("TJ-1 say every look exactly, whatever the boxes and the rhythm were", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 20_000 }), someTracks), { minLength: 1, maxLength: 60 }),
        (steps) => {
          const recorder = createTraceRecorder({ cameraId: "gate", classes: CLASSES });
          const chunks: TraceChunk[] = [];
          const seen: Look[] = [];
          const times: number[] = [];
          let ms = 1_700_000_000_000;
          for (const [stepMs, rows] of steps) {
            ms += stepMs;
            const tracks = tracksFrom(rows);
            times.push(ms);
            seen.push(...seenIn(tracks, ms));
            const chunk = recorder.note(tracks, ms, ASPECT);
            if (chunk) chunks.push(chunk);
          }
          chunks.push(recorder.end(ms + 1)!);
          expect(chunks.flatMap((chunk) => [...decodeTimes(chunk.times)])).toEqual(times);
          expect(looksOf(chunks)).toEqual(seen);
          for (const { pieces, fromMs, toMs } of chunks)
            for (const piece of pieces) {
              expect(piece.firstMs).toBeGreaterThanOrEqual(fromMs);
              expect(piece.lastMs).toBeLessThanOrEqual(toMs);
              for (const edge of piece.area) expect(edge >= 0 && edge <= 8192).toBe(true);
            }
          expect(recorder.end(ms + 2)).toBeNull();
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });

  it("of an even stream cost next to nothing while nobody is there, and about six bytes a look", () => {
    const times = Array.from({ length: 300 }, (_, i) => 1_700_000_000_000 + i * 200);
    expect(encodeTimes(times).length).toBeLessThan(16);
    const tremble = noise(3);
    const way = walk([0.1, 0.5], [0.9, 0.8], 0, 50_000);
    const recorder = createTraceRecorder({ cameraId: "gate", classes: CLASSES });
    const born = new Map<number, number>();
    for (let i = 0; i < 250; i++) {
      const place = way(i * 200)!;
      const path = (): [number, number] => [place[0] + tremble() * 0.001, place[1] + tremble() * 0.001];
      const tracks = tracksOf([{ id: 1, path }], i * 200, born);
      quantiseTracks(tracks);
      recorder.note(tracks, i * 200, ASPECT);
    }
    const [piece] = recorder.end(50_000)!.pieces;
    expect(piece!.looks).toBe(250);
    expect(piece!.body.length / piece!.looks).toBeLessThan(7);
  });

  it("TJ-2 join a track that broke to the thing it was, so that the question may leave out whole things only", () => {
    const recorder = createTraceRecorder({ cameraId: "gate", classes: CLASSES });
    const born = new Map<number, number>();
    const way = walk([0.1, 0.5], [0.9, 0.5], 0, 8_000);
    for (let ms = 0; ms <= 8_000; ms += 200) {
      const id = ms < 3_000 ? 1 : ms > 3_800 ? 2 : 0;
      const actors = id ? [{ id, path: way }] : [];
      const tracks = tracksOf([...actors, { id: 9, path: () => [0.2, 0.2] as const }], ms, born);
      recorder.note(tracks, ms, ASPECT);
    }
    const { pieces } = recorder.end(8_001)!;
    expect(pieces.map(({ trackId, thing }) => [trackId, thing])).toEqual([
      [1, 1],
      [9, 9],
      [2, 1],
    ]);
    const [x1, , x2] = pieces[2]!.area;
    expect([x1 / 8192, x2 / 8192], "the way over the hole belongs to the second piece").toEqual([
      expect.closeTo(0.39, 1),
      expect.closeTo(0.9, 2),
    ]);
  });
});
