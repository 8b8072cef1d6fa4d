// Cameras, classes, kinds and errors: what is taken, what is refused, what the defaults are.
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import {
  AppError,
  alarmQuerySchema,
  COCO_CLASSES,
  cameraConfigSchema,
  expandClasses,
  isAppError,
  isKnownClass,
  placeReferences,
  SCENARIO_KINDS,
  scenarioSchema,
  siteSettingsSchema,
  sourceSchema,
  verdictRequestSchema,
} from "../src/index.ts";

const message = (result: { success: boolean; error?: { issues: { message: string }[] } | undefined }) =>
  result.error?.issues[0]?.message;

describe("cameras", () => {
  it("a camera needs an id, a name and a source; the rest has defaults", () => {
    const source = { kind: "rtsp", url: "rtsp://10.0.0.7/stream1" };
    expect(cameraConfigSchema.parse({ id: "gate", name: "Gate", source })).toEqual({
      id: "gate",
      name: "Gate",
      place: "",
      enabled: true,
      source: { ...source, transport: "tcp" },
      analysis: { enabled: true, detector: "auto", fps: 5 },
      recording: { enabled: true },
      scene: { lines: [], zones: [], masks: [], scenarios: [], knownObjects: [] },
    });
  });

  it.each([
    [
      "rtsp with a web address",
      { kind: "rtsp", url: "http://10.0.0.7/" },
      "the address must begin with rtsp:// or rtsps://",
    ],
    [
      "http with a stream address",
      { kind: "http", url: "rtsp://10.0.0.7/" },
      "the address must begin with http:// or https://",
    ],
    ["words", { kind: "rtsp", url: "the camera by the gate" }, "the address must begin with rtsp:// or rtsps://"],
  ])("%s is refused with what is allowed", (_, source, sentence) => {
    expect(message(sourceSchema.safeParse(source))).toBe(sentence);
  });

  it("a file is played again and again unless told otherwise", () => {
    expect(sourceSchema.parse({ kind: "file", path: "videos/street.mp4" })).toMatchObject({ loop: true });
  });
});

describe("classes", () => {
  it("COCO's eighty names, each once", () => {
    expect(COCO_CLASSES).toHaveLength(80);
    expect(new Set(COCO_CLASSES).size).toBe(80);
  });

  it("groups become their members, once each, in order", () => {
    expect(expandClasses(["person", "vehicle", "car"])).toEqual(["person", "car", "motorcycle", "bus", "truck"]);
  });

  it.each([
    ["person", true],
    ["vehicle", true],
    ["moving", true],
    ["Person", false],
    ["toString", false],
    ["", false],
  ])('"%s" is known: %s', (name, known) => {
    expect(isKnownClass(name)).toBe(known);
  });
});

/** What a kind cannot do without, besides its places. */
const MUSTS: Readonly<Record<string, object>> = {
  "wrong-way": { allowed: "forward" },
  "wrong-way-zone": {
    heading: [
      [0.1, 0.5],
      [0.9, 0.5],
    ],
  },
  speed: { maxKmh: 50 },
  concept: { concept: "forklift" },
};

it("every kind of the picker parses with what it needs, and nothing else is a kind", () => {
  for (const { kind, places, schema } of SCENARIO_KINDS) {
    const drawn = Object.fromEntries(places.map(({ field, many }) => [field, many ? ["here", "there"] : "here"]));
    const isAboutThings = "classes" in (schema as z.ZodObject).shape;
    const definition = { id: "s", kind, ...(isAboutThings ? { classes: ["person"] } : {}), ...drawn, ...MUSTS[kind] };
    expect(scenarioSchema.parse(definition), kind).toEqual(schema.parse(definition));
    expect(
      placeReferences(scenarioSchema.parse(definition)).map(({ field, shape }) => `${field} ${shape}`),
      kind,
    ).toEqual(places.flatMap(({ field, shape, many }) => Array(many ? 2 : 1).fill(`${field} ${shape}`)));
  }
  expect(scenarioSchema.safeParse({ id: "s", kind: "magic", classes: ["person"] }).success).toBe(false);
  expect(new Set(SCENARIO_KINDS.map((k) => k.kind)).size).toBe(SCENARIO_KINDS.length);
  expect(scenarioSchema.options.map((option) => option.shape.kind.value).sort()).toEqual(
    SCENARIO_KINDS.map((k) => k.kind).sort(),
  );
});

describe("requests", () => {
  it("a verdict alone is enough", () => {
    expect(verdictRequestSchema.parse({ verdict: "nuisance" })).toEqual({
      verdict: "nuisance",
      outcome: "none",
      note: "",
    });
    expect(verdictRequestSchema.safeParse({ verdict: "maybe" }).success).toBe(false);
  });

  it("a list is newest first, fifty at a time, two hundred at most", () => {
    expect(alarmQuerySchema.parse({})).toEqual({ order: "newest", limit: 50 });
    expect(alarmQuerySchema.parse({ limit: "200", from: "1000" })).toMatchObject({ limit: 200, from: 1000 });
    expect(alarmQuerySchema.safeParse({ limit: "201" }).success).toBe(false);
  });

  it.each([
    [0, false],
    [1, true],
    [30, true],
    [31, false],
    [7.5, false],
  ])("keeping pictures for %s days is allowed: %s", (retentionDays, allowed) => {
    const settings = { siteName: "Town", timeZone: "Europe/Paris", retentionDays };
    expect(siteSettingsSchema.safeParse(settings).success).toBe(allowed);
  });
});

it("an error carries its code, and defaults that name a user and no retry", () => {
  const error = new AppError({ code: "camera.not-found", kind: "not-found", message: "There is no such camera." });
  expect(error).toMatchObject({
    code: "camera.not-found",
    kind: "not-found",
    audience: "user",
    retryable: false,
    details: {},
  });
  expect(isAppError(error)).toBe(true);
  expect(isAppError(new Error("camera.not-found"))).toBe(false);
});
