// `npm run docs`: writes the pages of docs/ref from schemas and code; `--check` says which are out of date.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { commandPage } from "./docs/commands.ts";
import { errorPage } from "./docs/errors.ts";
import { openApiPage } from "./docs/openapi.ts";
import { scenarioPage, scenarioSchemaPage } from "./docs/scenarios.ts";

const root = new URL("..", import.meta.url).pathname;

const pages: Record<string, () => string | Promise<string>> = {
  "docs/ref/scenario.schema.json": scenarioSchemaPage,
  "docs/ref/scenarios.md": scenarioPage,
  "docs/ref/commands.md": commandPage,
  "docs/ref/errors.md": errorPage,
  "docs/ref/openapi.json": openApiPage,
};

const check = process.argv.includes("--check");
const stale: string[] = [];
for (const [path, make] of Object.entries(pages)) {
  const wanted = await make();
  if (read(path) === wanted) continue;
  stale.push(path);
  if (check) continue;
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), wanted);
}
if (stale.length === 0) console.log(`${Object.keys(pages).length} pages are current`);
else if (check) console.error(`Out of date: ${stale.join(", ")}. Run \`npm run docs\` and commit them.`);
else console.log(`written: ${stale.join(", ")}`);
process.exit(check && stale.length > 0 ? 1 : 0);

function read(path: string): string | null {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return null;
  }
}
