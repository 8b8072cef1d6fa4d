// Drawings and scenarios as people write them: what is refused, and with which sentence.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import {
  findSelfCrossing,
  type Point,
  polygonSchema,
  polylineSchema,
  scenarioFileSchema,
  sceneSchema,
} from "../src/index.ts";

const square: Point[] = [
  [0.2, 0.2],
  [0.4, 0.2],
  [0.4, 0.6],
  [0.2, 0.6],
];
const zone = { id: "door", polygon: square };
const line = {
  id: "stop-line",
  points: [
    [0.1, 0.6],
    [0.9, 0.6],
  ] as Point[],
};
const intrusion = { id: "night-door", kind: "intrusion", zone: "door", classes: ["person"] };
const count = { id: "cars", kind: "line-count", line: "stop-line", classes: ["car", "truck", "bus"] };

/** Every complaint as "path: sentence". */
function complaints(schema: z.ZodType, input: unknown): string[] {
  const result = schema.safeParse(input);
  return result.success ? [] : result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
}

describe("outlines", () => {
  it.each<[string, Point[], string]>([
    [
      "a bow tie",
      [
        [0.2, 0.2],
        [0.6, 0.6],
        [0.6, 0.2],
        [0.2, 0.6],
      ],
      ": the outline crosses itself: the side from point 1 meets the side from point 3",
    ],
    [
      "a corner that touches another side",
      [
        [0.2, 0.2],
        [0.6, 0.2],
        [0.6, 0.6],
        [0.4, 0.2],
        [0.2, 0.6],
      ],
      ": the outline crosses itself: the side from point 1 meets the side from point 3",
    ],
    [
      "a flat outline",
      [
        [0.2, 0.2],
        [0.4, 0.4],
        [0.6, 0.6],
      ],
      ": the outline encloses no area",
    ],
    [
      "two points",
      [
        [0.2, 0.2],
        [0.4, 0.4],
      ],
      ": a polygon needs at least 3 points",
    ],
  ])("%s is refused with the reason", (_, points, sentence) => {
    expect(complaints(polygonSchema, points)).toContain(sentence);
  });

  it("points outside the picture are refused where they stand", () => {
    expect(
      complaints(polygonSchema, [
        [0.2, 0.2],
        [1.2, 0.2],
        [0.2, 0.6],
      ])[0],
    ).toMatch(/^1\.0: /);
  });

  it.each<[string, Point[]]>([
    ["a square", square],
    ["a square the other way round", [...square].reverse()],
    [
      "a triangle",
      [
        [0.1, 0.1],
        [0.9, 0.1],
        [0.5, 0.9],
      ],
    ],
    [
      "an L",
      [
        [0, 0],
        [1, 0],
        [1, 0.5],
        [0.5, 0.5],
        [0.5, 1],
        [0, 1],
      ],
    ],
  ])("%s is taken", (_, points) => {
    expect(complaints(polygonSchema, points)).toEqual([]);
  });

  it("a star around its middle never crosses itself, with two neighbours swapped it does", () => {
    const radius = fc.double({ min: 0.1, max: 0.45, noNaN: true });
    fc.assert(
      fc.property(fc.array(radius, { minLength: 5, maxLength: 12 }), (radii) => {
        const star = radii.map((r, i): Point => {
          const angle = (2 * Math.PI * i) / radii.length;
          return [0.5 + r * Math.cos(angle), 0.5 + r * Math.sin(angle)];
        });
        expect(findSelfCrossing(star)).toBeNull();
        const even = star.map((_, i): Point => {
          const angle = (2 * Math.PI * i) / star.length;
          return [0.5 + 0.4 * Math.cos(angle), 0.5 + 0.4 * Math.sin(angle)];
        });
        expect(findSelfCrossing([even[1]!, even[0]!, ...even.slice(2)])).not.toBeNull();
      }),
    );
  });

  it.each<[string, Point[], string]>([
    ["one point", [[0.1, 0.1]], ": a line needs at least 2 points"],
    [
      "a doubled point",
      [
        [0.1, 0.1],
        [0.1, 0.1],
        [0.5, 0.5],
      ],
      ": two points of the line that follow each other are the same",
    ],
  ])("a line of %s is refused", (_, points, sentence) => {
    expect(complaints(polylineSchema, points)).toEqual([sentence]);
  });
});

