// Closer looks: what moves and is too small for the whole picture is found, at one more run of the model a frame at most.
import { sceneSchema } from "@vigie/contracts";
import type { DetectorModel } from "@vigie/core";
import { describe, expect, it } from "vitest";
import { TILES, type TileSettings } from "../src/index.ts";
import { FrameAnalyser } from "../src/pipeline/frame-analyser.ts";
import { brightnessModel, differenceMeter, type Painted, paintedFrame } from "./fixtures/painted-frames.ts";

interface Seen {
  timeMs: number;
  /** x1, y1, x2, y2 in pixels of the picture. */
  boxes: number[][];
  runs: number;
}

const FPS = 10;

/** The things of each frame, as what the detector said of it. */
async function watch(
  seconds: number,
  thingsAt: (timeS: number) => readonly Painted[],
  tiles: TileSettings | null,
  model: DetectorModel = brightnessModel(),
): Promise<Seen[]> {
  const analyser = new FrameAnalyser({
    cameraId: "camera",
    scene: sceneSchema.parse({}),
    model,
    meter: differenceMeter(),
    gateThreshold: 0.0004,
    tiles,
  });
  const seen: Seen[] = [];
  for (let n = 0; n < seconds * FPS; n++) {
    const timeMs = 1000 + (1000 * n) / FPS;
    const before = model.modelRuns;
    const { detections } = await analyser.analyse(paintedFrame(thingsAt(n / FPS), timeMs));
    const boxes = Array.from({ length: detections.count }, (_, i) =>
      [...detections.boxes.subarray(i * 4, i * 4 + 4)].map((side, k) => Math.round(side * (k % 2 ? 360 : 640))),
    );
    seen.push({ timeMs, boxes, runs: model.modelRuns - before });
  }
  analyser.close();
  return seen;
}

const SMALL_PX = 40;
const walker = (timeS: number): Painted => ({ xPx: 60 + Math.round(100 * timeS), yPx: 200, sidePx: SMALL_PX });
const around = ({ xPx, yPx, sidePx }: Painted) => [xPx, yPx, xPx + sidePx, yPx + sidePx];

function expectNear(actual: readonly number[] | undefined, wanted: readonly number[], tolerancePx = 6): void {
  expect(actual, `${actual} against ${wanted}`).toBeDefined();
  for (const [k, side] of wanted.entries())
    expect(Math.abs(actual![k]! - side), `${actual} against ${wanted}`).toBeLessThanOrEqual(tolerancePx);
}

describe("something small that moves", () => {
  it("is not seen on the whole picture, and seen at its place with closer looks", async () => {
    expect((await watch(3, (s) => [walker(s)], null)).flatMap(({ boxes }) => boxes)).toEqual([]);
    const seen = await watch(3, (s) => [walker(s)], TILES);
    for (const [n, { boxes }] of seen.entries()) {
      if (n < 4) continue;
      expect(boxes).toHaveLength(1);
      expectNear(boxes[0], around(walker(n / FPS)));
    }
  });

  it("is one box also when the whole picture shows it as well", async () => {
    const larger = (s: number) => [{ ...walker(s), sidePx: 80 }];
    for (const { boxes } of await watch(3, larger, TILES)) expect(boxes).toHaveLength(1);
  });

  it("is seen on both sides of the picture by turns", async () => {
    const two = (s: number) => [walker(s), { xPx: 590 - Math.round(100 * s), yPx: 20, sidePx: SMALL_PX }];
    const seen = await watch(1.5, two, TILES);
    const places = (top: number) => seen.filter(({ boxes }) => boxes.some(([, y1]) => Math.abs(y1! - top) < 10)).length;
    expect(places(200)).toBeGreaterThanOrEqual(6);
    expect(places(20)).toBeGreaterThanOrEqual(6);
  });
});

describe("what a closer look costs", () => {
  it("is at most one run a frame, and none where nothing moves", async () => {
    const seen = await watch(6, (s) => [walker(Math.min(s, 3))], TILES);
    expect(Math.max(...seen.map(({ runs }) => runs))).toBe(2);
    const calm = await watch(3, () => [walker(0)], TILES);
    expect(Math.max(...calm.map(({ runs }) => runs))).toBe(1);
  });

  it("is bounded in time, whatever the frame rate", async () => {
    const seen = await watch(4, (s) => [walker(s)], { ...TILES, leastGapMs: 500 });
    const closer = seen.filter(({ runs }) => runs === 2).map(({ timeMs }) => timeMs);
    expect(closer.length).toBeGreaterThanOrEqual(7);
    for (let i = 1; i < closer.length; i++) expect(closer[i]! - closer[i - 1]!).toBeGreaterThanOrEqual(500);
  });

  it("is nothing when switched off, or for a detector that remembers earlier frames", async () => {
    for (const { runs } of await watch(2, (s) => [walker(s)], null)) expect(runs).toBeLessThanOrEqual(1);
    for (const { runs } of await watch(2, (s) => [walker(s)], TILES, brightnessModel(false))) expect(runs).toBe(1);
  });
});

describe("what is believed", () => {
  it("not a thing that has never moved, however clear it is from near", async () => {
    const post = { xPx: 200, yPx: 210, sidePx: SMALL_PX };
    const seen = await watch(1.2, (s) => [{ ...walker(s), xPx: 20 + Math.round(60 * s) }, post], TILES);
    for (const { boxes } of seen) expect(boxes.filter(([x1]) => Math.abs(x1! - post.xPx) < 10)).toEqual([]);
  });

  it("what has stopped stands, is looked at again every two seconds, and goes when it is gone", async () => {
    const seen = await watch(12, (s) => (s < 9 ? [walker(Math.min(s, 2))] : []), TILES);
    const still = seen.filter(({ timeMs }) => timeMs > 3500 && timeMs < 9900);
    for (const { boxes } of still) expect(boxes).toHaveLength(1);
    expectNear(still.at(-1)!.boxes[0], around(walker(2)));
    const again = still.filter(({ runs }) => runs > 1).map(({ timeMs }) => timeMs);
    expect(again.length).toBeGreaterThanOrEqual(2);
    expect(again.length).toBeLessThanOrEqual(4);
    expect(seen.at(-1)!.boxes).toEqual([]);
  });

  it("of what the part's border cuts only what the whole picture shows", async () => {
    // As wide as a part: no part shows both of its ends.
    const long = (s: number) => [{ xPx: 100 + Math.round(60 * s), yPx: 10, sidePx: 340 }];
    for (const { boxes } of await watch(2, long, TILES)) {
      for (const [x1, , x2] of boxes) expect(x2! - x1!).toBeGreaterThan(320);
    }
  });
});
