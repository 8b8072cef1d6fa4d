// Small rules of the HTTP side, as tables: byte ranges, sentences about bad fields, bins of counts, the console's pages.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@vigie/contracts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configFromEnvironment, isLoopback } from "../src/config.ts";
import { parseRange } from "../src/http/byte-range.ts";
import { describeIssue } from "../src/http/validation-message.ts";
import { BIN_MS, binsOf } from "../src/jobs/count-bins.ts";
import { startSite, type TestSite } from "./site.ts";

describe("a byte range", () => {
  it.each([
    [undefined, 10, null],
    ["bytes=0-4", 10, { start: 0, end: 5 }],
    ["bytes=5-", 10, { start: 5, end: 10 }],
    ["bytes=-3", 10, { start: 7, end: 10 }],
    ["bytes=-30", 10, { start: 0, end: 10 }],
    ["bytes=9-100", 10, { start: 9, end: 10 }],
    ["bytes=10-", 10, "unsatisfiable"],
    ["bytes=-0", 10, "unsatisfiable"],
    ["bytes=0-0", 0, "unsatisfiable"],
    ["bytes=4-2", 10, null],
    ["bytes=-", 10, null],
    ["bytes=0-1,3-4", 10, null],
    ["items=0-1", 10, null],
  ])("%s of a file of %i bytes", (header, size, wanted) => {
    expect(parseRange(header, size)).toEqual(wanted);
  });

  it("always lies inside the file", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.option(fc.nat(2000)), fc.option(fc.nat(2000)), (size, from, to) => {
        const range = parseRange(`bytes=${from ?? ""}-${to ?? ""}`, size);
        if (range === null || range === "unsatisfiable") return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeLessThanOrEqual(size);
        expect(range.end).toBeGreaterThan(range.start);
      }),
    );
  });
});

it.each([
  [
    {
      code: "invalid_type",
      path: ["name"],
      message: "Invalid input: expected string, received undefined",
      expected: "string",
    },
    'The field "name" is missing; it must be a string.',
  ],
  [
    {
      code: "invalid_type",
      path: ["fps"],
      message: "Invalid input: expected number, received string",
      expected: "number",
    },
    'The field "fps" must be a number.',
  ],
  [
    { code: "invalid_type", path: ["scene"], message: "Invalid input", expected: "object" },
    'The field "scene" must be an object.',
  ],
  [
    { code: "invalid_value", path: ["a", 0, "b"], message: "x", values: ["p", "q"] },
    'The field "a.0.b" must be one of "p", "q".',
  ],
  [
    { code: "unrecognized_keys", path: [], message: "x", keys: ["zone"] },
    'The body has "zone", which is not a field there; remove it.',
  ],
  [
    {
      code: "too_big",
      path: ["limit"],
      message: "Too big: expected number to be <=200",
      origin: "number",
      maximum: 200,
    },
    'The field "limit" must be at most 200.',
  ],
  [
    { code: "too_small", path: ["s"], message: "Too small: expected number to be >0", origin: "number", minimum: 0 },
    'The field "s" must be more than 0.',
  ],
  [
    {
      code: "too_small",
      path: ["name"],
      message: "Too small: expected string to have >=1 characters",
      origin: "string",
      minimum: 1,
    },
    'The field "name" must have at least 1 character.',
  ],
  [
    {
      code: "too_big",
      path: ["polygon"],
      message: "Too big: expected array to have <=64 items",
      origin: "array",
      maximum: 64,
    },
    'The field "polygon" must have at most 64 entries.',
  ],
  [
    { code: "too_small", path: ["line"], message: "a line needs at least 2 points", origin: "array", minimum: 2 },
    'The field "line" is not valid: a line needs at least 2 points.',
  ],
])("a bad field is one sentence: %j", (issue, sentence) => {
  expect(describeIssue(issue, "body")).toBe(sentence);
});

it("counts go to the quarter of an hour in which they were seen, and nothing that stayed at zero", () => {
  const delta = {
    cameraId: "c",
    atMs: 3 * BIN_MS + 7,
    lines: [{ camera: "c", line: "l", forward: { car: 2, bus: 0 }, backward: { car: 1 } }],
    zones: [{ camera: "c", zone: "z", now: { person: 1 }, peak: { person: 4 }, mean: 1.5 }],
  };
  const common = { cameraId: "c", binStartMs: 3 * BIN_MS };
  expect(binsOf(delta)).toEqual([
    { ...common, placeId: "l", className: "car", direction: "forward", value: 2 },
    { ...common, placeId: "l", className: "car", direction: "backward", value: 1 },
    { ...common, placeId: "z", className: "person", direction: "inside", value: 4 },
  ]);
});

it.each([
  ["127.0.0.1", true],
  ["127.8.9.1", true],
  ["::1", true],
  ["localhost", true],
  ["0.0.0.0", false],
  ["127.0.0.1.example.org", false],
  ["192.168.1.1", false],
])("%s is only for this machine: %s", (host, wanted) => {
  expect(isLoopback(host)).toBe(wanted);
});

