import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Mask } from "@vigie/contracts";
import type { EncodedPacket, PlanarImage } from "@vigie/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MediaPacket } from "../src/packets/packet.ts";
import { decodeAll } from "./drain.ts";
import { load } from "./loaded-video.ts";
import { makeVideo, type Planes, paintQuarters, QUARTERS } from "./make-video.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-damage-"));
  makeVideo({ path: join(folder, "h264.mp4"), codec: "libx264", frames: 75, gop: 25, bFrames: 2 });
  makeVideo({ path: join(folder, "hevc.mp4"), codec: "libx265", frames: 75, gop: 25, bFrames: 2 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pixel = ({ r, g, b, strideBytes }: PlanarImage, x: number, y: number) =>
  [r, g, b].map((plane) => plane[y * strideBytes + x]!);

describe("damage", () => {
  it("lost and scrambled packets are counted and cost hardly a picture; whole groups after them are whole again", async () => {
    const loaded = await load(folder, "h264.mp4");
    const video = loaded.decoder();
    let count = 0;
    let lastUs = -1;
    let lastConcealedUs = -1;
    for (const [i, packet] of loaded.packets.entries()) {
      if (i <= 26 || i >= 40) continue;
      damage(packet, (data) => data.fill(0xa5 ^ i, 8));
    }
    const kept = loaded.packets.filter((_, i) => i !== 3);
    decodeAll(video, kept, (frame) => {
      count++;
      expect(frame.ptsUs).toBeGreaterThan(lastUs);
      lastUs = frame.ptsUs;
      if (frame.isConcealed) lastConcealedUs = frame.ptsUs;
    });
    expect(video.damagedPackets).toBeGreaterThan(0);
    expect(count).toBeLessThan(75);
    expect(count).toBeGreaterThan(55);
    expect(lastConcealedUs).toBeGreaterThanOrEqual(25 * 40_000);
    expect(lastConcealedUs).toBeLessThan(50 * 40_000);
    video.close();
  });

  it.each([
    ["busy.mp4", "libx264"],
    ["busy-h265.mp4", "libx265"],
    ["busy.avi", "mpeg4"],
  ] as const)(
    "%s: a lossy camera, one byte wrong in every third packet, is still seen: nearly every picture comes, with the scene in it",
    async (name, codec) => {
      makeVideo({ path: join(folder, name), codec, frames: 75, gop: 25, paint: paintBusy });
      const loaded = await load(folder, name);
      for (const [i, packet] of loaded.packets.entries()) {
        if (i % 3 !== 1) continue;
        damage(packet, (data) => {
          const at = Math.floor(data.length * (0.3 + 0.05 * (i % 11)));
          data[at] = data[at]! ^ 0x5a;
        });
      }
      const video = loaded.decoder();
      let count = 0;
      let recognised = 0;
      let lastUs = -1;
      decodeAll(video, loaded.packets, (frame) => {
        count++;
        expect(frame.ptsUs).toBeGreaterThan(lastUs);
        lastUs = frame.ptsUs;
        const { rgb } = frame.scale({ rgb: { maxWidthPx: 320, maxHeightPx: 240 }, gray: null });
        const isScene = QUARTERS.slice(0, 3).every(({ rgb: colour }, i) => {
          const seen = pixel(rgb!, i % 2 === 0 ? 100 : 260, i < 2 ? 48 : 192);
          return seen.every((value, channel) => Math.abs(value - colour[channel]!) < 40);
        });
        if (isScene) recognised++;
      });
      expect(count).toBeGreaterThanOrEqual(70);
      expect(recognised).toBeGreaterThanOrEqual(45);
      video.close();
    },
  );

  it("H.265: after a lost picture the ones that refer to it are shown concealed and counted, not withheld until the next key frame", async () => {
    const loaded = await load(folder, "hevc.mp4");
    const video = loaded.decoder();
    const concealed: boolean[] = [];
    decodeAll(
      video,
      loaded.packets.filter((_, i) => i !== 26),
      (frame) => concealed.push(frame.isConcealed === true),
    );
    expect(concealed.length).toBeGreaterThanOrEqual(73);
    expect(video.damagedPackets).toBeGreaterThan(0);
    expect(concealed.filter(Boolean).length).toBeGreaterThan(0);
    expect(concealed.slice(-24).filter(Boolean)).toEqual([]);
    video.close();
  });

  it("a masked camera shows nothing from the first damage on until a whole key picture: concealment might carry the secret out", async () => {
    const timesSeen = async (masks: readonly Mask[]): Promise<number[]> => {
      const loaded = await load(folder, "h264.mp4");
      damage(loaded.packets[30]!, (data) => data.fill(0xa5, 8));
      const video = loaded.decoder(masks);
      const times: number[] = [];
      decodeAll(video, loaded.packets, (frame) => times.push(frame.ptsUs));
      video.close();
      return times;
    };
    const open = await timesSeen([]);
    const masked = await timesSeen([
      {
        id: "window",
        polygon: [
          [0.1, 0.1],
          [0.3, 0.1],
          [0.3, 0.3],
          [0.1, 0.3],
        ],
      },
    ]);
    const from = 1_000_000;
    const secondGroup = (times: readonly number[]) => times.filter((pts) => pts > from && pts < 2 * from);
    expect(secondGroup(open).length).toBeGreaterThan(15);
    expect(secondGroup(masked).length).toBeLessThan(secondGroup(open).length / 2);
    for (const times of [open, masked]) expect(times.filter((pts) => pts >= 2 * from)).toHaveLength(25);
  });

  it("decoding begins with a key frame, whatever comes first", async () => {
    const loaded = await load(folder, "h264.mp4");
    const video = loaded.decoder();
    const seen: number[] = [];
    decodeAll(video, loaded.packets.slice(10), (frame) => seen.push(frame.ptsUs));
    expect(seen[0]).toBe(1_000_000);
    expect(seen).toHaveLength(50);
    expect(video.damagedPackets).toBe(0);
    video.close();
  });
});

/** Changes the packet's bytes; new bytes would take its times with them. */
function damage(packet: EncodedPacket, change: (data: Buffer) => void): void {
  const { native } = MediaPacket.of(packet);
  const { pts, dts, isKeyframe } = native;
  const data = Buffer.from(native.data!);
  change(data);
  native.data = data;
  native.pts = pts;
  native.dts = dts;
  native.isKeyframe = isKeyframe;
}

/** The quarters, with leaves in the wind in the gray one: packets of a size that cameras send. */
function paintBusy(planes: Planes, index: number): void {
  paintQuarters(planes, index);
  for (let y = 124; y < 240; y++) {
    for (let x = 164; x < 320; x++)
      planes.y[y * planes.strides[0]! + x] = 60 + (((x * 31 + y * 57 + index * 13) * 2_654_435) % 97);
  }
}
