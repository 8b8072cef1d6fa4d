// Clips begin before their cause and play; live fragments play from their first key frame on.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EncodedPacket, LiveChunk, VideoStreamInfo } from "@vigie/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMedia } from "../src/index.ts";
import { findBox, readBoxes } from "../src/record/boxes.ts";
import { PacketPreRoll } from "../src/record/pre-roll.ts";
import { decodeAll, readAll } from "./drain.ts";
import { makeVideo } from "./make-video.ts";
import { fileError, MemoryFiles } from "./memory-files.ts";

const media = createMedia();
const START_MS = 1_700_000_000_000;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-clip-"));
  makeVideo({ path: join(folder, "h264.mp4"), codec: "libx264", frames: 500, gop: 50 });
  makeVideo({ path: join(folder, "hevc.mp4"), codec: "libx265", frames: 100, gop: 50 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function packetsOf(name: string): Promise<{ info: VideoStreamInfo; packets: EncodedPacket[] }> {
  const path = join(folder, name);
  const source = media.openSource({ kind: "file", path, loop: false }, { pace: "offline", startAtMs: START_MS });
  const info = await source.open();
  const packets = await readAll(source);
  await source.close();
  return { info, packets };
}

async function play(bytes: Uint8Array): Promise<number[]> {
  const path = join(folder, "play.mp4");
  writeFileSync(path, bytes);
  const source = media.openSource({ kind: "file", path, loop: false }, { pace: "offline" });
  const decoder = media.createDecoder(await source.open(), source, []);
  const times: number[] = [];
  decodeAll(decoder, await readAll(source), (frame) => times.push(frame.ptsUs));
  expect(decoder.damagedPackets).toBe(0);
  decoder.close();
  await source.close();
  return times;
}

describe("an alarm's clip", () => {
  it("begins with the key frame at or before the asked second and holds everything until it is finished", async () => {
    const { info, packets } = await packetsOf("h264.mp4");
    const files = new MemoryFiles();
    const preRoll = media.createPreRoll(info, 10_000);
    for (const packet of packets.slice(0, 400)) preRoll.push(packet);
    const alarmMs = START_MS + 15_960;
    const clip = preRoll.startClip(await files.create("clips/1.mp4"), alarmMs - 10_000);
    for (const packet of packets.slice(400, 475)) preRoll.push(packet);
    const result = await clip.finish();
    for (const packet of packets.slice(475)) preRoll.push(packet);
    const stored = files.stored.get("clips/1.mp4")!;
    expect(result).toEqual({ startMs: START_MS + 4000, durationMs: 15_000, sizeBytes: stored.bytes.length });
    expect(result.startMs).toBeLessThanOrEqual(alarmMs - 10_000);
    expect(stored.syncedBytes).toBe(stored.bytes.length);
    expect(await play(stored.bytes)).toHaveLength(375);
  });

  it("plays while it grows: the head is there before the first fragment, and every write ends with a whole one", async () => {
    const { info, packets } = await packetsOf("h264.mp4");
    const files = new MemoryFiles();
    const preRoll = media.createPreRoll(info, 10_000);
    for (const packet of packets.slice(0, 200)) preRoll.push(packet);
    const clip = preRoll.startClip(await files.create("clips/2.mp4"), START_MS);
    await new Promise((resolve) => setImmediate(resolve));
    const half = files.stored.get("clips/2.mp4")!.bytes;
    expect(
      readBoxes(half)
        .map((box) => box.type)
        .slice(0, 4),
    ).toEqual(["ftyp", "moov", "moof", "mdat"]);
    expect(readBoxes(half).at(-1)!.end).toBe(half.length);
    expect((await play(half)).length).toBeGreaterThanOrEqual(150);
    await clip.finish();
  });

  it("tells whole milliseconds, also where a picture lasts 33 and a third", async () => {
    makeVideo({ path: join(folder, "thirty.mp4"), codec: "libx264", frames: 61, fps: 30, gop: 30 });
    const { info, packets } = await packetsOf("thirty.mp4");
    expect(packets.slice(0, 4).map((packet) => packet.capturedAtMs - START_MS)).toEqual([0, 33, 67, 100]);
    const decoder = media.createDecoder(
      info,
      media.openSource({ kind: "file", path: "", loop: false }, { pace: "offline" }),
      [],
    );
    const files = new MemoryFiles();
    const preRoll = media.createPreRoll(info, 10_000);
    for (const packet of packets) preRoll.push(packet);
    const result = await preRoll.startClip(await files.create("clips/30.mp4"), START_MS + 1500).finish();
    expect(result).toMatchObject({ startMs: START_MS + 1000, durationMs: 1033 });
    preRoll.clear();
    decodeAll(decoder, packets, (frame) => expect(Number.isInteger(frame.capturedAtMs)).toBe(true));
    decoder.close();
  });

  it("begins with the oldest picture held when it is asked for more than there is", async () => {
    const { info, packets } = await packetsOf("h264.mp4");
    const files = new MemoryFiles();
    const preRoll = media.createPreRoll(info, 4000);
    for (const packet of packets) preRoll.push(packet);
    const result = await preRoll.startClip(await files.create("clips/3.mp4"), START_MS).finish();
    expect(result.startMs).toBe(START_MS + 14_000);
  });

  it("of a camera without pictures is empty, and of a failing disk is an error", async () => {
    const { info, packets } = await packetsOf("h264.mp4");
    const files = new MemoryFiles();
    const preRoll = media.createPreRoll(info, 4000);
    const empty = preRoll.startClip(await files.create("clips/4.mp4"), START_MS);
    await expect(empty.finish()).rejects.toMatchObject({ code: "clip.empty" });
    for (const packet of packets.slice(0, 100)) preRoll.push(packet);
    files.fault = (operation, path) => {
      if (operation === "append") throw fileError("files.full", path);
    };
    const failing = preRoll.startClip(await files.create("clips/5.mp4"), START_MS);
    await expect(failing.finish()).rejects.toMatchObject({ code: "files.full" });
    expect(files.operations).toContain("close clips/5.mp4");
  });
});

describe("the past in memory", () => {
  it("holds the asked length and at most one group of pictures more, and gives everything back", async () => {
    const { info, packets } = await packetsOf("h264.mp4");
    const preRoll = media.createPreRoll(info, 4000);
    const groupBytes = (from: number, to: number) =>
      packets.slice(from, to).reduce((sum, packet) => sum + packet.sizeBytes, 0);
    for (const packet of packets) preRoll.push(packet);
    expect(preRoll.heldBytes).toBe(groupBytes(350, 500));
    preRoll.clear();
    expect(preRoll.heldBytes).toBe(0);
  });

  it("never holds more bytes than its limit, even without key frames", async () => {
    const { packets } = await packetsOf("h264.mp4");
    const preRoll = new PacketPreRoll(3_600_000, 3000);
    for (const packet of packets) {
      preRoll.push(packet);
      expect(preRoll.heldBytes).toBeLessThanOrEqual(3000);
    }
  });
});

describe("live pictures", () => {
  it.each([
    { name: "h264.mp4", mime: /^video\/mp4; codecs="avc1\.[0-9a-f]{6}"$/, entry: "avc1" },
    { name: "hevc.mp4", mime: /^video\/mp4; codecs="hvc1\.1\.6\.L\d+/, entry: "hvc1" },
  ])(
    "$name: one init, one whole fragment a packet without waiting for the next, key frames marked",
    async ({ name, mime, entry }) => {
      const { info, packets } = await packetsOf(name);
      const chunks: LiveChunk[] = [];
      const muxer = media.createLiveMuxer(info, (chunk) => chunks.push(chunk));
      expect(muxer.mimeType).toMatch(mime);
      for (const packet of packets.slice(1, 50)) muxer.push(packet);
      expect(chunks).toHaveLength(0);
      for (const [i, packet] of packets.slice(50).entries()) {
        muxer.push(packet);
        expect(chunks).toHaveLength(i + 2);
      }
      muxer.close();
      const [init, ...fragments] = chunks;
      const head = Buffer.from(init!.data);
      expect(init!.kind).toBe("init");
      const [ftyp, moov] = readBoxes(head);
      expect([ftyp!.type, moov!.type, moov!.end]).toEqual(["ftyp", "moov", head.length]);
      const stsd = findBox(head, moov!, "trak", "mdia", "minf", "stbl", "stsd")!;
      expect(head.toString("latin1", stsd.body + 12, stsd.body + 16)).toBe(entry);
      for (const [i, fragment] of fragments.entries()) {
        expect(readBoxes(Buffer.from(fragment.data)).map((box) => box.type)).toEqual(["moof", "mdat"]);
        expect(fragment).toMatchObject({
          kind: "fragment",
          isKey: i % 50 === 0,
          capturedAtMs: packets[50 + i]!.capturedAtMs,
        });
      }
      const late = fragments.findLastIndex((fragment) => fragment.isKey);
      const joined = Buffer.concat([head, ...fragments.slice(late).map((fragment) => fragment.data)]);
      expect(await play(joined)).toHaveLength(fragments.length - late);
    },
  );
});
