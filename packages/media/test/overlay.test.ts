// Overlay films: what was drawn can be seen where it was drawn, and the film plays anywhere.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OverlayShape, PlanarImage } from "@vigie/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMedia } from "../src/index.ts";
import { readBoxes } from "../src/record/boxes.ts";
import { decodeAll, readAll } from "./drain.ts";
import { makeVideo, paintBox } from "./make-video.ts";

const media = createMedia();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-overlay-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = (path: string) => media.openSource({ kind: "file", path, loop: false }, { pace: "offline" });

async function overlay(
  shapesAt: (i: number) => OverlayShape[],
  size = { widthPx: 320, heightPx: 240 },
): Promise<string> {
  const film = makeVideo({
    path: join(folder, "film.mp4"),
    codec: "libx264",
    frames: 50,
    ...size,
    paint: (p) => paintBox(p, 0, 0, p.widthPx, p.heightPx, [60, 128, 128]),
  });
  const source = open(film);
  const decoder = media.createDecoder(await source.open(), source, []);
  const path = join(folder, "overlay.mp4");
  const writer = media.createOverlayWriter(path, 25);
  let i = 0;
  decodeAll(decoder, await readAll(source), (frame) => writer.write(frame, shapesAt(i++)));
  await writer.close();
  decoder.close();
  await source.close();
  return path;
}

const pixel = ({ r, g, b, strideBytes }: PlanarImage, x: number, y: number) =>
  [r, g, b].map((plane) => plane[y * strideBytes + x]!);

describe("an overlay film", () => {
  it("has boxes, paths and labels in their colours, every picture at its time, and its index in front", async () => {
    const path = await overlay((i) => [
      { box: [0.25, 0.5, 0.75, 0.9], colour: [0, 255, 0], label: "CAR 7" },
      {
        path: [
          [0, 0.2],
          [1, 0.2],
        ],
        colour: [255, 0, 0],
      },
      ...(i >= 25
        ? [
            {
              path: [
                [0.1, 0.3],
                [0.2, 0.3],
                [0.2, 0.4],
              ] as const,
              closed: true,
              colour: [0, 0, 255] as const,
            },
          ]
        : []),
    ]);
    expect(
      readBoxes(readFileSync(path))
        .map((box) => box.type)
        .slice(0, 2),
    ).toEqual(["ftyp", "moov"]);
    const source = open(path);
    const info = await source.open();
    expect(info).toMatchObject({ codec: "h264", widthPx: 320, heightPx: 240 });
    expect(info.codecString).toMatch(/^avc1\.64/);
    const decoder = media.createDecoder(info, source, []);
    const times: number[] = [];
    decodeAll(decoder, await readAll(source), (frame) => {
      times.push(frame.ptsUs);
      if (times.length !== 10 && times.length !== 40) return;
      const { rgb } = frame.scale({ rgb: { maxWidthPx: 320, maxHeightPx: 240 }, gray: null });
      const [r, g] = pixel(rgb!, 80, 180);
      expect(g! - r!).toBeGreaterThan(100);
      const red = pixel(rgb!, 300, 48);
      expect(red[0]! - red[1]!).toBeGreaterThan(80);
      const blue = pixel(rgb!, 48, 72);
      expect(blue[2]! - blue[0]! > 80).toBe(times.length === 40);
      const gray = pixel(rgb!, 160, 170);
      expect(Math.max(...gray) - Math.min(...gray)).toBeLessThan(12);
      let [dark, lit] = [0, 0];
      for (let y = 103; y < 119; y++) {
        for (let x = 82; x < 140; x++) {
          const [, green] = pixel(rgb!, x, y);
          if (green! < 40) dark++;
          if (green! > 120) lit++;
        }
      }
      expect(dark).toBeGreaterThan(200);
      expect(lit).toBeGreaterThan(150);
    });
    expect(times).toHaveLength(50);
    for (const [i, us] of times.entries()) expect(Math.abs(us - i * 40_000)).toBeLessThan(100);
    decoder.close();
    await source.close();
  });

  it("shapes partly or wholly outside, strange letters and odd picture sizes do no harm", async () => {
    const path = await overlay(
      () => [
        {
          box: [-0.5, -0.5, 1.5, 1.5],
          colour: [255, 255, 255],
          label: "Évènement № 🚗 très long, beaucoup trop long pour cette image",
        },
        { box: [2, 2, 3, 3], colour: [255, 0, 0], label: "away" },
        { path: [[0.5, 0.5]], colour: [1, 2, 3], label: "point" },
        { path: [], colour: [1, 2, 3] },
      ],
      { widthPx: 146, heightPx: 98 },
    );
    const source = open(path);
    expect(await source.open()).toMatchObject({ widthPx: 146, heightPx: 98 });
    expect(await readAll(source)).toHaveLength(50);
    await source.close();
  });

  it("a folder that does not exist is said in one sentence", async () => {
    const film = open(join(folder, "film.mp4"));
    const decoder = media.createDecoder(await film.open(), film, []);
    const writer = media.createOverlayWriter(join(folder, "nowhere", "o.mp4"), 25);
    const [packet] = await readAll(film, 1);
    const frames = [...decoder.decode(packet!), ...decoder.flush()];
    expect(() => writer.write(frames[0]!, [])).toThrow(/cannot be written/);
    for (const frame of frames) frame.release();
    await writer.close();
    decoder.close();
    await film.close();
  });
});
