// Tracks are kept minute by minute, read in order beside the server, and deleted with everything else.
import type { StoredPiece, TraceChunk } from "@vigie/core";
import { createTraceRecorder, packLooks, packPieces, quantiseTracks } from "@vigie/core";
import type { Kysely } from "kysely";
import { expect, it } from "vitest";
import type { StoreSchema } from "../src/database/schema.ts";
import { createNodeFileSystem, enforceRetention, openTrajectoryReader, type StoreRecords } from "../src/index.ts";
import { sealed, unsealed } from "../src/records/sealed-bytes.ts";
import { onEachStore, type Place } from "./support/each-store.ts";
import { virtualClock } from "./support/virtual-clock.ts";

const CLASSES = ["person", "car"];
const FROM_MS = 1_700_000_000_000;
const DAY_MS = 86_400_000;

/** Two things walk through so many minutes, five looks a second. */
function minutes(cameraId: string, fromMs: number, count: number, endsWith: number | null = null): TraceChunk[] {
  const recorder = createTraceRecorder({ cameraId, classes: CLASSES });
  const chunks: TraceChunk[] = [];
  for (let ms = 0; ms < count * 60_000; ms += 200) {
    const x = 0.1 + 0.8 * (ms / (count * 60_000));
    const tracks = {
      count: 2,
      ids: Float64Array.of(3, 11),
      boxes: Float32Array.of(x - 0.05, 0.2, x + 0.05, 0.5, 0.6, 0.6, 0.7, 0.9),
      bornBoxes: Float32Array.of(0.05, 0.2, 0.15, 0.5, 0.6, 0.6, 0.7, 0.9),
      classIds: Uint8Array.of(0, 1),
      scores: Float32Array.of(0.8, 0.6),
      seen: Uint8Array.of(1, ms % 5_000 === 0 ? 1 : 0),
      bornAtMs: Float64Array.of(fromMs, fromMs),
      detectionRows: Int32Array.of(0, 1),
    };
    quantiseTracks(tracks);
    const chunk = recorder.note(tracks, fromMs + ms, 16 / 9);
    if (chunk) chunks.push(chunk);
  }
  const last = recorder.end(fromMs + count * 60_000);
  return [...chunks, { ...last!, endedAtMs: endsWith }];
}

/** One row for each piece, instead of the one of the minute. */
async function keepAsBefore(kysely: StoreRecords["kysely"], chunk: TraceChunk, instead: boolean): Promise<void> {
  const db = kysely as Kysely<StoreSchema>;
  const { cameraId, fromMs: minuteMs, session } = chunk;
  if (instead) await db.deleteFrom("minuteTracks").where("minuteMs", "=", minuteMs).execute();
  for (const { area, body, classes, ...piece } of chunk.pieces) {
    const [x1, y1, x2, y2] = area;
    const row = { ...piece, cameraId, minuteMs, session, classes: classes.join(","), x1, y1, x2, y2 };
    await db
      .insertInto("trajectory")
      .values({ ...row, body: Buffer.from(body) })
      .execute();
  }
}

/** No minute is damaged. */
const none = (minuteMs: number): void => expect(minuteMs).toBeNull();

const readerOf = ({ folder, databaseUrl }: Place) => openTrajectoryReader({ dataFolder: folder, databaseUrl });

