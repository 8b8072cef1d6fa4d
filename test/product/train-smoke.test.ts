// The trainer, as a person starts it: a few steps on pictures that the project renders, and an export that says what PyTorch says.
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TRAIN = join(ROOT, "scripts", "train.ts");

function python(): string | null {
  const { VIGIE_PYTHON } = process.env;
  const candidates = VIGIE_PYTHON ? [VIGIE_PYTHON] : ["python3", "/usr/bin/python3"];
  const needed = ["-c", "import torch, cv2, numpy, onnx"];
  return candidates.find((name) => spawnSync(name, needed, { stdio: "ignore" }).status === 0) ?? null;
}

function run(command: string, args: readonly string[], env: Record<string, string> = {}): SpawnSyncReturns<string> {
  return spawnSync(command, args, { cwd: ROOT, encoding: "utf8", env: { ...process.env, ...env } });
}

const found = python();
if (found === null)
  console.warn("Not run: the trainer's tests, as no Python with PyTorch, OpenCV, NumPy and ONNX is here.");

describe.skipIf(found === null)("npm run train -- --smoke", () => {
  let result: SpawnSyncReturns<string>;
  const folder = mkdtempSync(join(tmpdir(), "vigie-train-"));
  beforeAll(() => {
    result = run(process.execPath, [TRAIN, "--smoke"], { TMPDIR: folder });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("trains on rendered pictures until the loss has fallen, and ends well", () => {
    expect(result.stdout).toMatch(/18 pictures with \d+ things rendered/);
    const [, from, to] = /The loss fell from (\d+\.\d+) to (\d+\.\d+)/.exec(result.stdout) ?? [];
    expect(Number(to)).toBeLessThan(Number(from));
    expect(result.status, result.stderr).toBe(0);
  });

  it("writes a journal that says what is left", () => {
    const events = result.stdout.split("\n").filter((line) => line.startsWith("{"));
    const steps = events.map((line) => JSON.parse(line)).filter(({ event }) => event === "step");
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.at(-1)).toMatchObject({ share: 1, seconds_left: 0 });
    expect(steps[0].seconds_left).toBeGreaterThan(0);
  });

  it("exports a file that differs from PyTorch by less than a ten-thousandth", () => {
    const [, difference] = /differs from PyTorch by at most ([\d.e+-]+)/.exec(result.stdout) ?? [];
    expect(Number(difference)).toBeLessThanOrEqual(1e-4);
  });

  it("leaves nothing behind", () => {
    expect(readdirSync(folder).filter((name) => name.startsWith("vigie-"))).toEqual([]);
  });
});

describe.skipIf(found === null)("the trainer's own tests", () => {
  it("pass", () => {
    const args = ["-B", "-W", "ignore", "-m", "unittest", "discover", "-s", "training/tests", "-t", "training/tests"];
    const result = run(found!, args, { PYTHONPATH: join(ROOT, "training"), VIGIE_NODE: process.execPath });
    expect(result.stderr).toMatch(/Ran \d+ tests/);
    expect(result.status, result.stderr).toBe(0);
  });
});

describe("npm run train without what it needs", () => {
  it("says in one sentence what to install", () => {
    const result = run(process.execPath, [TRAIN, "--smoke"], { VIGIE_PYTHON: "/nowhere/python3" });
    expect(result.stderr.trim().split("\n")).toHaveLength(1);
    expect(result.stderr).toMatch(/PyTorch.*apt-get install python3-torch/);
    expect(result.status).toBe(4);
  });

  it("says how it is used when nothing is asked", () => {
    const result = run(process.execPath, [TRAIN]);
    expect(result.stderr).toContain("npm run train -- <config.json>");
    expect(result.status).toBe(2);
  });

  it.skipIf(found === null)("names the field of a configuration that is wrong", () => {
    const result = run(process.execPath, [TRAIN, "training/configs/none.json"]);
    expect(result.stderr).toMatch(/none\.json/);
    expect(result.status).toBe(1);
  });
});
