// Decoded pictures: right colours at the asked sizes, masks that nothing leaks through, and damage that is counted, not shown.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Mask } from "@vigie/contracts";
import type { DecodedFrame, EncodedPacket, GrayImage, PlanarImage } from "@vigie/core";
import { AV_CODEC_ID_MJPEG, Codec, CodecContext, Frame, Packet } from "node-av";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMedia } from "../src/index.ts";
import { decodeAll } from "./drain.ts";
import { type Loaded, load } from "./loaded-video.ts";
import { makeVideo, type Planes, paintBox, QUARTERS } from "./make-video.ts";

const media = createMedia();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-decode-"));
  makeVideo({ path: join(folder, "h264.mp4"), codec: "libx264", frames: 75, gop: 25, bFrames: 2 });
  makeVideo({ path: join(folder, "hevc.mp4"), codec: "libx265", frames: 75, gop: 25, bFrames: 2 });
  makeVideo({ path: join(folder, "mpeg4.avi"), codec: "mpeg4", frames: 75, gop: 25 });
  makeVideo({ path: join(folder, "mjpeg.avi"), codec: "mjpeg", frames: 10 });
  makeVideo({ path: join(folder, "secret.mp4"), codec: "libx264", frames: 60, gop: 20, paint: paintSecret });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** First frame only, to look at it as long as one likes. */
function firstFrame({ packets, decoder }: Loaded, masks: readonly Mask[] = []): { frame: DecodedFrame; close(): void } {
  const video = decoder(masks);
  const frames: DecodedFrame[] = [];
  for (const packet of packets) {
    frames.push(...video.decode(packet));
    if (frames.length > 0) break;
  }
  if (frames.length === 0) frames.push(...video.flush());
  const [frame, ...others] = frames;
  for (const other of others) other.release();
  return {
    frame: frame!,
    close: () => {
      frame!.release();
      video.close();
    },
  };
}

const pixel = ({ r, g, b, strideBytes }: PlanarImage, x: number, y: number) =>
  [r, g, b].map((plane) => plane[y * strideBytes + x]!);

function expectColour(actual: readonly number[], expected: readonly number[], tolerance = 14): void {
  for (const [i, value] of expected.entries())
    expect(Math.abs(actual[i]! - value), `${actual} against ${expected}`).toBeLessThanOrEqual(tolerance);
}

describe("scaled pictures", () => {
  it.each(["h264.mp4", "hevc.mp4", "mpeg4.avi"])(
    "%s: the four quarters have their colours, in RGB and gray, inside the asked size",
    async (name) => {
      const { frame, close } = firstFrame(await load(folder, name));
      const { rgb, gray } = frame.scale({
        rgb: { maxWidthPx: 208, maxHeightPx: 416 },
        gray: { maxWidthPx: 320, maxHeightPx: 90 },
      });
      expect([rgb!.widthPx, rgb!.heightPx]).toEqual([208, 156]);
      expect([gray!.widthPx, gray!.heightPx]).toEqual([120, 90]);
      expect(rgb!.strideBytes).toBeGreaterThanOrEqual(208);
      expect(rgb!.r.length).toBeGreaterThanOrEqual(rgb!.strideBytes * 155 + 208);
      for (const [i, { rgb: colour, yuv }] of QUARTERS.entries()) {
        const [fx, fy] = [i % 2 === 0 ? 0.3 : 0.8, i < 2 ? 0.2 : 0.8];
        expectColour(pixel(rgb!, Math.floor(208 * fx), Math.floor(156 * fy)), colour);
        const luma = gray!.data[Math.floor(90 * fy) * gray!.strideBytes + Math.floor(120 * fx)]!;
        expect(Math.abs(luma - ((yuv[0] - 16) * 255) / 219)).toBeLessThanOrEqual(4);
      }
      close();
    },
  );

  it("a small picture is enlarged to the asked size, a full-range one keeps its colours", async () => {
    const { frame, close } = firstFrame(await load(folder, "mjpeg.avi"));
    const { rgb, gray } = frame.scale({ rgb: { maxWidthPx: 640, maxHeightPx: 640 }, gray: null });
    expect(gray).toBeNull();
    expect([rgb!.widthPx, rgb!.heightPx]).toEqual([640, 480]);
    const middle = pixel(rgb!, 500, 400);
    expectColour(middle, [126, 126, 126], 6);
    close();
  });

  it("another request gives another size, and two frames alive at once keep their own pictures", async () => {
    const loaded = await load(folder, "h264.mp4");
    const video = loaded.decoder();
    const frames: DecodedFrame[] = [];
    for (const packet of loaded.packets) frames.push(...video.decode(packet));
    frames.push(...video.flush());
    const request = { rgb: null, gray: { maxWidthPx: 320, maxHeightPx: 240 } };
    const [a, b] = [frames[2]!, frames[60]!];
    const blockAt = ({ data, strideBytes }: GrayImage) => {
      const row = data.subarray(120 * strideBytes, 120 * strideBytes + 320);
      return row.indexOf(Math.max(...row));
    };
    const first = a.scale(request).gray!;
    const second = b.scale(request).gray!;
    expect(Math.abs(blockAt(first) - 8)).toBeLessThanOrEqual(2);
    expect(Math.abs(blockAt(second) - 240)).toBeLessThanOrEqual(2);
    expect(a.scale({ rgb: null, gray: { maxWidthPx: 32, maxHeightPx: 32 } }).gray).toMatchObject({
      widthPx: 32,
      heightPx: 24,
    });
    for (const frame of frames) frame.release();
    expect(() => a.scale(request)).toThrow(/released/);
    video.close();
  });
});

