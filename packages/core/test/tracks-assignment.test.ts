import { createAssigner } from "@vigie/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const none = Number.POSITIVE_INFINITY;

function solve(costs: number[][], aloneCost: number): number[] {
  const pairs = new Int32Array(costs.length);
  createAssigner().solve(Float64Array.from(costs.flat()), costs.length, costs[0]?.length ?? 0, aloneCost, pairs);
  return [...pairs];
}

/** Cheapest total by trying everything. */
function cheapest(costs: number[][], aloneCost: number, row = 0, used = new Set<number>()): number {
  if (row === costs.length) return 0;
  let best = aloneCost + cheapest(costs, aloneCost, row + 1, used);
  costs[row]!.forEach((cost, col) => {
    if (cost === none || used.has(col)) return;
    best = Math.min(best, cost + cheapest(costs, aloneCost, row + 1, new Set([...used, col])));
  });
  return best;
}

describe("who goes with whom", () => {
  it.each<{ told: string; costs: number[][]; alone: number; pairs: number[] }>([
    {
      told: "the nearest pairs",
      costs: [
        [1, 5],
        [5, 1],
      ],
      alone: 10,
      pairs: [0, 1],
    },
    {
      told: "not the greedy pair but the cheaper whole",
      costs: [
        [1, 2],
        [2, 9],
      ],
      alone: 10,
      pairs: [1, 0],
    },
    {
      told: "nobody who would cost more than being alone",
      costs: [
        [4, 9],
        [9, 9],
      ],
      alone: 5,
      pairs: [0, -1],
    },
    { told: "one of two rows that want one column", costs: [[2], [1]], alone: 10, pairs: [-1, 0] },
    {
      told: "nothing that is forbidden",
      costs: [
        [none, none],
        [none, 3],
      ],
      alone: 10,
      pairs: [-1, 1],
    },
    { told: "rows without columns", costs: [[], []], alone: 1, pairs: [-1, -1] },
    {
      told: "a chain of three that all move over",
      costs: [
        [1, 2, none],
        [1, none, 3],
        [1, none, none],
      ],
      alone: 10,
      pairs: [1, 2, 0],
    },
  ])("TR-14 it pairs $told", ({ costs, alone, pairs }) => {
    expect(solve(costs, alone)).toEqual(pairs);
  });

  it("TR-14 no other pairing is cheaper, whatever the costs", () => {
    const cost = fc.oneof(
      { arbitrary: fc.integer({ min: -20, max: 60 }), weight: 4 },
      { arbitrary: fc.constant(none), weight: 1 },
    );
    const matrix = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, cols]) =>
        fc.array(fc.array(cost, { minLength: cols, maxLength: cols }), { minLength: rows, maxLength: rows }),
      );
    fc.assert(
      fc.property(matrix, fc.integer({ min: 0, max: 30 }), (costs, alone) => {
        const pairs = solve(costs, alone);
        const taken = pairs.filter((col) => col >= 0);
        expect(new Set(taken).size).toBe(taken.length);
        const total = pairs.reduce((sum, col, row) => sum + (col < 0 ? alone : costs[row]![col]!), 0);
        expect(total).toBe(cheapest(costs, alone));
      }),
      { numRuns: 300 },
    );
  });
});
