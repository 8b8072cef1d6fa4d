// The form of every kind of scenario, made from its schema, and what becomes of its values and errors.
import { type CameraView, type DetectorsView, SCENARIO_KINDS, scenarioSchema } from "@vigie/contracts";
import i18next from "i18next";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ApiError } from "../src/app/api/http.ts";
import { en } from "../src/app/i18n/en/index.ts";
import { fr } from "../src/app/i18n/fr/index.ts";
import type { Shape } from "../src/features/editor/shapes.ts";
import { unitOf } from "../src/features/scenarios/field-units.ts";
import {
  firstClasses,
  firstPlace,
  firstValues,
  missingPlace,
  nightCalendar,
} from "../src/features/scenarios/first-values.ts";
import { contractErrors, serverRefusal } from "../src/features/scenarios/form-errors.ts";
import { formFields, initialValues, isFolded, scenarioId, scenarioOf } from "../src/features/scenarios/form-fields.ts";
import type { KindCard } from "../src/features/scenarios/kind-card.ts";
import { savedText } from "../src/features/scenarios/saved-text.ts";
import { seenClasses } from "../src/features/scenarios/seen-classes.ts";
import { untilInstant } from "../src/features/scenarios/until-choice.ts";

// Made as the server makes it for GET /scenario-kinds.
const kinds = SCENARIO_KINDS.map(({ kind, family, evidence, places, schema, ...info }) => {
  const card: KindCard = {
    kind,
    family,
    evidence,
    experimental: info.experimental === true,
    groundPlane: info.groundPlane ?? "none",
    built: true,
    scores: [],
    places: places.map(({ field, shape, many, optional }) => ({
      field,
      shape,
      many: many === true,
      optional: optional === true,
    })),
    schema: z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Record<string, unknown>,
  };
  return { kind, card, fields: formFields(card.schema, card.places) };
});

const translated = (language: "en" | "fr") => {
  const t = i18next.createInstance();
  const resources = { en: { translation: en }, fr: { translation: fr } };
  void t.init({ lng: language, resources, interpolation: { escapeValue: false } });
  return { t: t.t, language };
};
const english = translated("en");

describe("what is refused", () => {
  const night = nightCalendar("Europe/Paris");
  const timeless = { ...night, windows: [{ ...night.windows[0]!, from: "" }] };
  it.each([
    ["a time without a beginning", { schedule: timeless }, en.schedule.badTime, fr.schedule.badTime],
    [
      "a size beyond the picture",
      { minSize: 2 },
      { minSize: "At most 90 % is possible here." },
      { minSize: "Au plus 90 % est possible ici." },
    ],
  ] as const)("is said in the language of the person: %s", (_, wrong, inEnglish, inFrench) => {
    const scenario = { id: "x", kind: "waste", zone: "z", classes: ["person"], ...wrong };
    const [field] = Object.keys(wrong) as ["schedule" | "minSize"];
    const said = (told: string | object) => (typeof told === "string" ? { [field]: told } : told);
    expect(contractErrors(scenario, english)).toEqual(said(inEnglish));
    expect(contractErrors(scenario, translated("fr"))).toEqual(said(inFrench));
  });
});

describe("what is folded away at first", () => {
  it.each([
    ["intrusion", "classes", false],
    // It is told whatever lies there: "What: person" would say that a person is the waste.
    ["waste", "classes", true],
    ["abandoned", "classes", true],
    ["dumping", "classes", false],
    ["intrusion", "schedule", true],
    ["light-on", "schedule", false],
  ])("%s: %s, %j", (kind, name, folded) => {
    expect(isFolded(kind, name)).toBe(folded);
  });

  it.each(["abandoned", "waste", "obstruction", "dumping"] as const)(
    "%s names its classes for what they are",
    (kind) => {
      expect(en.fieldOf[`${kind}-classes`]).not.toBe(en.field.classes);
    },
  );
});

