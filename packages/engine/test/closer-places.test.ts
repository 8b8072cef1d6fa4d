// Closer looks where a scenario asks for them: who is small in its place is found, what stands there for ever is not taken for somebody.
import { type Polygon, type Scene, sceneSchema } from "@vigie/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TILES } from "../src/index.ts";
import { FrameAnalyser } from "../src/pipeline/frame-analyser.ts";
import { tilesOver } from "../src/pipeline/tiles/place-planner.ts";
import { Scenery } from "../src/pipeline/tiles/scenery.ts";
import { innerOf } from "../src/pipeline/tiles/tile.ts";
import { brightnessModel, differenceMeter, type Painted, PICTURE, paintedFrame } from "./fixtures/painted-frames.ts";

const FPS = 10;
const SMALL_PX = 40;
const DECK: Polygon = [
  [0.34, 0.38],
  [0.66, 0.38],
  [0.66, 0.42],
  [0.34, 0.42],
];
const deckScene = (kind: "work-at-height" | "intrusion"): Scene =>
  sceneSchema.parse({
    zones: [{ id: "deck", name: "Scaffold", polygon: DECK }],
    scenarios: [{ id: "watch", kind, zone: "deck", classes: ["car"] }],
  });

/** Left edges of what was listed in each frame, and how often the detector looked. */
async function watch(seconds: number, scenes: (timeS: number) => Scene, thingsAt: (timeS: number) => Painted[]) {
  const model = brightnessModel();
  const analyser = new FrameAnalyser({
    cameraId: "camera",
    scene: scenes(0),
    model,
    meter: differenceMeter(),
    gateThreshold: 0.0004,
    tiles: null,
  });
  const seen: { timeS: number; lefts: number[]; runs: number }[] = [];
  let scene = scenes(0);
  for (let n = 0; n < seconds * FPS; n++) {
    const timeS = n / FPS;
    if (scenes(timeS) !== scene) {
      scene = scenes(timeS);
      analyser.setScene(scene);
    }
    const before = model.modelRuns;
    const { detections } = await analyser.analyse(paintedFrame(thingsAt(timeS), 1000 + 1000 * timeS));
    const lefts = Array.from({ length: detections.count }, (_, i) =>
      Math.round(detections.boxes[i * 4]! * PICTURE.widthPx),
    );
    seen.push({ timeS, lefts, runs: model.modelRuns - before });
  }
  analyser.close();
  return seen;
}

const HEIGHT = deckScene("work-at-height");
const GROUND = deckScene("intrusion");
const onDeck = (timeS: number): Painted => ({ xPx: 230 + Math.round(40 * timeS), yPx: 100, sidePx: SMALL_PX });
const below = (timeS: number): Painted => ({ xPx: 40 + Math.round(40 * timeS), yPx: 300, sidePx: SMALL_PX });

describe("somebody small on the structure that work at height names", () => {
  it("is listed, who is as small elsewhere is not, and each look costs one run more", async () => {
    const seen = await watch(
      3,
      () => HEIGHT,
      (s) => [onDeck(s), below(s)],
    );
    for (const { timeS, lefts, runs } of seen.slice(4)) {
      expect(lefts, `at ${timeS} s`).toHaveLength(1);
      expect(Math.abs(lefts[0]! - onDeck(timeS).xPx)).toBeLessThanOrEqual(6);
      expect(runs).toBe(2);
    }
  });

  it("costs nothing for kinds that do not ask, nor once the scenario is gone", async () => {
    const without = await watch(
      2,
      () => GROUND,
      (s) => [onDeck(s)],
    );
    for (const { runs } of without) expect(runs).toBeLessThanOrEqual(1);
    const switched = await watch(
      3,
      (s) => (s < 1.5 ? HEIGHT : GROUND),
      (s) => [onDeck(s)],
    );
    for (const { timeS, runs } of switched) expect(runs).toBeLessThanOrEqual(timeS < 1.5 ? 2 : 1);
    expect(switched.some(({ runs }) => runs === 2)).toBe(true);
  });
});

describe("a lamp that looks like somebody from near", () => {
  const lamp: Painted = { xPx: 330, yPx: 100, sidePx: SMALL_PX };

  it("is nobody, also when something has passed before it, and who walks by is somebody", async () => {
    const isHidden = (s: number) => s >= 6 && s < 6.5;
    const walkerAt = (s: number): Painted => ({ ...onDeck(0), xPx: 240 + Math.round(45 * (s - 9)), yPx: 45 });
    const seen = await watch(
      13,
      () => HEIGHT,
      // Somebody below keeps the gate open.
      (s) => [below(s % 8), ...(isHidden(s) ? [] : [lamp]), ...(s >= 9 ? [walkerAt(s)] : [])],
    );
    for (const { timeS, lefts } of seen) {
      if (timeS < 9) expect(lefts, `at ${timeS} s`).toEqual([]);
    }
    for (const { timeS, lefts } of seen.filter(({ timeS }) => timeS > 9.5 && timeS < 12)) {
      expect(lefts, `at ${timeS} s`).toHaveLength(1);
      expect(Math.abs(lefts[0]! - walkerAt(timeS).xPx)).toBeLessThanOrEqual(6);
    }
  });
});

