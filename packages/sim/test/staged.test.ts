// Staged scenes: pictures for training, in which people stand, sit, fall and lie, or come close together, and the truth says where.
import { describe, expect, it } from "vitest";
import { SceneRenderer, stagedScene } from "../src/index.ts";

const SIZE = { widthPx: 320, heightPx: 180 };
const MOMENTS = 6;

function shown(seed: number, staging?: "postures" | "company") {
  const renderer = new SceneRenderer(stagedScene(seed, MOMENTS, staging), { ...SIZE, seed });
  const people = new Map(renderer.actors.map(({ id, name, className }) => [id, { name, className }]));
  const rgb = new Uint8Array(SIZE.widthPx * SIZE.heightPx * 3);
  const seen = Array.from({ length: MOMENTS }, (_, n) => renderer.draw(n + 1, n, rgb)).map((things) =>
    things.map((thing) => ({ ...people.get(thing.id)!, ...thing })),
  );
  return { seen, rgb: rgb.slice() };
}

describe("staged scenes", () => {
  const scenes = [500_000, 500_013, 500_026].map((seed) => shown(seed));

  it("show other people at each moment, and nobody twice", () => {
    for (const { seen } of scenes) {
      const ids = seen.flatMap((things) => things.map(({ id }) => id));
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(scenes.flatMap(({ seen }) => seen.flat()).length).toBeGreaterThan(25);
  });

  it("have people who lie, longer than high, and people who stand, higher than wide", () => {
    const whole = scenes
      .flatMap(({ seen }) => seen.flat())
      .filter(({ boxPx: [x1, y1, x2, y2] }) => x1 > 0 && y1 > 0 && x2 < SIZE.widthPx && y2 < SIZE.heightPx);
    const shape = (posture: string) =>
      whole
        .filter(({ name, hiddenShare }) => name === posture && hiddenShare < 0.2)
        .map(({ boxPx: [x1, y1, x2, y2] }) => (x2 - x1) / (y2 - y1));
    expect(Math.max(...shape("tipped"))).toBeGreaterThan(1.3);
    expect(Math.max(...shape("upright"))).toBeLessThan(1);
  });

  it("know only classes that the detector learns", () => {
    const classes = new Set(scenes.flatMap(({ seen }) => seen.flat()).map(({ className }) => className));
    expect(["person", "bicycle", "car", "truck"]).toEqual(expect.arrayContaining([...classes]));
  });

  it("are the same again for the same seed", () => {
    const again = shown(500_013);
    expect(again.seen).toEqual(scenes[1]!.seen);
    expect(Buffer.compare(again.rgb, scenes[1]!.rgb)).toBe(0);
  });
});

describe("staged scenes of company", () => {
  const moments = [700_000, 700_013, 700_026, 700_039, 700_052].flatMap((seed) => shown(seed, "company").seen);
  const overlap = (a: readonly number[], b: readonly number[]): number =>
    Math.max(0, Math.min(a[2]!, b[2]!) - Math.max(a[0]!, b[0]!)) *
    Math.max(0, Math.min(a[3]!, b[3]!) - Math.max(a[1]!, b[1]!));

  const isVehicle = (className: string): boolean => ["car", "bus", "truck"].includes(className);
  const overlapping = (is: (className: string) => boolean) =>
    moments
      .map((things) => things.filter(({ className }) => is(className)))
      .flatMap((list) => list.filter((a) => list.some((b) => a !== b && overlap(a.boxPx, b.boxPx) > 0)));

  it("have people and vehicles whose boxes overlap, and vehicles also where nobody is", () => {
    expect(overlapping((className) => className === "person").length).toBeGreaterThan(6);
    expect(overlapping(isVehicle).length).toBeGreaterThan(2);
    const alone = moments.filter((things) => !things.some(({ className }) => className === "person"));
    expect(alone.some((things) => things.some(({ className }) => isVehicle(className)))).toBe(true);
  });

  it("have lorries, some of them larger than half of the picture is wide", () => {
    const widths = moments
      .flat()
      .filter(({ className }) => className === "truck")
      .map(({ boxPx: [x1, , x2] }) => (x2 - x1) / SIZE.widthPx);
    expect(Math.max(...widths)).toBeGreaterThan(0.5);
  });
});
