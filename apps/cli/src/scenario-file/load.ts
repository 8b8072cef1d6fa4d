// Reads a scenario file and says of each fault in which line it stands and what is allowed.
import { readFile } from "node:fs/promises";
import { AppError, SCENARIO_KINDS, type ScenarioFile, scenarioFileSchema } from "@vigie/contracts";
import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

/** Errors: `scenario-file.not-found`, `scenario-file.not-yaml`, `scenario-file.invalid`; the message names file and line of each fault. */
export async function loadScenarioFile(path: string): Promise<ScenarioFile> {
  return parseScenarioFile(await readText(path), path);
}

/** The same for text at hand; `name` is what messages call it. */
export function parseScenarioFile(text: string, name: string): ScenarioFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const fault = document.errors[0];
  if (fault) {
    throw invalid(
      "scenario-file.not-yaml",
      `${name}:${lines.linePos(fault.pos[0]).line}: this is not valid YAML: ${firstLine(fault.message)}.`,
    );
  }
  const result = scenarioFileSchema.safeParse(document.toJS() ?? {});
  if (result.success) return result.data;
  const sentences = result.error.issues.map((issue) => {
    const path = issue.path as (string | number)[];
    return `${name}:${lineOf(path)}: ${place(path)}${explain(issue)}`;
  });
  throw invalid("scenario-file.invalid", [...new Set(sentences)].join("\n"));

  function lineOf(path: (string | number)[]): number {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    throw new AppError({
      code: "scenario-file.not-found",
      kind: "not-found",
      message: missing
        ? `There is no scenario file ${path}.`
        : `The scenario file ${path} cannot be read: ${(cause as Error).message}.`,
      cause,
    });
  }
}

function explain(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "unrecognized_keys":
      return `the key ${issue.keys.map((k) => `"${k}"`).join(", ")} is not known here; check its spelling in docs/ref/scenario.schema.json.`;
    case "invalid_union":
      if (issue.discriminator)
        return `this kind is not known; allowed are ${SCENARIO_KINDS.map((k) => k.kind).join(", ")}.`;
      return `${issue.message}.`;
    case "invalid_value":
      return `allowed are ${issue.values.map((v) => JSON.stringify(v)).join(", ")}.`;
    case "invalid_type":
      return issue.input === undefined
        ? `this is missing; it must be ${anA(issue.expected)}.`
        : `it must be ${anA(issue.expected)}.`;
    default:
      return issue.message.endsWith(".") ? issue.message : `${issue.message}.`;
  }
}

function place(path: (string | number)[]): string {
  if (path.length === 0) return "";
  return `${path.map((part, i) => (typeof part === "number" ? `[${part + 1}]` : `${i > 0 ? "." : ""}${part}`)).join("")}: `;
}

function anA(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function firstLine(text: string): string {
  return text.split("\n")[0]!.replace(/\.$/, "");
}

function invalid(code: string, message: string): AppError {
  return new AppError({ code, kind: "invalid", message });
}
