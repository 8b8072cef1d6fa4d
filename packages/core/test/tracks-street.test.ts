import { describe, expect, it } from "vitest";
import { type Actor, lehmer, playScene, walk } from "./tracks-scene.ts";

const person = [0.08, 0.22] as const;
const car = [0.3, 0.18] as const;
const rates = [2, 5, 10, 25];
const seeds = [1, 2, 3, 4, 5];

/** A hidden stretch for an actor. */
const hide = (actor: Actor, fromS: number, toS: number): Actor => ({
  ...actor,
  at: (s) => (s >= fromS && s < toS ? null : actor.at(s)),
});

describe.each(rates)("at %i looks a second", (fps) => {
  it("TR-6 two people who pass each other on the pavement keep their numbers", () => {
    for (const seed of seeds) {
      const result = playScene(
        [
          { name: "anna", className: "person", at: walk([0.2, 0.5], [1.6, 0.5], 0, 8, person) },
          { name: "ben", className: "person", at: walk([1.6, 0.54], [0.2, 0.54], 0, 8, person) },
        ],
        { fps, lengthS: 8, seed },
      );
      expect(result.idsOf("anna"), `anna, seed ${seed}`).toHaveLength(1);
      expect(result.idsOf("ben"), `ben, seed ${seed}`).toHaveLength(1);
      expect(result.ids).toHaveLength(2);
    }
  });

  it("TR-7 a car hidden for one second by a bus keeps its number", () => {
    for (const seed of seeds) {
      const auto: Actor = { name: "car", className: "car", at: walk([0.1, 0.6], [1.7, 0.6], 0, 6, car) };
      const bus: Actor = { name: "bus", className: "bus", at: walk([1.7, 0.62], [0.1, 0.62], 0, 6, [0.6, 0.34]) };
      const result = playScene([hide(auto, 2.5, 3.5), bus], { fps, lengthS: 6, seed });
      expect(result.idsOf("car"), `car, seed ${seed}`).toHaveLength(1);
      expect(result.idsOf("bus"), `bus, seed ${seed}`).toHaveLength(1);
      expect(result.idsOf("bus")).not.toEqual(result.idsOf("car"));
    }
  });

  it("TR-7 a driving car that the detector loses for up to one second is not born twice", () => {
    for (const lostS of [0.4, 0.7, 1]) {
      const auto: Actor = { name: "car", className: "car", at: walk([0.1, 0.6], [1.7, 0.65], 0, 5, car) };
      const result = playScene([hide(auto, 2, 2 + lostS)], { fps, lengthS: 5, seed: 7 });
      expect(result.ids, `lost for ${lostS} s`).toHaveLength(1);
    }
  });

  it("TR-8 a parked car keeps one number for five minutes of flicker, passers-by and a van in front of it", () => {
    const random = lehmer(5);
    const seen = Array.from({ length: 400 }, () => random() < 0.6);
    const parked: Actor = {
      name: "parked",
      className: "car",
      at: (s) =>
        s >= 200 && s < 215 ? null : seen[Math.floor(s)] || s < 10 ? { x: 0.9, y: 0.5, w: 0.3, h: 0.18 } : null,
      score: (s) => (Math.floor(s / 7) % 2 === 0 ? 0.7 : 0.25),
    };
    const passers: Actor[] = Array.from({ length: 20 }, (_, n) => ({
      name: `passer ${n}`,
      className: "person",
      at: walk([-0.05, 0.55], [1.85, 0.55], n * 14, n * 14 + 9, [0.09, 0.26]),
    }));
    const van: Actor = { name: "van", className: "bus", at: walk([0.9, 0.53], [0.91, 0.53], 200, 215, [0.5, 0.36]) };
    const result = playScene([parked, ...passers, van], { fps, lengthS: 300, seed: 3 });
    expect(result.idsOf("parked")).toHaveLength(1);
  });

  it("TR-3 somebody whose score sinks to 0.2 for three seconds keeps the number", () => {
    const result = playScene(
      [
        {
          name: "anna",
          className: "person",
          at: walk([0.2, 0.5], [1.6, 0.55], 0, 10, person),
          score: (s) => (s > 4 && s < 7 ? 0.2 : 0.7),
        },
      ],
      { fps, lengthS: 10, seed: 2 },
    );
    expect(result.ids).toHaveLength(1);
    expect(result.unnumberedS("anna").filter((s) => s > 1)).toEqual([]);
  });

  it("TR-4 boxes that flash up here and there for a single look never get a number", () => {
    const random = lehmer(9);
    const places = Array.from({ length: 2000 }, () => [random() * 1.7, random()] as const);
    const flashes: Actor = {
      name: "flash",
      className: "person",
      at: (s) => {
        const look = Math.round(s * fps);
        return look % Math.max(2, Math.round(fps / 3)) === 0
          ? { x: places[look]![0], y: places[look]![1], w: 0.05, h: 0.12 }
          : null;
      },
      score: () => 0.6,
    };
    expect(playScene([flashes], { fps, lengthS: 30, seed: 1 }).ids).toEqual([]);
  });

  it("TR-9 a car that is called a truck in three looks of ten stays one car", () => {
    const random = lehmer(4);
    const names = Array.from({ length: 300 }, () => (random() < 0.3 ? "truck" : "car") as "car" | "truck");
    const called: number[] = [];
    const result = playScene(
      [
        {
          name: "car",
          className: "car",
          at: walk([0.1, 0.6], [1.7, 0.6], 0, 8, car),
          calledAt: (s) => names[Math.round(s * fps)]!,
        },
      ],
      { fps, lengthS: 8, seed: 6, watch: (tracks, s) => s > 4 && called.push(tracks.classIds[0]!) },
    );
    expect(result.ids).toHaveLength(1);
    expect(new Set(called)).toEqual(new Set([2]));
  });

  it("TR-2 a rider and the bicycle under him are two, and stay two", () => {
    const result = playScene(
      [
        { name: "rider", className: "person", at: walk([0.1, 0.5], [1.7, 0.5], 0, 5, [0.12, 0.24]) },
        { name: "bicycle", className: "bicycle", at: walk([0.1, 0.57], [1.7, 0.57], 0, 5, [0.16, 0.16]) },
      ],
      { fps, lengthS: 5, seed: 3 },
    );
    expect(result.idsOf("rider")).toHaveLength(1);
    expect(result.idsOf("bicycle")).toHaveLength(1);
    expect(result.ids).toHaveLength(2);
  });

  it("TR-5 a car that crosses the whole picture in two seconds has one number", () => {
    for (const seed of seeds) {
      const result = playScene(
        [{ name: "racer", className: "car", at: walk([0, 0.6], [1.75, 0.6], 0.1, 2.1, [0.36, 0.2]) }],
        { fps, lengthS: 3, seed },
      );
      expect(result.ids, `seed ${seed}`).toHaveLength(1);
    }
  });
});

