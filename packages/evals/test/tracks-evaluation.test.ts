import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  evalTracks,
  fillWays,
  formatMot,
  hota,
  lowerRate,
  lowerRateInfo,
  pairSequence,
  parseMot,
  parseSequenceInfo,
} from "@vigie/evals";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { madeUpCase } from "./made-up-case.ts";

const ini = "[Sequence]\nname=street\nframeRate=12.5\nseqLength=60\nimWidth=640\nimHeight=480\n";
let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "vigie-evals-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function writeCase(name: string, det: string, info = ini): Promise<void> {
  await mkdir(join(folder, "cases", name, "det"), { recursive: true });
  await writeFile(join(folder, "cases", name, "seqinfo.ini"), info);
  await writeFile(join(folder, "cases", name, "det", "det.txt"), det);
}

describe("the tracker alone on a folder of cases", () => {
  it("EV-7 writes one result a sequence, in result form, and tells the speed", async () => {
    const { truth } = madeUpCase(3);
    await writeCase("street", formatMot(truth.map((row) => ({ ...row, id: -1 }))));
    await writeCase("empty", "");
    await mkdir(join(folder, "cases", "notes"));
    const report = await evalTracks(join(folder, "cases"), join(folder, "out"));
    expect(report.sequences.map((s) => s.name)).toEqual(["empty", "street"]);
    expect(report.frames).toBe(120);
    expect(report.framesPerS).toBeGreaterThan(0);
    expect((await readdir(join(folder, "out"))).sort()).toEqual(["empty.txt", "street.txt"]);
    expect(await readFile(join(folder, "out", "empty.txt"), "utf8")).toBe("");
    const text = await readFile(join(folder, "out", "street.txt"), "utf8");
    expect(text.split("\n")[0]).toMatch(/^\d+,\d+,-?[\d.]+,-?[\d.]+,[\d.]+,[\d.]+,[\d.]+,-1,-1,-1$/);
    // Given the true boxes, the six walkers are found almost throughout and keep their numbers.
    const result = parseMot(text, "street.txt");
    expect(hota([pairSequence(truth, result)]).hota).toBeGreaterThan(0.85);
    expect(new Set(result.map((row) => row.id)).size).toBe(6);
  });

  it("EV-7 scores on a scale of the detector's own are understood", async () => {
    const { truth } = madeUpCase(3);
    await writeCase("street", formatMot(truth.map((row, i) => ({ ...row, id: -1, confidence: 20 + (i % 7) * 10 }))));
    const report = await evalTracks(join(folder, "cases"), join(folder, "out"));
    expect(report.sequences[0]!.tracks).toBe(6);
  });

  it("EV-7 between two boxes at most a second apart a track goes the straight way, over a longer gap none is written", () => {
    const info = { name: "street", framesPerS: 10, frameCount: 60, widthPx: 640, heightPx: 480 };
    const at = (frame: number, id = 7) => ({
      frame,
      id,
      leftPx: 10 * frame,
      topPx: 5,
      widthPx: 20,
      heightPx: 40 + frame,
    });
    const rows = [at(24), at(1), at(12), at(2, 8), at(2)].map((row) => ({ ...row, confidence: 0.5 }));
    const filled = fillWays(rows, info, 1);
    expect(filled.filter((row) => row.id === 8).map((row) => row.frame)).toEqual([2]);
    const walker = filled.filter((row) => row.id === 7);
    expect(walker.map((row) => row.frame)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 24]);
    for (const row of walker) {
      expect(row.leftPx).toBeCloseTo(10 * row.frame, 9);
      expect(row.heightPx).toBeCloseTo(40 + row.frame, 9);
    }
    expect(filled.map((row) => row.frame)).toEqual(filled.map((row) => row.frame).sort((a, b) => a - b));
  });

  it.each<{ told: string; make: () => Promise<void>; code: string; says: RegExp }>([
    { told: "a missing folder", make: async () => {}, code: "evals.no-cases", says: /cannot be read/ },
    {
      told: "a folder without cases",
      make: async () => void (await mkdir(join(folder, "cases"))),
      code: "evals.no-cases",
      says: /seqinfo\.ini and det\/det\.txt/,
    },
    {
      told: "a bad box",
      make: () => writeCase("street", "1,-1,10,10,5,5,0.5\n2,-1,ten,10,5,5,0.5\n"),
      code: "mot.bad-row",
      says: /det\.txt, line 2: .*"2,-1,ten/,
    },
    {
      told: "a missing rate",
      make: () => writeCase("street", "", ini.replace("frameRate=12.5\n", "")),
      code: "mot.bad-sequence",
      says: /"frameRate" must be a number above 0, found "nothing"/,
    },
  ])("EV-8 $told gets one clear sentence", async ({ make, code, says }) => {
    await make();
    const failure = await evalTracks(join(folder, "cases"), join(folder, "out")).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(says) });
  });
});

describe("text and rates", () => {
  it("EV-9 what is written is read again", () => {
    const { truth } = madeUpCase(1);
    expect(parseMot(formatMot(truth), "gt.txt")).toEqual(truth);
  });

  it("EV-9 rows may have spaces, world coordinates or no confidence", () => {
    const rows = parseMot("1, 2, 3.5, 4, 5, 6\n\n3,-1,0,0,1,1,0.25,7,8,9\r\n", "det.txt");
    expect(rows).toEqual([
      { frame: 1, id: 2, leftPx: 3.5, topPx: 4, widthPx: 5, heightPx: 6, confidence: 1 },
      { frame: 3, id: -1, leftPx: 0, topPx: 0, widthPx: 1, heightPx: 1, confidence: 0.25 },
    ]);
  });

  it("EV-10 every third frame of 25 a second is the street as seen at 8.33", () => {
    const info = parseSequenceInfo(ini.replace("12.5", "25"), "seqinfo.ini");
    const rows = [1, 2, 3, 4, 5, 6, 7].map((frame) => ({
      frame,
      id: 1,
      leftPx: 0,
      topPx: 0,
      widthPx: 1,
      heightPx: 1,
      confidence: 1,
    }));
    expect(lowerRate(rows, 3).map((row) => row.frame)).toEqual([1, 2, 3]);
    expect(lowerRateInfo(info, 3)).toMatchObject({ framesPerS: 25 / 3, frameCount: 20 });
  });
});
