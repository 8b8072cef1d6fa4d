// `vigie analyze` on real clips counts what a person counted, and writes files that hold what their schemas promise.
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countsReportSchema, type LineCounts, reportedEventSchema } from "@vigie/contracts";
import { beforeAll, describe, expect, it } from "vitest";
import { clip, hasAssets } from "./support/assets.ts";
import { type CommandResult, vigie } from "./support/command.ts";
import { COUNTED_CROSSINGS, crossingErrors, linesOf } from "./support/counted-crossings.ts";

interface Analysed {
  folder: string;
  result: CommandResult;
}

const analysed = new Map<string, Analysed>();

/** An analysis keeps one core busy. */
const AT_ONCE = 2;
const LONGEST_MS = 600_000;

async function analyse(file: string): Promise<Analysed> {
  const folder = await mkdtemp(join(tmpdir(), "vigie-counts-"));
  const result = await vigie(["analyze", clip(file), "--scenarios", linesOf(file), "--out", folder, "--detections"]);
  return { folder, result };
}

beforeAll(async () => {
  const waiting = hasAssets ? COUNTED_CROSSINGS.map(([file]) => file) : [];
  const lane = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift())
      analysed.set(file, await analyse(file));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}, LONGEST_MS);

const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, n) => sum + n, 0);

describe.skipIf(!hasAssets).each(COUNTED_CROSSINGS)("vigie analyze %s counts what a person counts", (file, truth) => {
  let folder: string;
  let lines: LineCounts[];

  beforeAll(async () => {
    const { result, ...found } = analysed.get(file)!;
    folder = found.folder;
    expect(result.err + result.out).toContain("times real time");
    expect(result.code).toBe(0);
    lines = countsReportSchema.parse(JSON.parse(await readFile(join(folder, "counts.json"), "utf8"))).lines;
  });

  it.each(Object.entries(truth))("on line %s", (line, wanted) => {
    const counted = lines.find((l) => l.line === line)!;
    // At most one off in ten: none on lines with fewer than ten crossings.
    expect(
      crossingErrors(wanted, counted),
      `${JSON.stringify(counted)} against ${JSON.stringify(wanted)}`,
    ).toBeLessThanOrEqual((wanted.forward + wanted.backward) / 10);
  });

  it("writes files that hold what their schemas promise", async () => {
    const events = (await readFile(join(folder, "events.jsonl"), "utf8"))
      .trim()
      .split("\n")
      .map((line) => reportedEventSchema.parse(JSON.parse(line)));
    expect(events.length).toBe(lines.reduce((sum, l) => sum + total(l.forward) + total(l.backward), 0));
    expect(new Set(events.map((e) => e.id)).size).toBe(events.length);
    const summary = JSON.parse(await readFile(join(folder, "summary.json"), "utf8"));
    expect(summary).toMatchObject({
      frames: expect.any(Number),
      seconds: expect.any(Number),
      fps: expect.any(Number),
      detector: expect.any(String),
    });
    const first = JSON.parse((await readFile(join(folder, "detections.jsonl"), "utf8")).split("\n")[0]!);
    expect(Object.keys(first)).toEqual(["frame", "timeS", "boxes"]);
  });
});
