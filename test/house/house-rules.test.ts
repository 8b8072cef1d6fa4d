import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkImports } from "../../scripts/import-table.ts";

const root = new URL("../..", import.meta.url).pathname;
const sources = execFileSync("git", ["ls-files", "packages", "apps", "scripts"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path));

function house(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "vigie-house-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const EMPTY = { "apps/cli/src/main.ts": "export {};" };

describe("the import table", () => {
  it.each([
    [
      "the domain reading a file",
      { "packages/core/src/a.ts": 'import { readFileSync } from "node:fs";\nexport const a = readFileSync;' },
      /core is pure/,
    ],
    [
      "an adapter knowing another adapter",
      {
        "packages/media/src/a.ts": 'import { b } from "../../store/src/b.ts";\nexport const a = b;',
        "packages/store/src/b.ts": "export const b = 1;",
      },
      /packages\/media imports only its own/,
    ],
    [
      "a circle of two files",
      {
        "packages/core/src/a.ts": 'import { b } from "./b.ts";\nexport const a = () => b;',
        "packages/core/src/b.ts": 'import { a } from "./a.ts";\nexport const b = () => a;',
      },
      /no cycles/,
    ],
  ])("does not allow %s, and says why", async (_what, files, wanted) => {
    const { violations } = await checkImports(house({ ...EMPTY, ...files }));
    expect(violations.join("\n")).toMatch(wanted);
  });

  it("allows the domain its own files", async () => {
    const { modules, violations } = await checkImports(
      house({
        ...EMPTY,
        "packages/core/src/a.ts": 'import { b } from "./b.ts";\nexport const a = b;',
        "packages/core/src/b.ts": "export const b = 1;",
      }),
    );
    expect(violations).toEqual([]);
    expect(modules).toBe(3);
  });
});

const textOf = (path: string) => readFileSync(join(root, path), "utf8").split("\n");

describe("every source file", () => {
  it("is read here at all", () => expect(sources.length).toBeGreaterThan(150));

  it("begins by saying which concept lives in it", () => {
    const silent = sources.filter((path) => {
      const lines = textOf(path);
      const isList = path.endsWith("index.ts") || lines.length < 4;
      const head = lines[0]!.startsWith("#!") ? lines[1]! : lines[0]!;
      return !isList && !/\/test\/|vite(st)?\.config/.test(path) && !/^(\/\/|\/\*)/.test(head);
    });
    expect(silent, "these files do not begin with a comment that says what lives in them").toEqual([]);
  });

  it("is short enough to hold one concept", () => {
    expect(
      sources.filter((path) => textOf(path).length >= 500),
      "500 lines are a wall",
    ).toEqual([]);
  });

  it("has a name that says something", () => {
    expect(sources.filter((path) => /\/(utils?|helpers?|common|misc|types|stuff)(\.|\/)/.test(path))).toEqual([]);
  });
});

describe("time and files have one door each", () => {
  const product = sources.filter(
    (path) => /^(packages|apps\/server)\/[^/]*\/?src\//.test(path) && !path.startsWith("packages/sim/"),
  );
  const using = (pattern: RegExp, allowed: RegExp) =>
    product.filter((path) => !allowed.test(path) && pattern.test(textOf(path).join("\n")));

  it("nobody but a clock reads the wall clock: a test must be able to own every second", () => {
    expect(using(/Date\.now\(|new Date\(\)/, /system-clock\.ts$|lock\/folder-lock\.ts$/)).toEqual([]);
  });

  it("the domain reads no clock, draws no chance, and logs nothing", () => {
    const core = product.filter((path) => path.startsWith("packages/core/"));
    const impure = core.filter((path) =>
      /performance\.now|Math\.random|console\.|setTimeout|setInterval/.test(textOf(path).join("\n")),
    );
    expect(core.length).toBeGreaterThan(40);
    expect(impure).toEqual([]);
  });

  it("everything but keys, locks and weights is written through the FileSystem port only", () => {
    const writes = /\b(writeFile|writeFileSync|createWriteStream|appendFile)\b/;
    expect(
      using(
        writes,
        /^(packages\/(store\/src\/(files|lock|testing)|inference\/src\/registry|evals)|apps\/server\/src\/secrets)\//,
      ),
    ).toEqual([]);
  });
});
