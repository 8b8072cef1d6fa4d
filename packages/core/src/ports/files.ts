// All file access of the product. Paths are relative to one root, written with "/", and never leave it.

export interface FileStat {
  sizeBytes: number;
  modifiedAtMs: number;
  isFolder: boolean;
}

/** A file being written; nothing is durable before `sync` has returned, and its folder entry not before `syncFolder`. */
export interface WritableFile {
  append(bytes: Uint8Array): Promise<void>;
  /** Errors: `files.sync-failed`; a failed sync is never retried and trusted, the file counts as lost. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Errors of all calls: `files.not-found`, `files.exists`, `files.full`, `files.read-only`, `files.outside-root`, `files.io`. */
export interface FileSystem {
  /** Creates the file, which must not exist yet (O_EXCL); missing folders are made. */
  create(path: string): Promise<WritableFile>;
  /** Bytes [start, end) of the file; whole file without a range. */
  read(path: string, range?: { start: number; end: number }): Promise<Uint8Array>;
  stat(path: string): Promise<FileStat | null>;
  /** Names in the folder, sorted; empty when it does not exist. */
  list(folder: string): Promise<string[]>;
  remove(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  syncFolder(path: string): Promise<void>;
  /** Unit: bytes free for this process on the root's volume. */
  freeBytes(): Promise<number>;
  /** Absolute path for native code that needs one; refuses paths outside the root. */
  absolute(path: string): string;
}