/** What a person draws or enters where nothing can be suggested. */
function drawnFor(card: KindCard): Record<string, unknown> {
  const places = card.places.map(({ field, many }) => [field, many ? ["place-1", "place-2"] : "place-1"] as const);
  const own =
    card.kind === "wrong-way-zone"
      ? {
          heading: [
            [0.1, 0.5],
            [0.9, 0.5],
          ],
        }
      : {};
  return { ...Object.fromEntries(places), ...own, ...(card.kind === "concept" ? { concept: "drone" } : {}) };
}

describe.each(kinds)("the form of $kind", ({ kind, card, fields }) => {
  const named = new Map(fields.map((field) => [field.name, field]));

  it("shows every field of the schema, none as unknown, each with a label and its options with words", () => {
    const schema = SCENARIO_KINDS.find((info) => info.kind === kind)!.schema as z.ZodObject;
    expect([...named.keys()].sort()).toEqual(
      Object.keys(schema.shape)
        .filter((name) => name !== "id" && name !== "kind")
        .sort(),
    );
    for (const field of fields) {
      expect(field.control, field.name).not.toBe("unsupported");
      if (field.control !== "threshold") expect(en.field, field.name).toHaveProperty(field.name);
      if (field.control === "choice") for (const option of field.options) expect(en.option).toHaveProperty(option);
      if (field.control === "number" && /(S|M|M2|Kmh)$/.test(field.name))
        expect(unitOf(field.name, field.whole).sign, field.name).not.toBeNull();
    }
    expect(en.kind).toHaveProperty(kind);
    expect(en.kindText).toHaveProperty(kind);
  });

  it("asks for what is drawn, for classes, for a calendar and for an end with their own controls", () => {
    for (const { field, shape, many } of card.places)
      expect(named.get(field)).toMatchObject({ control: "place", shape, many, required: true });
    if (named.has("classes")) expect(named.get("classes")).toMatchObject({ control: "classes", least: 1 });
    expect(named.get("schedule")).toMatchObject({ control: "schedule", required: false });
    expect(named.get("until")).toMatchObject({ control: "until", required: false });
    expect(named.get("minScore")).toMatchObject({ control: "threshold" });
    expect(named.get("alarmScore")).toMatchObject({ control: "threshold" });
    expect(named.get("armModes")).toMatchObject({ control: "armModes" });
  });

  it("begins with the defaults and, once the required is filled, gives a scenario that the contracts take", () => {
    const start = initialValues(fields, null);
    const filled = { classes: ["person"], allowed: "forward", maxKmh: 50, ...start, ...drawnFor(card) };
    const asked = Object.fromEntries(fields.map(({ name }) => [name, filled[name as keyof typeof filled]]));
    const scenario = scenarioOf(kind, "one", fields, asked);
    expect(contractErrors(scenario, english)).toEqual({});
    expect(initialValues(fields, scenarioSchema.parse(scenario) as Record<string, unknown>)).toMatchObject(start);
  });

  it("says at the fields what is missing", () => {
    const errors = contractErrors(scenarioOf(kind, "one", fields, initialValues(fields, null)), english);
    for (const { field } of card.places) expect(errors).toMatchObject({ [field]: en.scenarios.required });
    const open = fields.filter(({ required, initial }) => required && initial === undefined).map(({ name }) => name);
    expect(Object.keys(errors).sort()).toEqual(open.sort());
    const next = missingPlace(fields, initialValues(fields, null))?.name;
    expect(next).toBe(card.places[0]?.field);
  });
});

describe("a schema that nobody here has seen", () => {
  it("gets fields by type, and says which it cannot show", () => {
    const fields = formFields({
      type: "object",
      required: ["count"],
      properties: {
        kind: { type: "string", const: "future" },
        count: { type: "integer", minimum: 1 },
        loud: { type: "boolean", default: true },
        colour: { type: "string", enum: ["red", "green"] },
        matrix: { type: "array", items: { type: "array" } },
      },
    });
    expect(fields.map(({ name, control }) => [name, control])).toEqual([
      ["count", "number"],
      ["loud", "switch"],
      ["colour", "choice"],
      ["matrix", "unsupported"],
    ]);
    expect(fields[0]).toMatchObject({ whole: true, min: 1, required: true });
  });
});

