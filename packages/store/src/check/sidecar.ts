// The facts that a recording carries beside it, and whether the recording is the one they speak of.
import { createHash } from "node:crypto";
import { isAppError } from "@vigie/contracts/errors";
import type { FileSystem, RecordedSegment } from "@vigie/core";

const TEXTS = ["cameraId", "path", "sha256", "previousSha256", "codec", "gapReason"] as const;
const NUMBERS = ["sequence", "startMs", "endMs", "sizeBytes", "widthPx", "heightPx", "gapBeforeMs"] as const;
const CHUNK_BYTES = 4 * 1024 * 1024;

export type Sidecar = { segment: RecordedSegment } | { problem: string };

/** The facts for the recording at `path`, or one clause that says why there are none. */
export async function readSidecar(files: FileSystem, sidecarPath: string, path: string): Promise<Sidecar> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(await files.read(sidecarPath)));
  } catch (error) {
    if (isAppError(error) && error.code === "files.not-found") return { problem: "its facts are missing" };
    if (error instanceof SyntaxError) return { problem: "its facts are cut off" };
    throw error;
  }
  if (!isSegment(value)) return { problem: "its facts are incomplete" };
  return value.path === path ? { segment: value } : { problem: `its facts belong to ${value.path}` };
}

/** Null when the file is whole: its size and digest are those of the facts. Cost: reads the whole file. */
export async function fileProblem(files: FileSystem, path: string, segment: RecordedSegment): Promise<string | null> {
  const stat = await files.stat(path);
  if (stat === null) return "the file is missing";
  if (stat.sizeBytes !== segment.sizeBytes) return `it has ${stat.sizeBytes} bytes instead of ${segment.sizeBytes}`;
  const hash = createHash("sha256");
  for (let start = 0; start < stat.sizeBytes; start += CHUNK_BYTES) {
    hash.update(await files.read(path, { start, end: start + CHUNK_BYTES }));
  }
  return hash.digest("hex") === segment.sha256 ? null : "its content is not what was recorded";
}

function isSegment(value: unknown): value is RecordedSegment {
  if (typeof value !== "object" || value === null) return false;
  const facts = value as Record<string, unknown>;
  return TEXTS.every((key) => typeof facts[key] === "string") && NUMBERS.every((key) => Number.isFinite(facts[key]));
}
