// The FileSystem port on the machine's own disk.
import { constants, mkdirSync, realpathSync } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rmdir, stat, statfs, unlink } from "node:fs/promises";
import { dirname, relative, sep } from "node:path";
import type { FileSystem, WritableFile } from "@vigie/core";
import { fileError, outsideRoot, syncFailed } from "./file-errors.ts";
import { insideRoot, namesOf } from "./inside-path.ts";

const NO_FOLLOW = process.platform === "win32" ? 0 : constants.O_NOFOLLOW;
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW;

/** Files below `rootFolder`, which is made when missing. Errors: `files.*` of the port. */
export function createNodeFileSystem(rootFolder: string): FileSystem {
  let root: string;
  try {
    mkdirSync(rootFolder, { recursive: true });
    root = realpathSync.native(rootFolder);
  } catch (error) {
    throw fileError(error, rootFolder);
  }

  const at = <T>(path: string, task: (full: string) => Promise<T>): Promise<T> =>
    guarded(path, async () => task(insideRoot(root, path)));
  /** The root itself is neither file nor something to remove. */
  const below = <T>(path: string, task: (full: string) => Promise<T>): Promise<T> =>
    guarded(path, async () => {
      if (namesOf(path).length === 0) throw outsideRoot(path);
      return task(insideRoot(root, path));
    });

  return {
    create: (path) =>
      below(path, async (full) => {
        await makeDurableFolder(root, dirname(full));
        return writable(path, await open(full, CREATE, 0o640));
      }),
    read: (path, range) => below(path, (full) => readBytes(full, range)),
    stat: (path) =>
      at(path, async (full) => {
        const found = await stat(full).catch(nullWhenMissing);
        if (found === null) return null;
        return { sizeBytes: found.size, modifiedAtMs: found.mtimeMs, isFolder: found.isDirectory() };
      }),
    list: (folder) => at(folder, async (full) => ((await readdir(full).catch(nullWhenMissing)) ?? []).sort()),
    remove: (path) =>
      below(path, async (full) => {
        try {
          await unlink(full);
        } catch (error) {
          const code = (error as NodeJS.ErrnoException).code;
          if (code !== "EISDIR" && code !== "EPERM") throw error;
          await rmdir(full);
        }
      }),
    rename: (from, to) =>
      below(from, (fullFrom) =>
        below(to, async (fullTo) => {
          await makeDurableFolder(root, dirname(fullTo));
          await rename(fullFrom, fullTo);
        }),
      ),
    makeFolder: (path) => at(path, (full) => makeDurableFolder(root, full)),
    syncFolder: (path) =>
      at(path, async (full) => {
        try {
          await syncFolderEntry(full);
        } catch (error) {
          const mapped = fileError(error, path);
          throw mapped.code === "files.io" ? syncFailed(path, error) : mapped;
        }
      }),
    freeBytes: () =>
      guarded("", async () => {
        const disk = await statfs(root);
        return disk.bavail * disk.bsize;
      }),
    absolute(path) {
      try {
        return insideRoot(root, path);
      } catch (error) {
        throw fileError(error, path);
      }
    },
  };
}

async function guarded<T>(path: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw fileError(error, path);
  }
}

function writable(path: string, handle: FileHandle): WritableFile {
  let lost: Error | null = null;
  return {
    append: (bytes) =>
      guarded(path, async () => {
        if (lost) throw lost;
        for (let offset = 0; offset < bytes.length; ) {
          const { bytesWritten } = await handle.write(bytes, offset, bytes.length - offset);
          offset += bytesWritten;
        }
      }),
    async sync() {
      if (lost) throw lost;
      try {
        await handle.sync();
      } catch (error) {
        // After a failed fsync the kernel may have dropped the pages: a second one would succeed and prove nothing.
        lost = syncFailed(path, error);
        throw lost;
      }
    },
    close: () => guarded(path, () => handle.close()),
  };
}

async function readBytes(full: string, range?: { start: number; end: number }): Promise<Uint8Array> {
  const handle = await open(full, constants.O_RDONLY);
  try {
    const { size } = await handle.stat();
    const start = Math.min(range?.start ?? 0, size);
    const bytes = new Uint8Array(Math.max(0, Math.min(range?.end ?? size, size) - start));
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) return bytes.subarray(0, filled);
      filled += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}

/** Makes what is missing, and syncs each parent, so that a synced file in it can be reached after a loss of power. */
async function makeDurableFolder(root: string, full: string): Promise<void> {
  const first = await mkdir(full, { recursive: true, mode: 0o750 });
  if (first === undefined) return;
  const names = relative(dirname(first), full).split(sep);
  let folder = dirname(first);
  await syncFolderEntry(folder.length < root.length ? root : folder);
  for (const name of names.slice(0, -1)) {
    folder = `${folder}${sep}${name}`;
    await syncFolderEntry(folder);
  }
}

async function syncFolderEntry(full: string): Promise<void> {
  // Windows cannot open folders; NTFS journals their entries itself.
  if (process.platform === "win32") return;
  const handle = await open(full, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
  throw error;
}
