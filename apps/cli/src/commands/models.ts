// `vigie models`: which detectors this machine has, and how it gets more.
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { DetectorEntry } from "@vigie/core";
import {
  checkModels,
  createDetectorCatalogue,
  EMBEDDED_FOLDER,
  importModel,
  type ModelCheck,
  PINNED_MODELS,
  pinnedEntry,
  pullModel,
} from "@vigie/inference";
import { Command } from "commander";
import pc from "picocolors";
import { EXIT, usageError } from "../exit.ts";
import { dataFolder, modelFolders } from "../places.ts";

export function modelsCommand(): Command {
  const command = new Command("models").description("list, import, fetch and check detectors");
  command.command("list").description("every detector, best first, and why one cannot be used").action(list);
  command
    .command("import")
    .description("copy a model file into the data folder and register it")
    .argument("<file>", "ONNX file")
    .option(
      "--manifest <file>",
      "JSON with its entry, or with a list of entries; default: manifest.json beside the file; a pinned model needs none",
    )
    .action(importOne);
  command
    .command("pull")
    .description(
      `fetch a model from its pinned address: ${PINNED_MODELS.map(({ manifest }) => manifest.name).join(", ")}`,
    )
    .argument("<name>", "name of the model")
    .action(pull);
  command.command("check").description("verify the hash of every registered model and load it").action(check);
  return command;
}

async function list(): Promise<void> {
  const entries = await createDetectorCatalogue({ folders: modelFolders(), embeddedFolder: EMBEDDED_FOLDER }).list();
  const width = Math.max(...entries.map(({ name }) => name.length));
  for (const entry of entries) console.log(`${mark(entry)} ${entry.name.padEnd(width)}  ${describe(entry)}`);
  const auto = entries.find((entry) => entry.usable);
  console.log(`"auto" takes ${auto?.name ?? "nothing"}. Searched: ${modelFolders().join(", ")}.`);
}

function mark({ usable }: DetectorEntry): string {
  return usable ? pc.green("ok") : pc.yellow("--");
}

function describe({ usable, reason, classes, licence, origin }: DetectorEntry): string {
  if (!usable) return reason;
  return `${classes.length} ${classes.length === 1 ? "class" : "classes"}, ${licence}, ${origin}`;
}

async function importOne(file: string, options: { manifest?: string }): Promise<void> {
  const manifestPath = options.manifest ?? join(dirname(file), "manifest.json");
  const entry = (options.manifest ? null : await pinnedEntry(file)) ?? (await entryFor(file, manifestPath));
  const manifest = await importModel(ownFolder(), file, entry, dirname(manifestPath));
  console.log(`${manifest.name} is registered in ${ownFolder()}.`);
}

/** The only entry of the file, or the one that names the model's file. */
async function entryFor(file: string, manifestPath: string): Promise<unknown> {
  const text = await readFile(manifestPath, "utf8").catch(() => {
    throw usageError(
      `There is no manifest ${manifestPath}; a model needs one that says its name, family, licence and SHA-256.`,
    );
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw usageError(`The manifest ${manifestPath} is not JSON.`);
  }
  if (!Array.isArray(value)) return value;
  const entry = value.find((one: { file?: unknown } | null) => one?.file === basename(file));
  if (entry === undefined)
    throw usageError(`The manifest ${manifestPath} has no entry for the file ${basename(file)}.`);
  return entry;
}

async function pull(name: string): Promise<void> {
  const pinned = PINNED_MODELS.find(({ manifest }) => manifest.name === name);
  if (!pinned) {
    const known = PINNED_MODELS.map(({ manifest }) => manifest.name).join(", ");
    throw usageError(`There is no pinned model "${name}"; there are ${known}.`);
  }
  const showsProgress = process.stderr.isTTY === true;
  const { licence } = await pullModel(ownFolder(), pinned, (bytes, total) => {
    if (showsProgress) process.stderr.write(`\r${name}: ${Math.round((100 * bytes) / total)} %`);
  });
  if (showsProgress) process.stderr.write("\r");
  console.log(`${name} (${licence}) is registered in ${ownFolder()}.`);
}

async function check(): Promise<void> {
  const checks = await checkModels(modelFolders(), EMBEDDED_FOLDER);
  for (const { name, verdict, problem } of checks) console.log(`${SIGNS[verdict]} ${problem === "" ? name : problem}`);
  const number = (wanted: ModelCheck["verdict"]) => checks.filter(({ verdict }) => verdict === wanted).length;
  const others = number("not-for-watching");
  console.log(`${number("usable")} usable, ${number("broken")} broken, ${others} not for watching.`);
  if (number("broken") > 0) process.exitCode = EXIT.failed;
}

const SIGNS = { usable: pc.green("ok"), "not-for-watching": pc.dim("--"), broken: pc.red("!!") };

function ownFolder(): string {
  return join(dataFolder(), "models");
}
