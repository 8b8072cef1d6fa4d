// Recordings: every packet is in a file that plays, the chain of hashes holds, and what is missing is declared.
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EncodedPacket, RecordedSegment, VideoStreamInfo } from "@vigie/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMedia, listTornSegments, readSidecar, recoverSegment } from "../src/index.ts";
import { SegmentRecorder } from "../src/record/recorder.ts";
import { decodeAll, readAll } from "./drain.ts";
import { makeVideo } from "./make-video.ts";
import { fileError, MemoryFiles } from "./memory-files.ts";

const media = createMedia();
const START_MS = 1_700_000_000_000;
let folder: string;
const films = new Map<string, string>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-record-"));
  films.set("h264", makeVideo({ path: join(folder, "a.mp4"), codec: "libx264", frames: 200, gop: 25, bFrames: 2 }));
  films.set("hevc", makeVideo({ path: join(folder, "b.mp4"), codec: "libx265", frames: 200, gop: 25, bFrames: 2 }));
  films.set("mpeg4", makeVideo({ path: join(folder, "c.avi"), codec: "mpeg4", frames: 200, gop: 25 }));
  films.set("mjpeg", makeVideo({ path: join(folder, "d.avi"), codec: "mjpeg", frames: 200 }));
  films.set("annex-b", makeVideo({ path: join(folder, "e.ts"), codec: "libx264", frames: 200, gop: 25 }));
  films.set("hevc annex-b", makeVideo({ path: join(folder, "f.ts"), codec: "libx265", frames: 200, gop: 25 }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function packetsOf(
  codec: string,
  startAtMs = START_MS,
): Promise<{ info: VideoStreamInfo; packets: EncodedPacket[] }> {
  const source = media.openSource(
    { kind: "file", path: films.get(codec)!, loop: false },
    { pace: "offline", startAtMs },
  );
  const info = await source.open();
  const packets = await readAll(source);
  await source.close();
  return { info, packets };
}

class Recording {
  readonly files = new MemoryFiles();
  readonly segments: RecordedSegment[] = [];
  readonly lost: { code: string; message: string; startMs: number; endMs: number }[] = [];

  options(
    info: VideoStreamInfo,
    chain: { sequence: number; sha256: string; endMs: number } | null = null,
    segmentMs = 2000,
  ) {
    return {
      cameraId: "junction",
      info,
      files: this.files,
      folder: "recordings/junction",
      segmentMs,
      chain,
      onSegment: (segment: RecordedSegment) => this.segments.push(segment),
      onLost: (reason: { code: string; message: string; startMs: number; endMs: number }) => this.lost.push(reason),
    };
  }

  bytes(path: string): Buffer {
    return this.files.stored.get(path)!.bytes;
  }
}

/** Plays MP4 bytes and tells how many pictures came out, and the first and last time. */
async function play(bytes: Buffer): Promise<{ pictures: number; packets: number; keyFirst: boolean; lastUs: number }> {
  const path = join(folder, `play-${playCount++}.mp4`);
  writeFileSync(path, bytes);
  const source = media.openSource({ kind: "file", path, loop: false }, { pace: "offline" });
  const info = await source.open();
  const packets = await readAll(source);
  const decoder = media.createDecoder(info, source, []);
  let pictures = 0;
  let lastUs = 0;
  const keyFirst = packets[0]!.isKey;
  const count = packets.length;
  decodeAll(decoder, packets, (frame) => {
    pictures++;
    lastUs = frame.ptsUs;
  });
  expect(decoder.damagedPackets).toBe(0);
  decoder.close();
  await source.close();
  rmSync(path);
  return { pictures, packets: count, keyFirst, lastUs };
}
let playCount = 0;

describe("a quiet day", () => {
  it.each(["h264", "hevc", "mpeg4", "mjpeg", "annex-b", "hevc annex-b"])(
    "%s: 8 s become 4 segments that play, hold every picture and hang together",
    async (codec) => {
      const { info, packets } = await packetsOf(codec);
      const recording = new Recording();
      const recorder = media.createRecorder(recording.options(info));
      for (const packet of packets) {
        recorder.write(packet);
        packet.release();
      }
      await recorder.close();
      expect(recording.lost).toEqual([]);
      expect(recording.segments).toHaveLength(4);
      let previous = "";
      let pictures = 0;
      for (const [i, segment] of recording.segments.entries()) {
        const bytes = recording.bytes(segment.path);
        expect(segment).toMatchObject({
          cameraId: "junction",
          sequence: i + 1,
          previousSha256: previous,
          gapBeforeMs: 0,
          gapReason: "",
        });
        expect(segment.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
        expect(segment.sizeBytes).toBe(bytes.length);
        expect(segment).toMatchObject({ codec: info.codec, widthPx: 320, heightPx: 240 });
        if (i > 0) expect(segment.startMs).toBe(recording.segments[i - 1]!.endMs);
        expect(segment.endMs - segment.startMs).toBe(2000);
        expect(await readSidecar(recording.files, segment.path)).toEqual(segment);
        const played = await play(bytes);
        expect(played.keyFirst).toBe(true);
        pictures += played.pictures;
        previous = segment.sha256;
      }
      expect(pictures).toBe(200);
      expect(recording.segments[0]!.startMs).toBe(START_MS);
      expect([...recording.files.stored.keys()].filter((path) => path.endsWith(".part"))).toEqual([]);
    },
  );

  it("a segment is indexed only after its file and then its folder are on disk", async () => {
    const { info, packets } = await packetsOf("h264");
    const recording = new Recording();
    const order: string[] = [];
    const recorder = media.createRecorder({
      ...recording.options(info, null, 60_000),
      onSegment: (segment) =>
        order.push(...recording.files.operations.filter((each) => !each.startsWith("append")), `index ${segment.path}`),
    });
    for (const packet of packets) recorder.write(packet);
    await recorder.close();
    const mp4 = order.at(-1)!.slice("index ".length);
    const json = mp4.replace(".mp4", ".json");
    expect(order).toEqual([
      `create ${mp4}.part`,
      `sync ${mp4}.part`,
      `close ${mp4}.part`,
      `create ${json}`,
      `sync ${json}`,
      `close ${json}`,
      `rename ${mp4}.part`,
      "syncFolder recordings/junction",
      `index ${mp4}`,
    ]);
  });

  it("the chain goes on from where the last run ended, and the time between is a declared gap", async () => {
    const { info, packets } = await packetsOf("h264");
    const recording = new Recording();
    const recorder = media.createRecorder(
      recording.options(info, { sequence: 41, sha256: "ab".repeat(32), endMs: START_MS - 7000 }),
    );
    for (const packet of packets) recorder.write(packet);
    await recorder.close();
    expect(recording.segments[0]).toMatchObject({
      sequence: 42,
      previousSha256: "ab".repeat(32),
      gapBeforeMs: 7000,
      gapReason: "not-recording",
    });
    expect(recording.segments[1]).toMatchObject({ sequence: 43, gapBeforeMs: 0 });
  });

  it("no more than 2 s of pictures wait in memory at any time", async () => {
    const { info, packets } = await packetsOf("h264");
    const recording = new Recording();
    const recorder = media.createRecorder(recording.options(info, null, 60_000));
    for (const [i, packet] of packets.entries()) {
      recorder.write(packet);
      await new Promise((resolve) => setImmediate(resolve));
      if (i < 50 || i % 20 > 0) continue;
      const [path] = [...recording.files.stored.keys()];
      const played = await play(recording.bytes(path!));
      expect(played.packets).toBeGreaterThanOrEqual(i - 50);
    }
    await recorder.close();
  });
});

describe("missing packets", () => {
  it("a hole in the stream ends the segment, and the next one declares it", async () => {
    const { info, packets } = await packetsOf("h264");
    const recording = new Recording();
    const recorder = media.createRecorder(recording.options(info, null, 60_000));
    for (const [i, packet] of packets.entries()) if (i < 40 || i >= 130) recorder.write(packet);
    await recorder.close();
    expect(recording.segments).toHaveLength(2);
    const [before, after] = recording.segments;
    expect(after!.gapReason).toBe("stream-gap");
    expect(after!.gapBeforeMs).toBe(after!.startMs - before!.endMs);
    expect(after!.startMs).toBe(START_MS + 6000);
    expect((await play(recording.bytes(after!.path))).pictures).toBe(50);
  });

  it("a disk that stops for a while costs whole groups of pictures, which are declared; the caller never waits", async () => {
    const { info, packets } = await packetsOf("h264");
    const recording = new Recording();
    let letGo: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let appends = 0;
    recording.files.fault = (operation) => (operation === "append" && ++appends > 2 ? stuck : undefined);
    const limits = { maxQueuedBytes: 1000, fragmentMs: 200, retryAfterMs: 5000 };
    const recorder = new SegmentRecorder(recording.options(info, null, 60_000), limits);
    for (const [i, packet] of packets.entries()) {
      if (i === 150) {
        letGo();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      recorder.write(packet);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await recorder.close();
    expect(recording.lost.map(({ code }) => code)).toEqual(["recording.disk-slow"]);
    expect(recording.segments.length).toBeGreaterThanOrEqual(2);
    const second = recording.segments[1]!;
    expect(second).toMatchObject({ gapReason: "disk-slow", startMs: START_MS + 6000 });
    const held = recording.segments.reduce(
      (sum, { startMs, endMs, gapBeforeMs }) => sum + endMs - startMs + gapBeforeMs,
      0,
    );
    expect(held).toBe(8000);
    for (const segment of recording.segments) {
      const { keyFirst, pictures } = await play(recording.bytes(segment.path));
      expect(keyFirst).toBe(true);
      expect(pictures).toBeGreaterThan(0);
    }
  });

  it.each([
    { operation: "append", code: "files.full", says: /files\.full/ },
    { operation: "sync", code: "files.sync-failed", says: /files\.sync-failed/ },
    { operation: "create", code: "files.read-only", says: /files\.read-only/ },
    { operation: "syncFolder", code: "files.io", says: /files\.io/ },
  ] as const)(
    "a failing $operation loses its segment, says so, and recording goes on with a declared gap",
    async ({ operation, code, says }) => {
      const { info, packets } = await packetsOf("h264");
      const recording = new Recording();
      let failures = 0;
      recording.files.fault = (what, path) => {
        if (what === operation && !path.endsWith(".json") && failures++ === 0) throw fileError(code, path);
      };
      const recorder = new SegmentRecorder(recording.options(info), {
        maxQueuedBytes: 1e7,
        fragmentMs: 500,
        retryAfterMs: 1000,
      });
      for (const packet of packets) {
        recorder.write(packet);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await recorder.close();
      expect(recording.lost).toHaveLength(1);
      expect(recording.lost[0]).toMatchObject({ code });
      expect(recording.lost[0]!.message).toMatch(says);
      expect(recording.segments.length).toBeGreaterThanOrEqual(3);
      expect(recording.segments.map((segment) => segment.sequence)).toEqual(recording.segments.map((_, i) => i + 1));
      expect(recording.lost[0]!.startMs).toBe(START_MS);
      const last = recording.segments.at(-1)!;
      expect(last.endMs).toBe(START_MS + 8000);
      for (const [i, segment] of recording.segments.entries()) {
        if (i > 0) expect(segment.previousSha256).toBe(recording.segments[i - 1]!.sha256);
        expect(segment.startMs - segment.gapBeforeMs).toBe(i > 0 ? recording.segments[i - 1]!.endMs : segment.startMs);
      }
    },
  );

  it.skipIf(!process.env.VIGIE_ASSETS)(
    "a codec that MP4 cannot hold is said once, and the caller goes on",
    async () => {
      const recording = new Recording();
      const path = join(process.env.VIGIE_ASSETS!, "clips/road-from-above.avi");
      const source = media.openSource({ kind: "file", path, loop: false }, { pace: "offline" });
      const recorder = media.createRecorder(recording.options(await source.open()));
      for (const packet of await readAll(source, 60)) recorder.write(packet);
      await recorder.close();
      await source.close();
      expect(recording.segments).toEqual([]);
      expect(recording.lost).toHaveLength(1);
      expect(recording.lost[0]).toMatchObject({ code: "recording.codec-unsupported" });
    },
  );
});

describe("a killed process", () => {
  async function torn(): Promise<{ bytes: Buffer; path: string; recording: Recording }> {
    const { info, packets } = await packetsOf("h264");
    const recording = new Recording();
    const recorder = media.createRecorder(
      recording.options(info, { sequence: 7, sha256: "cd".repeat(32), endMs: START_MS - 100 }, 60_000),
    );
    for (const packet of packets) recorder.write(packet);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const [path] = [...recording.files.stored.keys()];
    return { path: path!, bytes: Buffer.from(recording.bytes(path!)), recording };
  }

  it("leaves a part file of which all but the last second is recovered, with its place in the chain", async () => {
    const { path, bytes } = await torn();
    const files = new MemoryFiles();
    files.stored.set(path, { bytes, syncedBytes: 0 });
    expect(await listTornSegments(files, "recordings/junction")).toEqual([path]);
    const { segment, lostBytes } = await recoverSegment(files, path);
    expect(lostBytes).toBe(0);
    expect(segment).toMatchObject({
      sequence: 8,
      previousSha256: "cd".repeat(32),
      startMs: START_MS,
      gapBeforeMs: 100,
      codec: "h264",
    });
    expect(segment!.endMs).toBeGreaterThanOrEqual(START_MS + 7000);
    const kept = files.stored.get(segment!.path)!;
    expect(kept.syncedBytes).toBe(kept.bytes.length);
    expect(segment!.sha256).toBe(createHash("sha256").update(kept.bytes).digest("hex"));
    expect(await readSidecar(files, segment!.path)).toEqual(segment);
    expect(await listTornSegments(files, "recordings/junction")).toEqual([]);
    const played = await play(kept.bytes);
    expect(played.pictures).toBeGreaterThanOrEqual(175);
    expect(Math.abs(played.pictures * 40 - (segment!.endMs - segment!.startMs))).toBeLessThanOrEqual(80);
  });

  it("cut anywhere, or with any byte changed, what is recovered plays and nothing throws", async () => {
    const { path, bytes } = await torn();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: bytes.length }),
        fc.nat(),
        fc.boolean(),
        async (length, at, isScrambled) => {
          const file = Buffer.from(bytes.subarray(0, length));
          if (isScrambled && length > 0) file[at % length]! ^= 0xff;
          const files = new MemoryFiles();
          files.stored.set(path, { bytes: file, syncedBytes: 0 });
          const { segment, lostBytes } = await recoverSegment(files, path);
          expect((segment?.sizeBytes ?? 0) + lostBytes).toBe(length);
          expect([...files.stored.keys()].filter((each) => /\.part|recovering/.test(each))).toEqual([]);
          if (segment && !isScrambled)
            expect((await play(files.stored.get(segment.path)!.bytes)).pictures).toBeGreaterThan(0);
        },
      ),
      { numRuns: 40, seed: 7 },
    );
  });
});
