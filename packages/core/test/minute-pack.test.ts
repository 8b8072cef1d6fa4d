// A minute of tracks packed into two rows of bytes comes back piece by piece, and other bytes are told apart.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { StoredPiece } from "../src/ports/trajectories.ts";
import {
  DamagedMinute,
  eachPackedPiece,
  openPackedLooks,
  PLACE_STEPS,
  packLooks,
  packPieces,
  type TraceChunk,
  type TrajectoryPiece,
} from "../src/trajectories/index.ts";

const CLASSES = ["person", "car", "truck", "dog"];
const FROM_MS = 1_700_000_000_000;

const step = fc.integer({ min: 0, max: PLACE_STEPS });
const somePiece: fc.Arbitrary<TrajectoryPiece> = fc
  .record({
    trackId: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 2_000_000_000 })),
    joined: fc.integer({ min: 0, max: 30 }),
    first: fc.integer({ min: 0, max: 59_000 }),
    lasts: fc.integer({ min: 0, max: 600_000 }),
    classes: fc.uniqueArray(fc.constantFrom(...CLASSES, "unknown"), { minLength: 1 }),
    feet: fc.tuple(step, step, step, step),
    size: fc.integer({ min: 1, max: 3 * PLACE_STEPS }),
    body: fc.uint8Array({ minLength: 0, maxLength: 300 }),
  })
  .map(({ trackId, joined, first, lasts, classes, feet: [a, b, c, d], size, body }) => ({
    trackId,
    thing: Math.max(1, trackId - joined),
    firstMs: FROM_MS + first,
    lastMs: FROM_MS + first + lasts,
    looks: 1,
    classes: classes.sort(),
    score: 0.5,
    area: [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)],
    size: size / PLACE_STEPS,
    body,
  }));
const someMinute = fc.uniqueArray(somePiece, { selector: ({ trackId }) => trackId, maxLength: 150 }).map(
  (pieces): TraceChunk => ({
    cameraId: "gate",
    session: FROM_MS,
    classes: CLASSES,
    aspect: 1.5,
    fromMs: FROM_MS,
    toMs: FROM_MS + 59_800,
    frames: 300,
    times: new Uint8Array(),
    endedAtMs: null,
    pieces,
  }),
);

function unpack(pieces: Uint8Array, withPlaces: boolean): StoredPiece[] {
  const found: StoredPiece[] = [];
  eachPackedPiece(pieces, FROM_MS, CLASSES, withPlaces, (piece) => found.push({ ...piece }));
  return found;
}

it("comes back as it was, by rising track, with and without its places", () => {
  fc.assert(
    fc.property(someMinute, (chunk) => {
      const inOrder = [...chunk.pieces].sort((a, b) => a.trackId - b.trackId);
      const expected = inOrder.map(({ trackId, thing, firstMs, lastMs, classes, area: [x1, y1, x2, y2], size }) => ({
        ...{ minuteMs: FROM_MS, trackId, thing, firstMs, lastMs, classes: classes.join(",") },
        ...{ x1, y1, x2, y2, size },
      }));
      const packed = packPieces(chunk);
      expect(unpack(packed, true)).toEqual(expected);
      const nowhere = { classes: "", x1: 0, y1: 0, x2: 0, y2: 0, size: 0 };
      expect(unpack(packed, false)).toEqual(expected.map((piece) => ({ ...piece, ...nowhere })));
      const looks = packLooks(chunk);
      const { count, trackIds, begins } = openPackedLooks(looks, FROM_MS);
      const bodies = Array.from({ length: count }, (_, i) => [...looks.subarray(begins[i], begins[i + 1])]);
      expect(Array.from({ length: count }, (_, i) => trackIds[i])).toEqual(inOrder.map(({ trackId }) => trackId));
      expect(bodies).toEqual(inOrder.map(({ body }) => [...body]));
    }),
  );
});

it("is called damaged with its time when its bytes end too early", () => {
  fc.assert(
    fc.property(
      someMinute.filter(({ pieces }) => pieces.length > 0),
      fc.nat(),
      (chunk, at) => {
        const looks = packLooks(chunk);
        const pieces = packPieces(chunk);
        const damaged = expect.objectContaining({ minuteMs: FROM_MS });
        expect(catchOf(() => openPackedLooks(looks.subarray(0, at % looks.length), FROM_MS))).toEqual(damaged);
        expect(catchOf(() => unpack(pieces.subarray(0, at % pieces.length), true))).toEqual(damaged);
      },
    ),
  );
});

function catchOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof DamagedMinute ? error : null;
  }
}
