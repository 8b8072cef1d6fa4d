// `npm test`: all tests on real parts, and one closing line that says how many passed.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, gstreamer, postgres, pytorch } from "./system/packages.ts";

const root = new URL("..", import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), "vigie-test-"));
const environment: NodeJS.ProcessEnv = { ...process.env };
delete environment.DATABASE_URL;

const browser = chromium();
if (browser) environment.VIGIE_CHROMIUM = browser;
const python = pytorch();
if (python) environment.VIGIE_PYTHON = python;
else console.error("The trainer's tests are skipped: no Python with PyTorch, OpenCV and ONNX was found.");
if (!gstreamer()) console.error("The tests with GStreamer's cameras are skipped: its RTSP server was not found.");
const stopPostgres = startPostgres();

const report = join(scratch, "report.json");
const child = spawn(
  process.execPath,
  [
    join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    "--root",
    root,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { stdio: "inherit", env: environment },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
const code = await new Promise<number>((resolve) => child.on("exit", (status) => resolve(status ?? 1)));
stopPostgres();

const { passed, failed, skipped, suites } = read(report);
rmSync(scratch, { recursive: true, force: true });
if (suites > 0) console.log(`${suites} test files could not run; their messages stand above.`);
console.log(`${passed} passed, ${failed + suites} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(code === 0 && failed + suites === 0 && passed > 0 ? 0 : 1);

/** Starts a PostgreSQL of the tests' own where there is one; the tests skip visibly otherwise. */
function startPostgres(): () => void {
  if (process.env.VIGIE_TEST_DATABASE_URL || !postgres()) return () => {};
  const script = join(root, ".ci/postgres.sh");
  const started = spawnSync("bash", [script, "start"], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const said = Object.fromEntries((started.stdout ?? "").split("\n").map((line) => line.split(/=(.*)/s).slice(0, 2)));
  if (started.status !== 0 || !said.DATABASE_URL) {
    console.error("PostgreSQL could not be started; the store's tests on it are skipped.");
    return () => {};
  }
  environment.VIGIE_TEST_DATABASE_URL = said.DATABASE_URL;
  return () => void spawnSync("bash", [script, "stop", said.POSTGRES_FOLDER], { stdio: "ignore" });
}

function read(path: string): { passed: number; failed: number; skipped: number; suites: number } {
  try {
    const json = JSON.parse(readFileSync(path, "utf8")) as {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      numTodoTests: number;
      testResults: { status: string; assertionResults: unknown[] }[];
    };
    return {
      passed: json.numPassedTests,
      failed: json.numFailedTests,
      skipped: json.numPendingTests + json.numTodoTests,
      suites: json.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length,
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0, suites: 1 };
  }
}
