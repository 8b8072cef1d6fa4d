// From a kind's JSON Schema to the fields of its form; a kind that this console has never seen gets its form too.

export type FieldControl =
  | { control: "text"; maxLength: number | null }
  | { control: "number"; whole: boolean; min: number | null; max: number | null }
  | { control: "switch" }
  | { control: "choice"; options: readonly string[] }
  /** Several class names. */
  | { control: "classes"; least: number }
  /** One of the lines or zones that are drawn. */
  | { control: "place"; place: "line" | "zone" }
  /** Weekly windows in a time zone. */
  | { control: "schedule" }
  /** An instant at which it ends. */
  | { control: "until" }
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
  maxLength?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
}

/** Made from the name or fixed by the kind: never asked. */
const NOT_ASKED = new Set(["id", "kind"]);

/** Fields in the order in which people think: where, what, how, when; then what the schema adds. */
const ORDER = [
  "name",
  "line",
  "zone",
  "classes",
  "allowed",
  "direction",
  "minStayS",
  "max",
  "mode",
  "until",
  "priority",
  "schedule",
  "minScore",
];

export function formFields(schema: Readonly<Record<string, unknown>>): FormField[] {
  const { properties = {}, required = [] } = schema as JsonSchema;
  const place = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return Object.entries(properties)
    .filter(([name, property]) => !NOT_ASKED.has(name) && property.const === undefined)
    .map(([name, property]) => ({
      ...controlOf(name, property),
      name,
      required: required.includes(name) && property.default === undefined,
      initial: property.default,
    }))
    .sort((a, b) => place(a.name) - place(b.name));
}

function controlOf(name: string, property: JsonSchema): FieldControl {
  if (name === "line" || name === "zone") return { control: "place", place: name };
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
      return name === "classes" && property.items?.type === "string"
        ? { control: "classes", least: property.minItems ?? 0 }
        : { control: "unsupported" };
    case "object":
      return property.properties?.windows && property.properties.timeZone
        ? { control: "schedule" }
        : { control: "unsupported" };
    default:
      return { control: "unsupported" };
  }
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
