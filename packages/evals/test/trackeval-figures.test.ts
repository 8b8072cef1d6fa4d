// The tracking scores against TrackEval's own figures, on real truth and a result made from it by arithmetic.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { clearMot, hota, idf1, type MotRow, pairSequence, parseMot } from "@vigie/evals";
import { describe, expect, it } from "vitest";
// Computed in Python from the same rows by the steps of TrackEval's hota.py, identity.py and clear.py.
import figures from "./trackeval-figures.json" with { type: "json" };

const assets = process.env.VIGIE_ASSETS;
const names = Object.keys(figures).filter((name) => name !== "all") as (keyof typeof figures)[];

/** Every eleventh box is missing, boxes tremble, ids change and meet, and some boxes are nobody's. */
function madeResult(truth: readonly MotRow[]): MotRow[] {
  const rows: MotRow[] = [];
  const taken = new Set<string>();
  const add = (row: MotRow) => {
    const key = `${row.frame} ${row.id}`;
    if (!taken.has(key)) rows.push(row);
    taken.add(key);
  };
  for (const row of truth) {
    const { frame, id, widthPx, heightPx } = row;
    if ((frame * 7 + id * 13) % 11 === 0) continue;
    add({
      ...row,
      id: frame % 17 === 0 ? (id + 1) * 10 : id * 10 + (Math.floor(frame / 40) % 3),
      leftPx: row.leftPx + (((frame * 31 + id * 17) % 9) - 4) * (widthPx / 25),
      topPx: row.topPx + (((frame * 5 + id * 3) % 7) - 3) * (heightPx / 30),
      confidence: 1,
    });
    if ((frame * 3 + id) % 23 === 0)
      add({ ...row, id: 100_000 + id, leftPx: row.leftPx + widthPx * 0.7, confidence: 1 });
  }
  return rows;
}

function scores(pairs: ReturnType<typeof pairSequence>[]) {
  const clear = clearMot(pairs);
  const { mota, motp, tp, fp, fn, idSwitches, mostlyTracked, mostlyLost, fragments } = clear;
  return {
    ...hota(pairs),
    idf1: idf1(pairs).idf1,
    ...{ mota, motp, tp, fp, fn, idSwitches, mostlyTracked, mostlyLost, fragments },
  };
}

describe.skipIf(!assets)("tracking scores equal TrackEval's to 1e-6", () => {
  const pairs = new Map(
    (assets ? names : []).map((name) => {
      const truth = parseMot(readFileSync(join(assets!, "truth", "mot15", name, "gt", "gt.txt"), "utf8"), name);
      return [name, pairSequence(truth, madeResult(truth))];
    }),
  );

  it.each([...names, "all" as const])("EV-13 %s", (name) => {
    const found: Record<string, number> = scores(name === "all" ? [...pairs.values()] : [pairs.get(name)!]);
    for (const [what, is] of Object.entries(figures[name]))
      expect(Math.abs(found[what]! - is), what).toBeLessThan(1e-6);
  });
});
