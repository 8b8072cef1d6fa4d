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
