// Which field an error belongs to: the contracts' own issues before sending, the server's fields after.
import { scenarioSchema } from "@vigie/contracts";
import { ApiError } from "../../app/api/http.ts";

export type FieldErrors = Readonly<Record<string, string>>;

/** One sentence per field that the contracts refuse; a field that is simply empty gets `missing`. */
export function contractErrors(scenario: Readonly<Record<string, unknown>>, missing: string): FieldErrors {
  const parsed = scenarioSchema.safeParse(scenario);
  if (parsed.success) return {};
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? "");
    const value = scenario[field];
    const empty = value === undefined || (Array.isArray(value) && value.length === 0);
    errors[field] ??= empty ? missing : issue.message;
  }
  return errors;
}

export interface ServerRefusal {
  fields: FieldErrors;
  /** The sentence, when it belongs to no field of the form. */
  general: unknown;
}

/** Where a refusal of the whole scene belongs, for the scenario at this place of it. */
export function serverRefusal(error: unknown, scenarioIndex: number, names: readonly string[]): ServerRefusal {
  if (!(error instanceof ApiError)) return { fields: {}, general: error };
  const paths = error.problem.details?.fields;
  const prefix = `scene.scenarios.${scenarioIndex}.`;
  for (const path of Array.isArray(paths) ? paths.map(String) : []) {
    const name = path.startsWith(prefix) ? path.slice(prefix.length).split(".")[0]! : "";
    if (names.includes(name)) return { fields: { [name]: error.problem.message }, general: null };
  }
  return { fields: {}, general: error };
}