describe("errors of the server", () => {
  const refusal = (fields: string[]) =>
    new ApiError(400, {
      code: "request.invalid",
      kind: "invalid",
      message: "Not so.",
      details: { place: "body", fields },
    });
  it.each([
    [["scene.scenarios.2.minStayS"], { minStayS: "Not so." }, false],
    [["scene.scenarios.2.schedule.windows.0.from"], { schedule: "Not so." }, false],
    [["scene.scenarios.1.minStayS"], {}, true],
    [["scene.zones.0.polygon"], {}, true],
  ])("%j", (paths, fields, isGeneral) => {
    const found = serverRefusal(refusal(paths), 2, ["minStayS", "schedule"]);
    expect(found.fields).toEqual(fields);
    expect(found.general !== null).toBe(isGeneral);
  });
});

describe("what a scenario needs besides", () => {
  it.each([
    ["École, entrée !", "ecole-entree"],
    ["***", "stopped"],
    ["night", "night-2"],
  ])("the name %j gives the id %j", (name, id) => {
    expect(scenarioId(name, "stopped", ["night"])).toBe(id);
  });

  it("offers the classes of the detector that looks, and the groups it can fill", () => {
    const known: DetectorsView = {
      best: "yolo",
      detectors: [
        { name: "yolo", classes: ["person", "car"], usable: true, reason: "", licence: "", origin: "" },
        { name: "motion", classes: ["moving"], usable: true, reason: "", licence: "", origin: "" },
      ],
    };
    const camera = (detector: string, now: string | null) =>
      ({ analysis: { detector }, health: { detector: now } }) as CameraView;
    expect(seenClasses(camera("auto", null), known)).toEqual({ detector: "yolo", names: ["vehicle", "person", "car"] });
    expect(seenClasses(camera("motion", null), known)).toEqual({ detector: "motion", names: ["moving"] });
    expect(seenClasses(camera("yolo", "motion"), known).detector).toBe("motion");
  });

  it.each([
    ["1h", "2026-07-01T20:30:00Z", "2026-07-01T21:30:00.000Z"],
    ["2h", "2026-07-01T20:30:00Z", "2026-07-01T22:30:00.000Z"],
    ["tonight", "2026-07-01T20:30:00Z", "2026-07-02T04:00:00.000Z"],
    ["tonight", "2026-07-02T01:00:00Z", "2026-07-02T04:00:00.000Z"],
    ["tonight", "2026-10-24T20:00:00Z", "2026-10-25T05:00:00.000Z"],
    ["permanent", "2026-07-01T20:30:00Z", undefined],
  ] as const)("%s, said in Paris at %s, ends at %s", (choice, now, end) => {
    expect(untilInstant(choice, Date.parse(now), "Europe/Paris")).toBe(end);
  });
});

