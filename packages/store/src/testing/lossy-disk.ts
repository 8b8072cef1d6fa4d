// What a disk holds for sure and what only the running system sees: bytes, names, and the changes of names on their way.

interface DiskFile {
  bytes: Uint8Array;
  syncedBytes: number;
  closed: boolean;
  modifiedAtMs: number;
}

/** A change of a folder that has not reached the disk. A rename across folders is one change of both. */
type NameChange =
  | { kind: "add"; folders: readonly string[]; path: string; file: DiskFile }
  | { kind: "remove"; folders: readonly string[]; path: string }
  | { kind: "move"; folders: readonly string[]; path: string; to: string };

/** Folders themselves are kept as soon as they are made, as the port promises. Paths are already checked; "" is the root. */
export class LossyDisk {
  freeBytes = Number.POSITIVE_INFINITY;
  /** Counts power losses; a file opened in an earlier life is dead. */
  life = 0;
  readonly #folders = new Set<string>([""]);
  #seen = new Map<string, DiskFile>();
  #durable = new Map<string, DiskFile>();
  #changes: NameChange[] = [];
  #random: () => number;

  constructor(seed: number) {
    this.#random = mulberry32(seed);
  }

  create(path: string, nowMs: number): DiskFile {
    if (this.#seen.has(path) || this.#folders.has(path)) throw failure("EEXIST");
    this.makeFolder(parentOf(path));
    const file: DiskFile = { bytes: new Uint8Array(0), syncedBytes: 0, closed: false, modifiedAtMs: nowMs };
    this.#change({ kind: "add", folders: [parentOf(path)], path, file });
    return file;
  }

  append(file: DiskFile, bytes: Uint8Array, nowMs: number): void {
    const written = Math.min(bytes.length, this.freeBytes);
    const joined = new Uint8Array(file.bytes.length + written);
    joined.set(file.bytes);
    joined.set(bytes.subarray(0, written), file.bytes.length);
    file.bytes = joined;
    file.modifiedAtMs = nowMs;
    this.freeBytes -= written;
    if (written < bytes.length) throw failure("ENOSPC");
  }

  file(path: string): DiskFile {
    const file = this.#seen.get(path);
    if (!file) throw failure(this.#folders.has(path) ? "EISDIR" : "ENOENT");
    return file;
  }

  stat(path: string): { sizeBytes: number; modifiedAtMs: number; isFolder: boolean } | null {
    const file = this.#seen.get(path);
    if (file) return { sizeBytes: file.bytes.length, modifiedAtMs: file.modifiedAtMs, isFolder: false };
    return this.#folders.has(path) ? { sizeBytes: 0, modifiedAtMs: 0, isFolder: true } : null;
  }

  list(folder: string): string[] {
    const children = [...this.#seen.keys(), ...this.#folders].filter(
      (path) => path !== "" && parentOf(path) === folder,
    );
    return children.map((path) => path.slice(folder === "" ? 0 : folder.length + 1)).sort();
  }

  remove(path: string): void {
    if (this.#folders.has(path)) {
      if (this.list(path).length > 0) throw failure("ENOTEMPTY");
      this.#folders.delete(path);
      return;
    }
    this.freeBytes += this.file(path).bytes.length;
    this.#change({ kind: "remove", folders: [parentOf(path)], path });
  }

  rename(from: string, to: string): void {
    this.file(from);
    if (this.#folders.has(to)) throw failure("EISDIR");
    this.makeFolder(parentOf(to));
    this.#change({ kind: "move", folders: [parentOf(from), parentOf(to)], path: from, to });
  }

  makeFolder(path: string): void {
    if (this.#seen.has(path)) throw failure("EEXIST");
    for (let folder = path; folder !== ""; folder = parentOf(folder)) this.#folders.add(folder);
  }

  syncFolder(folder: string): void {
    if (!this.#folders.has(folder)) throw failure("ENOENT");
    this.#changes = this.#changes.filter((change) => {
      if (!change.folders.includes(folder)) return true;
      apply(this.#durable, change);
      return false;
    });
  }

  paths(): string[] {
    return [...this.#seen.keys()].sort();
  }

  /** Of each folder's waiting changes a first part survives; of each file's un-synced bytes too. */
  crash(): void {
    this.life += 1;
    const stopped = new Set<string>();
    for (const change of this.#changes) {
      if (this.#random() < 0.5) for (const folder of change.folders) stopped.add(folder);
      if (!change.folders.some((folder) => stopped.has(folder))) apply(this.#durable, change);
    }
    this.#changes = [];
    for (const file of this.#durable.values()) {
      const waiting = file.bytes.length - file.syncedBytes;
      file.syncedBytes += Math.floor(this.#random() * (waiting + 1));
      file.bytes = file.bytes.slice(0, file.syncedBytes);
      file.closed = true;
    }
    this.#seen = new Map(this.#durable);
  }

  #change(change: NameChange): void {
    apply(this.#seen, change);
    this.#changes.push(change);
  }
}

function apply(names: Map<string, DiskFile>, change: NameChange): void {
  if (change.kind === "add") names.set(change.path, change.file);
  else {
    const file = names.get(change.path);
    names.delete(change.path);
    if (change.kind === "move" && file) names.set(change.to, file);
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Range: 0 (included) to 1 (not included). Source: the public-domain generator mulberry32. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