describe("stills", () => {
  it("are JPEGs of at most the asked width, in full range, never enlarged", async () => {
    const { frame, close } = firstFrame(await load(folder, "h264.mp4"));
    const small = decodeJpeg(frame.jpeg(160));
    expect([small.width, small.height]).toEqual([160, 120]);
    expect(Math.abs(small.data![0]![100 * small.linesize[0]! + 120]! - 128)).toBeLessThanOrEqual(6);
    expect(Math.abs(small.data![0]![20 * small.linesize[0]! + 40]! - 76)).toBeLessThanOrEqual(8);
    expect(decodeJpeg(frame.jpeg(4000)).width).toBe(320);
    close();
  });
});

/** The secret: a fine checkerboard, different in each picture, in the middle of a gray scene. */
function paintSecret(planes: Planes, index: number): void {
  paintBox(planes, 0, 0, planes.widthPx, planes.heightPx, [110, 128, 128]);
  for (let y = 64; y < 176; y += 4) {
    for (let x = 96; x < 224; x += 4) {
      const isWhite = ((x + y) / 4 + index) % 2 === 0;
      paintBox(planes, x, y, 4, 4, isWhite ? [235, 90, 200] : [16, 200, 90]);
    }
  }
}

describe("masks", () => {
  const window: Mask = {
    id: "window",
    name: "Window",
    polygon: [
      [96 / 320, 64 / 240],
      [224 / 320, 64 / 240],
      [224 / 320, 176 / 240],
      [96 / 320, 176 / 240],
    ],
  };
  const odd: Mask = {
    id: "odd",
    name: "Odd",
    polygon: [
      [0.101, 0.103],
      [0.333, 0.207],
      [0.257, 0.611],
      [0.149, 0.5],
    ],
  };

  it("the secret is in the picture without a mask", async () => {
    const { frame, close } = firstFrame(await load(folder, "secret.mp4"));
    const { rgb } = frame.scale({ rgb: { maxWidthPx: 320, maxHeightPx: 240 }, gray: null });
    expect(spread(rgb!, 100, 68, 220, 172)).toBeGreaterThan(100);
    close();
  });

  it("a masked window is black in every picture, in RGB, in gray and in stills, and the rest is untouched", async () => {
    const loaded = await load(folder, "secret.mp4");
    const video = loaded.decoder([window]);
    let pictures = 0;
    decodeAll(video, loaded.packets, (frame) => {
      pictures++;
      const { rgb, gray } = frame.scale({
        rgb: { maxWidthPx: 320, maxHeightPx: 240 },
        gray: { maxWidthPx: 320, maxHeightPx: 240 },
      });
      let brightest = 0;
      for (let y = 66; y < 174; y++) {
        for (let x = 98; x < 222; x++) {
          brightest = Math.max(brightest, ...pixel(rgb!, x, y), gray!.data[y * gray!.strideBytes + x]!);
        }
      }
      expect(brightest).toBeLessThanOrEqual(2);
      for (const [x, y] of [
        [20, 20],
        [300, 20],
        [160, 40],
        [160, 220],
      ] as const)
        expectColour(pixel(rgb!, x, y), [109, 109, 109], 8);
      if (pictures % 20 > 0) return;
      const still = decodeJpeg(frame.jpeg(320));
      const luma = still.data![0]!;
      for (let y = 72; y < 168; y += 5)
        for (let x = 104; x < 216; x += 5) expect(luma[y * still.linesize[0]! + x]!).toBeLessThan(24);
    });
    expect(pictures).toBe(60);
    video.close();
  });

  it("masking one picture does not disturb the ones that are decoded from it", async () => {
    const loaded = await load(folder, "secret.mp4");
    const outside = (masks: readonly Mask[]) => {
      const video = loaded.decoder(masks);
      const sums: number[] = [];
      const again = loaded.packets.map((packet) => packet.retain());
      decodeAll(video, again, (frame) => {
        const { gray } = frame.scale({ rgb: null, gray: { maxWidthPx: 320, maxHeightPx: 240 } });
        let sum = 0;
        for (let y = 0; y < 60; y++) for (let x = 0; x < 320; x++) sum += gray!.data[y * gray!.strideBytes + x]!;
        sums.push(sum);
      });
      video.close();
      return sums;
    };
    expect(outside([window])).toEqual(outside([]));
  });

  it("what is encoded again from masked pictures holds nothing of the secret", async () => {
    const loaded = await load(folder, "secret.mp4");
    const video = loaded.decoder([window]);
    const encoder = media.createEncoder(loaded.info);
    const packets: EncodedPacket[] = [];
    decodeAll(video, loaded.packets, (frame) => packets.push(...encoder.encode(frame)));
    packets.push(...encoder.flush());
    expect(packets).toHaveLength(60);
    expect(encoder.info).toMatchObject({ codec: "h264", widthPx: 320, heightPx: 240, fps: 25 });
    expect(encoder.info.codecString).toMatch(/^avc1\.4d/);
    expect(packets.map((packet) => packet.isKey).filter(Boolean)).toHaveLength(2);
    expect(packets.findIndex((packet, i) => i > 0 && packet.isKey)).toBe(50);
    for (const [i, packet] of packets.entries()) {
      expect(packet).toMatchObject({ dtsUs: i * 40_000, ptsUs: i * 40_000, capturedAtMs: 500 + i * 40 });
    }
    const check = media.createDecoder(
      encoder.info,
      media.openSource({ kind: "file", path: "unused", loop: false }, { pace: "offline" }),
      [],
    );
    let pictures = 0;
    decodeAll(check, packets, (frame) => {
      pictures++;
      const { rgb } = frame.scale({ rgb: { maxWidthPx: 320, maxHeightPx: 240 }, gray: null });
      expect(spread(rgb!, 104, 72, 216, 168)).toBeLessThan(12);
    });
    expect(pictures).toBe(60);
    check.close();
    video.close();
    encoder.close();
  });

  it("every pixel that a crooked outline touches is black, brightness and colour alike", async () => {
    makeVideo({
      path: join(folder, "pink.mp4"),
      codec: "libx264",
      frames: 2,
      paint: (p) => paintBox(p, 0, 0, 320, 240, [160, 100, 200]),
    });
    const { frame, close } = firstFrame(await load(folder, "pink.mp4"), [odd]);
    const { gray, rgb } = frame.scale({
      rgb: { maxWidthPx: 320, maxHeightPx: 240 },
      gray: { maxWidthPx: 320, maxHeightPx: 240 },
    });
    const corners = odd.polygon.map(([x, y]) => [x * 320, y * 240] as const);
    const leaks: string[] = [];
    const losses: string[] = [];
    const pink = pixel(rgb!, 310, 230);
    let inside = 0;
    let outside = 0;
    for (let y = 0; y < 240; y++) {
      for (let x = 0; x < 320; x++) {
        const samples = [0.02, 0.5, 0.98].flatMap((fy) => [0.02, 0.5, 0.98].map((fx) => [x + fx, y + fy] as const));
        const luma = gray!.data[y * gray!.strideBytes + x]!;
        if (samples.some(([px, py]) => isInside(corners, px, py))) {
          inside++;
          if (luma !== 0) leaks.push(`${x},${y}`);
        } else {
          const awayPx = Math.min(...samples.map(([px, py]) => distance(corners, px, py)));
          const differs = Math.max(...pixel(rgb!, x, y).map((value, i) => Math.abs(value - pink[i]!)));
          if (awayPx > 2) outside++;
          if ((awayPx > 2 && luma < 140) || (awayPx > 4 && differs > 2)) losses.push(`${x},${y}`);
        }
      }
    }
    expect(leaks).toEqual([]);
    expect(losses).toEqual([]);
    expect(inside).toBeGreaterThan(3000);
    expect(outside).toBeGreaterThan(60_000);
    close();
  });
});

