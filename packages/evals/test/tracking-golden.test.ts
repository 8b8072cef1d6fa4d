import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  clearMot,
  hota,
  idf1,
  keepEvery,
  lowerRate,
  lowerRateInfo,
  pairSequence,
  parseMot,
  parseSequenceInfo,
  perturbTruth,
  runTracker,
} from "@vigie/evals";
import { describe, expect, it } from "vitest";
import golden from "./tracking-golden.json" with { type: "json" };

const assets = process.env.VIGIE_ASSETS;
const sequences = ["ADL-Rundle-6", "ETH-Bahnhof", "ETH-Pedcross2", "KITTI-13", "TUD-Campus", "TUD-Stadtmitte"];
/** Percentage points that a score may lose by rounding or by a change that is worth it elsewhere. */
const margin = 0.3;

function score(boxes: "detector" | "perturbed", framesPerS: number) {
  const pairs = sequences.map((name) => {
    const read = (file: string) => readFileSync(join(assets!, "truth", "mot15", name, file), "utf8");
    const whole = parseSequenceInfo(read("seqinfo.ini"), name);
    const n = keepEvery(whole, framesPerS);
    const info = lowerRateInfo(whole, n);
    const truth = lowerRate(parseMot(read("gt/gt.txt"), name), n);
    const seen =
      boxes === "detector"
        ? lowerRate(parseMot(read("det/det.txt"), name), n)
        : perturbTruth(truth, info, { seed: 1 + n });
    return pairSequence(truth, runTracker(seen, info, () => 0).rows);
  });
  return {
    hota: Number((100 * hota(pairs).hota).toFixed(1)),
    idf1: Number((100 * idf1(pairs).idf1).toFixed(1)),
    switchesPer1000: Number(clearMot(pairs).switchesPer1000.toFixed(1)),
  };
}

describe.skipIf(!assets)("tracking scores on pedestrians, one setting for all rates: they may only improve", () => {
  it.each(golden)("EV-11 $boxes boxes at up to $framesPerS frames a second", ({ boxes, framesPerS, ...known }) => {
    const now = score(boxes as "detector" | "perturbed", framesPerS);
    const told = `now ${JSON.stringify(now)}, before ${JSON.stringify(known)}`;
    expect(now.hota, told).toBeGreaterThanOrEqual(known.hota - margin);
    expect(now.idf1, told).toBeGreaterThanOrEqual(known.idf1 - margin);
    expect(now.switchesPer1000, told).toBeLessThanOrEqual(known.switchesPer1000 * 1.05 + 0.5);
  });
});
