// What never moves is learnt and left out; who waits, however still, is counted.
import { describe, expect, it } from "vitest";
import { createDetections, type Detections } from "../src/detections/index.ts";
import { createFixtureMemory, type KeptPlace } from "../src/fixtures/index.ts";
import type { GrayImage } from "../src/ports/video.ts";
import { noise } from "./scenes/stage.ts";

const CLASSES = ["person", "car"];
type Seen = [x: number, y: number, width: number, height: number, className?: string];

/** How many boxes of a class are left in each look. */
function counted(
  show: (timeMs: number, n: number) => Seen[],
  untilMs: number,
  fps = 5,
  isRepeat = () => false,
  pictureAt: (timeMs: number) => GrayImage | null = () => null,
  known: readonly KeptPlace[] = [],
): number[] {
  const memory = createFixtureMemory(CLASSES);
  memory.goOn(known);
  const counts: number[] = [];
  for (let n = 0; (n * 1000) / fps <= untilMs; n++) {
    const timeMs = (n * 1000) / fps;
    const rows = show(timeMs, n);
    const detections: Detections = createDetections(16);
    rows.forEach(([x, y, width, height, name = "person"], row) => {
      detections.boxes.set([x - width / 2, y - height, x + width / 2, y], row * 4);
      detections.scores[row] = 0.5;
      detections.classIds[row] = CLASSES.indexOf(name);
    });
    detections.count = rows.length;
    counts.push(memory.filter(detections, timeMs, 16 / 9, isRepeat(), pictureAt(timeMs)).count);
  }
  return counts;
}
const shake = noise(3);
const steady = (share: number, box: Seen): Seen => [
  box[0] + shake() * share * box[2],
  box[1] + shake() * share * box[3],
  box[2] * (1 + shake() * share),
  box[3] * (1 + shake() * share),
];
const POST: Seen = [0.3, 0.6, 0.04, 0.2];

const grain = noise(8);
/** A street with stripes; at POST something that leans to one side by so many pixels. */
function street(leanPx: number): GrayImage {
  const [widthPx, heightPx] = [320, 180];
  const data = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const isPost = Math.abs(x - 96 - (leanPx * (108 - y)) / 36) < 3 && y > 72 && y < 108;
      data[y * widthPx + x] = (isPost ? 30 + (y % 12) : 120 + 20 * ((x >> 4) % 2)) + 3 * grain();
    }
  return { widthPx, heightPx, strideBytes: widthPx, data };
}

describe("memory of what never moves, where there is a picture", () => {
  const trembling = (): Seen[] => [steady(0.05, POST)];

  it("FX-5 a post is left out within seconds, although the detector's boxes tremble", () => {
    const counts = counted(trembling, 30_000, 5, undefined, () => street(0));
    expect(counts.slice(0, 5 * 5)).not.toContain(0);
    expect(counts.slice(10 * 5).filter((count) => count > 0).length).toBeLessThan(10);
  });

  it("FX-5 also when somebody walked by at the moment in which the detector saw it first", () => {
    const show = (ms: number): Seen[] => [
      ...(ms > 8_000 ? [steady(0.01, POST)] : []),
      ...(ms < 9_000 ? [[0.1 + ms / 40_000, 0.62, 0.06, 0.26] as Seen] : []),
    ];
    const counts = counted(show, 40_000, 5, undefined, () => street(0));
    expect(counts.slice(-50).every((count) => count === 0)).toBe(true);
  });

  it("FX-6 who stands in one place for ten minutes and only shifts their weight is counted", () => {
    const shifts = (ms: number) => street([0, 3, -3, 2][Math.floor(ms / 2_300) % 4]!);
    const counts = counted(trembling, 600_000, 2, undefined, shifts);
    expect(counts.every((count) => count === 1)).toBe(true);
  });

  it("FX-6 who stands before a post that was learnt, in a box like the post's, is counted", () => {
    const counts = counted(trembling, 60_000, 5, undefined, (ms) => street(ms > 30_000 ? 12 : 0));
    expect(counts.slice(-100).every((count) => count === 1)).toBe(true);
  });
});

