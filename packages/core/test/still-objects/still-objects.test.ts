// Still objects: what was put down or taken away is one object, whatever the light, the weather and the passers-by do.
import { describe, expect, it } from "vitest";
import { createStillObjects, type StillObject } from "../../src/still-objects/index.ts";
import { type Patch, painter, type Weather } from "../scenes/picture-stage.ts";

interface Seen {
  change: string;
  sinceMs: number;
  goneMs: number | null;
  box: number[];
}

/** All objects that the memory ever knew. */
function seen(patches: readonly Patch[], weather: Weather = {}, untilMs = 30_000): Seen[] {
  const paint = painter(patches, weather);
  const memory = createStillObjects();
  const known = new Set<StillObject>();
  for (let t = 0; t <= untilMs; t += 400)
    for (const object of memory.step(paint(t), [], t, 16 / 9).objects) known.add(object);
  return [...known].map(({ change, sinceMs, goneMs, box }) => ({ change, sinceMs, goneMs, box: [...box] }));
}

const bag: Patch = { box: [0.4, 0.5, 0.45, 0.58], rgb: [40, 60, 120] };
const ramp = (t: number, fromMs: number, overMs: number): number => Math.min(1, Math.max(0, (t - fromMs) / overMs));

describe("what lies there", () => {
  it("SO-1 a bag that is put down is an object since then, at its place, until it is taken away", () => {
    const [object, ...others] = seen([{ ...bag, fromMs: 5_000, untilMs: 20_000 }]);
    expect(others).toEqual([]);
    expect(object).toMatchObject({ change: "appeared", sinceMs: 5_200, goneMs: 20_000 });
    for (let k = 0; k < 4; k++) expect(Math.abs(object!.box[k]! - bag.box[k]!)).toBeLessThan(0.02);
  });

  it("SO-1 what lay there from the start is no object, and taken away it is missing", () => {
    expect(seen([bag])).toEqual([]);
    expect(seen([{ ...bag, untilMs: 10_000 }])).toMatchObject([{ change: "removed", sinceMs: 10_000, goneMs: null }]);
  });

  it("SO-1 it stays the same object when it has lain there for long and the day grows dark", () => {
    const weather = { light: (t: number) => 1 - 0.5 * ramp(t, 95_000, 20_000) };
    const [object, ...after] = seen([{ ...bag, fromMs: 5_000, untilMs: 130_000 }], weather, 140_000);
    expect(object).toMatchObject({ change: "appeared", sinceMs: 5_200, goneMs: 130_000 });
    expect(after).toMatchObject([{ change: "removed" }]);
  });

  it.each<[string, Weather]>([
    ["in the rain", { drops: 60 }],
    ["beside leaves in the wind", { leavesFrom: 0.6 }],
    ["when a cloud comes", { light: (t) => 1 - 0.4 * ramp(t, 12_000, 1_500) }],
    [
      "when the shadow of a cloud covers half of the picture",
      { light: (t, x) => 1 - (x > 0.45 ? 0.35 : 0) * ramp(t, 12_000, 1_500) },
    ],
  ])("SO-2 a bag %s is one object, and nothing else is", (_, weather) => {
    expect(seen([{ ...bag, fromMs: 5_000 }], weather)).toMatchObject([{ change: "appeared", goneMs: null }]);
    expect(seen([], weather)).toEqual([]);
  });

  it("SO-2 the infrared switch makes no object, and loses none", () => {
    const weather = { isInfrared: (t: number) => t > 12_000 };
    expect(seen([], weather)).toEqual([]);
    expect(seen([{ ...bag, fromMs: 5_000 }], weather)).toMatchObject([{ change: "appeared", goneMs: null }]);
  });

  it.each([
    ["opens", 1],
    ["closes", -1],
  ])("SO-14 a camera that %s its exposure makes no object of what is dark, and loses none", (_, sign) => {
    const wall: Patch = { box: [0, 0, 1, 0.9], rgb: [240, 242, 244] };
    const screen: Patch = { box: [0.1, 0.1, 0.28, 0.4], rgb: [46, 48, 47] };
    const corner: Patch = { box: [0.22, 0.28, 0.27, 0.38], rgb: [58, 54, 50] };
    const open = (t: number) => ramp(t, 12_000, 1_000) - ramp(t, 40_000, 1_000);
    const weather: Weather = {
      exposure: (t) => [0.5, 0.42, 0.3].map((by) => 1 + sign * open(t) * by * (sign > 0 ? 1 : 0.5)) as never,
    };
    const place = [wall, screen, corner];
    expect(seen(place, weather, 60_000)).toEqual([]);
    const left = { ...bag, box: [0.5, 0.7, 0.56, 0.8], fromMs: 5_000 } as const;
    expect(seen([...place, left], weather, 60_000)).toMatchObject([{ change: "appeared", goneMs: null }]);
  });

  it("SO-2 a shadow that stays is no object, neither when it comes nor when it goes", () => {
    expect(seen([{ box: [0.2, 0.3, 0.5, 0.6], shade: 0.6, fromMs: 5_000, untilMs: 20_000 }])).toEqual([]);
  });

  it.each<[string, readonly [number, number, number]]>([
    ["of a warm lamp", [1.42, 1.25, 0.95]],
    ["of a blue shadow by low sun", [0.5, 0.62, 0.8]],
  ])("SO-16 the light %s is no object, neither when it comes nor when it goes", (_, tint) => {
    expect(seen([{ box: [0.2, 0.3, 0.5, 0.6], tint, fromMs: 5_000, untilMs: 20_000 }])).toEqual([]);
  });

  it("SO-16 a thing of that very colour hides the ground's pattern, and is found", () => {
    const cloth: Patch = { box: [0.2, 0.3, 0.5, 0.6], rgb: [149, 127, 90], fromMs: 5_000 };
    expect(seen([cloth])).toMatchObject([{ change: "appeared", goneMs: null }]);
  });

  it("SO-3 who passes in front and is not recognised neither ends it nor makes another", () => {
    const passer: Patch = { box: [0.38, 0.3, 0.47, 0.62], rgb: [200, 30, 30], fromMs: 10_000, untilMs: 11_500 };
    expect(seen([{ ...bag, fromMs: 5_000 }, passer])).toMatchObject([{ sinceMs: 5_200, goneMs: null }]);
  });

  it("SO-3 two bags at two places are two objects", () => {
    const other: Patch = { box: [0.7, 0.5, 0.75, 0.58], rgb: [200, 190, 40], fromMs: 9_000 };
    expect(seen([{ ...bag, fromMs: 5_000 }, other])).toHaveLength(2);
  });

  it("SO-7 what only the first looks showed, and is gone, leaves no gap", () => {
    expect(seen([{ box: [0.4, 0.3, 0.5, 0.6], rgb: [150, 70, 60], untilMs: 2_000 }])).toEqual([]);
  });

  it("SO-8 when places all over the picture change at one moment, the camera was nudged and nothing came or went", () => {
    const places = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8].map(
      (x, i): Patch => ({ box: [x, 0.2 + 0.1 * i, x + 0.04, 0.26 + 0.1 * i], rgb: [220, 220, 210], fromMs: 8_000 }),
    );
    expect(seen(places)).toEqual([]);
    expect(seen([...places, { ...bag, fromMs: 16_000 }])).toHaveLength(1);
  });

  it("SO-8 what showed itself a look earlier is of that moment, a bag that lay there before is none of it", () => {
    const places = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8].map(
      (x, i): Patch => ({
        box: [x, 0.2 + 0.1 * i, x + 0.04, 0.26 + 0.1 * i],
        rgb: [220, 220, 210],
        fromMs: i === 0 ? 8_000 : 9_200,
      }),
    );
    const left = (patches: Patch[]) => seen(patches).filter(({ goneMs }) => goneMs === null);
    expect(left(places)).toEqual([]);
    expect(left([...places, { ...bag, box: [0.6, 0.2, 0.65, 0.28], fromMs: 4_000 }])).toHaveLength(1);
  });

  it("SO-8 and when the camera is pushed back, the place is as it was known", () => {
    const places = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8].map(
      (x, i): Patch => ({
        box: [x, 0.2 + 0.1 * i, x + 0.04, 0.26 + 0.1 * i],
        rgb: [220, 220, 210],
        fromMs: 8_000,
        untilMs: 20_000,
      }),
    );
    expect(seen(places)).toEqual([]);
  });

  const oneByOne = (rgbs: readonly (readonly [number, number, number])[]): Patch[] =>
    rgbs.map((rgb, i) => ({
      box: [0.05 + 0.12 * i, 0.5, 0.1 + 0.12 * i, 0.58],
      rgb: [...rgb],
      fromMs: 8_000 + 1_200 * i,
    }));
  const LIT = [232, 222, 190] as const;
  it("SO-15 lamps that warm up light one place after another: nothing is left of what they made, and a bag later is found", () => {
    const left = (objects: Seen[]) => objects.filter(({ goneMs }) => goneMs === null);
    const lamps = oneByOne([LIT, LIT, LIT, LIT, LIT, LIT, LIT]);
    expect(left(seen(lamps, {}, 40_000))).toEqual([]);
    expect(left(seen([...lamps, { ...bag, box: [0.4, 0.7, 0.45, 0.78], fromMs: 26_000 }], {}, 40_000))).toHaveLength(1);
  });

  it("SO-15 seven things of all colours that are put down one after another are seven things", () => {
    const dark = [40, 60, 120] as const;
    expect(
      seen(oneByOne([dark, LIT, dark, LIT, dark, LIT, dark]), {}, 40_000).filter(({ goneMs }) => goneMs === null),
    ).toHaveLength(7);
  });

  it("SO-9 what only moves by a pixel is no object and leaves no gap, whatever its colour", () => {
    const stripes = (shift: number, fromMs: number, untilMs: number): Patch[] =>
      [0.2, 0.5].map((x, i) => ({
        box: [x + shift, 0.3, x + shift + 0.032, 0.7],
        rgb: i === 0 ? [230, 230, 225] : [30, 60, 140],
        fromMs,
        untilMs,
      }));
    const end = Number.POSITIVE_INFINITY;
    for (const shift of [0.008, -0.008])
      expect(seen([...stripes(0, 0, 14_000), ...stripes(shift, 14_000, end)])).toEqual([]);
  });

  it("SO-6 what had been there for seconds only, and is gone, is not missing; what was watched for longer is", () => {
    expect(seen([{ ...bag, untilMs: 6_000 }])).toEqual([]);
    expect(seen([{ ...bag, untilMs: 11_000 }])).toMatchObject([{ change: "removed" }]);
  });

  it("SO-1 it lies there since the most of it does, not since the foot of who brought it stood there", () => {
    const foot: Patch = { box: [0.46, 0.56, 0.5, 0.6], rgb: [40, 60, 120], fromMs: 5_000 };
    const [object, ...others] = seen([foot, { ...bag, box: [0.4, 0.44, 0.48, 0.6], fromMs: 9_000 }]);
    expect(others).toEqual([]);
    expect(object!.sinceMs).toBeGreaterThanOrEqual(9_000);
  });

  it("SO-4 something as small as a can is seen", () => {
    expect(seen([{ box: [0.6, 0.7, 0.625, 0.745], rgb: [220, 220, 210], fromMs: 5_000 }])).toHaveLength(1);
  });
});
