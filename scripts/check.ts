// `npm run check`: format, lint, types, import table, dead code, generated pages, pure unit tests. Seconds, before each commit.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const bin = (path: string) => join(root, "node_modules", path);

const steps: [name: string, args: string[]][] = [
  ["format and lint", [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"]],
  ["types", [bin("typescript/bin/tsc"), "-p", "."]],
  ["types of the console", [bin("typescript/bin/tsc"), "-p", "apps/console"]],
  ["import table", [join(root, "scripts/check-imports.ts")]],
  ["dead code", [bin("knip/bin/knip.js")]],
  ["generated pages", [join(root, "scripts/docs.ts"), "--check"]],
  [
    "pure unit tests",
    [
      bin("vitest/vitest.mjs"),
      "run",
      "--project",
      "rooms",
      "packages/contracts",
      "packages/core",
      "apps/console",
      "test/house",
      "--reporter=dot",
    ],
  ],
];

const failed: string[] = [];
for (const [name, args] of steps) {
  const from = performance.now();
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  console.log(`${status === 0 ? "ok     " : "FAILED "} ${name} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) console.error(`Not in order: ${failed.join(", ")}.`);
process.exit(failed.length > 0 ? 1 : 0);
