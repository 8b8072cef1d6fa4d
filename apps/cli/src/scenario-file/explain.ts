// What a fault of a scenario file means to the person who wrote it: which value is wrong and what is allowed.
import { SCENARIO_KINDS, scenarioFileSchema } from "@vigie/contracts";
import { z } from "zod";

type Path = readonly (string | number)[];
type JsonSchema = { [key: string]: unknown };

/** Sentence about one fault; `file` is the whole content of the file as plain data. */
export function explain(issue: z.core.$ZodIssue, file: unknown): string {
  const value = valueAt(file, issue.path as Path);
  switch (issue.code) {
    case "unrecognized_keys": {
      const allowed = keysAllowedAt(issue.path as Path, file);
      const unknown = issue.keys.map((k) => `"${k}"`).join(", ");
      return `the key ${unknown} is not known here${allowed.length > 0 ? `; allowed are ${allowed.join(", ")}` : ""}.`;
    }
    case "invalid_union":
      if (!issue.discriminator) return sentence(issue.message);
      return `${value === undefined ? "this is missing" : "this kind is not known"}; allowed are ${SCENARIO_KINDS.map((k) => k.kind).join(", ")}.`;
    case "invalid_value": {
      const allowed = issue.values.map((v) => JSON.stringify(v)).join(", ");
      return `${value === undefined ? "this is missing; " : ""}allowed ${issue.values.length === 1 ? "is" : "are"} ${allowed}.`;
    }
    case "invalid_type":
      return `${value === undefined ? "this is missing; " : ""}it must be ${NAMES[issue.expected] ?? issue.expected}.`;
    case "too_small":
      return ownWords(issue.message) ?? bound(issue.origin, "at least", Number(issue.minimum), issue.inclusive);
    case "too_big":
      return ownWords(issue.message) ?? bound(issue.origin, "at most", Number(issue.maximum), issue.inclusive);
    default:
      return sentence(issue.message);
  }
}

const NAMES: Record<string, string> = {
  array: "a list",
  object: "a group of keys and values",
  string: "a text",
  number: "a number",
  boolean: "true or false",
  tuple: "a list in brackets, such as [0.5, 0.5]",
};

/** The schema's own sentence, or null where only the library's wording stands. */
function ownWords(message: string): string | null {
  return /^Too (small|big)/.test(message) ? null : sentence(message);
}

function bound(origin: string, words: string, limit: number, isInclusive = true): string {
  const amount = isInclusive ? `${words} ${limit}` : `${words === "at least" ? "above" : "below"} ${limit}`;
  if (origin === "array") return `the list must have ${amount} ${limit === 1 ? "entry" : "entries"}.`;
  if (origin === "string") return `the text must have ${amount} ${limit === 1 ? "character" : "characters"}.`;
  return `the value must be ${amount}.`;
}

function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}

function valueAt(file: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => (value as JsonSchema | null | undefined)?.[part], file);
}

/** Keys that the published schema knows at this place; of scenarios, those of the kind that is written there. */
function keysAllowedAt(path: Path, file: unknown): string[] {
  let schema = z.toJSONSchema(scenarioFileSchema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  for (let depth = 0; depth <= path.length; depth++) {
    const branches = (schema.oneOf ?? schema.anyOf) as JsonSchema[] | undefined;
    const kind = (valueAt(file, path.slice(0, depth)) as JsonSchema | undefined)?.kind;
    const branch = branches?.find(
      (b) => (b.properties as Record<string, JsonSchema> | undefined)?.kind?.const === kind,
    );
    schema = branch ?? schema;
    const part = path[depth];
    if (part === undefined) break;
    const next = typeof part === "number" ? schema.items : (schema.properties as JsonSchema | undefined)?.[part];
    if (!next) return [];
    schema = next as JsonSchema;
  }
  return Object.keys((schema.properties as JsonSchema | undefined) ?? {});
}
