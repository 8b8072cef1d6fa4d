// Drawn zones as pixels, and which of them show something else.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createThing } from "../../src/observations/thing.ts";
import { createPlaceMemory, regionOf, surroundingsOf } from "../../src/picture/index.ts";
import { MIDDLE, MIDDLE_BOX } from "../scenes/view-play.ts";
import { inBox, plain, VIEW, type ViewOptions, viewPicture } from "../scenes/view-stage.ts";

const square = (x0: number, y0: number, x1: number, y1: number): [number, number][] => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
];

describe("PM-1 a zone as pixels", () => {
  it.each<[[number, number, number, number], number]>([
    [[0, 0, 1, 1], 5000],
    [[0.1, 0.2, 0.3, 0.4], 20 * 10],
    [[0.5, 0.5, 0.5001, 0.5001], 1],
  ])("%j holds %i pixels of 100 by 50", (box, pixels) => {
    expect(regionOf(square(...box), 100, 50).pixels).toBe(pixels);
  });

  it("a triangle holds half of its box, and no pixel lies outside", () => {
    const { pixels, spans } = regionOf(
      [
        [0, 0],
        [1, 0],
        [0, 1],
      ],
      100,
      50,
    );
    expect(Math.abs(pixels - 2500)).toBeLessThan(60);
    for (let i = 0; i < spans.length; i += 3)
      expect(spans[i + 2]! - spans[i + 1]!).toBeLessThanOrEqual(101 - 2 * spans[i]!);
  });

  it("the surroundings never hold a pixel of the zone", () => {
    const share = fc.double({ min: 0.05, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.double({ min: 0.02, max: 0.3, noNaN: true }), (x, y, side) => {
        const polygon = square(x, y, Math.min(1, x + side), Math.min(1, y + side));
        const of = (spans: Int32Array) => {
          const set = new Set<number>();
          for (let i = 0; i < spans.length; i += 3)
            for (let k = spans[i + 1]!; k < spans[i + 2]!; k++) set.add(spans[i]! * 100 + k);
          return set;
        };
        const inside = of(regionOf(polygon, 100, 50).spans);
        for (const pixel of of(surroundingsOf(polygon, 100, 50).spans)) if (inside.has(pixel)) return false;
        return true;
      }),
      { numRuns: 60 },
    );
  });
});

describe("PM-3 what is another surface", () => {
  const changed = (at: (second: number) => ViewOptions): number => {
    const memory = createPlaceMemory(MIDDLE as unknown as [number, number][]);
    let share = 0;
    for (let i = 0; i < 24; i++) share = memory.step(viewPicture({ frame: i, ...at(i / 2) }), [], i * 500).changedShare;
    return share;
  };
  it.each<[string, (second: number) => ViewOptions, number, number]>([
    ["nothing", () => ({}), 0, 0],
    ["half the light", (s) => ({ light: s > 6 ? 0.5 : 1 }), 0, 0.12],
    ["a third more light", (s) => ({ light: s > 6 ? 1.35 : 1 }), 0, 0.12],
    ["a dark opening", (s) => ({ paint: s > 6 ? inBox(MIDDLE_BOX, [18, 16, 15]) : null }), 0.9, 1],
    [
      "paint on its left half",
      (s) => ({ paint: s > 6 ? inBox([0.4, 0.3, 0.5, 0.7], [190, 20, 30]) : null }),
      0.4,
      0.65,
    ],
  ])("%s", (_name, at, least, most) => {
    const share = changed(at);
    expect(share).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  });
});

describe("PM-8 lamps over a whole street", () => {
  const POOLS = [0.15, 0.5, 0.85].flatMap((x) => [0.3, 0.8].map((y) => [x - 0.1, y - 0.15, x + 0.1, y + 0.15]));
  /** So many times the light in each pool; of the changed share, what is left after a minute and what it was at most. */
  const watch = (factor: (pool: number, second: number) => number, pools = POOLS) => {
    const memory = createPlaceMemory(square(0, 0, 1, 1), true);
    const shares = Array.from({ length: 240 }, (_, i) => {
      const paint = (x: number, y: number, rgb: readonly [number, number, number]): [number, number, number] | null => {
        const pool = pools.findIndex(([x1, y1, x2, y2]) => x >= x1! && x <= x2! && y >= y1! && y <= y2!);
        return pool < 0 ? null : (rgb.map((v) => v * factor(pool, i / 2)) as [number, number, number]);
      };
      return memory.step(viewPicture({ frame: i, light: 0.5, paint }), [], i * 500).changedShare;
    });
    return { left: shares.at(-1)!, most: Math.max(...shares) };
  };
  const SMALL = POOLS.map(([x1, y1, x2, y2]) => [x1!, y1!, x2! - 0.08, y2! - 0.1]);
  const from10 = (second: number, value: number) => (second < 10 ? 1 : value);

  it.each<[string, (pool: number, second: number) => number]>([
    ["come on", (_, s) => from10(s, 1.9)],
    ["go out", (_, s) => (s < 10 ? 1.9 : 1)],
    ["come on one after the other", (pool, s) => (s < 10 + 4 * pool ? 1 : 1.9)],
  ])("that %s are another light", (_, factor) => {
    const { left, most } = watch(factor);
    expect(most).toBeGreaterThan(0.15);
    // The sharp rim of these pools is a pattern of its own.
    expect(left).toBeLessThan(0.06);
  });

  it.each<[string, ReturnType<typeof watch>]>([
    ["things, some lighter and some darker", watch((pool, s) => from10(s, pool % 2 ? 1.9 : 0.4), SMALL)],
    ["things on one side of the street", watch((_, s) => from10(s, 0.4), POOLS.slice(0, 4))],
    ["one thing as wide as the street", watch((_, s) => from10(s, 1.9), [[0.1, 0.4, 0.9, 0.65]])],
  ])("%s are none", (_, { left, most }) => {
    expect(most).toBeGreaterThan(0.04);
    expect(left).toBeGreaterThan(0.8 * most);
  });
});

