// The scenario file's schema and its page, from the one place where kinds are defined.

import { z } from "zod";
import { SCENARIO_KINDS, type ScenarioKindInfo, scenarioFileSchema } from "../../packages/contracts/src/index.ts";

export function scenarioSchemaPage(): string {
  const schema = z.toJSONSchema(scenarioFileSchema, { io: "input", unrepresentable: "any" });
  return `${JSON.stringify({ title: "Vigie scenario file", ...schema }, null, 2)}\n`;
}

interface Field {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  items?: Field;
}

export function scenarioPage(): string {
  const parts = [
    "# Scenario kinds",
    "",
    "Generated from the schemas in `packages/contracts/src/scenarios/`. The rules behind each kind are numbered in `packages/core/SPEC.md`.",
    "",
  ];
  for (const info of SCENARIO_KINDS) {
    const { kind, schema } = info;
    const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as {
      properties: Record<string, Field>;
      required?: string[];
    };
    parts.push(`## ${kind}`, "", ...aboutKind(info), "", "| key | value | default |", "|---|---|---|");
    for (const [key, field] of Object.entries(json.properties)) {
      const missing = json.required?.includes(key) ? "required" : "none";
      parts.push(
        `| \`${key}\` | ${describe(field)} | ${field.default === undefined ? missing : `\`${JSON.stringify(field.default)}\``} |`,
      );
    }
    parts.push("");
  }
  return parts.join("\n");
}

function aboutKind(info: ScenarioKindInfo): string[] {
  const drawn = info.places.map(({ field, shape, many }) => `${many ? `${shape}s` : `a ${shape}`} (\`${field}\`)`);
  const lines = [
    `Family: ${info.family}. Drawn: ${drawn.length > 0 ? drawn.join(", ") : "nothing, the whole picture is watched"}.`,
    {
      tracks: "Judged from tracks; can be asked about the past.",
      picture: "Judged from the picture.",
      concept: "Needs a model that has learnt the concept.",
    }[info.evidence],
  ];
  if (info.groundPlane)
    lines.push(`The camera's ground plane is ${info.groundPlane === "needed" ? "needed" : "a help"}.`);
  if (info.experimental) lines.push("Experimental.");
  return lines;
}

function describe(field: Field): string {
  if (field.const !== undefined) return `\`${String(field.const)}\``;
  if (field.enum) return field.enum.map((v) => `\`${String(v)}\``).join(", ");
  if (field.type === "array") return `list of ${describe(field.items ?? {})}`;
  const range =
    field.minimum !== undefined || field.maximum !== undefined
      ? ` ${field.minimum ?? ""} to ${field.maximum ?? ""}`
      : "";
  return `${field.type ?? "see schema"}${range}`;
}
