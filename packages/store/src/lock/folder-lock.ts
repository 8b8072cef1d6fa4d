// One server per data folder: a lock of the operating system that ends with the process, however it ends.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AppError } from "@vigie/contracts/errors";

export interface FolderLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Holds the folder until `release` or the end of the process. The lock is an exclusive transaction on an empty SQLite file: nothing
 * else in this process may open that file, because closing it would drop the lock.
 * Errors: `store.locked` (says who holds it), `store.unavailable`.
 */
export function lockFolder(folder: string): FolderLock {
  const root = resolve(folder);
  const notePath = join(root, "vigie.pid");
  let holder: DatabaseSync;
  try {
    makeFolder(root);
    holder = new DatabaseSync(join(root, "vigie.lock"), { timeout: 0 });
  } catch (cause) {
    throw unusable(root, cause);
  }
  try {
    holder.exec("BEGIN EXCLUSIVE");
    writeFileSync(notePath, `${JSON.stringify({ pid: process.pid, host: hostname(), sinceMs: Date.now() })}\n`);
  } catch (cause) {
    holder.close();
    if (((cause as { errcode?: number }).errcode ?? 0) % 256 === SQLITE_BUSY) throw heldBy(root, notePath, cause);
    throw unusable(root, cause);
  }
  return {
    release() {
      if (!holder.isOpen) return;
      rmSync(notePath, { force: true });
      holder.close();
    },
  };
}

function heldBy(root: string, notePath: string, cause: unknown): AppError {
  const pid = pidIn(notePath);
  const who = pid === null ? "another process" : `process ${pid}`;
  return new AppError({
    code: "store.locked",
    kind: "conflict",
    audience: "operator",
    message: `The data folder ${root} is in use by ${who}; stop that server first, or give this one another folder (VIGIE_DATA).`,
    details: { folder: root, pid },
    cause,
  });
}

/** Step by step: where the system allows no folder at all (/proc), Node's own recursive form never returns. */
function makeFolder(path: string): void {
  const known = statSync(path, { throwIfNoEntry: false });
  if (known?.isDirectory()) return;
  if (!known && dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path);
}

function unusable(root: string, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError({
    code: "store.unavailable",
    kind: "unavailable",
    audience: "operator",
    message: `The data folder ${root} cannot be used: ${reason}. It must exist, or be possible to make, and be writable.`,
    details: { folder: root },
    cause,
  });
}

/** The pid that the holder noted; null when it has not yet. */
function pidIn(notePath: string): number | null {
  try {
    const { pid } = JSON.parse(readFileSync(notePath, "utf8")) as { pid?: unknown };
    return typeof pid === "number" ? pid : null;
  } catch {
    return null;
  }
}
