// What smoke is told from, look by look: traffic, exposure, leaves.
import { describe, expect, it } from "vitest";
import type { KeptLook } from "../../src/picture/index.ts";
import { createPlumeWatch } from "../../src/picture/plume.ts";
import { type Paint, type Rgb, STREET, type ViewOptions, viewPicture } from "../scenes/view-stage.ts";

const WIDE = [
  [0.05, 0.05],
  [0.95, 0.05],
  [0.95, 0.95],
  [0.05, 0.95],
] as [number, number][];

/** Five pictures a second; for how many seconds in all something looked like smoke. */
function smokingS(seconds: number, at: (s: number) => ViewOptions): number {
  const plume = createPlumeWatch(WIDE);
  let looks = 0;
  for (let i = 0; i < seconds * 5; i++)
    if (plume.step(viewPicture({ frame: i, ...at(i / 5) }), [], i * 200).isSmoke) looks++;
  return looks / 5;
}

const road = (x: number, y: number): Rgb => (y < 0.45 ? STREET(x, y) : [122, 120, 116]);
/** Cars with windows, nose to tail on two lanes, that drive on. */
const queueAt =
  (s: number): Paint =>
  (x, y) => {
    if (y < 0.5 || y > 0.85) return null;
    const along = (x * 4 + s * 1.3 + Math.floor(y * 6) * 0.4) % 1;
    if (along > 0.85) return null;
    return along % 0.3 < 0.15 ? [40, 44, 52] : [206, 202, 196];
  };
const smokeAt =
  (s: number): Paint =>
  (x, y, there) => {
    const grown = Math.min(1, Math.max(0, s - 12) / 6);
    const away = Math.hypot((x - 0.5 - 0.03 * Math.sin(s * 2 + y * 9)) * 1.78, (y - 0.3) * 0.8) / (0.3 * grown + 0.001);
    if (away > 1) return null;
    const share = 0.85 * (1 - away * 0.3);
    const tone = 165 + 14 * Math.sin(s * 3 + x * 30 + y * 20);
    return there.map((v) => v * (1 - share) + tone * share) as unknown as Rgb;
  };

describe("no smoke", () => {
  it.each<[string, (s: number) => ViewOptions]>([
    [
      "SM-3 a road that was learnt full of traffic and is bare now and then",
      (s) => ({ view: road, grain: 7, paint: s < 3.5 || s % 8 < 2 ? queueAt(s) : null }),
    ],
    [
      "SM-4 an exposure that breathes over an even wall",
      (s) => ({
        view: (x, y) => (y > 0.8 ? STREET(x, y) : [150 + 60 * x, 150 + 60 * x, 146 + 60 * x]),
        paint:
          s < 8
            ? null
            : (_x, _y, there) => (there[0] > 170 ? (there.map((v) => v - 14 - 4 * Math.sin(s * 2)) as never) : null),
      }),
    ],
    [
      "SM-4 haze that comes and goes in many small patches",
      (s) => ({
        paint: (x, y, there) =>
          s > 10 && Math.sin(x * 26) * Math.sin(y * 20) > 0.4
            ? (there.map((v) => 0.3 * v + 112 + 9 * Math.sin(s * 5 + x * 9 + y * 7)) as never)
            : null,
      }),
    ],
  ])("%s", (_name, at) => {
    expect(smokingS(30, at)).toBeLessThan(1);
  });
});

describe("smoke", () => {
  it.each<[string, (s: number) => ViewOptions]>([
    ["SM-1 over a street", (s) => ({ paint: smokeAt(s) })],
    [
      "SM-3 beside traffic that was there when the place was learnt",
      (s) => ({
        view: road,
        paint: (x, y, there) => {
          const behind = queueAt(s)(x, y, there) ?? there;
          return smokeAt(s)(x, y, behind) ?? behind;
        },
      }),
    ],
  ])("%s", (_name, at) => {
    expect(smokingS(26, at)).toBeGreaterThan(6);
  });
});

describe("SM-6 smoke over a restart", () => {
  /** How long something looked like smoke from the cut on, with and without the memory of before. */
  function smokingAfterS(cutS: number, hasMemory: boolean, pauseMs = 2_000): number {
    let plume = createPlumeWatch(WIDE);
    let looks = 0;
    for (let i = 0; i < 40 * 5; i++) {
      const s = i / 5;
      if (s === cutS) {
        const kept = JSON.parse(JSON.stringify(plume.kept())) as KeptLook;
        plume = createPlumeWatch(WIDE);
        if (hasMemory) plume.goOn(kept);
      }
      const timeMs = i * 200 + (s >= cutS ? pauseMs : 0);
      const { isSmoke } = plume.step(viewPicture({ frame: i, paint: smokeAt(s) }), [], timeMs);
      if (s >= cutS && isSmoke) looks++;
    }
    return looks / 5;
  }

  it("that was there before it is seen after it; learnt with it, it never would be", () => {
    expect(smokingAfterS(24, true)).toBeGreaterThan(8);
    expect(smokingAfterS(24, false)).toBeLessThan(3);
  });

  it("is learnt anew after more than ten minutes", () => {
    expect(smokingAfterS(24, true, 700_000)).toBe(smokingAfterS(24, false, 700_000));
  });

  it("is none when nothing burns", () => {
    const plume = createPlumeWatch(WIDE);
    const after = createPlumeWatch(WIDE);
    for (let i = 0; i < 50; i++) plume.step(viewPicture({ frame: i }), [], i * 200);
    after.goOn(JSON.parse(JSON.stringify(plume.kept())) as KeptLook);
    let smoking = 0;
    for (let i = 50; i < 150; i++)
      if (after.step(viewPicture({ frame: i, light: 0.9 }), [], i * 200).isSmoke) smoking++;
    expect([after.isLearnt, smoking]).toEqual([true, 0]);
  });
});
