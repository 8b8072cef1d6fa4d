// Weights are bytes that have proved who they are: size and SHA-256 first, only then may anything parse them.
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError, type ModelManifest } from "@vigie/contracts";

/** No detector of a known family comes near this; a larger file is not read into memory. */
const MAX_WEIGHTS_BYTES = 512 * 1024 * 1024;

/**
 * The bytes of the manifest's file, verified.
 * Errors: `model.missing`, `model.hash-mismatch` (also for a wrong size), `model.bad-manifest`.
 */
export async function readWeights(folder: string, manifest: ModelManifest): Promise<Uint8Array> {
  const path = weightsPath(folder, manifest);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) {
    throw modelError("model.missing", "not-found", manifest, `its file ${path} does not exist`);
  }
  if (found.size !== manifest.bytes) throw wrongSize(manifest, path, found.size);
  if (found.size > MAX_WEIGHTS_BYTES) {
    const limit = MAX_WEIGHTS_BYTES / 1024 / 1024;
    throw modelError("model.bad-shape", "invalid", manifest, `its file ${path} is larger than ${limit} MiB`);
  }
  const bytes = await readFile(path);
  checkWeights(manifest, path, bytes);
  return bytes;
}

/** Errors: `model.hash-mismatch`, also for a wrong size. */
export function checkWeights(manifest: ModelManifest, place: string, bytes: Uint8Array): void {
  if (bytes.byteLength !== manifest.bytes) throw wrongSize(manifest, place, bytes.byteLength);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 === manifest.sha256) return;
  const sentence = `the SHA-256 of ${place} is ${sha256.slice(0, 12)}…, its manifest says ${manifest.sha256.slice(0, 12)}…`;
  throw modelError("model.hash-mismatch", "invalid", manifest, sentence);
}

/** Errors: `model.bad-manifest` when the file name would leave the folder. */
export function weightsPath(folder: string, manifest: ModelManifest): string {
  if (/^[^/\\]+$/.test(manifest.file) && !manifest.file.startsWith(".")) return join(folder, manifest.file);
  const sentence = `its file "${manifest.file}" is not a plain name of a file beside the manifest`;
  throw modelError("model.bad-manifest", "invalid", manifest, sentence);
}

function wrongSize(manifest: ModelManifest, place: string, bytes: number): AppError {
  const sentence = `${place} has ${bytes} bytes, its manifest says ${manifest.bytes}`;
  return modelError("model.hash-mismatch", "invalid", manifest, sentence);
}

/** One sentence about one model. */
export function modelError(
  code: string,
  kind: "invalid" | "not-found" | "unsupported" | "conflict" | "unavailable",
  model: { name: string },
  sentence: string,
  cause?: unknown,
): AppError {
  return new AppError({
    code,
    kind,
    audience: "operator",
    message: `The model "${model.name}" cannot be used: ${sentence}.`,
    details: { model: model.name },
    cause,
  });
}
