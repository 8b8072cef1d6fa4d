// The description of the API: valid, complete, and the one that the running server gives.
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeApi } from "../src/index.ts";
import { startSite, type TestSite } from "./site.ts";

interface Document {
  openapi: string;
  info: { version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}
interface Operation {
  summary?: string;
  parameters?: { in: string; name: string }[];
  responses: Record<string, unknown>;
}

let site: TestSite;
let document: Document;
beforeAll(async () => {
  site = await startSite();
  document = (await (await site.visitor().get("/api/v1/openapi.json")).json()) as Document;
});
afterAll(() => site.close());

it("is OpenAPI 3.1 with a sentence, answers and its path parameters for every operation", () => {
  expect(document.openapi).toBe("3.1.0");
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const place = `${method} ${path}`;
      expect([place, operation.summary]).toEqual([place, expect.stringMatching(/\w/)]);
      expect([place, Object.keys(operation.responses).length > 0]).toEqual([place, true]);
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const given = (operation.parameters ?? []).filter((p) => p.in === "path").map((p) => p.name);
      expect([place, given.sort()]).toEqual([place, wanted.sort()]);
    }
  }
  expect(JSON.stringify(document)).not.toMatch(/"\$ref":"(?!#\/components\/)/);
});

it("says each shape once: every reference leads to a component, every component is used, and no route repeats one", () => {
  const text = JSON.stringify(document);
  const referred = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]!));
  expect(Object.keys(document.components.schemas).sort()).toEqual([...referred].sort());
  const largest = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [`${method} ${path}`, JSON.stringify(operation).length] as const,
    ),
  );
  expect(largest.filter(([, length]) => length > 3000)).toEqual([]);
  expect(text.length).toBeLessThan(220_000);
});

it("names every route under /api/v1 that the server has, WebSockets too", () => {
  const tree = site.app.printRoutes({ commonPrefix: false });
  const routes = flatten(tree).filter(({ url }) => url.startsWith("/api/v1/"));
  expect(routes.length).toBeGreaterThan(35);
  const missing = routes.filter(({ method, url }) => {
    const path = url.replaceAll(/:(\w+)/g, "{$1}");
    return !document.paths[path]?.[method.toLowerCase()];
  });
  expect(missing).toEqual([]);
});

it("is the same without a running server", async () => {
  const described = await describeApi(site.config.version);
  expect(described).toEqual(document);
});

/** Lines of Fastify's route tree, joined to whole addresses. */
function flatten(tree: string): { method: string; url: string }[] {
  const parts: string[] = [];
  return tree.split("\n").flatMap((line) => {
    const match = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line);
    if (!match) return [];
    const depth = match[1]!.length / 4;
    parts.length = depth;
    parts[depth] = match[2]!;
    const methods = (match[3] ?? "").split(", ").filter((method) => method !== "" && method !== "HEAD");
    return methods.map((method) => ({ method, url: parts.join("") }));
  });
}
