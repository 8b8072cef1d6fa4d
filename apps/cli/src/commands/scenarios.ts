// `vigie scenarios check`: is this file right, and if not, where.
import { classesOf, placeReferences } from "@vigie/contracts";
import { Command } from "commander";
import { loadScenarioFile } from "../scenario-file/load.ts";

export function scenariosCommand(): Command {
  const command = new Command("scenarios").description("work with scenario files");
  command
    .command("check")
    .description("say whether a scenario file is right, and if not, in which line and what is allowed")
    .argument("<file>", "scenario file (YAML)")
    .action(async (path: string) => {
      const file = await loadScenarioFile(path);
      for (const camera of file.cameras) {
        const drawn = `${count(camera.lines.length, "line")}, ${count(camera.zones.length, "zone")}, ${count(camera.masks.length, "mask")}`;
        console.log(`${camera.id}: ${drawn}, ${count(camera.scenarios.length, "scenario")}`);
        for (const s of camera.scenarios)
          console.log(
            `  ${s.id} (${s.kind}) on ${places(placeReferences(s))}: ${classesOf(s).join(", ") || "the picture"}; ${s.mode}`,
          );
      }
      console.log(`${path} is right.`);
    });
  return command;
}

function places(references: readonly { id: string }[]): string {
  return references.map(({ id }) => id).join(", ") || "the whole picture";
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
