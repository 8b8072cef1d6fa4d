// What time teaches: holes are filled, ghosts and standing signs are set aside, parked cars stay.
import { describe, expect, it } from "vitest";
import type { Corners, Sighting } from "../box.ts";
import { follow, type SeenFrame } from "../follow.ts";

const OPTIONS = { high: 0.45, low: 0.22 };

function clip(frames: number, sightingsAt: (frame: number) => Sighting[]): SeenFrame[] {
  return Array.from({ length: frames }, (_, i) => ({ timeS: i / 8, aspect: 16 / 9, sightings: sightingsAt(i) }));
}

const walker = (frame: number, score = 0.8): Sighting => {
  const x = 0.1 + frame * 0.012;
  return { category: "person", box: [x, 0.4, x + 0.06, 0.7], score };
};
const at = (category: Sighting["category"], box: Corners, score: number): Sighting => ({ category, box, score });

describe("labels of a clip", () => {
  it("a walker who is missed for three frames keeps a box where they must have been", () => {
    const labels = follow(
      clip(40, (i) => (i >= 20 && i < 23 ? [] : [walker(i)])),
      OPTIONS,
    );
    for (const frame of [20, 21, 22]) {
      expect(labels[frame]).toHaveLength(1);
      const [x1, y1, x2, y2] = labels[frame]![0]!.box;
      const [wx1, wy1, wx2, wy2] = walker(frame).box;
      for (const [found, wanted] of [
        [x1, wx1],
        [y1, wy1],
        [x2, wx2],
        [y2, wy2],
      ] as const)
        expect(found).toBeCloseTo(wanted, 2);
      expect(labels[frame]![0]!.ignore).toBe(false);
    }
  });

  it("a walker seen weakly between good looks is believed; one never seen well is not judged", () => {
    const weak = follow(
      clip(40, (i) => [walker(i, i === 20 ? 0.3 : 0.8)]),
      OPTIONS,
    );
    expect(weak[20]!.map(({ ignore }) => ignore)).toEqual([false]);
    const poor = follow(
      clip(40, (i) => [walker(i, 0.3)]),
      OPTIONS,
    );
    expect(poor[20]!.map(({ ignore }) => ignore)).toEqual([true]);
  });

  it.each([
    { what: "a ghost in a single frame", score: 0.6, kept: false },
    { what: "a thing that is surely there, though only once", score: 0.9, kept: true },
  ])("$what is counted: $kept", ({ score, kept }) => {
    const labels = follow(
      clip(40, (i) => (i === 20 ? [at("car", [0.6, 0.6, 0.8, 0.8], score)] : [])),
      OPTIONS,
    );
    expect(labels[20]!.map(({ ignore }) => ignore)).toEqual([!kept]);
  });

  it("a person that never moves is a sign; a car that never moves is parked, if it is seen well", () => {
    const labels = follow(
      clip(80, () => [
        at("person", [0.1, 0.2, 0.16, 0.5], 0.7),
        at("car", [0.4, 0.5, 0.6, 0.7], 0.8),
        at("bus", [0.8, 0.3, 0.9, 0.4], 0.5),
      ]),
      OPTIONS,
    );
    const counted = labels[40]!.filter(({ ignore }) => !ignore).map(({ category }) => category);
    expect(counted).toEqual(["car"]);
    expect(labels[40]!.filter(({ ignore }) => ignore)).toHaveLength(2);
  });

  it("a stretch of road taken for one large bus is not judged when real cars stand in it", () => {
    const labels = follow(
      clip(20, (i) => [
        at("bus", [0.1, 0.1, 0.6, 0.7], 0.6),
        at("car", [0.2 + i * 0.004, 0.4, 0.3 + i * 0.004, 0.5], 0.8),
        at("car", [0.4, 0.3 + i * 0.004, 0.5, 0.4 + i * 0.004], 0.8),
      ]),
      OPTIONS,
    );
    const counted = labels[10]!.filter(({ ignore }) => !ignore).map(({ category }) => category);
    expect(counted).toEqual(["car", "car"]);
  });

  it("what covers half the picture and is not seen well is the scene", () => {
    const labels = follow(
      clip(20, () => [at("car", [0, 0, 1, 0.9], 0.6)]),
      OPTIONS,
    );
    expect(labels.flat()).toEqual([]);
  });
});
