// The `vigie` command: a flat list of sub-commands.
import { Command, CommanderError } from "commander";
import { analyzeCommand } from "./commands/analyze.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { evalCommand } from "./commands/eval.ts";
import { modelsCommand } from "./commands/models.ts";
import { scenariosCommand } from "./commands/scenarios.ts";
import { startCommand } from "./commands/start.ts";
import { EXIT, fail } from "./exit.ts";

const program = new Command("vigie")
  .description("Turns the cameras a site already owns into sensors that understand what they see.")
  .version("0.1.0")
  .addCommand(startCommand()) // the server with its console
  .addCommand(analyzeCommand()) // recorded video, faster than real time
  .addCommand(scenariosCommand()) // check a scenario file
  .addCommand(modelsCommand()) // list, import, pull, check detectors
  .addCommand(evalCommand()) // score parts of the product on their own
  .addCommand(doctorCommand()); // is this machine fit, and what to do

for (const command of [program, ...program.commands, ...program.commands.flatMap((c) => c.commands)])
  command.exitOverride();

try {
  await program.parseAsync();
} catch (cause) {
  // commander has already said what is wrong with the words; help and version end well.
  if (cause instanceof CommanderError) process.exit(cause.exitCode === 0 ? EXIT.ok : EXIT.usage);
  fail(cause);
}
