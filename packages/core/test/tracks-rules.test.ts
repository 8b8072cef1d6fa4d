import { createDetections, createTracker, type Detections, type Tracks } from "@vigie/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { playScene, type Sight, sceneClasses, walk } from "./tracks-scene.ts";

type Row = readonly [x1: number, y1: number, x2: number, y2: number, score: number, classId: number];

function boxes(...rows: Row[]): Detections {
  const out = createDetections(Math.max(1, rows.length));
  out.count = rows.length;
  rows.forEach(([x1, y1, x2, y2, score, classId], i) => {
    out.boxes.set([x1, y1, x2, y2], i * 4);
    out.scores[i] = score;
    out.classIds[i] = classId;
  });
  return out;
}

const seen = (tracks: Tracks) => [...tracks.ids.subarray(0, tracks.count)];
const car = (x: number, score = 0.9): Row => [x, 0.4, x + 0.2, 0.6, score, 2];

describe("numbers", () => {
  it("TR-1 a number is given once and never again, also after the tracker has forgotten everything", () => {
    const tracker = createTracker({ classes: sceneClasses });
    const first = new Set<number>();
    for (let t = 0; t < 20; t++)
      for (const id of seen(tracker.step(boxes(car(0.1), car(0.6)), t * 100, 1.8))) first.add(id);
    tracker.reset();
    const second = new Set<number>();
    for (let t = 20; t < 40; t++)
      for (const id of seen(tracker.step(boxes(car(0.1), car(0.6)), t * 100, 1.8))) second.add(id);
    expect([...first]).toEqual([1, 2]);
    expect([...second]).toEqual([3, 4]);
  });

  it("TR-1 tracks come by rising number, however the boxes are sorted", () => {
    const tracker = createTracker({ classes: sceneClasses });
    let last: number[] = [];
    for (let t = 0; t < 10; t++)
      last = seen(tracker.step(boxes(car(0.7, 0.5), car(0.4, 0.7), car(0.05, 0.95)), t * 200, 1.8));
    expect(last).toEqual([1, 2, 3]);
  });

  it("TR-10 the order in which a detector lists its boxes changes neither numbers nor places", () => {
    const people = [0, 1, 2, 3, 4].map((n) => walk([0.2 + 0.1 * n, 0.3], [1.5 - 0.2 * n, 0.7], 0, 4, [0.07, 0.2]));
    const places = people.map((at) => at as (s: number) => Sight);
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), fc.constantFrom(2, 5, 10), (order, fps) => {
        const plain = createTracker({ classes: sceneClasses });
        const mixed = createTracker({ classes: sceneClasses });
        for (let look = 0; look <= 4 * fps; look++) {
          const rows = places.map((at): Row => {
            const sight = at(look / fps)!;
            return [
              (sight.x - sight.w / 2) / 1.8,
              sight.y - sight.h / 2,
              (sight.x + sight.w / 2) / 1.8,
              sight.y + sight.h / 2,
              0.8,
              0,
            ];
          });
          const a = plain.step(boxes(...rows), (look * 1000) / fps, 1.8);
          const b = mixed.step(boxes(...order.map((i) => rows[i]!)), (look * 1000) / fps, 1.8);
          expect(seen(b)).toEqual(seen(a));
          expect([...b.boxes.subarray(0, b.count * 4)]).toEqual([...a.boxes.subarray(0, a.count * 4)]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("TR-10 a mirrored street gives the same numbers", () => {
    const actor = (mirror: boolean) => {
      const at = walk([0.2, 0.5], [1.5, 0.6], 0, 5, [0.3, 0.2]);
      return (s: number): Sight => {
        const sight = at(s);
        return sight && mirror ? { ...sight, x: 16 / 9 - sight.x } : sight;
      };
    };
    const play = (mirror: boolean) =>
      playScene([{ name: "car", className: "car", at: actor(mirror) }], { fps: 5, lengthS: 5, shake: 0 });
    expect(play(true).ids).toEqual(play(false).ids);
    expect(play(true).unnumberedS("car")).toEqual(play(false).unnumberedS("car"));
  });
});

describe("what a track says about itself", () => {
  it("TR-4 a clear thing is proved at once; a doubtful one after a second look", () => {
    const clear = createTracker({ classes: sceneClasses });
    expect(seen(clear.step(boxes(car(0.4, 0.9)), 0, 1.8))).toEqual([1]);
    const doubtful = createTracker({ classes: sceneClasses });
    expect(seen(doubtful.step(boxes(car(0.4, 0.5)), 0, 1.8))).toEqual([]);
    expect(seen(doubtful.step(boxes(car(0.4, 0.5)), 500, 1.8))).toEqual([1]);
  });

  it("TR-4 a proved track tells when and where it was first seen, so that a line crossed before its proof is not lost", () => {
    const tracker = createTracker({ classes: sceneClasses });
    tracker.step(boxes(car(0.3, 0.5)), 1000, 1.8);
    const tracks = tracker.step(boxes(car(0.35, 0.5)), 1500, 1.8);
    expect(tracks.count).toBe(1);
    expect(tracks.bornAtMs[0]).toBe(1000);
    expect([...tracks.bornBoxes!.subarray(0, 4)].map((v) => Number(v.toFixed(4)))).toEqual([0.3, 0.4, 0.5, 0.6]);
  });

  it("TR-11 a row says whether a box of this frame supports it, and which one", () => {
    const tracker = createTracker({ classes: sceneClasses });
    for (let t = 0; t < 5; t++) tracker.step(boxes(car(0.1, 0.6), car(0.6, 0.9)), t * 100, 1.8);
    const tracks = tracker.step(boxes(car(0.1, 0.6)), 500, 1.8);
    const byPlace = [...tracks.ids.subarray(0, 2)].map((_, i) => ({
      x: tracks.boxes[i * 4]!,
      seen: tracks.seen[i],
      row: tracks.detectionRows[i],
    }));
    byPlace.sort((a, b) => a.x - b.x);
    expect(byPlace.map(({ seen: s, row }) => [s, row])).toEqual([
      [1, 0],
      [0, -1],
    ]);
  });

  it("TR-11 an unseen thing is listed for one second, then no longer, and has its old number when it is seen again", () => {
    const tracker = createTracker({ classes: sceneClasses });
    for (let t = 0; t <= 20; t++) tracker.step(boxes(car(0.4)), t * 100, 1.8);
    expect(seen(tracker.step(boxes(), 3000, 1.8))).toEqual([1]);
    expect(seen(tracker.step(boxes(), 3100, 1.8))).toEqual([]);
    expect(seen(tracker.step(boxes(car(0.4)), 3200, 1.8))).toEqual([1]);
  });

  it.each([2, 5, 10])("TR-8 who stood and walked off stands there no longer, at %i looks a second", (fps) => {
    const tracker = createTracker({ classes: sceneClasses });
    const person = (x: number): Row => [x - 0.05, 0.4, x + 0.05, 0.7, 0.9, 0];
    const walksOff = (s: number): number => 0.5 + 0.2 * Math.max(0, s - 10);
    const at = (s: number): number | null => {
      if (s <= 11.01) return walksOff(s);
      // Another one, eight seconds later, where the first one was lost from sight.
      return s >= 19 ? 0.72 + 0.05 * (s - 19) : null;
    };
    let numbers: number[] = [];
    for (let look = 0; look <= 20 * fps; look++) {
      const x = at(look / fps);
      numbers = seen(tracker.step(x === null ? boxes() : boxes(person(x)), (look * 1000) / fps, 1.8));
    }
    expect(numbers).toHaveLength(1);
    expect(numbers).not.toContain(1);
  });

  it("TR-11 a parked car behind a standing bus stays listed as unseen", () => {
    const tracker = createTracker({ classes: sceneClasses });
    const bus: Row = [0.3, 0.2, 0.8, 0.7, 0.9, 3];
    for (let t = 0; t <= 60; t++) tracker.step(boxes(car(0.4)), t * 100, 1.8);
    let tracks = tracker.step(boxes(bus), 6100, 1.8);
    for (let t = 62; t <= 100; t++) tracks = tracker.step(boxes(bus), t * 100, 1.8);
    expect(seen(tracks)).toEqual([1, 2]);
    expect([...tracks.seen.subarray(0, 2)]).toEqual([0, 1]);
  });

  it("TR-5 one long step foretells the same place and doubt as many short ones", () => {
    const at = (gapsMs: readonly number[]) => {
      const tracker = createTracker({ classes: sceneClasses });
      for (let t = 0; t <= 10; t++) tracker.step(boxes(car(0.2 + t * 0.02)), t * 100, 1.8);
      let time = 1000;
      let tracks: Tracks | null = null;
      for (const gap of gapsMs) {
        time += gap;
        tracks = tracker.step(boxes(), time, 1.8);
      }
      return [...tracks!.boxes.subarray(0, 4)];
    };
    expect(at([800])).toEqual(at([100, 100, 100, 100, 100, 100, 100, 100]));
  });
});

describe("what is lost and what appears", () => {
  const person = (x: number): Row => [x, 0.4, x + 0.06, 0.7, 0.9, 0];

  /** Somebody walks to the right, is lost for 0.9 s, and a box appears three quarters of a width beside where they are expected. */
  const numbersAfterLoss = (others: readonly Row[]) => {
    const tracker = createTracker({ classes: sceneClasses });
    let first = 0;
    for (let t = 0; t <= 20; t++)
      first = seen(tracker.step(boxes(person(0.2 + t * 0.004), ...others), t * 100, 1.8))[0]!;
    for (let t = 21; t < 29; t++) tracker.step(boxes(...others), t * 100, 1.8);
    const tracks = tracker.step(boxes(person(0.2 + 29 * 0.004 + 0.045), ...others), 2900, 1.8);
    return { first, now: tracks.ids[tracks.detectionRows.indexOf(0)]! };
  };

  it("TR-19 somebody who appears beside the place of a lost one is taken for them alone in the picture, for another one among many", () => {
    const alone = numbersAfterLoss([]);
    expect(alone.now).toBe(alone.first);
    const among = numbersAfterLoss([0.5, 0.6, 0.7, 0.8, 0.9].map(person));
    expect(among.now).not.toBe(among.first);
  });

  it("TR-19 among things of other sizes and kinds nothing is another one of them", () => {
    const van: Row = [0.5, 0.1, 0.95, 0.9, 0.9, 2];
    const giant: Row = [0.4, 0.05, 0.6, 0.98, 0.9, 0];
    const result = numbersAfterLoss([van, giant]);
    expect(result.now).toBe(result.first);
  });

  it("TR-20 a box that wanders for a tenth of a second gives a standing thing less speed than one that is there to stay", () => {
    const driftAfter = (correlatedS: number) => {
      const tracker = createTracker({ classes: sceneClasses, settings: { correlatedS } });
      for (let t = 0; t <= 25; t++) tracker.step(boxes(car(0.4)), t * 40, 1.8);
      for (let t = 1; t <= 3; t++) tracker.step(boxes(car(0.4 + 0.01 * t)), 1000 + t * 40, 1.8);
      const tracks = tracker.step(boxes(), 1900, 1.8);
      return Math.abs(tracks.boxes[0]! - 0.4);
    };
    expect(driftAfter(0.1)).toBeLessThan(0.8 * driftAfter(0));
  });

  it("TR-20 the place that is told follows each look, however close together they are", () => {
    const tracker = createTracker({ classes: sceneClasses });
    for (let t = 0; t <= 50; t++) tracker.step(boxes(car(0.4)), t * 20, 1.8);
    const tracks = tracker.step(boxes(car(0.42)), 1020, 1.8);
    const plain = createTracker({ classes: sceneClasses, settings: { correlatedS: 0 } });
    for (let t = 0; t <= 50; t++) plain.step(boxes(car(0.4)), t * 20, 1.8);
    const told = plain.step(boxes(car(0.42)), 1020, 1.8);
    expect(tracks.boxes[0]).toBeGreaterThanOrEqual(told.boxes[0]!);
  });
});

describe("bad boxes", () => {
  it("TR-12 boxes without area or with numbers that are none are passed over, and the others still count", () => {
    const tracker = createTracker({ classes: sceneClasses });
    const bad: Row[] = [
      [Number.NaN, 0.1, 0.2, 0.3, 0.9, 2],
      [0.5, 0.5, 0.5, 0.9, 0.9, 2],
      [0.9, 0.9, 0.1, 0.1, 0.9, 2],
      [0.1, 0.1, 0.2, 0.2, Number.NaN, 2],
      [0, 0, Number.POSITIVE_INFINITY, 1, 0.9, 2],
    ];
    for (let t = 0; t < 10; t++) {
      const tracks = tracker.step(boxes(...bad, car(0.4)), t * 100, 1.8);
      expect(seen(tracks)).toEqual([1]);
      expect(tracks.detectionRows[0]).toBe(5);
    }
  });

  it("TR-13 a second box on a thing that is already followed begins no second track", () => {
    const tracker = createTracker({ classes: sceneClasses });
    const ids = new Set<number>();
    for (let t = 0; t < 20; t++) {
      const double: Row = [0.41, 0.41, 0.61, 0.61, 0.85, 4];
      for (const id of seen(tracker.step(boxes(car(0.4), double), t * 100, 1.8))) ids.add(id);
    }
    expect(ids.size).toBe(1);
  });

  it("TR-12 a frame that repeats its time changes no number", () => {
    const tracker = createTracker({ classes: sceneClasses });
    for (const time of [0, 100, 100, 200, 200, 200, 300]) {
      expect(seen(tracker.step(boxes(car(0.4)), time, 1.8))).toEqual([1]);
    }
  });
});
