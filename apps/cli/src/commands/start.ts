// `vigie start`: the whole product on this machine.

import { startServer } from "@vigie/server";
import { Command } from "commander";

export function startCommand(): Command {
  return new Command("start")
    .description("start the server and its console (VIGIE_HOST, VIGIE_PORT, VIGIE_DATA, DATABASE_URL, VIGIE_DEMO)")
    .action(async () => {
      await startServer();
    });
}