describe("key frames only", () => {
  it.each(["h264.mp4", "hevc.mp4", "mpeg4.avi"])(
    "%s: each key frame comes at once; full decoding begins again with a key frame, undamaged",
    async (name) => {
      const loaded = await load(folder, name);
      const sums = new Map<number, number>();
      const sumOf = (frame: DecodedFrame) => {
        const { gray } = frame.scale({ rgb: null, gray: { maxWidthPx: 160, maxHeightPx: 120 } });
        let sum = 0;
        for (let y = 0; y < 120; y++)
          for (let x = 0; x < 160; x++) sum += gray!.data[y * gray!.strideBytes + x]! * ((x % 7) + 1);
        return sum;
      };
      const whole = loaded.decoder();
      decodeAll(
        whole,
        loaded.packets.map((packet) => packet.retain()),
        (frame) => sums.set(frame.ptsUs, sumOf(frame)),
      );
      whole.close();

      const video = loaded.decoder();
      video.setKeyFramesOnly(true);
      const shown: { ptsUs: number; sum: number; isKey: boolean; after: number }[] = [];
      for (const [i, packet] of loaded.packets.entries()) {
        if (i === 30) video.setKeyFramesOnly(false);
        for (const frame of video.decode(packet)) {
          shown.push({ ptsUs: frame.ptsUs, sum: sumOf(frame), isKey: frame.isKey, after: i });
          frame.release();
        }
        packet.release();
      }
      for (const frame of video.flush()) {
        shown.push({ ptsUs: frame.ptsUs, sum: sumOf(frame), isKey: frame.isKey, after: 75 });
        frame.release();
      }
      video.close();
      expect(shown.slice(0, 2).map((each) => each.isKey)).toEqual([true, true]);
      expect(shown.slice(0, 2).map((each) => each.after)).toEqual([0, 25]);
      expect(shown).toHaveLength(27);
      expect(shown[2]).toMatchObject({ isKey: true, ptsUs: 2_000_000 });
      for (const { ptsUs, sum } of shown) expect(sum).toBe(sums.get(ptsUs));
    },
  );
});