it.each([5, 10, 25])(
  "TR-7 five cars in a row, each seen in only seven looks of ten at %i looks a second, are five cars",
  (fps) => {
    const cars: Actor[] = [0, 1, 2, 3, 4].map((n) => ({
      name: `car ${n}`,
      className: "car",
      at: walk([-0.1, 0.6], [1.9, 0.62], n * 1.6, n * 1.6 + 5, car),
    }));
    const result = playScene(cars, { fps, lengthS: 12, seed: 11, missed: 0.3 });
    expect(result.ids).toHaveLength(5);
  },
);

it("TR-7 five cars in a row, all of them seen at 2 looks a second, are five cars", () => {
  const cars: Actor[] = [0, 1, 2, 3, 4].map((n) => ({
    name: `car ${n}`,
    className: "car",
    at: walk([-0.1, 0.6], [1.9, 0.62], n * 1.6, n * 1.6 + 5, car),
  }));
  expect(playScene(cars, { fps: 2, lengthS: 12, seed: 11 }).ids).toHaveLength(5);
});

it("TR-8 a parked car that the detector loses for eight seconds does not take the number of the car parked beside it", () => {
  for (const fps of rates) {
    const stand = (x: number) => () => ({ x, y: 0.5, w: 0.2, h: 0.16 });
    const left: Actor = { name: "left", className: "car", at: stand(0.6) };
    const right: Actor = { name: "right", className: "car", at: stand(0.78) };
    // The left one is lost first, the right one later; now and then both are seen.
    const result = playScene([hide(left, 10, 18), hide(hide(right, 5, 11), 20, 28)], { fps, lengthS: 35, seed: 8 });
    expect(result.idsOf("left"), `left at ${fps}`).toHaveLength(1);
    expect(result.idsOf("right"), `right at ${fps}`).toHaveLength(1);
    expect(result.ids).toHaveLength(2);
  }
});
