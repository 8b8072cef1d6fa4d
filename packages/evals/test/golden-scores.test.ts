// A score that was reached is kept: on the same films only better is welcome, on other films nothing is compared.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestOf, type ReachedScore, seedsName, setbacks } from "../src/index.ts";

const reached: ReachedScore = { name: "dumping embedded", seeds: "6000", films: 5, f1: 0.9, falseAlarms: 1 };

describe("a later run", () => {
  it.each<[string, Partial<ReachedScore>, string[]]>([
    ["as good as before", {}, []],
    ["better", { f1: 1, falseAlarms: 0 }, []],
    ["worse within the margin", { f1: 0.87, falseAlarms: 2 }, []],
    ["misses more", { f1: 0.8 }, ["dumping embedded on 6000: F1 fell from 0.9 to 0.8"]],
    ["tells more that is false", { falseAlarms: 3 }, ["dumping embedded on 6000: false alarms rose from 1 to 3"]],
    ["worse, of other seeds", { f1: 0.2, seeds: "7000" }, []],
    ["worse, of fewer films", { f1: 0.2, films: 3 }, []],
    ["worse, of another detector", { f1: 0.2, name: "dumping truth" }, []],
  ])("%s", (_, change, expected) => {
    expect(setbacks([{ ...reached, ...change }], [reached])).toEqual(expected);
  });

  it("is kept beside what was reached on other films", () => {
    const now = { ...reached, seeds: "7000", f1: 0.5 };
    expect(bestOf([now], [reached])).toEqual([reached, now]);
  });

  it("never lowers what was reached", () => {
    const scores = fc.array(
      fc.record({
        name: fc.constantFrom("a", "b"),
        seeds: fc.constantFrom("1", "2"),
        films: fc.constant(5),
        f1: fc.double({ min: 0, max: 1, noNaN: true }),
        falseAlarms: fc.nat(9),
      }),
      { maxLength: 1 },
    );
    fc.assert(
      fc.property(scores, scores, (now, golden) => {
        const kept = bestOf(now, golden);
        expect(bestOf(now, kept)).toEqual(kept);
        for (const one of [...now, ...golden]) {
          const best = kept.find(({ name, seeds }) => name === one.name && seeds === one.seeds)!;
          expect(best.f1).toBeGreaterThanOrEqual(one.f1);
          expect(best.falseAlarms).toBeLessThanOrEqual(one.falseAlarms);
        }
      }),
    );
  });
});

it("seeds are named from the first to the last", () => {
  expect([seedsName(6000, 1), seedsName(6000, 3)]).toEqual(["6000", "6000-6002"]);
});
