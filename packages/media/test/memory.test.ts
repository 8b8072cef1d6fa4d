// Memory stays flat however many pictures pass, even in a loop that never lets the garbage collector's callbacks run.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DecodedFrame, EncodedPacket, VideoDecoder } from "@vigie/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMedia } from "../src/index.ts";
import { readAll } from "./drain.ts";
import { makeVideo } from "./make-video.ts";

const media = createMedia();
const PICTURE_BYTES = 640 * 360 * 1.5;
const ROUNDS = 20;
const REQUEST = { rgb: { maxWidthPx: 416, maxHeightPx: 416 }, gray: { maxWidthPx: 320, maxHeightPx: 180 } };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-memory-"));
  makeVideo({ path: join(folder, "film.mp4"), codec: "libx264", frames: 100, widthPx: 640, heightPx: 360 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("thousands of pictures without a pause", () => {
  const masks = [
    {
      id: "m",
      name: "",
      polygon: [
        [0.1, 0.1],
        [0.5, 0.1],
        [0.5, 0.6],
      ] as [number, number][],
    },
  ];
  it.each([
    { what: "decoded and scaled", masks: [], work: "scale" },
    { what: "masked and scaled", masks, work: "scale" },
    { what: "drawn on and written", masks: [], work: "overlay" },
  ])("$what: less than a tenth of them would need", async ({ masks, work }) => {
    const source = media.openSource({ kind: "file", path: join(folder, "film.mp4"), loop: false }, { pace: "offline" });
    const info = await source.open();
    const packets = await readAll(source);
    const decoder = media.createDecoder(info, source, masks);
    const round = (count: number) => {
      for (let i = 0; i < count; i++) {
        const writer = media.createOverlayWriter(join(folder, "overlay.mp4"), 25);
        pass(decoder, packets, (frame) => {
          if (work === "overlay") writer.write(frame, [{ box: [0.1, 0.1, 0.2, 0.2], colour: [255, 0, 0] }]);
          else frame.scale(REQUEST);
        });
        void writer.close();
      }
    };
    round(5);
    const beforeBytes = process.memoryUsage.rss();
    round(ROUNDS);
    const grownBytes = process.memoryUsage.rss() - beforeBytes;
    expect(grownBytes).toBeLessThan((ROUNDS * 100 * PICTURE_BYTES) / 10);
    decoder.close();
    await source.close();
  });
});

function pass(decoder: VideoDecoder, packets: readonly EncodedPacket[], use: (frame: DecodedFrame) => void): void {
  for (const packet of packets) {
    for (const frame of decoder.decode(packet)) {
      use(frame);
      frame.release();
    }
  }
}
