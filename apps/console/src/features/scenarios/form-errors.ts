// Which field an error belongs to: the contracts' own issues before sending, the server's fields after.
import { scenarioSchema } from "@vigie/contracts";
import type { TFunction } from "i18next";
import type { z } from "zod";
import { ApiError } from "../../app/api/http.ts";
import { unitOf } from "./field-units.ts";

export type FieldErrors = Readonly<Record<string, string>>;

/** One sentence per field that the contracts refuse, in the person's language where it is known what people do wrong there. */
export function contractErrors(scenario: Readonly<Record<string, unknown>>, { t, language }: Speaker): FieldErrors {
  const parsed = scenarioSchema.safeParse(scenario);
  if (parsed.success) return {};
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? "");
    const value = scenario[field];
    const empty = value === undefined || (Array.isArray(value) && value.length === 0);
    errors[field] ??= empty ? t("scenarios.required") : issueText(issue, field, { t, language });
  }
  return errors;
}

interface Speaker {
  t: TFunction;
  language: string;
}

function issueText(issue: z.core.$ZodIssue, field: string, { t, language }: Speaker): string {
  if (field === "schedule" && (issue.path.includes("from") || issue.path.includes("to"))) return t("schedule.badTime");
  const isNumber = "origin" in issue && (issue.origin === "number" || issue.origin === "int");
  if (!isNumber || (issue.code !== "too_small" && issue.code !== "too_big")) return issue.message;
  const { factor, sign, decimals } = unitOf(field, false);
  const limit = Number(issue.code === "too_small" ? issue.minimum : issue.maximum) * factor;
  const said = new Intl.NumberFormat(language, { maximumFractionDigits: Math.max(decimals, 2) }).format(limit);
  const withUnit = sign === null ? said : `${said} ${t(`unit.${sign}`)}`;
  return t(issue.code === "too_small" ? "scenarios.tooSmall" : "scenarios.tooBig", { limit: withUnit });
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
