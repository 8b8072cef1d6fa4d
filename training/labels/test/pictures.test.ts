// Pictures, what moves in them, and which of them show one place.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PlanarImage } from "@vigie/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JpegWriter, readJpeg } from "../jpeg.ts";
import { movingRegions } from "../moving.ts";
import { meanLuma, resample } from "../picture.ts";
import { clusterScenes, splitScenes, thumbnail } from "../scenes.ts";

type Paint = (x: number, y: number) => number;

function grey(widthPx: number, heightPx: number, paint: Paint): PlanarImage {
  const plane = Uint8Array.from({ length: widthPx * heightPx }, (_, i) =>
    Math.max(0, Math.min(255, paint(i % widthPx, Math.floor(i / widthPx)))),
  );
  return { widthPx, heightPx, strideBytes: widthPx, r: plane, g: plane, b: plane };
}

const whole = ({ widthPx, heightPx }: PlanarImage) => ({ xPx: 0, yPx: 0, widthPx, heightPx });
const street: Paint = (x, y) => 90 + 40 * Math.sin(x / 9) + 30 * Math.sin(y / 7 + x / 31);

describe("pictures", () => {
  it("a JPEG that is written is read back almost unchanged", () => {
    const folder = mkdtempSync(join(tmpdir(), "vigie-labels-"));
    try {
      const rgb = new Uint8Array(64 * 48 * 3);
      for (let i = 0; i < 64 * 48; i++) rgb.set([street(i % 64, i / 64), 120, 60], i * 3);
      const writer = new JpegWriter(64, 48);
      const path = join(folder, "a.jpg");
      writeFileSync(path, writer.encode(rgb));
      writer.close();
      const back = readJpeg(path);
      expect([back.widthPx, back.heightPx]).toEqual([64, 48]);
      let worst = 0;
      for (let i = 0; i < 64 * 48; i++) worst = Math.max(worst, Math.abs(back.r[i]! - rgb[i * 3]!));
      expect(worst).toBeLessThan(16);
      writeFileSync(path, "no picture");
      expect(() => readJpeg(path)).toThrow(`The picture ${path} is not a JPEG that can be read.`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("a picture keeps its brightness at any size, and mirrored twice it is itself", () => {
    const picture = grey(120, 90, street);
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 300 }), fc.integer({ min: 20, max: 300 }), (w, h) => {
        expect(Math.abs(meanLuma(resample(picture, whole(picture), w, h)) - meanLuma(picture))).toBeLessThan(4);
      }),
      { numRuns: 20, seed: 3 },
    );
    const once = resample(picture, whole(picture), 120, 90, true);
    expect(resample(once, whole(once), 120, 90, true).r).toEqual(picture.r);
  });

  it("a dark square that crosses a still picture is the one thing that moves, also when the camera shakes and the sun comes out", () => {
    const frames = Array.from({ length: 40 }, (_, i) => {
      const shake = i % 2;
      const gain = i > 25 ? 1.2 : 1;
      const left = 20 + i * 6;
      return grey(320, 180, (x, y) =>
        x >= left && x < left + 30 && y >= 80 && y < 110 ? 0 : gain * (60 + 0.5 * street(x + shake, y)),
      );
    });
    const regions = movingRegions(frames)!;
    for (const frame of [5, 20, 35]) {
      expect(regions[frame]).toHaveLength(1);
      const [x1, y1, x2, y2] = regions[frame]![0]!;
      expect(Math.abs(x1 * 320 - (20 + frame * 6))).toBeLessThan(4);
      expect(Math.abs(x2 * 320 - (50 + frame * 6))).toBeLessThan(4);
      expect(Math.abs(y1 * 180 - 80)).toBeLessThan(4);
      expect(Math.abs(y2 * 180 - 110)).toBeLessThan(4);
    }
  });

  it("pictures of one camera are one scene, whatever drives by and however bright it is", () => {
    const places: Paint[] = [street, (x, y) => 120 + 50 * Math.sin(x / 5 - y / 11) + 20 * Math.sin(y / 3)];
    const pictures = places.flatMap((place) =>
      [0, 1, 2].map((car) =>
        grey(160, 90, (x, y) =>
          x > car * 40 && x < car * 40 + 20 && y > 50 && y < 65 ? 240 : place(x, y) * (1 - 0.15 * car),
        ),
      ),
    );
    const scenes = clusterScenes(pictures.map(thumbnail));
    expect(new Set(scenes.slice(0, 3)).size).toBe(1);
    expect(new Set(scenes.slice(3)).size).toBe(1);
    expect(scenes[0]).not.toBe(scenes[3]);
  });

  it("a scene stands in one split, and the splits have about the shares asked for", () => {
    const scenes = Array.from({ length: 500 }, (_, i) => Math.floor(i / 2));
    const splits = splitScenes(scenes, { valShare: 0.1, testShare: 0.2 });
    const share = (name: string): number => scenes.filter((scene) => splits.get(scene) === name).length / scenes.length;
    expect(share("test")).toBeCloseTo(0.2, 1);
    expect(share("val")).toBeCloseTo(0.1, 1);
    expect(splits.size).toBe(250);
  });
});
