// One sentence about one bad field: which one, and what is allowed.

/** The parts of a schema issue that a sentence needs. */
export interface ValidationIssue {
  code?: string | undefined;
  path: readonly PropertyKey[];
  message: string;
  keys?: readonly string[];
  expected?: unknown;
  values?: readonly unknown[];
  /** What is too large or too small, and the limit that it breaks. */
  origin?: string;
  maximum?: number | bigint;
  minimum?: number | bigint;
}

/** `place` is body, querystring, params or headers. */
export function describeIssue(issue: ValidationIssue, place: string): string {
  const where = place === "querystring" ? "query" : place;
  if (issue.code === "unrecognized_keys" && issue.keys) {
    const inside = issue.path.length > 0 ? `"${fieldName(issue.path)}"` : `the ${where}`;
    return `${capital(inside)} has ${quoted(issue.keys)}, which is not a field there; remove it.`;
  }
  const field = issue.path.length > 0 ? `The field "${fieldName(issue.path)}"` : `The ${where}`;
  if (issue.code === "invalid_value" && issue.values) {
    return `${field} must be ${issue.values.length > 1 ? "one of " : ""}${quoted(issue.values)}.`;
  }
  if (issue.code === "invalid_type" && typeof issue.expected === "string") {
    if (/undefined$/.test(issue.message)) return `${field} is missing; it must be ${article(issue.expected)}.`;
    return `${field} must be ${article(issue.expected)}.`;
  }
  const limit = limitOf(issue);
  return limit === null ? `${field} is not valid: ${lowerFirst(issue.message)}.` : `${field} ${limit}.`;
}

/** A limit that has no sentence of its own in its schema; null for all else. */
function limitOf({ code, message, origin, maximum, minimum }: ValidationIssue): string | null {
  if (!/^Too (big|small)/.test(message)) return null;
  const [words, limit] = code === "too_big" ? ["at most", maximum] : ["at least", minimum];
  if (limit === undefined) return null;
  if (origin === "string") return `must have ${words} ${limit} ${limit === 1 ? "character" : "characters"}`;
  if (origin === "array") return `must have ${words} ${limit} ${limit === 1 ? "entry" : "entries"}`;
  return `must be ${/[<>][^=]/.test(message) ? words.replace("at most", "less than").replace("at least", "more than") : words} ${limit}`;
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}

function quoted(values: readonly unknown[]): string {
  return values.map((value) => `"${String(value)}"`).join(", ");
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return (text.charAt(0).toLowerCase() + text.slice(1)).replace(/\.$/, "");
}
