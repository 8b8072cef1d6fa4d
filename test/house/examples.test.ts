import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseScenarioFile } from "../../apps/cli/src/scenario-file/load.ts";

const root = new URL("../..", import.meta.url).pathname;
const guide = readdirSync(join(root, "docs/guide"), { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".md"),
);
const pages = [...guide.map((name) => join("docs/guide", name)), "README.md"];
const examples = pages.flatMap((page) =>
  [...readFileSync(join(root, page), "utf8").matchAll(/```yaml\n([\s\S]*?)```/g)].map((match, i) => ({
    page,
    i: i + 1,
    text: match[1]!,
  })),
);

describe("examples in the documents", () => {
  it("are there", () => expect(examples.length).toBeGreaterThan(0));

  it.each(examples)("scenario file $i of $page is right", ({ page, text }) => {
    expect(parseScenarioFile(text, page).cameras.length).toBeGreaterThan(0);
  });

  it("every link to a page of the repository leads somewhere", () => {
    const broken = pages.flatMap((page) =>
      [...readFileSync(join(root, page), "utf8").matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
        .map((match) => new URL(match[1]!, `file://${join(root, page)}`).pathname)
        .filter((path) => {
          try {
            readFileSync(path);
            return false;
          } catch (cause) {
            return (cause as NodeJS.ErrnoException).code !== "EISDIR";
          }
        })
        .map((path) => `${page} -> ${path.replace(root, "")}`),
    );
    expect(broken).toEqual([]);
  });
});
