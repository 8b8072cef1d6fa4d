// From a kind's JSON Schema to the fields of its form; a kind that this console has never seen gets its form too.
import type { KindCard } from "./kind-card.ts";

export type PlaceShape = KindCard["places"][number]["shape"];

export type FieldControl =
  | { control: "text"; maxLength: number | null }
  | { control: "number"; whole: boolean; min: number | null; max: number | null }
  | { control: "switch" }
  | { control: "choice"; options: readonly string[] }
  /** Several class names. */
  | { control: "classes"; least: number }
  /** Several names of concepts, as a model names its classes. */
  | { control: "concepts"; least: number; most: number }
  /** One name of a concept. */
  | { control: "concept" }
  /** One of the things that are drawn, or several in order. */
  | { control: "place"; shape: PlaceShape; many: boolean; least: number; most: number }
  /** A direction of two points. */
  | { control: "heading" }
  /** Weekly windows in a time zone. */
  | { control: "schedule" }
  /** An instant at which it ends. */
  | { control: "until" }
  /** Modes of the site. */
  | { control: "armModes" }
  /** From which score on it records and alarms; both thresholds are one control. */
  | { control: "threshold" }
  /** Cannot be shown; says so. */
  | { control: "unsupported" };

export type FormField = FieldControl & {
  name: string;
  required: boolean;
  /** What holds when nothing is entered; undefined when nothing does. */
  initial: unknown;
};

interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  default?: unknown;
  format?: string;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  maxLength?: number;
  items?: JsonSchema | false;
  prefixItems?: readonly JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
}

/** Made from the name or fixed by the kind: never asked. */
const NOT_ASKED = new Set(["id", "kind"]);

/** Fields in the order in which people think: where, what, how, when; what only this kind has stands between what and when. */
const FIRST = ["line", "zone", "light", "zones", "entries", "exits", "spaces", "heading", "classes", "machines"];
const LAST = ["mode", "until", "name", "minScore", "alarmScore", "schedule", "armModes", "priority"];

/** Folded away at first: a person who is content never opens them. */
const SECOND_RANK: ReadonlySet<string> = new Set([
  "name",
  "priority",
  "schedule",
  "minScore",
  "alarmScore",
  "armModes",
  "minTravel",
  "minTravelM",
  "returnWithinS",
  "graceS",
  "redLamp",
  "minSize",
  "ownerDistance",
  "minStopS",
  "minSpeed",
  "withinS",
]);

/** Kinds that can judge by night only: their hours are there to be chosen, and are not folded away. */
export const OF_THE_NIGHT: ReadonlySet<string> = new Set(["light-on"]);

/** Kinds about whatever lies there: their classes say only who may own it. */
const OWNED: ReadonlySet<string> = new Set(["abandoned", "obstruction", "waste"]);

/** Whether the field stands among those that are folded away, for this kind. */
export function isFolded(kind: string, name: string): boolean {
  if (name === "schedule" && OF_THE_NIGHT.has(kind)) return false;
  return SECOND_RANK.has(name) || (name === "classes" && OWNED.has(kind));
}

export function formFields(schema: Readonly<Record<string, unknown>>, places: KindCard["places"] = []): FormField[] {
  const { properties = {}, required = [] } = schema as JsonSchema;
  const rank = (name: string) =>
    FIRST.includes(name) ? FIRST.indexOf(name) - FIRST.length : LAST.includes(name) ? LAST.indexOf(name) + 1 : 0;
  return Object.entries(properties)
    .filter(([name, property]) => !NOT_ASKED.has(name) && property.const === undefined)
    .map(([name, property]) => ({
      ...controlOf(name, property, places),
      name,
      required: required.includes(name) && property.default === undefined,
      initial: property.default,
    }))
    .sort((a, b) => rank(a.name) - rank(b.name));
}

function controlOf(name: string, property: JsonSchema, places: KindCard["places"]): FieldControl {
  const place = places.find(({ field }) => field === name);
  if (place)
    return {
      control: "place",
      shape: place.shape,
      many: place.many,
      least: property.minItems ?? 1,
      most: place.many ? (property.maxItems ?? 64) : 1,
    };
  if (name === "minScore" || name === "alarmScore") return { control: "threshold" };
  if (name === "concept" && property.type === "string") return { control: "concept" };
  if (property.enum?.every((value) => typeof value === "string"))
    return { control: "choice", options: property.enum as string[] };
  switch (property.type) {
    case "boolean":
      return { control: "switch" };
    case "integer":
    case "number":
      return {
        control: "number",
        whole: property.type === "integer",
        min: property.minimum ?? null,
        max: property.maximum ?? null,
      };
    case "string":
      if (property.format === "date-time") return { control: "until" };
      return { control: "text", maxLength: property.maxLength ?? null };
    case "array":
      return listControl(name, property);
    case "object":
      return property.properties?.windows && property.properties.timeZone
        ? { control: "schedule" }
        : { control: "unsupported" };
    default:
      return { control: "unsupported" };
  }
}

function listControl(name: string, property: JsonSchema): FieldControl {
  if (name === "heading" && property.prefixItems?.length === 2) return { control: "heading" };
  if (property.items === false || property.items?.type !== "string") return { control: "unsupported" };
  const least = property.minItems ?? 0;
  if (name === "classes" || name === "machines") return { control: "classes", least };
  if (name === "armModes") return { control: "armModes" };
  return { control: "concepts", least, most: property.maxItems ?? 20 };
}

export type FormValues = Readonly<Record<string, unknown>>;

/** What the form begins with: the scenario that is changed, else what holds without input. */
export function initialValues(fields: readonly FormField[], existing: FormValues | null): FormValues {
  const values: Record<string, unknown> = { ...existing };
  for (const field of fields)
    if (values[field.name] === undefined && field.initial !== undefined) values[field.name] = field.initial;
  return values;
}

/** The scenario that the form says, without what was left empty. */
export function scenarioOf(
  kind: string,
  id: string,
  fields: readonly FormField[],
  values: FormValues,
): Record<string, unknown> {
  const asked = fields.map(({ name }) => [name, values[name]] as const);
  const given = asked.filter(([, value]) => value !== undefined && value !== "" && value !== null);
  return { id, kind, ...Object.fromEntries(given) };
}

/** An id of lower-case letters, digits and hyphens from a name, different from all that are taken. */
export function scenarioId(name: string, kind: string, taken: readonly string[]): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 56)
    .replace(/-+$/, "");
  const base = slug === "" ? kind : slug;
  if (!taken.includes(base)) return base;
  for (let n = 2; ; n++) if (!taken.includes(`${base}-${n}`)) return `${base}-${n}`;
}
