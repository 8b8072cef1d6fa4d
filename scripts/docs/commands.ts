// The command reference: what each command says of itself.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = new URL("../..", import.meta.url).pathname;
const COMMANDS = [
  "",
  "start",
  "analyze",
  "scenarios check",
  "models list",
  "models import",
  "models pull",
  "models check",
  "eval tracks",
  "doctor",
];

export function commandPage(): string {
  const parts = ["# Commands", "", "Generated from the commands' own help.", ""];
  for (const command of COMMANDS) {
    const help = execFileSync(
      process.execPath,
      [join(root, "apps/cli/src/main.ts"), ...command.split(" ").filter(Boolean), "--help"],
      {
        encoding: "utf8",
        env: { ...process.env, NO_COLOR: "1", COLUMNS: "100" },
      },
    );
    parts.push(`## vigie${command ? ` ${command}` : ""}`, "", "```", help.trimEnd(), "```", "");
  }
  return parts.join("\n");
}
