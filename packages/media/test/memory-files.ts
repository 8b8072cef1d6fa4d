// A FileSystem in memory whose disk can be slow, full or broken, and which forgets on a power cut what was not synced.
import { AppError } from "@vigie/contracts";
import type { FileStat, FileSystem, WritableFile } from "@vigie/core";

interface StoredFile {
  bytes: Buffer;
  syncedBytes: number;
}

export type DiskFault = (
  operation: "create" | "append" | "sync" | "rename" | "syncFolder",
  path: string,
) => Promise<void> | void;

export class MemoryFiles implements FileSystem {
  readonly stored = new Map<string, StoredFile>();
  readonly operations: string[] = [];
  fault: DiskFault = () => undefined;

  async create(path: string): Promise<WritableFile> {
    await this.#enter("create", path);
    if (this.stored.has(path)) throw fileError("files.exists", path);
    const file: StoredFile = { bytes: Buffer.alloc(0), syncedBytes: 0 };
    this.stored.set(path, file);
    return {
      append: async (bytes) => {
        await this.#enter("append", path);
        file.bytes = Buffer.concat([file.bytes, bytes]);
      },
      sync: async () => {
        await this.#enter("sync", path);
        file.syncedBytes = file.bytes.length;
      },
      close: async () => {
        this.operations.push(`close ${path}`);
      },
    };
  }

  async read(path: string, range?: { start: number; end: number }): Promise<Uint8Array> {
    const file = this.stored.get(path);
    if (!file) throw fileError("files.not-found", path);
    return range ? file.bytes.subarray(range.start, range.end) : file.bytes;
  }

  async stat(path: string): Promise<FileStat | null> {
    const file = this.stored.get(path);
    return file ? { sizeBytes: file.bytes.length, modifiedAtMs: 0, isFolder: false } : null;
  }

  async list(folder: string): Promise<string[]> {
    const inside = [...this.stored.keys()].filter((path) => path.startsWith(`${folder}/`));
    return inside.map((path) => path.slice(folder.length + 1)).sort();
  }

  async remove(path: string): Promise<void> {
    this.stored.delete(path);
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#enter("rename", from);
    const file = this.stored.get(from);
    if (!file) throw fileError("files.not-found", from);
    this.stored.delete(from);
    this.stored.set(to, file);
  }

  async makeFolder(): Promise<void> {}

  async syncFolder(path: string): Promise<void> {
    await this.#enter("syncFolder", path);
  }

  async freeBytes(): Promise<number> {
    return 1e12;
  }

  absolute(path: string): string {
    return `/memory/${path}`;
  }

  async #enter(operation: Parameters<DiskFault>[0], path: string): Promise<void> {
    this.operations.push(`${operation} ${path}`);
    await this.fault(operation, path);
  }
}

export function fileError(code: string, path: string): AppError {
  return new AppError({ code, kind: "unavailable", message: `${path}: ${code}` });
}
