// A disk in memory that loses what was not synced when the power goes, and fails when it is told to.
import type { FileSystem } from "@vigie/core";
import { fileError, outsideRoot, syncFailed } from "../files/file-errors.ts";
import { namesOf } from "../files/inside-path.ts";
import { LossyDisk } from "./lossy-disk.ts";

export type FileOperation = Exclude<keyof FileSystem, "absolute"> | "append" | "sync" | "close";

export interface LossyFileSystem extends FileSystem {
  /** Power loss: open files are dead, un-synced bytes, names, renames and removals survive by chance or not at all. */
  crash(): void;
  /** The next `times` (default 1) operations of this kind fail with the system's error, for example `ENOSPC` or `EIO`. */
  failNext(operation: FileOperation, systemCode: string, times?: number): void;
  /** Awaited before each operation: to delay it, or to throw in its place. */
  onOperation(hook: ((operation: FileOperation, path: string) => Promise<void> | void) | null): void;
  /** Bytes that may still be written; Infinity by default. */
  setFreeBytes(bytes: number): void;
  /** Every file that is there now, sorted. */
  paths(): string[];
}

/** The same seed and the same calls lose the same things. */
export function createLossyFileSystem(seed: number): LossyFileSystem {
  const disk = new LossyDisk(seed);
  const failures: { operation: FileOperation; systemCode: string }[] = [];
  let hook: ((operation: FileOperation, path: string) => Promise<void> | void) | null = null;
  let timeMs = 1_000_000;

  /** Runs one operation as the system would, its errors mapped as those of a real disk. */
  const run = async <T>(operation: FileOperation, path: string, task: () => T): Promise<T> => {
    try {
      await hook?.(operation, path);
      const index = failures.findIndex((failure) => failure.operation === operation);
      if (index >= 0) throw systemError(failures.splice(index, 1)[0]!.systemCode);
      timeMs += 1;
      return task();
    } catch (error) {
      throw fileError(error, path);
    }
  };
  const nameOf = (path: string): string => {
    const names = namesOf(path);
    if (names.length === 0) throw outsideRoot(path);
    return names.join("/");
  };

  return {
    create: (path) =>
      run("create", path, () => {
        const file = disk.create(nameOf(path), timeMs);
        const life = disk.life;
        let lost: Error | null = null;
        const check = (): void => {
          if (disk.life !== life || file.closed) throw systemError("EBADF");
          if (lost) throw lost;
        };
        return {
          append: (bytes) =>
            run("append", path, () => {
              check();
              disk.append(file, bytes, timeMs);
            }),
          async sync() {
            if (lost) throw lost;
            try {
              await run("sync", path, () => {
                check();
                file.syncedBytes = file.bytes.length;
              });
            } catch (error) {
              lost = syncFailed(path, error);
              throw lost;
            }
          },
          close: () =>
            run("close", path, () => {
              if (disk.life !== life || file.closed) throw systemError("EBADF");
              file.closed = true;
            }),
        };
      }),
    read: (path, range) =>
      run("read", path, () => {
        const { bytes } = disk.file(nameOf(path));
        return bytes.slice(Math.min(range?.start ?? 0, bytes.length), range?.end ?? bytes.length);
      }),
    stat: (path) => run("stat", path, () => disk.stat(namesOf(path).join("/"))),
    list: (folder) => run("list", folder, () => disk.list(namesOf(folder).join("/"))),
    remove: (path) => run("remove", path, () => disk.remove(nameOf(path))),
    rename: (from, to) => run("rename", from, () => disk.rename(nameOf(from), nameOf(to))),
    makeFolder: (path) => run("makeFolder", path, () => disk.makeFolder(namesOf(path).join("/"))),
    syncFolder: (path) => run("syncFolder", path, () => disk.syncFolder(namesOf(path).join("/"))),
    freeBytes: () => run("freeBytes", "", () => disk.freeBytes),
    absolute: (path) => `/lossy/${namesOf(path).join("/")}`,
    crash: () => disk.crash(),
    failNext(operation, systemCode, times = 1) {
      for (let i = 0; i < times; i++) failures.push({ operation, systemCode });
    },
    onOperation(next) {
      hook = next;
    },
    setFreeBytes(bytes) {
      disk.freeBytes = bytes;
    },
    paths: () => disk.paths(),
  };
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
