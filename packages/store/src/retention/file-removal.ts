// Deletes files whose rows are gone. Each is noted in the records until it is surely off the disk, so that a crash forgets none.
import { isAppError } from "@vigie/contracts/errors";
import type { FileSystem } from "@vigie/core";
import type { StoreRecords } from "../open-records.ts";

export interface RemovalResult {
  /** Files that were there and are gone. */
  removed: number;
  /** Files that could not be deleted; they stay noted and are tried again. */
  failed: { path: string; reason: string }[];
}

const FILES_A_ROUND = 500;

/** Deletes everything noted, those of an interrupted pass too. */
export async function finishRemovals(records: StoreRecords, files: FileSystem): Promise<RemovalResult> {
  const result: RemovalResult = { removed: 0, failed: [] };
  for (let after = ""; ; ) {
    const paths = await records.upkeep.pendingRemovals(after, FILES_A_ROUND);
    if (paths.length === 0) return result;
    after = paths.at(-1)!;
    const gone = new Map<string, string[]>();
    for (const path of paths) {
      const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
      try {
        if (await removeFile(files, path)) result.removed += 1;
        gone.set(folder, [...(gone.get(folder) ?? []), path]);
      } catch (error) {
        result.failed.push({ path, reason: reasonOf(error) });
      }
    }
    for (const [folder, members] of gone) {
      try {
        await files.syncFolder(folder);
      } catch (error) {
        if (!isAppError(error) || error.code !== "files.not-found") {
          result.failed.push(...members.map((path) => ({ path, reason: reasonOf(error) })));
          continue;
        }
      }
      await records.upkeep.confirmRemovals(members);
    }
  }
}

/** False when there was nothing: never written, or deleted before a crash. A name that cannot lie in the folder was never a file. */
async function removeFile(files: FileSystem, path: string): Promise<boolean> {
  try {
    await files.remove(path);
    return true;
  } catch (error) {
    if (isAppError(error) && (error.code === "files.not-found" || error.code === "files.outside-root")) return false;
    throw error;
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
