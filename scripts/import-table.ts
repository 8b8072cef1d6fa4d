// The import table of ARCHITECTURE.md, enforced; a violation names the arrow and why it is not allowed.
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { importRules } from "./import-rules.ts";

export interface ImportReport {
  /** Modules read; the cruiser silently reads nothing when its parser is missing. */
  modules: number;
  /** One sentence per arrow that the table does not allow. */
  violations: string[];
}

/** Reads all modules below `packages` and `apps` of the folder and holds them against the table. */
export async function checkImports(baseDir: string): Promise<ImportReport> {
  const result = await cruise(
    ["packages", "apps"],
    {
      baseDir,
      ruleSet: { forbidden: importRules },
      validate: true,
      exclude: { path: "(^|/)(dist|assets|node_modules/\\.cache)/" },
      doNotFollow: { path: "node_modules" },
      tsPreCompilationDeps: true,
    },
    {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js"],
    } as never,
    { tsConfig: extractTSConfig(new URL("../tsconfig.json", import.meta.url).pathname) },
  );
  if (typeof result.output === "string") throw new Error(result.output);
  const { totalCruised, violations } = result.output.summary;
  const why = new Map(importRules.map((rule) => [rule.name, rule.comment ?? ""]));
  return {
    modules: totalCruised,
    violations: violations.map((v) => `${v.from} -> ${v.to}: ${v.rule.name}. ${why.get(v.rule.name)}`),
  };
}
