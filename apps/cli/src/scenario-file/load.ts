// Reads a scenario file and says of each fault in which line it stands and what is allowed.
import { readFile } from "node:fs/promises";
import { AppError, type ScenarioFile, scenarioFileSchema } from "@vigie/contracts";
import { type Document, isMap, LineCounter, parseDocument } from "yaml";
import { explain } from "./explain.ts";

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
    if (fault.code === "MULTIPLE_DOCS") {
      const { line } = lines.linePos(fault.pos[0]);
      throw invalid("scenario-file.not-yaml", `${name}:${line}: a scenario file holds one document; leave "---" out.`);
    }
    throw invalid(
      "scenario-file.not-yaml",
      `${name}:${lines.linePos(fault.pos[0]).line}: this is not valid YAML: ${firstLine(fault.message)}.`,
    );
  }
  const content = plainData(document, name);
  const result = scenarioFileSchema.safeParse(content);
  if (result.success) return result.data;
  const sentences = result.error.issues.map((issue) => {
    const path = issue.path as (string | number)[];
    const line = (issue.code === "unrecognized_keys" ? lineOfKey(path, issue.keys[0]!) : null) ?? lineOf(path);
    return `${name}:${line}: ${place(path)}${explain(issue, content)}`;
  });
  throw invalid("scenario-file.invalid", [...new Set(sentences)].join("\n"));

  function lineOf(path: (string | number)[]): number {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  }

  function lineOfKey(path: (string | number)[], key: string): number | null {
    const group = path.length === 0 ? document.contents : document.getIn(path, true);
    if (!isMap(group)) return null;
    const pair = group.items.find((item) => String(item.key) === key);
    const range = (pair?.key as { range?: [number, number, number] } | undefined)?.range;
    return range ? lines.linePos(range[0]).line : null;
  }
}

/** The document as plain data; an empty file is an empty group. */
function plainData(document: Document, name: string): unknown {
  let content: unknown;
  try {
    content = document.toJS() ?? {};
  } catch {
    throw invalid("scenario-file.not-yaml", `${name}:1: its aliases (*name) multiply beyond measure; write them out.`);
  }
  if (typeof content !== "object" || Array.isArray(content)) {
    throw invalid("scenario-file.invalid", `${name}:1: a scenario file begins with the keys "version" and "cameras".`);
  }
  return content;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new AppError({
      code: "scenario-file.not-found",
      kind: "not-found",
      message:
        code === "ENOENT"
          ? `There is no scenario file ${path}.`
          : code === "EISDIR"
            ? `${path} is a folder; name a scenario file.`
            : `The scenario file ${path} cannot be read: ${message}.`,
      cause,
    });
  }
}

function place(path: (string | number)[]): string {
  if (path.length === 0) return "";
  return `${path.map((part, i) => (typeof part === "number" ? `[${part + 1}]` : `${i > 0 ? "." : ""}${part}`)).join("")}: `;
}

function firstLine(text: string): string {
  return text.split("\n")[0]!.replace(/\.$/, "");
}

function invalid(code: string, message: string): AppError {
  return new AppError({ code, kind: "invalid", message });
}
