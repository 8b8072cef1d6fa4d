// The import table over the whole repository, for `npm run check`.
import { checkImports } from "./import-table.ts";

const LEAST_MODULES = 100;

const { modules, violations } = await checkImports(new URL("..", import.meta.url).pathname);
for (const violation of violations) console.error(violation);
console.log(`${modules} modules, ${violations.length} arrows that the table does not allow`);
if (modules < LEAST_MODULES) console.error(`Only ${modules} modules were read: the table was not checked.`);
process.exit(violations.length === 0 && modules >= LEAST_MODULES ? 0 : 1);