function spread({ r, g, b, strideBytes }: PlanarImage, x1: number, y1: number, x2: number, y2: number): number {
  let [low, high] = [255, 0];
  for (const plane of [r, g, b]) {
    for (let y = y1; y < y2; y++) {
      for (let x = x1; x < x2; x++) {
        low = Math.min(low, plane[y * strideBytes + x]!);
        high = Math.max(high, plane[y * strideBytes + x]!);
      }
    }
  }
  return high - low;
}

function isInside(corners: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false;
  for (const [i, [ax, ay]] of corners.entries()) {
    const [bx, by] = corners[(i + 1) % corners.length]!;
    if (ay <= y !== by <= y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

/** From a point outside to the outline. */
function distance(corners: readonly (readonly [number, number])[], x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const [i, [ax, ay]] of corners.entries()) {
    const [bx, by] = corners[(i + 1) % corners.length]!;
    const along = Math.max(
      0,
      Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)),
    );
    nearest = Math.min(nearest, Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)));
  }
  return nearest;
}

function decodeJpeg(bytes: Uint8Array): Frame {
  const codec = Codec.findDecoder(AV_CODEC_ID_MJPEG);
  const context = new CodecContext();
  context.allocContext3(codec);
  context.open2Sync(codec);
  const packet = new Packet();
  packet.alloc();
  packet.data = Buffer.from(bytes);
  const frame = new Frame();
  frame.alloc();
  expect(context.sendPacketSync(packet)).toBe(0);
  context.sendPacketSync(null);
  expect(context.receiveFrameSync(frame)).toBe(0);
  return frame;
}