onEachStore("tracks", (make) => {
  it("come back as they were written, once, in the order of time, of one camera only", async () => {
    await using place = await make();
    const records = await place.open();
    const chunks = minutes("gate", FROM_MS, 3, FROM_MS + 180_000);
    for (const chunk of chunks) await records.trajectories.add(chunk);
    await records.trajectories.add(chunks[1]!);
    for (const chunk of minutes("yard", FROM_MS, 1)) await records.trajectories.add(chunk);
    const reader = await readerOf(place);
    const read = await reader.minutes("gate", FROM_MS, FROM_MS + DAY_MS);
    expect(read.map((minute) => ({ ...minute, times: [...minute.times] }))).toEqual(
      chunks.map(({ pieces: _pieces, cameraId: _cameraId, ...minute }) => ({ ...minute, times: [...minute.times] })),
    );
    expect(await reader.spans("gate", FROM_MS, FROM_MS + DAY_MS)).toEqual(
      read.map(({ times: _times, ...minute }) => minute),
    );
    const pieces: StoredPiece[] = [];
    const times: StoredPiece[] = [];
    await reader.eachPiece("gate", FROM_MS, FROM_MS + DAY_MS, true, (piece) => pieces.push({ ...piece }), none);
    await reader.eachPiece("gate", FROM_MS, FROM_MS + DAY_MS, false, (piece) => times.push({ ...piece }), none);
    expect(times).toEqual(pieces.map((piece) => ({ ...piece, classes: "", x1: 0, y1: 0, x2: 0, y2: 0, size: 0 })));
    expect(pieces).toEqual(
      chunks.flatMap((chunk) =>
        chunk.pieces.map(
          ({ area: [x1, y1, x2, y2], classes, body: _body, looks: _looks, score: _score, ...piece }) => ({
            ...piece,
            minuteMs: chunk.fromMs,
            classes: classes.join(","),
            x1,
            y1,
            x2,
            y2,
          }),
        ),
      ),
    );
    const bodies = await reader.bodies("gate", [
      { minuteMs: chunks[2]!.fromMs, trackId: 11 },
      { minuteMs: 5, trackId: 1 },
      { minuteMs: chunks[0]!.fromMs, trackId: 3 },
    ]);
    expect(bodies.map((body) => body && [...body])).toEqual([
      [...chunks[2]!.pieces[1]!.body],
      null,
      [...chunks[0]!.pieces[0]!.body],
    ]);
    const many = chunks.flatMap(({ fromMs }) => [2, 3, 11].map((trackId) => ({ minuteMs: fromMs, trackId })));
    const inOrder = await reader.bodies("gate", many.slice(1), 0.9);
    expect(inOrder.map((body) => body && [...body])).toEqual(
      chunks.flatMap(({ pieces }) => [null, ...pieces.map((piece) => [...piece.body])]).slice(1),
    );
    await reader.close();
  });

  it("are said to be damaged when a single bit of them is another, minute by minute, and those without a checksum are read as before", async () => {
    await using place = await make();
    const records = await place.open();
    const chunks = minutes("gate", FROM_MS, 4);
    for (const chunk of chunks) await records.trajectories.add(chunk);
    const db = records.kysely as Kysely<StoreSchema>;
    const [first, second, third, last] = chunks as [TraceChunk, TraceChunk, TraceChunk, TraceChunk];
    const tracks = await db.selectFrom("minuteTracks").selectAll().orderBy("minuteMs").execute();
    const changed = (bytes: Uint8Array): Buffer => {
      const other = Buffer.from(bytes);
      other[other.length >> 1]! ^= 4;
      return other;
    };
    const ofTracks = (n: number, change: { pieces?: Buffer; looks?: Buffer }) =>
      db.updateTable("minuteTracks").set(change).where("minuteMs", "=", chunks[n]!.fromMs).execute();
    await ofTracks(0, { pieces: changed(tracks[0]!.pieces) });
    await ofTracks(1, { looks: changed(tracks[1]!.looks) });
    const { times } = await db
      .selectFrom("traceMinute")
      .select("times")
      .where("fromMs", "=", third.fromMs)
      .executeTakeFirstOrThrow();
    await db
      .updateTable("traceMinute")
      .set({ times: changed(times) })
      .where("fromMs", "=", third.fromMs)
      .execute();
    await ofTracks(3, { pieces: Buffer.from(packPieces(last)), looks: Buffer.from(packLooks(last)) });
    await db
      .updateTable("traceMinute")
      .set({ times: Buffer.from(last.times) })
      .where("fromMs", "=", last.fromMs)
      .execute();

    const reader = await readerOf(place);
    const read = await reader.minutes("gate", FROM_MS, FROM_MS + DAY_MS);
    expect(read.map((minute) => [...minute.times])).toEqual([[...first.times], [...second.times], [], [...last.times]]);
    const found: number[] = [];
    const damaged: number[] = [];
    await reader.eachPiece(
      "gate",
      FROM_MS,
      FROM_MS + DAY_MS,
      true,
      ({ minuteMs }) => found.push(minuteMs),
      (ms) => damaged.push(ms),
    );
    expect(damaged).toEqual([first.fromMs]);
    expect(new Set(found)).toEqual(new Set([second.fromMs, third.fromMs, last.fromMs]));
    const keys = [second, third, last].map(({ fromMs }) => ({ minuteMs: fromMs, trackId: 3 }));
    for (const share of [0, 1]) {
      const bodies = await reader.bodies("gate", keys, share);
      expect(bodies.map((body) => body && [...body])).toEqual([
        null,
        [...third.pieces[0]!.body],
        [...last.pieces[0]!.body],
      ]);
    }
    await reader.close();
  });

  it("come back from minutes that were kept before they were packed, among those that are", async () => {
    await using place = await make();
    const records = await place.open();
    const chunks = minutes("gate", FROM_MS, 4);
    for (const chunk of chunks) await records.trajectories.add(chunk);
    const reader = await readerOf(place);
    const read = async () => {
      const pieces: StoredPiece[] = [];
      await reader.eachPiece("gate", FROM_MS, FROM_MS + DAY_MS, true, (piece) => pieces.push({ ...piece }), none);
      const bodies = [];
      for (const share of [0, 1]) bodies.push(...(await reader.bodies("gate", pieces, share)));
      return { pieces, bodies: bodies.map((body) => [...body!]) };
    };
    const packed = await read();
    expect(packed.bodies).toHaveLength(16);
    // The last one was delivered twice, before and after.
    for (const n of [0, 2, 3]) await keepAsBefore(records.kysely, chunks[n]!, n < 3);
    expect(await read()).toEqual(packed);
    await reader.close();
  });

  it("say when a camera was looked at: a hole is a hole", async () => {
    await using place = await make();
    const records = await place.open();
    for (const chunk of minutes("gate", FROM_MS, 2)) await records.trajectories.add(chunk);
    for (const chunk of minutes("gate", FROM_MS + 600_000, 1)) await records.trajectories.add(chunk);
    for (const chunk of minutes("yard", FROM_MS, 1)) await records.trajectories.add(chunk);
    const quarterMs = Math.floor(FROM_MS / 900_000) * 900_000;
    const period = { fromMs: FROM_MS, toMs: FROM_MS + DAY_MS };
    expect(await records.trajectories.covered({ cameraId: "gate", ...period })).toEqual([
      { quarterMs, coveredMs: expect.closeTo(120_000) },
      { quarterMs: quarterMs + 900_000, coveredMs: expect.closeTo(60_000) },
    ]);
    expect((await records.trajectories.covered(period))[0]!.coveredMs).toBeCloseTo(180_000);
    expect(await records.trajectories.has("gate", FROM_MS + 200_000, FROM_MS + 500_000)).toBe(false);
    expect(await records.trajectories.has("gate", FROM_MS + 119_000, FROM_MS + 500_000)).toBe(true);
  });

  it("go when their days are over", async () => {
    await using place = await make();
    const records = await place.open();
    const files = createNodeFileSystem(place.folder);
    for (const fromMs of [FROM_MS, FROM_MS + 2 * DAY_MS])
      for (const chunk of minutes("gate", fromMs, 2)) await records.trajectories.add(chunk);
    const clock = virtualClock(FROM_MS + 3 * DAY_MS);
    const done = await enforceRetention({ records, files, clock, days: 2 });
    expect(done.trajectories).toBe(4);
    const reader = await readerOf(place);
    expect((await reader.minutes("gate", 0, FROM_MS + 9 * DAY_MS)).map((minute) => minute.fromMs)).toEqual([
      FROM_MS + 2 * DAY_MS,
      FROM_MS + 2 * DAY_MS + 60_000,
    ]);
    const left: number[] = [];
    await reader.eachPiece("gate", FROM_MS, FROM_MS + 9 * DAY_MS, false, (piece) => left.push(piece.minuteMs), none);
    expect(left).toHaveLength(4);
    await reader.close();
  });
});

it("notices every single bit of a stored minute that is another, its mark and checksum among them", () => {
  const [chunk] = minutes("gate", FROM_MS, 1);
  const stored = [chunk!.times, packPieces(chunk!), packLooks(chunk!)];
  for (const bytes of stored) {
    expect(unsealed(bytes)).toBe(bytes);
    const whole = sealed(bytes);
    expect(Buffer.compare(unsealed(whole)!, bytes)).toBe(0);
    const missed = Array.from({ length: 8 * whole.length }, (_, bit) => bit).filter((bit) => {
      const other = Buffer.from(whole);
      other[bit >> 3]! ^= 1 << (bit & 7);
      return unsealed(other) !== null;
    });
    // The one that is left makes a number of tracks, or frames, that no minute has room for.
    expect(missed.every((bit) => bit >> 3 === 2)).toBe(true);
    for (const bit of missed) expect(2 ** (14 + (bit & 7))).toBeGreaterThan(whole.length);
  }
});
