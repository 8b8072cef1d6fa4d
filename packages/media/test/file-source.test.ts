// Video files as sources: what is in them comes out, once and in order; what is wrong with them is said in one sentence.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AppError } from "@vigie/contracts";
import type { VideoSource } from "@vigie/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMedia } from "../src/index.ts";
import { decodeAll, readAll } from "./drain.ts";
import { makeVideo } from "./make-video.ts";
import { VirtualClock } from "./virtual-clock.ts";

const media = createMedia();
let folder: string;
const at = (name: string) => join(folder, name);

function open(path: string, options: Partial<Parameters<typeof media.openSource>[1]> = {}, loop = false): VideoSource {
  return media.openSource({ kind: "file", path, loop }, { pace: "offline", ...options });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-media-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("whole files", () => {
  const films = [
    { name: "h264.mp4", codec: "libx264", says: "h264", codecString: /^avc1\.[0-9a-f]{6}$/ },
    { name: "b-frames.mp4", codec: "libx264", bFrames: 2, says: "h264", codecString: /^avc1\./ },
    { name: "h265.mp4", codec: "libx265", says: "hevc", codecString: /^hvc1\.1\.6\.L\d+(\.[0-9A-F]+)*$/ },
    { name: "h264.ts", codec: "libx264", says: "h264", codecString: /^avc1\./ },
    { name: "h265.mkv", codec: "libx265", says: "hevc", codecString: /^hvc1\.1\.6\.L\d+/ },
    { name: "mpeg4.avi", codec: "mpeg4", says: "mpeg4", codecString: /^mp4v\./ },
    { name: "mjpeg.avi", codec: "mjpeg", says: "mjpeg", codecString: null },
  ] as const;

  it.each(films)(
    "$name: every picture is decoded once, in order, 40 ms apart",
    async ({ name, codec, says, codecString, ...rest }) => {
      const path = makeVideo({ path: at(name), codec, frames: 60, ...rest });
      const source = open(path, { startAtMs: 1_000_000 });
      const info = await source.open();
      expect(info).toMatchObject({ codec: says, widthPx: 320, heightPx: 240 });
      expect(info.fps).toBeCloseTo(25, 1);
      if (codecString === null) expect(info.codecString).toBeNull();
      else expect(info.codecString).toMatch(codecString);
      const packets = await readAll(source);
      expect(packets).toHaveLength(60);
      for (const [i, packet] of packets.entries())
        if (i > 0) expect(packet.dtsUs).toBeGreaterThan(packets[i - 1]!.dtsUs);
      const decoder = media.createDecoder(info, source, []);
      const seen: number[] = [];
      decodeAll(decoder, packets, (frame) => {
        seen.push(frame.ptsUs);
        expect(frame.capturedAtMs).toBeCloseTo(1_000_000 + frame.ptsUs / 1000, 3);
      });
      expect(seen).toHaveLength(60);
      for (const [i, ptsUs] of seen.entries()) expect(Math.abs(ptsUs - i * 40_000)).toBeLessThan(1000);
      expect(decoder.damagedPackets).toBe(0);
      decoder.close();
      await source.close();
      expect(source.read()).toBeNull();
    },
  );
});

describe("a file played as a camera", () => {
  it("waits for each picture, goes on after its end without a step back, and ends its read when it is closed", async () => {
    const path = makeVideo({ path: at("loop.mp4"), codec: "libx264", frames: 10, bFrames: 2 });
    const clock = new VirtualClock(5_000_000);
    const source = createMedia({ clock }).openSource({ kind: "file", path, loop: true }, { pace: "live" });
    await source.open();
    const dts: number[] = [];
    const captured: number[] = [];
    for (let i = 0; i < 35; i++) {
      const packet = (await clock.runUntil(source.read()))!;
      dts.push(packet.dtsUs);
      captured.push(packet.capturedAtMs - packet.ptsUs / 1000);
      packet.release();
    }
    for (const [i, us] of dts.entries()) if (i > 0) expect(us - dts[i - 1]!).toBeGreaterThan(0);
    expect(dts[34]! - dts[0]!).toBeCloseTo(34 * 40_000, -4);
    for (const offset of captured) expect(offset).toBeCloseTo(captured[0]!, 3);
    expect(clock.nowMs() - 5_000_000).toBeGreaterThan(34 * 40 - 150);
    const pending = source.read();
    await source.close();
    expect(await pending).toBeNull();
  });

  it("ends after one round when it shall not loop", async () => {
    const clock = new VirtualClock(0);
    const source = createMedia({ clock }).openSource(
      { kind: "file", path: at("loop.mp4"), loop: false },
      { pace: "live" },
    );
    await source.open();
    let count = 0;
    for (let packet = await clock.runUntil(source.read()); packet; packet = await clock.runUntil(source.read())) {
      packet.release();
      count++;
    }
    expect(count).toBe(10);
    await source.close();
  });
});

describe("files that cannot be played", () => {
  const text = "camera one: nothing to report\n".repeat(200);
  const noPictures = (path: string) => writeFileSync(path, wav());
  const cases: { what: string; name: string; make(path: string): void; code: string; says: RegExp }[] = [
    {
      what: "missing",
      name: "missing.mp4",
      make: () => undefined,
      code: "source.not-found",
      says: /missing\.mp4 does not exist/,
    },
    { what: "empty", name: "empty.mp4", make: (p) => writeFileSync(p, ""), code: "source.not-video", says: /is empty/ },
    {
      what: "a text",
      name: "text.mp4",
      make: (p) => writeFileSync(p, text),
      code: "source.not-video",
      says: /not a video file/,
    },
    {
      what: "a text named .txt",
      name: "notes.txt",
      make: (p) => writeFileSync(p, text),
      code: "source.not-video",
      says: /not a video/,
    },
    {
      what: "a playlist that names other files",
      name: "list.m3u8",
      make: (p) => writeFileSync(p, "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"),
      code: "source.not-video",
      says: /not a video/,
    },
    {
      what: "sound without pictures",
      name: "sound.wav",
      make: noPictures,
      code: "source.no-pictures",
      says: /no picture track/,
    },
    {
      what: "an MP4 without its end, index last",
      name: "cut-tail.mp4",
      make: (p) => cut(p, {}, 0.6),
      code: "source.truncated",
      says: /cut off/,
    },
    {
      what: "a picture track without pictures",
      name: "none.mp4",
      make: (p) => makeVideo({ path: p, codec: "libx264", frames: 0 }),
      code: "source.no-pictures",
      says: /no picture/,
    },
  ];

  function cut(path: string, muxerOptions: Record<string, string>, share: number) {
    makeVideo({ path, codec: "libx264", frames: 50, muxerOptions });
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length * share)));
  }

  it.each(cases)("$what: one clear sentence and its own code", async ({ name, make, code, says }) => {
    make(at(name));
    const source = open(at(name));
    const error = (await source.open().catch((e: unknown) => e)) as AppError;
    expect(error).toMatchObject({ name: "AppError", code });
    expect(error.message).toMatch(says);
    expect(error.message).toMatch(/\.$/);
    expect(error.message).not.toContain("\n");
    await source.close();
    expect(source.read()).toBeNull();
  });

  it("an MP4 without its end, index first: the pictures before the tear come, then it is said", async () => {
    cut(at("cut-head.mp4"), { movflags: "+faststart" }, 0.93);
    const source = open(at("cut-head.mp4"));
    await source.open();
    const packets: unknown[] = [];
    const error = await readThrough(source, packets);
    expect(error).toMatchObject({ code: "source.truncated" });
    expect(packets.length).toBeGreaterThan(15);
    expect(packets.length).toBeLessThan(50);
    await source.close();
  });

  async function readThrough(source: VideoSource, packets: unknown[]): Promise<unknown> {
    try {
      for (let packet = await source.read(); packet; packet = await source.read()) packets.push(packet);
      return null;
    } catch (error) {
      return error;
    }
  }

  it("a folder is not a video", async () => {
    await expect(open(folder).open()).rejects.toMatchObject({ code: "source.not-video" });
  });
});

function wav(): Buffer {
  const bytes = Buffer.alloc(44 + 16_000);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(36 + 16_000, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(8000, 24);
  bytes.writeUInt32LE(16_000, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(16_000, 40);
  return bytes;
}

describe.skipIf(!process.env.VIGIE_ASSETS)("recorded street scenes", () => {
  const clips = [
    { name: "person-bicycle-car-detection.mp4", pictures: 459 },
    { name: "suburb-cars.mp4", pictures: 905 },
    { name: "road-from-above.avi", pictures: 374 },
  ];
  it.each(clips)("$name has $pictures pictures", async ({ name, pictures }) => {
    const source = open(join(process.env.VIGIE_ASSETS!, "clips", name));
    const decoder = media.createDecoder(await source.open(), source, []);
    let count = 0;
    let lastUs = -1;
    decodeAll(decoder, await readAll(source), (frame) => {
      count++;
      expect(frame.ptsUs).toBeGreaterThan(lastUs);
      lastUs = frame.ptsUs;
    });
    expect(count).toBe(pictures);
    decoder.close();
    await source.close();
  });
});
