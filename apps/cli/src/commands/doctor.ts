// `vigie doctor`: is this machine fit to watch, and if not, what to do. One line a finding.
import { existsSync } from "node:fs";
import { mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { AppError } from "@vigie/contracts";
import { checkModels, EMBEDDED_FOLDER } from "@vigie/inference";
import { openRecords, SQLITE_FILE } from "@vigie/store";
import { Command } from "commander";
import pc from "picocolors";
import { EXIT } from "../exit.ts";
import { dataFolder, modelFolders } from "../places.ts";

interface Finding {
  verdict: "ok" | "warning" | "problem";
  /** What was looked at. */
  about: string;
  /** What is so, and what to do when it is not well. */
  sentence: string;
}

const LEAST_NODE = 24;
const GIB = 1024 ** 3;
const LEAST_FREE_BYTES = GIB;
const GOOD_FREE_BYTES = 10 * GIB;
const HEALTH_LIMIT_MS = 2000;

export function doctorCommand(): Command {
  return new Command("doctor")
    .description("check this machine, its store, models, decoders and port, and say what to do")
    .action(async () => {
      const findings = (await Promise.all([node(), folder(), store(), models(), video(), address(), port()])).flat();
      for (const { verdict, about, sentence } of findings) console.log(`${SIGNS[verdict]} ${about}: ${sentence}`);
      const problems = findings.filter(({ verdict }) => verdict === "problem").length;
      const warnings = findings.filter(({ verdict }) => verdict === "warning").length;
      console.log(`${count(problems, "problem")}, ${count(warnings, "warning")}.`);
      if (problems > 0) process.exitCode = EXIT.failed;
    });
}

const SIGNS = { ok: pc.green("ok      "), warning: pc.yellow("warning "), problem: pc.red("problem ") };

function node(): Finding {
  const { node: version } = process.versions;
  if (Number.parseInt(version, 10) >= LEAST_NODE) return ok("Node", `version ${version}.`);
  return problem(
    "Node",
    `version ${version} is too old, ${LEAST_NODE} or later is needed; start with "npx vigie" from the repository.`,
  );
}

async function folder(): Promise<Finding[]> {
  const root = dataFolder();
  const place = existsSync(root) ? root : dirname(root);
  const findings: Finding[] = [];
  try {
    const probe = await mkdtemp(join(place, ".vigie-doctor-"));
    try {
      await writeFile(join(probe, "probe"), "can be written");
    } finally {
      await rm(probe, { recursive: true, force: true });
    }
    findings.push(
      ok("Data folder", existsSync(root) ? `${root} can be written.` : `${root} will be made at the first start.`),
    );
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    return [
      problem(
        "Data folder",
        `${place} cannot be written (${reason}); change its owner, or set VIGIE_DATA to another folder.`,
      ),
    ];
  }
  const { bavail, bsize } = await statfs(place);
  const freeBytes = bavail * bsize;
  const free = `${(freeBytes / GIB).toFixed(1)} GiB are free`;
  if (freeBytes < LEAST_FREE_BYTES)
    findings.push(problem("Disk", `only ${free}; recording needs at least 1 GiB, make room or set VIGIE_DATA.`));
  else if (freeBytes < GOOD_FREE_BYTES)
    findings.push(
      warning("Disk", `${free}; one camera records about 30 GiB a day, shorten the retention or make room.`),
    );
  else findings.push(ok("Disk", `${free}.`));
  return findings;
}

async function store(): Promise<Finding> {
  const databaseUrl = process.env.DATABASE_URL || undefined;
  if (!databaseUrl && !existsSync(join(dataFolder(), SQLITE_FILE))) {
    return ok("Store", "none yet; it will be made at the first start.");
  }
  try {
    const records = await openRecords({ dataFolder: dataFolder(), databaseUrl });
    try {
      await records.ping();
      const cameras = await records.cameras.list();
      return ok("Store", `${records.dialect} opens and answers, ${count(cameras.length, "camera")}.`);
    } finally {
      await records.close();
    }
  } catch (error) {
    if (error instanceof AppError && error.code === "store.locked") {
      return warning("Store", `not looked into: ${error.message}`);
    }
    return problem("Store", messageOf(error));
  }
}

async function models(): Promise<Finding[]> {
  const checks = await checkModels(modelFolders(), EMBEDDED_FOLDER);
  const usable = checks.filter(({ verdict }) => verdict === "usable").map(({ name }) => name);
  const broken = checks.filter(({ verdict }) => verdict === "broken");
  const found =
    usable.length > 0
      ? ok("Detectors", `${[...usable, "motion"].join(", ")}.`)
      : warning(
          "Detectors",
          'only "motion", which cannot tell a person from a car; fetch one with "vigie models pull picodet-s-416".',
        );
  return [found, ...broken.map(({ problem: sentence }) => warning("Detectors", sentence))];
}

async function video(): Promise<Finding[]> {
  try {
    const { availableDecoders, createMedia } = await import("@vigie/media");
    createMedia();
    const decoders = availableDecoders();
    const present = decoders.filter(({ isPresent }) => isPresent).map(({ codec }) => codec);
    const missing = decoders.filter(({ isPresent }) => !isPresent).map(({ codec }) => codec);
    return [
      ok("Video", `the decoder library loads and decodes ${present.join(", ")}.`),
      ...missing.map((codec) => {
        const sentence = `${codec} cannot be decoded, cameras and files with it stay dark; run "npm ci" on this machine.`;
        return codec === "h264" ? problem("Video", sentence) : warning("Video", sentence);
      }),
    ];
  } catch (error) {
    return [problem("Video", `the decoder library does not load (${messageOf(error)}); run "npm ci" on this machine.`)];
  }
}

function host(): string {
  return process.env.VIGIE_HOST || "127.0.0.1";
}

function address(): Finding {
  const name = host();
  if (name === "localhost" || name === "::1" || name.startsWith("127."))
    return ok("Address", `${name}, only this machine can reach it.`);
  const everywhere = name === "0.0.0.0" || name === "::";
  const who = everywhere ? "every network that this machine is in" : "its network";
  return warning(
    "Address",
    `${name} can be reached from ${who}; put it behind a proxy with TLS, or set VIGIE_HOST=127.0.0.1.`,
  );
}

async function port(): Promise<Finding> {
  const text = process.env.VIGIE_PORT || "8080";
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) {
    return problem("Port", `VIGIE_PORT is "${text}"; it must be a whole number from 0 to 65535.`);
  }
  const code = await tryToListen(number);
  if (code === null) return ok("Port", `${number} is free.`);
  if (code === "EADDRINUSE" && (await isVigie(number))) return ok("Port", `${number} is served by a running Vigie.`);
  if (code === "EADDRINUSE")
    return problem("Port", `${number} is in use by another program; stop it, or set VIGIE_PORT to another number.`);
  return problem(
    "Port",
    `${host()}:${number} cannot be opened (${code}); set VIGIE_HOST and VIGIE_PORT to what this machine has.`,
  );
}

/** Null when the port is free, else the system's reason. */
function tryToListen(number: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown reason"));
    server.listen({ host: host(), port: number, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

async function isVigie(number: number): Promise<boolean> {
  try {
    const target = host() === "0.0.0.0" || host() === "::" ? "127.0.0.1" : host();
    const response = await fetch(`http://${target.includes(":") ? `[${target}]` : target}:${number}/api/v1/health`, {
      signal: AbortSignal.timeout(HEALTH_LIMIT_MS),
    });
    const health = (await response.json()) as { cameras?: unknown };
    return health.cameras !== undefined;
  } catch {
    return false;
  }
}

function ok(about: string, sentence: string): Finding {
  return { verdict: "ok", about, sentence };
}

function warning(about: string, sentence: string): Finding {
  return { verdict: "warning", about, sentence };
}

function problem(about: string, sentence: string): Finding {
  return { verdict: "problem", about, sentence };
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