describe("PM-6 a place that something always hides in part", () => {
  /** A van before the lowest part of the place, from the first moment on until it drives off. */
  const watchBehind = (hiddenFrom: number, goneS: number, opensS: number) => {
    const memory = createPlaceMemory(MIDDLE as unknown as [number, number][]);
    return Array.from({ length: 80 }, (_, i) => {
      const second = i / 2;
      const van = {
        ...createThing(1, 0),
        seenMs: i * 500,
        box: [0.3, hiddenFrom, 0.7, 0.9] as [number, number, number, number],
      };
      const paint = second > opensS ? inBox(MIDDLE_BOX, [18, 16, 15]) : null;
      const look = memory.step(viewPicture({ frame: i, paint }), second < goneS ? [van] : [], i * 500);
      return { second, ...look };
    });
  };
  const at = (looks: ReturnType<typeof watchBehind>, second: number) => looks.find((look) => look.second === second)!;

  it("is judged by the rest, once it was waited for", () => {
    const looks = watchBehind(0.55, 99, 20);
    expect(at(looks, 5).isLearnt).toBe(false);
    expect(at(looks, 12)).toMatchObject({ isLearnt: true, visibleShare: 1, changedShare: 0 });
    expect(at(looks, 26).changedShare).toBeGreaterThan(0.9);
  });

  it("of which hardly anything was seen, is not judged", () => {
    expect(watchBehind(0.4, 99, 20).every((look) => !look.isLearnt)).toBe(true);
  });

  it("what comes free is learnt, and is no change", () => {
    const looks = watchBehind(0.55, 20, 99);
    expect(at(looks, 39.5)).toMatchObject({ isLearnt: true, visibleShare: 1 });
    expect(Math.max(...looks.map((look) => look.changedShare))).toBeLessThan(0.1);
  });
});

it("PM-7 how long nobody looked is not how long a van has stood there", () => {
  const van = inBox(MIDDLE_BOX, [220, 30, 30]);
  const before = createPlaceMemory(square(0.4, 0.3, 0.6, 0.7));
  for (let ms = 0; ms <= 60_000; ms += 400)
    before.step(viewPicture({ frame: ms / 400, paint: ms >= 50_000 ? van : null }), [], ms);
  const after = createPlaceMemory(square(0.4, 0.3, 0.6, 0.7));
  after.goOn(JSON.parse(JSON.stringify(before.kept())));
  const fromMs = 60_000 + 50 * 60_000;
  const lasting = (ms: number, minStayMs: number) =>
    after.step(viewPicture({ frame: ms / 400, paint: van }), [], ms).lastingShare(minStayMs, ms);
  expect(lasting(fromMs, 12_000)).toBe(0);
  for (let ms = fromMs; ms <= fromMs + 4_000; ms += 400) lasting(ms, 12_000);
  expect(lasting(fromMs + 4_400, 12_000)).toBeGreaterThan(0.9);
});

describe("BI-5 how high a place is filled", () => {
  const share = 0.35;
  const filledIn = (topLine: number, heightLines: number): number => {
    const [top, bottom] = [topLine / VIEW.heightPx, (topLine + heightLines) / VIEW.heightPx];
    const memory = createPlaceMemory(square(0.4, top, 0.6, bottom));
    const load = inBox([0.35, bottom - share * (bottom - top), 0.65, 1], [30, 50, 130]);
    let filled = 0;
    for (let i = 0; i < 20; i++) {
      const picture = viewPicture({ view: plain, frame: i, paint: i > 12 ? load : null });
      filled = memory.step(picture, [], i * 500).filledShare;
    }
    return filled;
  };

  it.each([24, 24.1, 24.4, 25, 26.3, 27.9, 28.2])("of %d lines is told within a row of cells", (heightLines) => {
    const rowOfCells = 4 / heightLines;
    for (const topLine of [20, 20.3, 20.6, 20.9])
      expect(Math.abs(filledIn(topLine, heightLines) - share), `from line ${topLine}`).toBeLessThanOrEqual(rowOfCells);
  });
});