it("the environment's defaults are this machine, port 8080, ./data and the demo", () => {
  const place = { consoleFolder: null, version: "1" };
  const config = configFromEnvironment({}, place);
  expect(config).toMatchObject({ host: "127.0.0.1", port: 8080, demo: true, databaseUrl: null });
  expect(config.dataFolder.endsWith("/data")).toBe(true);
  expect(configFromEnvironment({ VIGIE_DEMO: "0", VIGIE_PORT: "1" }, place)).toMatchObject({ demo: false, port: 1 });
  expect(() => configFromEnvironment({ VIGIE_PORT: "70000" }, place)).toThrow(/0 to 65535/);
});

describe("the console", () => {
  let site: TestSite;
  let consoleFolder: string;
  beforeAll(async () => {
    consoleFolder = await mkdtemp(join(tmpdir(), "vigie-console-"));
    await mkdir(join(consoleFolder, "assets"));
    await writeFile(join(consoleFolder, "index.html"), "<!doctype html><title>Vigie</title>");
    await writeFile(join(consoleFolder, "assets/app-1a2b.js"), "1;");
    await writeFile(join(consoleFolder, ".secret"), "no");
    site = await startSite({ config: { consoleFolder } });
  });
  afterAll(async () => {
    await site.close();
    await rm(consoleFolder, { recursive: true, force: true });
  });

  it.each([
    ["/", 200, "text/html", "no-cache"],
    ["/setup", 200, "text/html", "no-cache"],
    ["/cameras/gate", 200, "text/html", "no-cache"],
    ["/assets/app-1a2b.js", 200, "javascript", "immutable"],
    ["/assets/gone.js", 404, "application/json", "no-store"],
    ["/.secret", 404, "application/json", "no-store"],
    ["/api/v1/none", 404, "application/json", "no-store"],
    ["/..%2f..%2fetc%2fpasswd", 200, "text/html", "no-cache"],
  ])("%s is %i %s", async (path, status, type, caching) => {
    const answer = await site.visitor().get(path);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, expect.stringContaining(type)]);
    expect(answer.headers.get("cache-control")).toContain(caching);
    const text = await answer.text();
    if (type === "text/html") expect(text).toContain("<title>Vigie</title>");
  });

  it("may run only its own scripts, and nobody may frame it", async () => {
    const policy = (await site.visitor().get("/")).headers.get("content-security-policy")!;
    const directive = (name: string) =>
      policy
        .split(";")
        .find((part) => part.trim().startsWith(`${name} `))
        ?.trim();
    expect(directive("script-src")).toBe("script-src 'self'");
    expect(directive("default-src")).toBe("default-src 'none'");
    expect(directive("frame-ancestors")).toBe("frame-ancestors 'none'");
    expect(directive("media-src")).toBe("media-src 'self' blob:");
    expect(policy).not.toContain("unsafe-eval");
    const { host } = new URL(site.url);
    expect(directive("connect-src")).toBe(`connect-src 'self' ws://${host} wss://${host}`);
  });

  it.each(["evil.example; script-src *", "a b", "[::1", "a.example/y"])(
    "does not let the Host %j write the policy",
    async (host) => {
      const answer = await site.app.inject({ method: "GET", url: "/", headers: { host } });
      const policy = String(answer.headers["content-security-policy"]);
      expect(policy).toContain("connect-src 'self' 'self';");
      expect(policy).not.toContain("script-src *");
    },
  );

  it("that is not built yet says how to build it", async () => {
    const bare = await startSite();
    const answer = await bare.visitor().get("/");
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining("npm start")]);
    await bare.close();
  });
});

describe("requests that are too much", () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site.close());

  it.each([
    [
      "a body of two megabytes",
      { body: `"${"x".repeat(2_000_000)}"`, headers: { "content-type": "application/json" } },
      413,
    ],
    ["JSON that is none", { body: "{", headers: { "content-type": "application/json" } }, 400],
    [
      "JSON that would change prototypes",
      { body: '{"__proto__":{"a":1}}', headers: { "content-type": "application/json" } },
      400,
    ],
    ["another content type", { body: "<a/>", headers: { "content-type": "text/xml" } }, 415],
  ])("%s are refused in the one shape", async (_name, init, status) => {
    const answer = await site.visitor().fetch("/api/v1/setup", { method: "POST", ...init });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({
      code: expect.stringMatching(/^request\./),
      message: expect.stringMatching(/^[A-Z].*\w/),
    });
  });
});

describe("the log of a refusal", () => {
  const answer = async (kind: "unavailable" | "internal", retryable: boolean) => {
    const site = await startSite();
    try {
      site.fleet.still = async () => {
        throw new AppError({ code: "camera.blind", kind, audience: "operator", message: "No picture yet.", retryable });
      };
      const { status } = await (await site.as("viewer")).get("/api/v1/cameras/yard/still.jpg");
      const lines = site.log.map((line) => JSON.parse(line) as { level: number; code?: string });
      return { status, levels: lines.filter(({ code }) => code === "camera.blind").map(({ level }) => level) };
    } finally {
      await site.close();
    }
  };

  it.each([
    ["that passes by itself is information", "unavailable", true, 503, 30],
    ["that lasts is an error", "unavailable", false, 503, 50],
    ["that is a mistake inside is an error", "internal", true, 500, 50],
  ] as const)("%s", async (_, kind, retryable, status, level) => {
    expect(await answer(kind, retryable)).toEqual({ status, levels: [level] });
  });
});