describe("FX-8 what is known before the first picture, from a look ahead or another process", () => {
  const trembling = (): Seen[] => [steady(0.05, POST)];
  const ahead = createFixtureMemory(CLASSES);
  for (let s = 0; s < 20; s += 0.5) {
    const detections = createDetections(1);
    const [x, y, width, height] = trembling()[0]!;
    detections.boxes.set([x - width / 2, y - height, x + width / 2, y]);
    detections.scores[0] = 0.5;
    detections.count = 1;
    ahead.filter(detections, s * 1000, 16 / 9, false, street(0));
  }
  const known = ahead.kept();

  it("is left out from the first picture on, which shows it", () => {
    expect(known).toHaveLength(1);
    const counts = counted(trembling, 10_000, 5, undefined, () => street(0), known);
    expect(counts[0]).toBe(0);
    expect(counts.filter((count) => count > 0).length).toBeLessThan(6);
  });

  it("who stands before it when the file begins, in a box like its own, is counted from the first picture on", () => {
    const counts = counted(trembling, 20_000, 5, undefined, (ms) => street(ms < 15_000 ? 12 : 0), known);
    expect(counts.slice(0, 70).every((count) => count === 1)).toBe(true);
  });

  it("FX-7 who sat very still before a restart is counted after it, as they were before", () => {
    // Their place changes too much to be a thing's, and too little to be told as something else.
    const sits = (ms: number) => street([0, 3, -3, 2][Math.floor(ms / 2_300) % 4]!);
    const memory = createFixtureMemory(CLASSES);
    const seen = (fromMs: number, untilMs: number): number => {
      let left = 0;
      for (let ms = fromMs; ms < untilMs; ms += 500) {
        const detections = createDetections(1);
        const [x, y, width, height] = steady(0.01, POST);
        detections.boxes.set([x - width / 2, y - height, x + width / 2, y]);
        detections.scores[0] = 0.5;
        detections.count = 1;
        left += 1 - memory.filter(detections, ms, 16 / 9, false, sits(ms)).count;
      }
      return left;
    };
    expect(seen(0, 120_000)).toBe(0);
    const kept = memory.kept();
    expect(kept).toEqual([]);
    memory.goOn(kept);
    expect(seen(150_000, 300_000)).toBe(0);
  });

  it("a name that the detector does not have is left out", () => {
    const memory = createFixtureMemory(["car"]);
    memory.goOn(known);
    expect(memory.count).toBe(0);
  });
});

describe("memory of what never moves", () => {
  it("FX-1 a post that is always there, and never changes, is left out after a quarter of a minute", () => {
    const counts = counted(() => [steady(0.004, POST)], 60_000);
    expect(counts.slice(0, 14 * 5)).not.toContain(0);
    expect(new Set(counts.slice(18 * 5))).toEqual(new Set([0]));
  });

  it("FX-1 also when the detector sees it only now and then, and when people pass in front", () => {
    const show = (ms: number, n: number): Seen[] => [
      ...(n % 3 === 0 ? [] : [steady(0.005, POST)]),
      ...(ms % 9_000 < 3_000 ? [[0.1 + (ms % 9_000) / 7_000, 0.62, 0.06, 0.26] as Seen] : []),
    ];
    const counts = counted(show, 90_000);
    const alone = counts.filter((_, n) => (n * 200) % 9_000 >= 3_000);
    expect(alone.slice(-100).every((count) => count === 0)).toBe(true);
  });

  it("FX-2 who came and waits very still is counted", () => {
    const waits = (ms: number): Seen =>
      ms < 4_000 ? [0.02 + (0.28 * ms) / 4_000, 0.6, 0.04, 0.2] : steady(0.006, POST);
    expect(counted((ms) => [waits(ms)], 240_000).every((count) => count === 1)).toBe(true);
  });

  it("FX-2 who waits from the start, but sways and turns, is counted", () => {
    expect(counted(() => [steady(0.05, POST)], 240_000).every((count) => count === 1)).toBe(true);
  });

  it("FX-2 somebody who stands where a post was learnt is another box, and is counted", () => {
    const show = (ms: number): Seen[] =>
      ms < 60_000 ? [steady(0.004, POST)] : [steady(0.02, [0.31, 0.63, 0.07, 0.3])];
    expect(
      counted(show, 90_000)
        .slice(-100)
        .every((count) => count === 1),
    ).toBe(true);
  });

  it("FX-3 who lies there is never taken for a part of the scene within minutes", () => {
    const lies = (): Seen[] => [steady(0.004, [0.4, 0.7, 0.2, 0.12])];
    expect(counted(lies, 300_000, 2).every((count) => count === 1)).toBe(true);
  });

  it("FX-3 a parked car is a car for as long as it stands", () => {
    expect(counted(() => [[0.5, 0.6, 0.2, 0.15, "car"]], 120_000).every((count) => count === 1)).toBe(true);
  });

  it("FX-4 an answer that is only repeated proves nothing", () => {
    expect(
      counted(
        () => [POST],
        120_000,
        5,
        () => true,
      ).every((count) => count === 1),
    ).toBe(true);
  });
});
