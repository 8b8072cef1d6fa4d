// `npm run train -- <config.json>`: trains a detector with the project's own trainer; `--smoke` proves in half a minute that it works here.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const USAGE = "npm run train -- <config.json> | --smoke | evaluate <config.json> | export <config.json> [file.onnx]";
const TRAINING = fileURLToPath(new URL("../training", import.meta.url));
const VERBS = ["train", "evaluate", "export", "release"];
const NO_PYTORCH = 4;
const NEEDED = "torch, cv2, numpy, onnx";

const args = process.argv.slice(2);
if (args.length === 0) {
  console.error(`Say what to train: ${USAGE}`);
  process.exit(2);
}
const python = findPython();
if (python === null) {
  console.error(
    `Training needs a Python 3 with PyTorch, OpenCV, NumPy and ONNX: on Debian "apt-get install python3-torch python3-opencv python3-numpy python3-onnx", elsewhere "pip install torch opencv-python-headless numpy onnx"; VIGIE_PYTHON names the one to use.`,
  );
  process.exit(NO_PYTORCH);
}
let child: ChildProcess | null = null;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child?.kill(signal));
process.exit(
  args[0] === "--smoke" ? await smoke() : await trainer(VERBS.includes(args[0]!) ? args : ["train", ...args]),
);

/** The first Python that has all of it; `VIGIE_PYTHON` alone when that is set. */
function findPython(): string | null {
  const { VIGIE_PYTHON } = process.env;
  for (const candidate of VIGIE_PYTHON ? [VIGIE_PYTHON] : ["python3", "/usr/bin/python3"]) {
    const { status } = spawnSync(candidate, ["-c", `import ${NEEDED}`], { stdio: "ignore" });
    if (status === 0) return candidate;
  }
  return null;
}

/** Renders pictures, trains a few steps, exports, and compares the export; the exit code says whether all of it holds. */
async function smoke(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "vigie-train-smoke-"));
  try {
    const data = join(folder, "data");
    mkdirSync(data);
    if ((await run(process.execPath, [join(TRAINING, "smoke-set.ts"), join(data, "smoke")])) !== 0) return 1;
    const out = join(folder, "run");
    const config = join(folder, "smoke.json");
    const given = JSON.parse(readFileSync(join(TRAINING, "configs", "smoke.json"), "utf8")) as object;
    writeFileSync(config, JSON.stringify({ ...given, data, out }));
    if ((await trainer(["train", config])) !== 0) return 1;
    const losses = lossesOf(join(out, "journal.jsonl"));
    const [first, last] = [losses[0], losses.at(-1)];
    if (first === undefined || last === undefined || !(last < first)) {
      console.error(`The loss did not fall: ${losses.join(", ")}.`);
      return 1;
    }
    console.log(`The loss fell from ${first} to ${last}.`);
    return await trainer(["export", config, join(folder, "smoke.onnx")]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lossesOf(journal: string): number[] {
  const lines = readFileSync(journal, "utf8").trim().split("\n");
  const events = lines.map((line) => JSON.parse(line) as { event: string; loss?: number });
  return events.flatMap(({ event, loss }) => (event === "step" && loss !== undefined ? [loss] : []));
}

function trainer([verb, config, ...rest]: string[]): Promise<number> {
  if (!config) {
    console.error(`Say which configuration: ${USAGE}`);
    return Promise.resolve(2);
  }
  return run(python!, ["-m", "vigie_train", verb!, resolve(config), ...rest.map(absolute)]);
}

/** The trainer runs in its own folder; a file is named from where the person stands. */
function absolute(argument: string): string {
  return argument.startsWith("--") ? argument : resolve(argument);
}

function run(command: string, commandArgs: string[]): Promise<number> {
  const env = { ...process.env, PYTHONPATH: TRAINING, PYTHONDONTWRITEBYTECODE: "1", VIGIE_NODE: process.execPath };
  child = spawn(command, commandArgs, { stdio: "inherit", env });
  return new Promise((done) => child!.on("close", (code) => done(code ?? 1)));
}
