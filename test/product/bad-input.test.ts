import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { clip, hasAssets } from "./support/assets.ts";
import { vigie } from "./support/command.ts";

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vigie-bad-"));
  await writeFile(at("empty.mp4"), "");
  await writeFile(at("letter.mp4"), "Dear camera, this is not a video.\n".repeat(50));
  await mkdir(at("models"), { recursive: true });
  if (hasAssets) await writeFile(at("cut.mp4"), (await readFile(clip("car-detection.mp4"))).subarray(0, 2000));
});

/** One sentence: no stack, no library's own words for it. */
function oneSentence(err: string): void {
  expect(err.trim().split("\n").filter(Boolean)).toHaveLength(1);
  expect(err).not.toMatch(/\bat .*:\d+:\d+|node:internal|AVERROR|EINVAL/);
}

describe("a video that cannot be read ends with code 3 and one sentence", () => {
  it.each([
    ["missing.mp4", /no file|not found|does not exist|there is no/i],
    ["empty.mp4", /empty/i],
    ["letter.mp4", /not a video/i],
  ])("%s", async (name, wanted) => {
    const result = await vigie(["analyze", at(name), "--detector", "motion", "--out", at("out")]);
    expect(result.code).toBe(3);
    expect(result.err).toMatch(wanted);
    oneSentence(result.err);
  });

  it.skipIf(!hasAssets)("cut.mp4", async () => {
    const result = await vigie(["analyze", at("cut.mp4"), "--detector", "motion", "--out", at("out")]);
    expect(result.code).toBe(3);
    oneSentence(result.err);
  });
});

describe("one bad video among several, and results that cannot be written", () => {
  it.skipIf(!hasAssets)("the other videos keep their results, and the code is 3", async () => {
    const videos = [at("empty.mp4"), clip("tfl-625_201708101116.mp4")];
    const result = await vigie(["analyze", ...videos, "--detector", "motion", "--out", at("several")]);
    expect(result.code).toBe(3);
    expect(result.err).toMatch(/empty\.mp4 is empty/);
    oneSentence(result.err);
    const summary = JSON.parse(await readFile(at("several/summary.json"), "utf8"));
    expect(summary.videos).toMatchObject([{ video: videos[1], notWatching: [] }]);
  });

  it.each([["/proc/nothing/here"], ["empty.mp4"]])("--out %s ends with code 2 and one sentence", async (name) => {
    const out = name.startsWith("/") ? name : at(name);
    const result = await vigie(["analyze", at("letter.mp4"), "--detector", "motion", "--out", out]);
    expect(result.code).toBe(2);
    expect(result.err).toMatch(/--out/);
    oneSentence(result.err);
  });
});

const file = (body: string) => `version: 1\ncameras:\n  - id: junction\n${body}`;
const zone = "    zones:\n      - { id: door, polygon: [[0.2, 0.2], [0.4, 0.2], [0.4, 0.6], [0.2, 0.6]] }\n";

describe("a scenario file with a fault ends with code 4 and says file, line and what is allowed", () => {
  it.each<[name: string, text: string, line: number, wanted: RegExp]>([
    ["a key that is not known", file(`${zone}    scenarioz: []\n`), 6, /scenarioz.*allowed are.*scenarios/],
    [
      "a key of a scenario that is not known",
      file(`${zone}    scenarios:\n      - { id: a, kind: intrusion, zone: door, classes: [person], minStay: 1 }\n`),
      7,
      /minStay.*allowed are.*minStayS/,
    ],
    [
      "a text where a number belongs",
      file(
        `${zone}    scenarios:\n      - { id: a, kind: intrusion, zone: door, classes: [person], minStayS: long }\n`,
      ),
      7,
      /minStayS: it must be a number/,
    ],
    ["a list in place of the file's keys", "[]\n", 1, /"version" and "cameras"/],
    [
      "aliases that multiply",
      `a: &a [${"x,".repeat(9)}]\n${["b", "c", "d", "e", "f"].map((k, i) => `${k}: &${k} [${`*${"abcde"[i]},`.repeat(9)}]\n`).join("")}`,
      1,
      /aliases/,
    ],
    [
      "a polygon that crosses itself",
      file("    zones:\n      - { id: bow, polygon: [[0.1, 0.1], [0.5, 0.5], [0.5, 0.1], [0.1, 0.5]] }\n"),
      5,
      /crosses itself/,
    ],
    [
      "a class that is not known",
      file(`${zone}    scenarios:\n      - { id: a, kind: intrusion, zone: door, classes: [unicorn] }\n`),
      7,
      /unicorn.*person/,
    ],
    [
      "a kind that is not known",
      file(`${zone}    scenarios:\n      - { id: a, kind: levitation, zone: door, classes: [person] }\n`),
      7,
      /intrusion.*stopped/,
    ],
    [
      "a zone that is not drawn",
      file(`${zone}    scenarios:\n      - { id: a, kind: intrusion, zone: window, classes: [person] }\n`),
      7,
      /window.*door/,
    ],
    ["a point outside the picture", file("    lines:\n      - { id: l, points: [[0.1, 0.1], [1.5, 0.5]] }\n"), 5, /1/],
    ["what is not YAML", "version: 1\ncameras: }\n", 2, /YAML/],
  ])("%s", async (_name, text, line, wanted) => {
    const path = at("faulty.yaml");
    await writeFile(path, text);
    const results = await Promise.all([
      vigie(["scenarios", "check", path]),
      vigie(["analyze", at("empty.mp4"), "--scenarios", path]),
    ]);
    for (const result of results) {
      expect(result.code).toBe(4);
      expect(result.err).toContain(`${path}:${line}:`);
      expect(result.err).toMatch(wanted);
    }
  });

  it("a right file is said to be right", async () => {
    await writeFile(
      at("right.yaml"),
      file(
        `${zone}    scenarios:\n      - { id: night-door, kind: intrusion, zone: door, classes: [person], minStayS: 1 }\n`,
      ),
    );
    const result = await vigie(["scenarios", "check", at("right.yaml")]);
    expect(result).toMatchObject({ code: 0, err: "" });
    expect(result.out).toContain("night-door");
  });
});

describe("words that a command does not know end with code 2", () => {
  it.each([
    [["analyze"], /video/],
    [["analyze", "a.mp4", "--fps", "many"], /number/],
    [["analyze", "a.mp4", "--detector", "oracle"], /oracle/],
    [["analyse", "a.mp4"], /analyze/],
  ])("vigie %j", async (args, wanted) => {
    const result = await vigie(args);
    expect(result.code).toBe(2);
    expect(result.err).toMatch(wanted);
  });
});
