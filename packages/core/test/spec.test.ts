// The numbered rules and the tests speak of each other: no rule without a test, no test of a rule that is not written down.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const room = new URL("..", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, room), "utf8");
const pages = [
  "SPEC.md",
  ...readdirSync(new URL("spec", room))
    .filter((page) => page.endsWith(".md"))
    .map((page) => `spec/${page}`),
];

/** Rules as they are defined: a bold id at the head of a list item or cell. */
const defined = pages.flatMap((page) => [...read(page).matchAll(/\*\*([A-Z]{2}-\d+)\*\*/g)].map((m) => m[1]!));
const files = readdirSync(new URL("test", room), { recursive: true, encoding: "utf8" }).filter((f) =>
  f.endsWith(".test.ts"),
);
/** Rules named in titles: the text of `it`, `test`, `describe`, with or without a table before it. */
const named = new Set(
  files.flatMap((file) =>
    [...read(`test/${file}`).matchAll(/["'`](?:[A-Z]{2}-\d+[ ,]+)+/g)].flatMap((m) =>
      [...m[0].matchAll(/[A-Z]{2}-\d+/g)].map((id) => id[0]),
    ),
  ),
);

describe("SPEC", () => {
  it("finds rules and tests at all", () => {
    expect(defined.length).toBeGreaterThan(40);
    expect(files.length).toBeGreaterThan(8);
  });

  it("defines each rule once", () => {
    expect(defined.filter((id, i) => defined.indexOf(id) !== i)).toEqual([]);
  });

  it("has a test for each rule", () => {
    expect(defined.filter((id) => !named.has(id))).toEqual([]);
  });

  it("writes down each rule that a test names", () => {
    expect([...named].filter((id) => !defined.includes(id))).toEqual([]);
  });
});
