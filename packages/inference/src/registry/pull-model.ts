// Fetching a pinned model: at most the bytes that it has, in bounded time, verified before anything is kept.
import { AppError, type ModelManifest } from "@vigie/contracts";
import type { PinnedModel } from "../pinned-models.ts";
import { registerWeights } from "./import-model.ts";

/** Longest wait for the connection, and for the next bytes. Unit: ms. */
const STALL_LIMIT_MS = 15_000;

/**
 * Downloads the model into the folder and registers it.
 * Errors: `model.download-failed` (retryable, nothing was kept), and those of `importModel`.
 */
export async function pullModel(
  folder: string,
  pinned: PinnedModel,
  onProgress: (bytes: number, totalBytes: number) => void = () => {},
  stallLimitMs = STALL_LIMIT_MS,
): Promise<ModelManifest> {
  const bytes = await download(pinned, onProgress, stallLimitMs);
  return registerWeights(folder, bytes, pinned.address, pinned.manifest, folder);
}

async function download(
  { address, manifest }: PinnedModel,
  onProgress: (bytes: number, totalBytes: number) => void,
  stallLimitMs: number,
): Promise<Uint8Array> {
  const { host } = new URL(address);
  const stop = new AbortController();
  let timer = setTimeout(() => stop.abort(), stallLimitMs);
  const bytes = new Uint8Array(manifest.bytes);
  let filled = 0;
  try {
    const response = await fetch(address, { signal: stop.signal });
    if (!response.ok || !response.body) throw failed(manifest, `${host} answered ${response.status}`);
    for await (const chunk of response.body) {
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(), stallLimitMs);
      if (filled + chunk.byteLength > bytes.byteLength) {
        throw failed(manifest, `${host} sent more than the ${manifest.bytes} bytes that the model has`);
      }
      bytes.set(chunk, filled);
      filled += chunk.byteLength;
      onProgress(filled, manifest.bytes);
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const silent = `${host} was silent for ${Math.round(stallLimitMs / 1000)} seconds`;
    throw failed(manifest, stop.signal.aborted ? silent : `${host} cannot be reached`, cause);
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
  return bytes.subarray(0, filled);
}

function failed(manifest: ModelManifest, reason: string, cause?: unknown): AppError {
  return new AppError({
    code: "model.download-failed",
    kind: "unavailable",
    audience: "operator",
    message: `The model "${manifest.name}" could not be downloaded: ${reason}; without Internet, copy its file here and use "vigie models import".`,
    details: { model: manifest.name },
    cause,
    retryable: true,
  });
}
