import { clearMot, hota, idf1, type MotRow, pairSequence } from "@vigie/evals";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { madeUpCase } from "./made-up-case.ts";

const row = (frame: number, id: number, leftPx: number, heightPx = 10): MotRow => ({
  frame,
  id,
  leftPx,
  topPx: 0,
  widthPx: 10,
  heightPx,
  confidence: 1,
});
/** One row a frame from `from` to `to`. */
const stay = (id: number, leftPx: number, from: number, to: number, heightPx = 10): MotRow[] =>
  Array.from({ length: to - from + 1 }, (_, i) => row(from + i, id, leftPx, heightPx));

interface Expected {
  hota: number;
  detA: number;
  assA: number;
  idf1: number;
  mota: number;
  motp: number;
  switches: number;
}

describe("scores by hand", () => {
  it.each<{ told: string; truth: MotRow[]; result: MotRow[]; is: Expected }>([
    {
      told: "the truth itself",
      truth: [...stay(1, 0, 1, 4), ...stay(2, 100, 2, 5)],
      result: [...stay(7, 0, 1, 4), ...stay(9, 100, 2, 5)],
      is: { hota: 1, detA: 1, assA: 1, idf1: 1, mota: 1, motp: 1, switches: 0 },
    },
    {
      told: "one thing whose number changes half way",
      truth: stay(1, 0, 1, 4),
      result: [...stay(1, 0, 1, 2), ...stay(2, 0, 3, 4)],
      is: { hota: Math.sqrt(0.5), detA: 1, assA: 0.5, idf1: 0.5, mota: 0.75, motp: 1, switches: 1 },
    },
    {
      told: "one look missed and one box invented",
      truth: stay(1, 0, 1, 4),
      result: [...stay(1, 0, 1, 3), row(4, 2, 500)],
      is: { hota: Math.sqrt(0.6 * 0.75), detA: 0.6, assA: 0.75, idf1: 0.75, mota: 0.5, motp: 1, switches: 0 },
    },
    {
      told: "boxes twice as tall as the thing",
      truth: stay(1, 0, 1, 2),
      result: stay(1, 0, 1, 2, 20),
      // Overlap one half: enough for the ten demands from 0.05 to 0.5, and for every score at 0.5.
      is: { hota: 10 / 19, detA: 10 / 19, assA: 10 / 19, idf1: 1, mota: 1, motp: 0.5, switches: 0 },
    },
    {
      told: "two things whose numbers swap half way",
      truth: [...stay(1, 0, 1, 4), ...stay(2, 100, 1, 4)],
      result: [...stay(1, 0, 1, 2), ...stay(2, 100, 1, 2), ...stay(2, 0, 3, 4), ...stay(1, 100, 3, 4)],
      is: { hota: Math.sqrt(1 / 3), detA: 1, assA: 1 / 3, idf1: 0.5, mota: 0.75, motp: 1, switches: 2 },
    },
    {
      told: "nothing found",
      truth: stay(1, 0, 1, 4),
      result: [],
      is: { hota: 0, detA: 0, assA: 0, idf1: 0, mota: 0, motp: 0, switches: 0 },
    },
  ])("EV-1 $told", ({ truth, result, is }) => {
    const pairs = [pairSequence(truth, result)];
    const h = hota(pairs);
    const c = clearMot(pairs);
    expect(h.hota).toBeCloseTo(is.hota, 9);
    expect(h.detA).toBeCloseTo(is.detA, 9);
    expect(h.assA).toBeCloseTo(is.assA, 9);
    expect(idf1(pairs).idf1).toBeCloseTo(is.idf1, 9);
    expect(c.mota).toBeCloseTo(is.mota, 9);
    expect(c.motp).toBeCloseTo(is.motp, 9);
    expect(c.idSwitches).toBe(is.switches);
  });

  it("EV-1 CLEAR keeps the pair of the frame before although another box overlaps more", () => {
    const truth = [row(1, 1, 0), row(2, 1, 0)];
    const result = [row(1, 5, 0), row(2, 5, 3), row(2, 6, 0)];
    expect(clearMot([pairSequence(truth, result)])).toMatchObject({ tp: 2, fp: 1, fn: 0, idSwitches: 0 });
  });

  it("EV-1 a number that comes back after a gap is no switch, a new one is", () => {
    // A second thing that is always seen keeps every frame filled.
    const other = stay(9, 300, 1, 6);
    const truth = [...stay(1, 0, 1, 6), ...other];
    const back = [...stay(1, 0, 1, 2), ...stay(1, 0, 5, 6), ...other];
    const anew = [...stay(1, 0, 1, 2), ...stay(2, 0, 5, 6), ...other];
    expect(clearMot([pairSequence(truth, back)])).toMatchObject({ idSwitches: 0, fragments: 1, partlyTracked: 1 });
    expect(clearMot([pairSequence(truth, anew)])).toMatchObject({ idSwitches: 1, fragments: 1, switchesPer1000: 100 });
  });

  it("EV-2 truth rows of confidence 0 are not scored", () => {
    const truth = [...stay(1, 0, 1, 4), ...stay(2, 100, 1, 4).map((r) => ({ ...r, confidence: 0 }))];
    expect(hota([pairSequence(truth, stay(1, 0, 1, 4))]).hota).toBe(1);
  });
});

// Computed apart with numpy and scipy from TrackEval's published definitions.
const reference = [
  {
    seeds: [1],
    hota: 0.476019095871,
    detA: 0.50611279727,
    assA: 0.448328695016,
    idf1: 0.729306487696,
    mota: 0.719512195122,
    motp: 0.706425997276,
    switches: 2,
    fragments: 43,
  },
  {
    seeds: [1, 2],
    hota: 0.468825805374,
    detA: 0.494008468505,
    assA: 0.445519896608,
    idf1: 0.730123180291,
    mota: 0.705284552846,
    motp: 0.701456193874,
    switches: 4,
    fragments: 88,
  },
];

describe("scores against an independent computation", () => {
  it.each(reference)("EV-3 a made-up street, seeds $seeds, to 1e-9", (is) => {
    const pairs = is.seeds.map((seed) => {
      const { truth, result } = madeUpCase(seed);
      return pairSequence(truth, result);
    });
    const h = hota(pairs);
    const c = clearMot(pairs);
    expect(Math.abs(h.hota - is.hota)).toBeLessThan(1e-9);
    expect(Math.abs(h.detA - is.detA)).toBeLessThan(1e-9);
    expect(Math.abs(h.assA - is.assA)).toBeLessThan(1e-9);
    expect(Math.abs(idf1(pairs).idf1 - is.idf1)).toBeLessThan(1e-9);
    expect(Math.abs(c.mota - is.mota)).toBeLessThan(1e-9);
    expect(Math.abs(c.motp - is.motp)).toBeLessThan(1e-9);
    expect(c).toMatchObject({ idSwitches: is.switches, fragments: is.fragments });
  });

  it("EV-4 other numbers for the same things and another order of the rows change no score", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 1, max: 50 }), (seed, shift) => {
        const { truth, result } = madeUpCase(seed);
        const plain = [pairSequence(truth, result)];
        const renamed = [pairSequence(truth, result.map((r) => ({ ...r, id: 5000 - r.id * shift })).reverse())];
        expect(hota(renamed).hota).toBeCloseTo(hota(plain).hota, 9);
        expect(idf1(renamed).idf1).toBeCloseTo(idf1(plain).idf1, 9);
        expect(clearMot(renamed).mota).toBeCloseTo(clearMot(plain).mota, 9);
      }),
      { numRuns: 15 },
    );
  });
});
