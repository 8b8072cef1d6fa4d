// Serves a stored file whole or in the byte range that a player asks for (RFC 9110, one range).

import { Readable } from "node:stream";
import { AppError } from "@vigie/contracts";
import type { FileSystem } from "@vigie/core";
import type { FastifyReply, FastifyRequest } from "fastify";

const CHUNK_BYTES = 512 * 1024;

export interface ByteRange {
  start: number;
  /** After the last byte. */
  end: number;
}

/** The range of a Range header; null for the whole file (no header, or one that may be ignored), "unsatisfiable" for 416. */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | null | "unsatisfiable" {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return null;
  const [, from = "", to = ""] = match;
  if (from === "") {
    const length = Math.min(Number(to), sizeBytes);
    return length === 0 ? "unsatisfiable" : { start: sizeBytes - length, end: sizeBytes };
  }
  const start = Number(from);
  const last = to === "" ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (to !== "" && Number(to) < start) return null;
  return start >= sizeBytes ? "unsatisfiable" : { start, end: last + 1 };
}

/** Errors: `media.not-found` when the file is gone. Memory: one chunk, whatever the size. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  files: FileSystem,
  file: { path: string; type: string },
): Promise<FastifyReply> {
  const found = await files.stat(file.path);
  if (!found || found.isFolder) {
    throw new AppError({
      code: "media.not-found",
      kind: "not-found",
      message: "This picture or clip is no longer stored; its time may be over.",
    });
  }
  const range = parseRange(request.headers.range, found.sizeBytes);
  reply.header("accept-ranges", "bytes").type(file.type);
  if (range === "unsatisfiable") {
    const problem = { code: "media.bad-range", kind: "invalid", message: `The file has ${found.sizeBytes} bytes.` };
    return reply
      .status(416)
      .header("content-range", `bytes */${found.sizeBytes}`)
      .type("application/json")
      .send(JSON.stringify(problem));
  }
  const { start, end } = range ?? { start: 0, end: found.sizeBytes };
  if (range) reply.status(206).header("content-range", `bytes ${start}-${end - 1}/${found.sizeBytes}`);
  reply.header("content-length", String(end - start));
  return reply.send(request.method === "HEAD" ? null : Readable.from(pieces(files, file.path, start, end)));
}

async function* pieces(files: FileSystem, path: string, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += CHUNK_BYTES) {
    yield await files.read(path, { start: at, end: Math.min(at + CHUNK_BYTES, end) });
  }
}