describe("a scene", () => {
  it("the smallest scenario gets the documented defaults", () => {
    const scene = sceneSchema.parse({ lines: [line], zones: [zone], scenarios: [intrusion, count] });
    expect(scene).toEqual({
      lines: [line],
      zones: [zone],
      masks: [],
      knownObjects: [],
      scenarios: [
        { ...intrusion, mode: "alarm", priority: "normal", minScore: 0, alarmScore: 0, minStayS: 0.5 },
        { ...count, mode: "record", priority: "normal", minScore: 0, alarmScore: 0 },
      ],
    });
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ["stopped", { zone: "door" }, { minStayS: 20, mode: "alarm" }],
    ["loitering", { zone: "door" }, { minStayS: 30, mode: "alarm" }],
    ["occupancy", { zone: "door" }, { minStayS: 2, mode: "record" }],
    ["line-crossing", { line: "stop-line" }, { direction: "both", mode: "alarm" }],
    ["wrong-way", { line: "stop-line", allowed: "forward" }, { mode: "alarm" }],
  ])("%s has its own defaults", (kind, needs, defaults) => {
    const scene = sceneSchema.parse({
      lines: [line],
      zones: [zone],
      scenarios: [{ id: "s", kind, classes: ["person"], ...needs }],
    });
    expect(scene.scenarios[0]).toMatchObject(defaults);
  });

  it("nothing drawn is a scene too", () => {
    expect(sceneSchema.parse({})).toEqual({ lines: [], zones: [], masks: [], scenarios: [], knownObjects: [] });
  });

  const wrong: [string, object, string | RegExp][] = [
    [
      "an unknown class",
      { zones: [zone], scenarios: [{ ...intrusion, classes: ["dragon"] }] },
      `scenarios.0.classes.0: "dragon" is not a known class; allowed are COCO's names (person, bicycle, car, ...), "moving" and the group "vehicle"`,
    ],
    ["no class", { zones: [zone], scenarios: [{ ...intrusion, classes: [] }] }, /^scenarios\.0\.classes: /],
    [
      "an unknown zone",
      { zones: [zone], scenarios: [{ ...intrusion, zone: "gate" }] },
      'scenarios.0.zone: there is no zone "gate"; drawn are: door',
    ],
    [
      "a zone although none is drawn",
      { scenarios: [intrusion] },
      'scenarios.0.zone: there is no zone "door"; no zone is drawn yet',
    ],
    [
      "an unknown line",
      { lines: [line], scenarios: [{ ...count, line: "exit" }] },
      'scenarios.0.line: there is no line "exit"; drawn are: stop-line',
    ],
    ["a doubled zone id", { zones: [zone, zone] }, 'zones.1.id: the id "door" is used twice among zones'],
    [
      "a doubled scenario id",
      { lines: [line], scenarios: [count, count] },
      'scenarios.1.id: the id "cars" is used twice among scenarios',
    ],
    ["an unknown kind", { scenarios: [{ ...count, kind: "teleport" }] }, /^scenarios\.0\.kind: /],
    ["a misspelt key", { lines: [line], scenarios: [{ ...count, clases: ["car"] }] }, /^scenarios\.0: .*clases/],
    [
      "an id with a slash",
      { lines: [{ ...line, id: "stop/line" }] },
      "lines.0.id: an id has letters, digits, hyphens and underscores, begins with a letter or digit, and is at most 63 long",
    ],
    ["a negative limit", { zones: [zone], scenarios: [{ ...intrusion, minStayS: -1 }] }, /^scenarios\.0\.minStayS: /],
    [
      "wrong-way without the allowed direction",
      { lines: [line], scenarios: [{ id: "w", kind: "wrong-way", line: "stop-line", classes: ["car"] }] },
      /^scenarios\.0\.allowed: /,
    ],
    [
      "an end without offset",
      { zones: [zone], scenarios: [{ ...intrusion, until: "2026-03-02T18:00:00" }] },
      /^scenarios\.0\.until: /,
    ],
    [
      "a time that does not exist",
      {
        zones: [zone],
        scenarios: [
          { ...intrusion, schedule: { timeZone: "Europe/Paris", windows: [{ from: "25:00", to: "06:00" }] } },
        ],
      },
      "scenarios.0.schedule.windows.0.from: a time of day is written HH:MM, 00:00 to 24:00",
    ],
    [
      "a zone of time that does not exist",
      {
        zones: [zone],
        scenarios: [
          { ...intrusion, schedule: { timeZone: "Mars/Olympus", windows: [{ from: "22:00", to: "06:00" }] } },
        ],
      },
      "scenarios.0.schedule.timeZone: the time zone must be an IANA name such as Europe/Paris",
    ],
  ];
  it.each(wrong)("%s is refused where it stands", (_, scene, sentence) => {
    const found = complaints(sceneSchema, scene);
    if (typeof sentence === "string") expect(found).toContain(sentence);
    else
      expect(
        found.some((text) => sentence.test(text)),
        found.join("\n"),
      ).toBe(true);
  });

  it("a schedule without days means every day", () => {
    const schedule = { timeZone: "Europe/Paris", windows: [{ from: "22:00", to: "06:00" }] };
    const scene = sceneSchema.parse({ zones: [zone], scenarios: [{ ...intrusion, schedule }] });
    expect(scene.scenarios[0]!.schedule!.windows[0]!.days).toEqual(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);
  });
});

describe("a scenario file", () => {
  const camera = { id: "junction", lines: [line], zones: [zone], scenarios: [intrusion, count] };

  it("the documented form is taken", () => {
    expect(scenarioFileSchema.parse({ version: 1, cameras: [camera] }).cameras[0]!.scenarios).toHaveLength(2);
  });

  it.each<[string, unknown, string | RegExp]>([
    ["no camera", { version: 1, cameras: [] }, /^cameras: /],
    ["another version", { version: 2, cameras: [camera] }, /^version: /],
    [
      "a doubled camera",
      { version: 1, cameras: [camera, camera] },
      'cameras.1.id: the camera id "junction" is used twice',
    ],
    [
      "a reference of another camera",
      { version: 1, cameras: [camera, { id: "yard", scenarios: [intrusion] }] },
      'cameras.1.scenarios.0.zone: there is no zone "door"; no zone is drawn yet',
    ],
  ])("%s is refused where it stands", (_, file, sentence) => {
    const found = complaints(scenarioFileSchema, file);
    if (typeof sentence === "string") expect(found).toContain(sentence);
    else
      expect(
        found.some((text) => sentence.test(text)),
        found.join("\n"),
      ).toBe(true);
  });
});
