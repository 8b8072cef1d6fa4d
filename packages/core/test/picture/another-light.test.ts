// What changes much of a picture and is no light: large doors, crates, things that come near the lamps in time; and a camera that changes its size.
import { describe, expect, it } from "vitest";
import { createSceneWatch } from "../../src/analysis/index.ts";
import { CLASSES, sceneOf, tracksOf } from "../scenes/stage.ts";
import { onZone, playViews } from "../scenes/view-play.ts";
import { inBox, viewPicture } from "../scenes/view-stage.ts";

type Box = [number, number, number, number];
const zoneOf = ([x1, y1, x2, y2]: Box): [number, number][] => [
  [x1, y1],
  [x2, y1],
  [x2, y2],
  [x1, y2],
];
const isIn = (x: number, y: number, [x1, y1, x2, y2]: Box) => x >= x1 && x <= x2 && y >= y1 && y <= y2;
const boxesAt = (xs: number[], ys: number[], dx: number, dy: number) =>
  xs.flatMap((x) => ys.map((y): Box => [x - dx, y - dy, x + dx, y + dy]));
const POOLS = boxesAt([0.15, 0.5, 0.85], [0.3, 0.8], 0.1, 0.15);
const WHOLE: Box = [0, 0, 1, 1];

describe("PM-8 no light", () => {
  it.each<[string, Box]>([
    ["high", [0.32, 0.05, 0.68, 0.97]],
    ["wide", [0.05, 0.3, 0.95, 0.75]],
  ])("is a %s door that takes a third of the picture and is left open", (_, box) => {
    const scene = onZone({ kind: "door-state", minStayS: 30 }, zoneOf(box));
    const open = inBox(box, [18, 16, 15]);
    const { started, ended } = playViews(scene, 120, (s) => ({ paint: s >= 20 ? open : null }));
    expect(started).toHaveLength(1);
    expect(ended).toHaveLength(0);
  });

  it.each([0, 9])("are six dark crates, one each %i s", (everyS) => {
    const crates = boxesAt([0.15, 0.5, 0.85], [0.35, 0.8], 0.06, 0.1);
    const scene = onZone({ kind: "scene-change", minStayS: 60, minShare: 0.03 }, zoneOf(WHOLE));
    const at = (s: number) => ({
      paint: (x: number, y: number): [number, number, number] | null =>
        crates.some((crate, i) => s >= 20 + i * everyS && isIn(x, y, crate)) ? [30, 28, 26] : null,
    });
    expect(playViews(scene, 200, at).started.length).toBeGreaterThan(0);
  });

  it.each([5, 15, 40, 60, 90])("is a red thing that comes %i s after the start, the lamps at 10 s", (comesS) => {
    const scene = onZone({ kind: "scene-change", minStayS: 60, minShare: 0.02 }, zoneOf(WHOLE));
    const thing: Box = [0.28, 0.35, 0.38, 0.65];
    const at = (s: number) => ({
      light: 0.5,
      paint: (x: number, y: number, rgb: readonly [number, number, number]): [number, number, number] | null => {
        if (s >= comesS && isIn(x, y, thing)) return [180, 30, 25];
        return s >= 10 && POOLS.some((pool) => isIn(x, y, pool))
          ? (rgb.map((v) => v * 1.9) as [number, number, number])
          : null;
      },
    });
    expect(playViews(scene, 240, at).started.length).toBe(1);
  });
});

it("PM-8 a camera that changes its size soon after the lamps came on goes on watching", () => {
  const narrow = (plane: Uint8Array, stride: number): Uint8Array =>
    Uint8Array.from(
      { length: 96 * 72 },
      (_, i) => plane[Math.floor(i / 96) * stride + Math.floor(((i % 96) * 128) / 96)]!,
    );
  const scene = onZone({ kind: "scene-change", minStayS: 60, minShare: 0.02 }, zoneOf(WHOLE));
  const watch = createSceneWatch({ cameraId: "cam", classes: CLASSES, scene: sceneOf(scene) });
  for (let i = 0; i < 200; i++) {
    const s = i / 2;
    const paint = (x: number, y: number, rgb: readonly [number, number, number]): [number, number, number] | null => {
      if (s >= 40 && isIn(x, y, [0.28, 0.45, 0.4, 0.62])) return [220, 200, 200];
      return s >= 10 && POOLS.some((pool) => isIn(x, y, pool))
        ? (rgb.map((v) => v * 1.9) as [number, number, number])
        : null;
    };
    const picture = viewPicture({ frame: i, light: 0.5, paint });
    const { gray, rgb } = picture;
    const cut = {
      ...picture,
      gray: { ...gray, widthPx: 96, strideBytes: 96, data: narrow(gray.data, gray.strideBytes) },
      rgb: {
        ...rgb,
        widthPx: 96,
        strideBytes: 96,
        r: narrow(rgb.r, rgb.strideBytes),
        g: narrow(rgb.g, rgb.strideBytes),
        b: narrow(rgb.b, rgb.strideBytes),
      },
    };
    expect(() => watch.step(tracksOf([], i * 500, new Map()), i * 500, 16 / 9, s >= 30 ? cut : picture)).not.toThrow();
  }
});
