// The gate in front of a detector: shut while nothing happens, open for a distant person.
import { describe, expect, it } from "vitest";
import { createMotionMeter, MOTION_GATE_THRESHOLD } from "../src/index.ts";
import { Scene } from "./material/scene.ts";

type Paint = (scene: Scene, t: number) => unknown;

/** Share of the pictures after `fromS` for which the gate is open. */
function openShare(seconds: number, fps: number, fromS: number, noise: number, paint: Paint): number {
  const scene = new Scene(7);
  const meter = createMotionMeter();
  let open = 0;
  let looks = 0;
  for (let n = 0; n < seconds * fps; n++) {
    const t = n / fps;
    scene.ground();
    paint(scene, t);
    const share = meter.measure(scene.noise(noise).picture, 5_000_000 + t * 1000);
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThanOrEqual(1);
    if (t < fromS) continue;
    looks++;
    if (share >= MOTION_GATE_THRESHOLD) open++;
  }
  return open / looks;
}

describe("the gate stays shut", () => {
  const cases: [name: string, fromS: number, noise: number, paint: Paint][] = [
    ["for sensor noise", 2, 2, () => {}],
    ["for strong noise at night", 4, 6, () => {}],
    ["while clouds pass", 2, 2, (scene, t) => scene.ground(1 + 0.15 * Math.sin(t / 3))],
    [
      "for a burned-in clock, once it is known",
      25,
      2,
      (scene, t) => scene.thing(12, 8, 6, 9, 20 + 60 * (Math.floor(t) % 4)),
    ],
  ];
  it.each(cases)("%s", (_name, fromS, noise, paint) => {
    expect(openShare(40, 5, fromS, noise, paint)).toBeLessThan(0.03);
  });
});

describe("the gate opens", () => {
  it("for the first picture, of which nothing is known", () => {
    expect(createMotionMeter().measure(new Scene().ground().picture, 0)).toBe(1);
  });

  it.each([2, 5, 25])("for a person far away (4 x 11 pixels) at %i fps", (fps) => {
    const open = openShare(10, fps, 4.5, 2, (scene, t) => t >= 4 && scene.thing(60 + (t - 4) * 9, 60, 4, 11, 175));
    expect(open).toBeGreaterThan(0.9);
  });

  it("for a person where cars pass all the time", () => {
    const open = openShare(60, 5, 55, 2, (scene, t) => {
      if (t < 54) scene.thing(((t * 90) % 700) - 60, 90, 50, 26, 190);
      else scene.thing(100 + (t - 54) * 12, 85, 8, 22, 185);
    });
    expect(open).toBeGreaterThan(0.9);
  });

  it("and measures more for more", () => {
    const measure = (size: number) => {
      const scene = new Scene();
      const meter = createMotionMeter();
      for (let n = 0; n < 10; n++) meter.measure(scene.ground().picture, n * 100);
      return meter.measure(scene.ground().thing(50, 50, size, size, 220).picture, 1000);
    };
    expect(measure(0)).toBe(0);
    expect(measure(20)).toBeGreaterThan(measure(0));
    expect(measure(100)).toBeGreaterThan(measure(20));
    expect(measure(100)).toBeCloseTo((100 * 100) / (320 * 180), 1);
  });
});

describe("what has changed", () => {
  it("is told cell by cell, where it is, from the second picture on", () => {
    const scene = new Scene(3);
    const meter = createMotionMeter();
    meter.measure(scene.ground().picture, 0);
    expect(meter.changed).toBeNull();
    for (let n = 1; n < 20; n++) meter.measure(scene.ground().picture, n * 200);
    expect(meter.changed!.flags.some((flag) => flag === 1)).toBe(false);
    scene.ground().thing(100, 60, 20, 30, 220);
    const share = meter.measure(scene.picture, 4_000);
    const { columns, rows, cellWidthNorm, cellHeightNorm, flags } = meter.changed!;
    expect([columns * cellWidthNorm >= 1, rows * cellHeightNorm >= 1, flags.length]).toEqual([
      true,
      true,
      columns * rows,
    ]);
    const { widthPx, heightPx } = scene.picture;
    const changed = [...flags.keys()].filter((cell) => flags[cell] === 1);
    expect(share).toBeCloseTo(changed.length / flags.length, 9);
    expect(changed.length).toBeGreaterThan(6);
    for (const cell of changed) {
      const x = ((cell % columns) + 0.5) * cellWidthNorm * widthPx;
      const y = (Math.floor(cell / columns) + 0.5) * cellHeightNorm * heightPx;
      expect([x > 92 && x < 128, y > 52 && y < 98]).toEqual([true, true]);
    }
  });
});