describe("a new scenario", () => {
  const yolo = ["vehicle", "person", "bicycle", "car", "truck", "dog"];
  it.each([
    ["intrusion", yolo, ["person"]],
    ["loitering", yolo, ["person"]],
    ["stopped", yolo, ["vehicle"]],
    ["wrong-way", yolo, ["vehicle"]],
    ["line-count", yolo, ["person", "bicycle", "vehicle"]],
    ["occupancy", yolo, ["person"]],
    ["stopped", ["car", "truck", "dog"], ["car", "truck"]],
    ["stopped", ["person", "dog"], ["person", "dog"]],
    ["intrusion", ["moving"], ["moving"]],
    ["future", ["dog", "person"], ["person"]],
    ["intrusion", [], []],
  ])("%s among %j is about %j", (kind, seen, expected) => {
    expect(firstClasses(kind, seen)).toEqual(expected);
  });

  it("begins where a place is drawn: the one in hand, else one that nothing watches, else the first", () => {
    const shape = (id: string, kind: "line" | "zone") => ({ id, kind, name: id, points: [] }) as unknown as Shape;
    const shapes = [shape("gate", "line"), shape("yard", "zone"), shape("door", "zone")];
    const watched = [{ kind: "intrusion", zone: "yard" }] as CameraView["scene"]["scenarios"];
    expect(firstPlace("intrusion", "zone", shapes, null, [])).toBe("yard");
    expect(firstPlace("intrusion", "zone", shapes, null, watched)).toBe("door");
    expect(firstPlace("intrusion", "zone", shapes, "yard", watched)).toBe("yard");
    expect(firstPlace("intrusion", "zone", shapes, "gate", watched)).toBe("door");
    expect(firstPlace("intrusion", "zone", shapes.slice(0, 2), null, watched)).toBe("yard");
    expect(firstPlace("intrusion", "line", [], null, [])).toBeUndefined();
    // A lamp is drawn around: the yard of another scenario is none.
    expect(firstPlace("light-on", "zone", shapes.slice(0, 2), null, watched)).toBeUndefined();
    expect(firstPlace("light-on", "zone", shapes, null, watched)).toBe("door");
  });

  it.each(kinds)("of kind $kind can be started once its places are drawn, with nothing but one press", (row) => {
    const { kind, card, fields } = row;
    const first = initialValues(
      fields,
      firstValues(kind, fields, yolo, () => "drawn"),
    );
    for (const { field, many } of card.places) expect(first[field]).toBe(many ? undefined : "drawn");
    const values = { ...drawnFor(card), ...first };
    expect(contractErrors(scenarioOf(kind, "first", fields, { ...values, name: kind }), english)).toEqual({});
  });
});

describe("what is said of a scenario that was stored", () => {
  const t = i18next.createInstance();
  void t.init({ lng: "en", resources: { en: { translation: en } }, interpolation: { escapeValue: false } });
  const analysed = { enabled: true, health: { analysing: true, state: "ok" } };
  const night = { schedule: nightCalendar("Europe/Paris") };
  it.each([
    ["that it watches", {}, {}, "“Nobody here” is watching."],
    ["for the picture of the camera", {}, { camera: { ...analysed, enabled: false } }, /as soon as the pictures/],
    [
      "for a camera that is blind",
      {},
      { camera: { ...analysed, health: { analysing: true, state: "blind" } } },
      /as soon as the pictures/,
    ],
    ["for its hours", night, {}, /at its hours\.$/],
    ["for its mode", { armModes: ["home"] }, {}, /in another mode of the site: Home\.$/],
    ["nothing about its mode when that is in force", { armModes: ["armed"] }, {}, /is watching\.$/],
    ["for what the detector sees", { classes: ["person", "dog"] }, {}, /the detector cannot see all/],
    ["that its time is over", { until: "2026-05-01T08:00:00Z" }, {}, /its time is over, so it does not watch/],
    ["that it watches until its end", { until: "2026-05-01T12:00:00Z" }, {}, /is watching\.$/],
    ["for a model", night, { waits: true }, /as soon as a registered model/],
  ])("%s", (_, own, circumstances, said) => {
    const scenario = scenarioSchema.parse({
      id: "x",
      kind: "intrusion",
      name: "Nobody here",
      zone: "z",
      classes: ["person"],
      ...own,
    });
    const now = {
      camera: analysed,
      waits: false,
      seen: ["person"],
      armMode: "armed",
      nowMs: Date.parse("2026-05-01T10:00:00Z"),
      ...circumstances,
    };
    expect(savedText(scenario, now as never, t.t, "en")).toEqual(
      typeof said === "string" ? said : expect.stringMatching(said),
    );
  });
});