describe("where closer looks follow what moves as well", () => {
  /** Two tiles, which wait for each other. */
  const WIDE: Polygon = [
    [0.1, 0.3],
    [0.75, 0.3],
    [0.75, 0.34],
    [0.1, 0.34],
  ];

  it.each([2, 5, 10])("a place takes no more than every second one, at %i looks a second", async (fps) => {
    const scene = sceneSchema.parse({
      zones: [{ id: "deck", polygon: WIDE }],
      scenarios: [{ id: "watch", kind: "work-at-height", zone: "deck", classes: ["car"] }],
    });
    const analyser = new FrameAnalyser({
      ...{ cameraId: "camera", scene, model: brightnessModel(), meter: differenceMeter(), gateThreshold: 0.0004 },
      tiles: TILES,
    });
    let seen = 0;
    for (let n = 0; n < 20; n++) {
      const at = { xPx: 40 + n * 20, yPx: 300, sidePx: SMALL_PX };
      const { detections } = await analyser.analyse(paintedFrame([at], 1000 + (1000 * n) / fps));
      for (let i = 0; i < detections.count; i++)
        if (Math.abs(detections.boxes[i * 4]! * PICTURE.widthPx - at.xPx) <= 6) seen++;
    }
    analyser.close();
    expect(seen).toBeGreaterThanOrEqual(8);
  });
});

describe("scenery", () => {
  const box = Float32Array.of(0.4, 0.3, 0.44, 0.4);

  it("is believed again once nothing was found there for a minute", () => {
    const scenery = new Scenery();
    for (const ms of [0, 1000, 2000, 3000]) scenery.noteStill(box, 0, ms);
    expect(scenery.holds(box, 0, 60_000)).toBe(true);
    expect(scenery.holds(box, 0, 3_600_000)).toBe(false);
  });
});

describe("somebody who stood still when the camera began to watch", () => {
  const box = Float32Array.of(0.4, 0.3, 0.44, 0.4);
  const stood = () => {
    const scenery = new Scenery();
    for (let ms = 0; ms <= 3_000; ms += 500) scenery.noteStill(box, 0, ms);
    expect(scenery.holds(box, 0, 3_000)).toBe(true);
    return scenery;
  };
  /** Seconds from the end of the standing until it is believed; null within two minutes. */
  const believedAfterS = (movesAt: (s: number) => boolean): number | null => {
    const scenery = stood();
    for (let s = 0; s < 120; s += 0.5) {
      const ms = 3_500 + s * 1000;
      if (movesAt(s)) scenery.noteMoved(box, 0, ms);
      else scenery.noteStill(box, 0, ms);
      if (!scenery.holds(box, 0, ms)) return s;
    }
    return null;
  };

  it.each<[what: string, movesAt: (s: number) => boolean, most: number | null]>([
    ["is somebody soon after beginning to work there", () => true, 6],
    ["also when resting now and then", (s) => s % 4 < 3, 12],
    ["a lamp stays a lamp when somebody passes before it every ten seconds", (s) => s % 10 < 2, null],
  ])("%s", (_, movesAt, most) => {
    const found = believedAfterS(movesAt);
    if (most === null) expect(found).toBeNull();
    else expect(found).toBeLessThanOrEqual(most);
  });
});

describe("tiles over a place", () => {
  const size = { widthPx: 640, heightPx: 360 };
  const rectangle = (x1: number, y1: number, x2: number, y2: number): Polygon => [
    [x1, y1],
    [x2, y1],
    [x2, y2],
    [x1, y2],
  ];

  it.each<[what: string, place: Polygon, tiles: number, shareAtMost: number]>([
    ["a small place fills one small tile", rectangle(0.5, 0.4, 0.6, 0.44), 1, 0.34],
    ["a long structure takes two", rectangle(0.1, 0.3, 0.75, 0.34), 2, 0.5],
    ["what is as large as the picture is not enlarged by any", rectangle(0, 0, 1, 1), 0, 0],
  ])("%s", (_, place, tiles, shareAtMost) => {
    const found = tilesOver(place, size);
    expect(found).toHaveLength(tiles);
    for (const { x1, x2 } of found) expect(x2 - x1).toBeLessThanOrEqual(shareAtMost);
  });

  it("leave nothing of the place and of who stands in it uncovered, and stay inside the picture", () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(unit, unit, unit, unit, (a, b, c, d) => {
        const [x1, x2] = [Math.min(a, b), Math.max(a, b)];
        const [y1, y2] = [Math.min(c, d), Math.max(c, d)];
        const tiles = tilesOver(rectangle(x1, y1, x2, y2), size);
        for (const { part } of tiles) {
          expect(part.xPx).toBeGreaterThanOrEqual(0);
          expect(part.yPx).toBeGreaterThanOrEqual(0);
          expect(part.xPx + part.widthPx).toBeLessThanOrEqual(size.widthPx);
          expect(part.yPx + part.heightPx).toBeLessThanOrEqual(size.heightPx);
        }
        if (tiles.length === 0) return;
        // Even pixels: a tile may lie two pixels beside its place.
        const slack = 0.012;
        for (const x of [x1, (x1 + x2) / 2, x2]) {
          for (const y of [Math.max(0, y1 - 0.2), y2]) {
            const isCovered = tiles.some((tile) => {
              const [left, top, right, bottom] = innerOf(tile);
              return x >= left - slack && x <= right + slack && y >= top - slack && y <= bottom + slack;
            });
            expect(isCovered, `${x}, ${y}`).toBe(true);
          }
        }
      }),
    );
  });
});
