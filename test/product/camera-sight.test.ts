// T11: a covered, sprayed, blurred, turned, frozen or black camera is told within 30 s on real film, and an untouched one is not.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SPOILT, viewsOf, watchSpoilt } from "./support/spoilt-views.ts";

const assets = process.env.VIGIE_ASSETS;
const SOME = ["suburb-cars.mp4", "plaza-people-dogs.mp4", "road-from-above.avi", "tfl-625_201709042122.mp4"];
/** Held in a hand that never rests: it has no view of its own that could be lost. */
const HAND_HELD = ["square-pedestrians.mp4"];

async function score(
  names: readonly string[],
): Promise<{ found: number; asked: number; missed: string[]; untouched: string[] }> {
  const missed: string[] = [];
  const untouched: string[] = [];
  let asked = 0;
  for (const [i, name] of names.entries()) {
    const views = await viewsOf(join(assets!, "clips", name));
    const cleanS = 20 + ((i * 7) % 13);
    if (watchSpoilt(views, null, 120)) untouched.push(name);
    for (const [what, spoil] of Object.entries(SPOILT)) {
      asked++;
      const told = watchSpoilt(views, spoil, cleanS);
      if (!told || told.afterS < 0) missed.push(`${name}: ${what}`);
    }
  }
  return { found: asked - missed.length, asked, missed, untouched };
}

it.skipIf(!assets)("four clips: everything is found, nothing is claimed of the untouched ones", async () => {
  const { missed, untouched } = await score(SOME);
  expect({ missed, untouched }).toEqual({ missed: [], untouched: [] });
});

it.skipIf(!assets || !process.env.VIGIE_NIGHTLY)(
  "all clips: at least 95 % are found, none of the untouched ones is claimed",
  async () => {
    const names = readdirSync(join(assets!, "clips")).filter(
      (name) => /\.(mp4|avi)$/.test(name) && !HAND_HELD.includes(name),
    );
    const { found, asked, missed, untouched } = await score(names);
    expect(untouched).toEqual([]);
    expect(found / asked, missed.join("; ")).toBeGreaterThanOrEqual(0.95);
  },
);
