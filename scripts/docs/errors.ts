// The list of error codes, read from the code that makes them.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = new URL("../..", import.meta.url).pathname;

export function errorPage(): string {
  const files = execFileSync(
    "git",
    ["ls-files", "packages/*/src/**/*.ts", "packages/*/src/*.ts", "apps/*/src/**/*.ts", "apps/*/src/*.ts"],
    { cwd: root, encoding: "utf8" },
  );
  const places = new Map<string, Set<string>>();
  for (const file of files.trim().split("\n")) {
    const text = readFileSync(join(root, file), "utf8");
    for (const [, code] of text.matchAll(/"((?:[a-z]+(?:-[a-z]+)*)\.(?:[a-z]+(?:-[a-z]+)*))"/g)) {
      if (!isErrorCode(text, code!)) continue;
      const room = file.split("/").slice(0, 2).join("/");
      places.set(code!, (places.get(code!) ?? new Set()).add(room));
    }
  }
  const rows = [...places]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, rooms]) => `| \`${code}\` | ${[...rooms].sort().join(", ")} |`);
  return [
    "# Error codes",
    "",
    "Generated from the code. A code never changes its meaning; the sentence that comes with it may be reworded.",
    "",
    "| code | made in |",
    "|---|---|",
    ...rows,
    "",
  ].join("\n");
}

/** A dotted word is an error code where an AppError is made with it. */
function isErrorCode(text: string, code: string): boolean {
  return text.includes(`code: "${code}"`) || text.includes(`("${code}", `) || text.includes(`("${code}",\n`);
}
