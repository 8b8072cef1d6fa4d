// What can be said about a video file before FFmpeg opens it: that it is there, and whether its end is missing.
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { sourceError } from "./source-error.ts";

export interface FileCheck {
  sizeBytes: number;
  /** The file's own structure says that it should be longer. */
  isTorn: boolean;
  /** It begins like an MP4 or MOV file. */
  isMp4: boolean;
}

/** Names the file in messages without the folders above it. */
export function fileName(path: string): string {
  return basename(path) || path;
}

/** Errors: `source.not-found`, `source.not-video`. */
export function checkFile(path: string): FileCheck {
  const name = fileName(path);
  let file: number;
  try {
    // A named pipe without a writer would hold a plain open for ever.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === "EACCES" || code === "EPERM" ? "may not be read by this process" : "does not exist";
    throw sourceError("source.not-found", `The video file ${name} ${why}.`, { path });
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) {
      throw sourceError("source.not-video", `${name} is not a file but a folder or a device; name a video file.`, {
        path,
      });
    }
    if (stat.size === 0) throw sourceError("source.not-video", `The video file ${name} is empty (0 bytes).`, { path });
    return { sizeBytes: stat.size, ...walk(file, stat.size) };
  } finally {
    closeSync(file);
  }
}

/** Follows the top-level boxes of MP4, or the RIFF length of AVI; both say how long the file must be. */
function walk(file: number, sizeBytes: number): { isTorn: boolean; isMp4: boolean } {
  const head = Buffer.alloc(16);
  const read = (at: number) => readSync(file, head, 0, 16, at);
  if (read(0) < 12) return { isTorn: false, isMp4: false };
  if (head.toString("latin1", 0, 4) === "RIFF") {
    return { isTorn: head.readUInt32LE(4) + 8 > sizeBytes + 1, isMp4: false };
  }
  if (head.toString("latin1", 4, 8) !== "ftyp") return { isTorn: false, isMp4: false };
  let at = 0;
  while (at < sizeBytes) {
    const got = read(at);
    if (got < 8) return { isTorn: true, isMp4: true };
    const short = head.readUInt32BE(0);
    const length = short === 1 && got === 16 ? Number(head.readBigUInt64BE(8)) : short;
    if (short === 0) break;
    if (length < 8 || at + length > sizeBytes) return { isTorn: true, isMp4: true };
    at += length;
  }
  return { isTorn: false, isMp4: true };
}
