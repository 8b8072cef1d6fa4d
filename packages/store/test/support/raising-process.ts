// A server in miniature: raises alarms as fast as it can and prints each id once it is acknowledged, until it is killed.
import { openRecords } from "../../src/index.ts";
import { alarm } from "./samples.ts";

const [dataFolder, databaseUrl, run] = process.argv.slice(2);
const records = await openRecords({ dataFolder: dataFolder!, databaseUrl: databaseUrl || undefined });
process.stdout.write("open\n");
for (let i = 0; ; i++) {
  const id = `run${run}-${i}`;
  await records.alarms.raise(alarm(id));
  process.stdout.write(`${id}\n`);
  if (i % 5 === 0) await records.alarms.change(id, i, (before) => ({ ...before, state: "acknowledged" }));
}
