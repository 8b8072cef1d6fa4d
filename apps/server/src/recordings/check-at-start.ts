// Before anything records: recordings that a crash left unfinished are made whole, and the index agrees with the disk again.
import { fork } from "node:child_process";
import type { FileSystem } from "@vigie/core";
import { reindex, type StoreRecords } from "@vigie/store";
import type { FastifyBaseLogger } from "fastify";
import { RECORDINGS_FOLDER } from "./folder.ts";

const UNFINISHED = ".mp4.part";
const RECOVERY_LIMIT_MS = 60_000;

export interface CheckDeps {
  records: StoreRecords;
  files: FileSystem;
  dataFolder: string;
  logger: FastifyBaseLogger;
}

/** What could not be mended is logged; it never keeps the server from starting. Errors: `store.*`. */
export async function checkRecordings({ records, files, dataFolder, logger }: CheckDeps): Promise<void> {
  if (await anyUnfinished(files)) {
    const done = await recoverInProcess(dataFolder);
    if (done === null) logger.error("Unfinished recordings could not be made whole; they are left as they are.");
    else logger.info(done, "Recordings that were cut off have been made whole.");
  }
  const { adopted, damaged, missing, strays, problem } = await reindex({ records, files });
  if (problem !== null) logger.error(problem);
  if (damaged.length > 0) logger.warn({ damaged }, "Some recordings are damaged and not in the index.");
  if (missing.length > 0) logger.error({ missing }, "Some recordings of the index are gone from the disk.");
  if (adopted.length + strays.length > 0) {
    logger.info({ adopted: adopted.length, strays: strays.length }, "The index of recordings was brought up to date.");
  }
}

async function anyUnfinished(files: FileSystem): Promise<boolean> {
  for (const camera of await files.list(RECORDINGS_FOLDER)) {
    const names = await files.list(`${RECORDINGS_FOLDER}/${camera}`);
    if (names.some((name) => name.endsWith(UNFINISHED))) return true;
  }
  return false;
}

function recoverInProcess(dataFolder: string): Promise<{ recovered: number; lost: number } | null> {
  return new Promise((resolve) => {
    const child = fork(new URL("./recover-process.ts", import.meta.url), {
      env: { ...process.env, VIGIE_DATA_ROOT: dataFolder },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      timeout: RECOVERY_LIMIT_MS,
      killSignal: "SIGKILL",
    });
    let done: { recovered: number; lost: number } | null = null;
    child.on("message", (message) => {
      done = message as { recovered: number; lost: number };
    });
    child.once("exit", (code) => resolve(code === 0 ? done : null));
    child.once("error", () => resolve(null));
  });
}
