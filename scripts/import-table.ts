// The import table of ARCHITECTURE.md, enforced; a violation names the arrow and why it is not allowed.
import { cruise, type IReporterOutput } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { importRules } from "./import-rules.ts";

const root = new URL("..", import.meta.url).pathname;
process.chdir(root);
/** The cruiser silently reads nothing when its parser is missing: fewer modules than this means that it did not look. */
const LEAST_MODULES = 100;

const result: IReporterOutput = await cruise(
  ["packages", "apps"],
  {
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
  { tsConfig: extractTSConfig("./tsconfig.json") },
);
const output = result.output;
if (typeof output === "string") throw new Error(output);
const { totalCruised, violations } = output.summary;
for (const v of violations)
  console.error(
    `${v.rule.name}: ${v.from} -> ${v.to}\n  ${importRules.find((r) => r.name === v.rule.name)?.comment ?? ""}`,
  );
if (totalCruised < LEAST_MODULES) {
  console.error(`Only ${totalCruised} modules were read; the import table was not checked.`);
  process.exit(1);
}
console.log(`${totalCruised} modules, ${violations.length} arrows that the table does not allow`);
process.exit(violations.length === 0 ? 0 : 1);
