// `vigie analyze` counts axles on a compressed film from the roadside, and claims none on a real clip that looks down on the road.
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CountsReport, countsReportSchema, reportedEventSchema } from "@vigie/contracts";
import { encodeScene, PLAIN, situationRows, situationScene } from "@vigie/sim";
import { describe, expect, it } from "vitest";
import { clip, hasAssets } from "./support/assets.ts";
import { vigie } from "./support/command.ts";

const SIZE = { widthPx: 640, heightPx: 360 } as const;
const LONGEST_MS = 180_000;

async function analyse(path: string, points: unknown): Promise<{ axles: CountsReport["axles"]; why: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), "vigie-axles-"));
  const scenarios = join(folder, "axles.json");
  const camera = {
    id: "road",
    lines: [{ id: "gate", points }],
    scenarios: [{ id: "axles", kind: "axle-count", line: "gate" }],
  };
  await writeFile(scenarios, JSON.stringify({ version: 1, cameras: [camera] }));
  const result = await vigie(["analyze", path, "--scenarios", scenarios, "--out", folder, "--fps", "5"]);
  expect(result.code, result.err).toBe(0);
  const { axles } = countsReportSchema.parse(JSON.parse(await readFile(join(folder, "counts.json"), "utf8")));
  const events = (await readFile(join(folder, "events.jsonl"), "utf8")).trim().split("\n");
  return { axles, why: events.map((line) => reportedEventSchema.parse(JSON.parse(line)).why) };
}

describe("axles", () => {
  it(
    "of a car on a film from the roadside are two",
    async () => {
      const situation = situationRows.find(({ kind }) => kind === "axle-count")!.make(2, PLAIN);
      const folder = await mkdtemp(join(tmpdir(), "vigie-axles-"));
      const film = join(folder, "film.mp4");
      const scene = { ...situation.scene, seconds: 10 };
      encodeScene(scene, film, { ...SIZE, seed: situation.seed, fps: 5, preset: "veryfast", crf: 26 });
      const { axles, why } = await analyse(film, situationScene(situation, SIZE).lines[0]!.points);
      expect(axles).toMatchObject([{ scenario: "axles", line: "gate", forward: { 2: 1 }, backward: {} }]);
      expect(why).toEqual([expect.stringMatching(/^(car|truck) with 2 axles counted forward across gate$/)]);
    },
    LONGEST_MS,
  );

  it.skipIf(!hasAssets)(
    "of vehicles that are seen from above are unknown, with the reason",
    async () => {
      const across = [
        [0.5, 0],
        [0.5, 1],
      ];
      const { axles, why } = await analyse(clip("road-from-above.avi"), across);
      const told = axles!.flatMap(({ forward, backward }) => [...Object.keys(forward), ...Object.keys(backward)]);
      expect(new Set(told)).toEqual(new Set(["unknown"]));
      for (const sentence of why) expect(sentence).toMatch(/; axles unknown: .+/);
    },
    LONGEST_MS,
  );
});
